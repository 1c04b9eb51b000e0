import { isMembers } from '@assent/vocabulary';

/** The members of any input, if it has any; for checks in addition to a schema. */
export function sentMembers(sent: unknown): Readonly<Record<string, unknown>> {
  return isMembers(sent) ? sent : {};
}
