import {
  verifyAudit,
  type AuditLog,
  type AuditReport,
  type ChainedEntry,
  type NumberedSeal,
  type RecordedCase,
  type SealKeys,
} from '@assent/application';
import { sha256 } from '@assent/platform';

/** An audit and what it tells of, in memory; the seals outside are not part of it. */
export interface AuditCopy {
  readonly entries: readonly ChainedEntry[];
  readonly cases: readonly RecordedCase[];
  readonly seals: readonly NumberedSeal[];
}

async function collected<Item>(batches: AsyncIterable<readonly Item[]>): Promise<Item[]> {
  const items: Item[] = [];
  for await (const batch of batches) items.push(...batch);
  return items;
}

export function copyOf(log: AuditLog): Promise<AuditCopy> {
  return log.atOneMoment(async (snapshot) => ({
    entries: await collected(snapshot.entries()),
    cases: await collected(snapshot.cases()),
    seals: await collected(snapshot.seals()),
  }));
}

/** Checks a copy as the record would be checked. */
export function verifyCopy(
  { cases, entries, seals }: AuditCopy,
  outside: readonly NumberedSeal[],
  keys: SealKeys,
): Promise<AuditReport> {
  const inOrder = [...entries].sort(
    (a, b) => compared(a.caseId, b.caseId) || a.place - b.place || byId(a, b),
  );
  const log: AuditLog = {
    hasSeal: (number) => Promise.resolve(seals.some((seal) => seal.number === number)),
    atOneMoment: (read) =>
      read({
        now: new Date(),
        entries: () => oneBatch(inOrder),
        cases: () => oneBatch([...cases].sort((a, b) => compared(a.caseId, b.caseId))),
        hashes: () =>
          oneBatch(
            [...entries].sort(byId).map(({ id, hash, writtenAt }) => ({
              id: BigInt(id),
              hash,
              writtenAt: new Date(Number(writtenAt)),
            })),
          ),
        seals: () => oneBatch(seals),
      }),
  };
  const store = {
    add: () => Promise.reject(new Error('nothing is added here')),
    read: () => Promise.reject(new Error('nothing is read here')),
    all: () => oneBatch(outside),
  };
  return verifyAudit({ log, outside: store, keys, sha256 })();
}

async function* oneBatch<Item>(items: readonly Item[]): AsyncGenerator<readonly Item[]> {
  yield await Promise.resolve(items);
}

const compared = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const byId = (a: ChainedEntry, b: ChainedEntry): number => Number(BigInt(a.id) - BigInt(b.id));
