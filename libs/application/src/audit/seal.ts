import type { EntryHash, Sha256, SignedSeal } from '../ports/audit-log';

/** What a seal states, as it is signed. */
export interface Seal {
  readonly number: number;
  /** The SHA-256 of the seal before, as it was signed; empty for the first. */
  readonly previous: string;
  /** The id up to which the seals before cover entries, and up to which this one does. */
  readonly after: bigint;
  readonly upTo: bigint;
  /** How many entries it covers, and how many all seals so far do. */
  readonly entries: number;
  readonly total: number;
  /** Over the hashes of its entries by id, one after the other. */
  readonly root: string;
  /** By the database's clock. */
  readonly at: Date;
  /** The key that it is signed with. */
  readonly key: string;
}

/** Of no entries. */
export const EMPTY_ROOT = '';

export function nextRoot(root: string, { hash, id }: EntryHash, sha256: Sha256): string {
  return sha256(`${root}|${id}|${hash}`);
}

export function payloadOf({ after, at, upTo, ...seal }: Seal): string {
  return JSON.stringify({
    seal: 'assent audit 1',
    number: seal.number,
    previous: seal.previous,
    after: String(after),
    upTo: String(upTo),
    entries: seal.entries,
    total: seal.total,
    root: seal.root,
    at: at.toISOString(),
    key: seal.key,
  });
}

/** What a seal states; null if it is none of ours. */
export function readSeal({ payload }: SignedSeal): Seal | null {
  const parsed = parse(payload);
  if (parsed === null) return null;
  const { number, previous, after, upTo, entries, total, root, at, key } = parsed;
  if (![previous, after, upTo, root, at, key].every((text) => typeof text === 'string'))
    return null;
  const seal = {
    number: Number(number),
    previous: String(previous),
    after: bigint(after),
    upTo: bigint(upTo),
    entries: Number(entries),
    total: Number(total),
    root: String(root),
    at: new Date(String(at)),
    key: String(key),
  };
  // Nothing in it may be read in two ways.
  return isDate(seal.at) && payloadOf(seal) === payload ? seal : null;
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' ? (value as Readonly<Record<string, unknown>>) : null;
  } catch {
    return null;
  }
}

function bigint(text: unknown): bigint {
  return typeof text === 'string' && /^\d{1,19}$/.test(text) ? BigInt(text) : -1n;
}

function isDate(date: Date): boolean {
  return !Number.isNaN(date.getTime());
}
