import { isMembers } from '@assent/vocabulary';

/** The members of whatever was sent, as far as there are any; for what is judged beside a schema. */
export function sentMembers(sent: unknown): Readonly<Record<string, unknown>> {
  return isMembers(sent) ? sent : {};
}
