import { until } from '@assent/local';
import type { Desk } from '../support/desk';

/** An entry of the access log as it is stored. */
export interface StoredAccess {
  readonly id: string;
  readonly actor: string;
  readonly role: string | null;
  readonly operation: string;
  readonly outcome: string;
  readonly purpose: string;
  readonly cases: readonly string[];
  readonly members: readonly string[];
  readonly documents: readonly string[];
  readonly letters: readonly string[];
  readonly appeals: readonly string[];
  readonly listed: number | null;
  readonly address: string | null;
  readonly agent: string | null;
}

/** The entries of these calls, in the order of the ids; waits until each has one. */
export async function entriesOf(
  { records: { database } }: Desk,
  ids: readonly string[],
): Promise<readonly StoredAccess[]> {
  let found: readonly StoredAccess[] = [];
  await until(
    async () => {
      found = await database.accessEntry.findMany({ where: { id: { in: [...ids] } } });
      return found.length === ids.length;
    },
    { timeoutMs: 10_000, everyMs: 20 },
  );
  return ids.flatMap((id) => found.filter((entry) => entry.id === id));
}
