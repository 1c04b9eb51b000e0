import { isMembers, type Members } from './members';

/** The value at a path such as `diagnosis.code`; undefined if there is none. */
export function valueAt(members: Members, path: string): unknown {
  let value: unknown = members;
  for (const name of path.split('.')) {
    if (!isMembers(value)) return undefined;
    value = value[name];
  }
  return value;
}

/** Whether a dotted path names a whole, or something in it. */
export function isAtOrIn(path: string, whole: string): boolean {
  return path === whole || path.startsWith(`${whole}.`);
}
