import type { PurposeOfUse, Role } from '@assent/domain';
import type { Page } from './page';

/** Whether the data was shown; a call that failed may have shown a part of it. */
export const ACCESS_OUTCOMES = ['shown', 'refused', 'failed'] as const;
export type AccessOutcome = (typeof ACCESS_OUTCOMES)[number];

/** Whose data a call showed, or was asked to show. Nothing here is member data, only our own ids. */
export interface Accessed {
  readonly cases: readonly string[];
  /** By our own id of them. */
  readonly members: readonly string[];
  /** Documents and letters whose content was shown. */
  readonly documents: readonly string[];
  readonly letters: readonly string[];
  readonly appeals: readonly string[];
}

/** One call that read members' data: who, when, what, whose, from where and why. */
export interface AccessEntry extends Accessed {
  /** Of the call, as in the log. */
  readonly id: string;
  readonly at: Date;
  readonly actor: string;
  /** Null for a calendar, which does not sign in, and for a person without a role of ours. */
  readonly role: Role | null;
  /** The call, by its name in the contract. */
  readonly operation: string;
  readonly outcome: AccessOutcome;
  readonly purpose: PurposeOfUse;
  /** How many rows a list had; null for anything else. */
  readonly listed: number | null;
  /** The network address of the caller, as the API saw it. */
  readonly address: string | null;
  /** The caller's program and its main version, such as `Firefox 128`. */
  readonly agent: string | null;
}

/** Accesses by a person, to a member or to a case, or all of these at once. */
export interface AccessFilter {
  readonly person?: string;
  /** Our own id of the member: also accesses to their cases, letters and appeals. */
  readonly member?: string;
  readonly caseId?: string;
  readonly from?: Date;
  readonly to?: Date;
  readonly limit: number;
  readonly cursor?: string;
}

/** An entry as it is found, with the numbers of its cases. */
export interface FoundAccess extends Omit<AccessEntry, 'cases'> {
  /** Those that the filter is about, or all; at most `MAX_SHOWN_CASES`. */
  readonly cases: readonly { readonly id: string; readonly number: string }[];
  /** How many cases the entry names. */
  readonly caseCount: number;
}

export const MAX_SHOWN_CASES = 10;

/** Who read members' data. Entries are only added. */
export interface AccessLog {
  /** Adds all of them, or none; those that are there already stay. @throws RecordUnavailable */
  add(entries: readonly AccessEntry[]): Promise<void>;
  /** The newest first; null if there is no such member. */
  list(filter: AccessFilter): Promise<Page<FoundAccess> | null>;
}
