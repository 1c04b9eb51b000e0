import type { CaseAccess, CaseTies, LineOfBusiness, ReadableLines } from '@assent/domain';
import type { CommandKey } from './change';
import type { Page } from './page';

/** What can name a case: its own id, or something that belongs to it. */
export type CaseName = 'case' | 'appeal' | 'authorization' | 'letter' | 'peer-to-peer';

export interface CaseAccessFilter {
  readonly caseId?: string;
  readonly lines?: ReadableLines;
  readonly cursor?: string;
  readonly limit: number;
}

/** A case that was opened with a reason, with what names it. */
export interface ListedAccess {
  readonly access: CaseAccess;
  readonly of: { readonly number: string; readonly lineOfBusiness: LineOfBusiness };
}

/** Who has to do with which case, and who opened one with a reason. */
export interface AccessRepository {
  /**
   * A case with the people who have to do with it; null if there is none.
   * @param id the id of what names it, or an authorization's number
   * @param person whose openings of it count
   */
  tiesOf(name: CaseName, id: string, person: string): Promise<CaseTies | null>;
  /**
   * Keeps that a person opened a case with a reason, with an event on the timeline and an entry for
   * the auditor.
   * @returns false if the key was used meanwhile
   */
  keepAccess(access: CaseAccess, command: CommandKey | undefined): Promise<boolean>;
  /** A person's last opening of a case; null if they never opened it with a reason. */
  lastAccess(caseId: string, person: string): Promise<ListedAccess | null>;
  /** Newest first. */
  accesses(filter: CaseAccessFilter): Promise<Page<ListedAccess>>;
}
