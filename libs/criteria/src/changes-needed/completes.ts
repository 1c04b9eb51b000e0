import { isMembers } from '@assent/vocabulary';

/**
 * Whether a fact that becomes `to` only says more than it did as `from`: it was unknown, or the
 * entries of its list are the same with more of them told.
 */
export function completes(from: unknown, to: unknown): boolean {
  if ((from ?? null) === null) return true;
  if (!Array.isArray(from) || !Array.isArray(to) || from.length !== to.length) return false;
  return from.every((entry: unknown, index) => {
    const told: unknown = to[index];
    if (!isMembers(entry) || !isMembers(told)) return entry === told;
    return Object.entries(entry).every(
      ([name, value]) => JSON.stringify(told[name]) === JSON.stringify(value),
    );
  });
}
