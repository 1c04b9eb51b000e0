import type {
  SealingTurn,
  SealKeys,
  SealRecord,
  SealSigner,
  SealStore,
  Sha256,
  SignedSeal,
} from '../ports/audit-log';
import { EMPTY_ROOT, nextRoot, payloadOf, readSeal, type Seal } from './seal';

export interface SealingPorts {
  readonly record: SealRecord;
  readonly outside: SealStore;
  readonly signer: SealSigner;
  readonly keys: SealKeys;
  readonly sha256: Sha256;
}

/** Thrown when the next seal is already outside of the database, and does not fit the record. */
export class SealConflict extends Error {
  constructor(number: number) {
    super(
      `seal ${number} is already outside of the database and does not fit its entries; run \`npm run audit:verify\``,
    );
  }
}

/** How many entries one seal covers at most, and how many are read at once. */
const MAX_ENTRIES = 50_000;
const BATCH = 5_000;

/**
 * Seals the entries that were committed since the last seal. The seal is outside of the database
 * before it is in it: what stays behind when the process dies in between is taken over by the next.
 * @returns how many entries were sealed; null if another process seals
 * @throws SealStoreUnavailable
 * @throws SealConflict
 */
export function sealAudit(ports: SealingPorts) {
  return async (): Promise<number | null> => {
    let sealed = 0;
    for (;;) {
      const entries = await ports.record.alone((turn) => sealNext(ports, turn));
      if (entries === null) return null;
      sealed += entries;
      if (entries < MAX_ENTRIES) return sealed;
    }
  };
}

async function sealNext(ports: SealingPorts, turn: SealingTurn): Promise<number> {
  const { outside, sha256, signer } = ports;
  const last = turn.last && readSeal(turn.last);
  const number = (last?.number ?? 0) + 1;
  const next = {
    number,
    previous: turn.last ? sha256(turn.last.payload) : '',
    after: last?.upTo ?? 0n,
    total: last?.total ?? 0,
  };
  const leftOver = await outside.read(number);
  if (leftOver) {
    const { upTo, entries } = await fitting(ports, turn, next, leftOver);
    await turn.keep({ ...leftOver, number, upTo });
    return entries;
  }
  const covered = await cover(ports, turn, next.after, await turn.settledUpTo());
  if (covered.entries === 0) return 0;
  const total = next.total + covered.entries;
  const payload = payloadOf({ ...next, ...covered, total, at: turn.now, key: signer.key });
  const seal = { number, payload, signature: signer.sign(payload) };
  await outside.add(seal);
  await turn.keep({ ...seal, upTo: covered.upTo });
  return covered.entries;
}

/** The entries after an id: how many, up to which one, and the root over them. */
async function cover(
  { sha256 }: SealingPorts,
  turn: SealingTurn,
  after: bigint,
  settled: bigint,
): Promise<Pick<Seal, 'entries' | 'root' | 'upTo'>> {
  let upTo = after;
  let entries = 0;
  let root = EMPTY_ROOT;
  while (entries < MAX_ENTRIES) {
    const batch = await turn.hashes(upTo, settled, BATCH);
    for (const entry of batch) {
      root = nextRoot(root, entry, sha256);
      upTo = entry.id;
    }
    entries += batch.length;
    if (batch.length < BATCH) break;
  }
  return { upTo, entries, root };
}

/** @throws SealConflict */
async function fitting(
  ports: SealingPorts,
  turn: SealingTurn,
  next: Pick<Seal, 'after' | 'number' | 'previous' | 'total'>,
  found: SignedSeal,
): Promise<Seal> {
  const seal = readSeal(found);
  if (seal && ports.keys.isSigned(found, seal.key)) {
    const { entries, root, upTo } = await cover(ports, turn, next.after, seal.upTo);
    const asSealed = { ...next, entries, root, upTo, total: next.total + entries };
    if (payloadOf({ ...seal, ...asSealed }) === found.payload) return seal;
  }
  throw new SealConflict(next.number);
}
