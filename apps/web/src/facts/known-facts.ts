import type { GuidelineDescription } from '../client';

export type DescribedFact = GuidelineDescription['facts'][number];

/** Facts as they are sent: nested by the dots of their paths. */
export type Facts = Readonly<Record<string, unknown>>;

/** The value of a fact; null when it is not known. */
export function factAt(facts: Facts, path: string): unknown {
  const found = path
    .split('.')
    .reduce<unknown>((group, name) => (isRecord(group) ? group[name] : undefined), facts);
  return found ?? null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
