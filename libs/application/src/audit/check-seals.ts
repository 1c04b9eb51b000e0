import type {
  AuditLog,
  AuditSnapshot,
  EntryHash,
  NumberedSeal,
  SealKeys,
  SealStore,
  Sha256,
} from '../ports/audit-log';
import { oneByOne } from './batches';
import type { Findings } from './findings';
import { EMPTY_ROOT, nextRoot, readSeal, type Seal } from './seal';

export interface SealCheck {
  readonly log: Pick<AuditLog, 'hasSeal'>;
  readonly snapshot: AuditSnapshot;
  readonly outside: SealStore;
  readonly keys: SealKeys;
  readonly sha256: Sha256;
}

/** How long entries wait for their seal before it is a finding, in milliseconds. */
const SEAL_OVERDUE_MS = 60 * 60_000;

/** Compares seals in and outside of the database with each other, and with the entries they cover. */
export async function checkSeals(check: SealCheck, findings: Findings): Promise<SealsSeen> {
  const entries = oneByOne(check.snapshot.hashes());
  try {
    return await compareWithEntries(check, entries, findings);
  } finally {
    await entries.return();
  }
}

interface SealsSeen {
  readonly seals: number;
  /** Entries that none of them covers. */
  readonly unsealed: number;
}

async function compareWithEntries(
  check: SealCheck,
  entries: AsyncIterator<EntryHash, void>,
  findings: Findings,
): Promise<SealsSeen> {
  const { snapshot, sha256 } = check;
  let entry = await entries.next();
  let lastId = 0n;
  let seals = 0;
  let upTo = 0n;
  for await (const seal of trustedSeals(check, findings)) {
    seals += 1;
    upTo = seal.upTo;
    let [count, root] = [0, EMPTY_ROOT];
    while (!entry.done && entry.value.id <= seal.upTo) {
      if (entry.value.id === lastId) findings.add(`There are two audit entries with id ${lastId}.`);
      lastId = entry.value.id;
      // What the seals before cover is not this one's, even if it appeared since.
      if (lastId > seal.after) {
        root = nextRoot(root, entry.value, sha256);
        count += 1;
      }
      entry = await entries.next();
    }
    if (count !== seal.entries) {
      findings.add(`Seal ${seal.number} covers ${seal.entries} audit entries; ${count} are there.`);
    } else if (root !== seal.root) {
      findings.add(`The audit entries of seal ${seal.number} are not those that were sealed.`);
    }
  }
  const oldest = entry.done ? null : entry.value.writtenAt;
  let unsealed = 0;
  while (!entry.done) {
    unsealed += 1;
    entry = await entries.next();
  }
  if (oldest && snapshot.now.getTime() - oldest.getTime() > SEAL_OVERDUE_MS) {
    const since = upTo === 0n ? '' : ` since seal ${seals}`;
    findings.add(`No audit entry was sealed${since}, although some are older than an hour.`);
  }
  return { seals, unsealed };
}

/** The seals whose signature holds, in order, each checked against the one before. */
async function* trustedSeals(
  { log, snapshot, outside, keys, sha256 }: SealCheck,
  findings: Findings,
): AsyncGenerator<Seal, void, void> {
  let before: { readonly seal: Seal; readonly payload: string } | null = null;
  let number = 0;
  for await (const { inside, outside: copy } of paired(snapshot.seals(), outside.all())) {
    const found = copy ?? inside;
    if (!found) continue;
    // A seal is outside first. One that came since the look at the database began is for the next check.
    if (!inside && (await log.hasSeal(found.number))) return;
    number += 1;
    if (found.number > number) {
      findings.add(
        found.number === number + 1
          ? `Seal ${number} is missing, in the database and outside.`
          : `Seals ${number} to ${found.number - 1} are missing, in the database and outside.`,
      );
      number = found.number;
    }
    if (!copy) findings.add(`Seal ${number} is missing outside of the database.`);
    else if (!inside) {
      findings.add(`Seal ${number} is missing in the database; outside of it, it is there.`);
    } else if (inside.payload !== copy.payload || inside.signature !== copy.signature) {
      findings.add(`Seal ${number} in the database is not the one outside of it.`);
    }
    const seal = readSeal(found);
    if (seal?.number !== number || !keys.isSigned(found, seal.key)) {
      findings.add(`Seal ${number} is not signed with a key that we know.`);
      continue;
    }
    const isNext: boolean =
      before === null
        ? number > 1 || (seal.previous === '' && seal.after === 0n && seal.total === seal.entries)
        : before.seal.number < number - 1 ||
          (seal.previous === sha256(before.payload) &&
            seal.after === before.seal.upTo &&
            seal.total === before.seal.total + seal.entries);
    if (!isNext) findings.add(`Seal ${number} does not follow the one before.`);
    before = { seal, payload: found.payload };
    yield seal;
  }
}

interface Pair {
  readonly inside: NumberedSeal | null;
  readonly outside: NumberedSeal | null;
}

/** Both sources by number, side by side. */
async function* paired(
  inside: AsyncIterable<readonly NumberedSeal[]>,
  outside: AsyncIterable<readonly NumberedSeal[]>,
): AsyncGenerator<Pair, void, void> {
  const [ours, theirs] = [oneByOne(inside), oneByOne(outside)];
  try {
    let [one, other] = [await ours.next(), await theirs.next()];
    while (!one.done || !other.done) {
      const first = Math.min(
        one.done ? Infinity : one.value.number,
        other.done ? Infinity : other.value.number,
      );
      const ourOne = !one.done && one.value.number === first ? one.value : null;
      const theirOne = !other.done && other.value.number === first ? other.value : null;
      yield { inside: ourOne, outside: theirOne };
      if (ourOne) one = await ours.next();
      if (theirOne) other = await theirs.next();
    }
  } finally {
    await ours.return();
    await theirs.return();
  }
}
