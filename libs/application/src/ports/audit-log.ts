/** An audit entry with its chain. Ids and instants are as the chain is hashed over them. */
export interface ChainedEntry {
  readonly caseId: string;
  /** Its place in the chain of its case, from 1. */
  readonly place: number;
  readonly id: string;
  readonly caseVersion: number;
  /** In milliseconds since 1970: what the program said, and what the database's clock said. */
  readonly at: string;
  readonly writtenAt: string;
  readonly actor: string;
  readonly role: string;
  readonly action: string;
  /** The letter that was sent or made; empty for any other entry. */
  readonly letter: string;
  /** In hexadecimal; empty if it tells of no such thing. */
  readonly caseDigest: string;
  readonly besideDigest: string;
  readonly letterDigest: string;
  readonly hash: string;
}

/** A case as the record has it, with digests like those of its entries. */
export interface RecordedCase {
  readonly caseId: string;
  readonly number: string;
  readonly version: number;
  readonly caseDigest: string;
  readonly besideDigest: string;
  /** Digests of its letters that were sent or made, by their ids. */
  readonly letters: ReadonlyMap<string, string>;
}

/** The hash of an entry, by its id. */
export interface EntryHash {
  readonly id: bigint;
  readonly hash: string;
  readonly writtenAt: Date;
}

/** A seal as it was signed: a line of JSON, and the signature in Base64. */
export interface SignedSeal {
  readonly payload: string;
  readonly signature: string;
}

export interface NumberedSeal extends SignedSeal {
  readonly number: number;
}

/** The audit and what it tells of, all at one moment, read in batches. */
export interface AuditSnapshot {
  /** By the database's clock. */
  readonly now: Date;
  /** By case and place. */
  entries(): AsyncIterable<readonly ChainedEntry[]>;
  /** By case, in the same order. */
  cases(): AsyncIterable<readonly RecordedCase[]>;
  /** By id. */
  hashes(): AsyncIterable<readonly EntryHash[]>;
  /** By number. */
  seals(): AsyncIterable<readonly NumberedSeal[]>;
}

/** The audit in the record. */
export interface AuditLog {
  /** @throws RecordUnavailable */
  atOneMoment<Value>(read: (snapshot: AuditSnapshot) => Promise<Value>): Promise<Value>;
  /** Whether there is such a seal now, once a sealing that is under way has ended. */
  hasSeal(number: number): Promise<boolean>;
}

/** Sealing, by one process at a time, in one transaction. */
export interface SealingTurn {
  /** By the database's clock. */
  readonly now: Date;
  readonly last: SignedSeal | null;
  /** The highest id up to which no further entry can appear. */
  settledUpTo(): Promise<bigint>;
  /** The hashes of the entries between two ids, the second included, by id, at most so many. */
  hashes(after: bigint, upTo: bigint, limit: number): Promise<readonly EntryHash[]>;
  keep(seal: NumberedSeal & { readonly upTo: bigint }): Promise<void>;
}

export interface SealRecord {
  /** @returns null if another process has the turn */
  alone<Value>(run: (turn: SealingTurn) => Promise<Value>): Promise<Value | null>;
}

/** Thrown when the place outside of the database cannot be used. */
export class SealStoreUnavailable extends Error {}

/** Where seals are kept outside of the database. What is there is never overwritten. */
export interface SealStore {
  /** @throws SealStoreUnavailable, also if there is one of this number */
  add(seal: NumberedSeal): Promise<void>;
  /** @throws SealStoreUnavailable */
  read(number: number): Promise<SignedSeal | null>;
  /** All of them by number. @throws SealStoreUnavailable */
  all(): AsyncIterable<readonly NumberedSeal[]>;
}

/** Ed25519 (RFC 8032). A key is named by the SHA-256 of its public half. */
export interface SealSigner {
  readonly key: string;
  /** The signature in Base64. */
  sign(payload: string): string;
}

/** The keys that seals may be signed with. */
export interface SealKeys {
  isSigned(seal: SignedSeal, key: string): boolean;
}

/** SHA-256 over the UTF-8 of a text, in hexadecimal. */
export type Sha256 = (text: string) => string;

/** What was found, and how much was looked at. */
export interface AuditReport {
  readonly entries: number;
  readonly cases: number;
  readonly seals: number;
  /** Entries that no seal covers yet. */
  readonly unsealed: number;
  /** Sentences without member data, the first hundred. */
  readonly findings: readonly string[];
  readonly findingCount: number;
}

/** How far the audit is sealed. */
export interface SealingState {
  readonly last: SignedSeal | null;
  /** Entries after the last seal, and when the first of them was written. */
  readonly unsealed: number;
  readonly unsealedSince: Date | null;
}

/** A check that a person started. */
export interface AuditCheck {
  readonly startedAt: Date;
  readonly startedBy: string;
  /** Null while it runs. */
  readonly finishedAt: Date | null;
  readonly result: Pick<AuditReport, 'entries' | 'findings' | 'findingCount'> | null;
  /** Why it came to no result. */
  readonly failure: string | null;
}

export interface AuditChecks {
  sealing(): Promise<SealingState>;
  latest(): Promise<AuditCheck | null>;
  /** False if another one runs. */
  begin(id: string, by: { readonly subject: string; readonly role: string }): Promise<boolean>;
  finish(id: string, result: AuditReport | { readonly failure: string }): Promise<void>;
}
