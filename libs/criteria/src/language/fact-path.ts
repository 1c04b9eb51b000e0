import type { Facts } from './determination';

/** What facts say at a declared path; undefined when they say nothing. */
export function factAt(facts: Facts, path: string): unknown {
  let stated: unknown = facts;
  for (const name of path.split('.')) {
    if (!isMember(stated)) return undefined;
    stated = stated[name];
  }
  return stated;
}

export function isMember(given: unknown): given is Facts {
  return typeof given === 'object' && given !== null && !Array.isArray(given);
}
