import { clockState, snoozeAt, type Actor, type ClockState, type Snooze } from '@assent/domain';
import { shownDetermination, type ShownDetermination } from '../evaluation/evaluation';
import { foundOnAppealsOf, type FoundOnAppeals } from '../evaluation/findings';
import type { AuthorizationRecord } from '../ports/authorization-record';
import type { CaseEvent, CaseRecord } from '../ports/case-record';
import type { DocumentRecord } from '../ports/document-store';
import type { Ports } from '../ports/ports';
import { factSources, type FactSources } from './fact-sources';
import { seenDigestOf } from './seen-digest';

/** A case as lists show it. */
export interface ListedCase extends ShownDetermination {
  readonly record: CaseRecord;
  readonly authorization: AuthorizationRecord | null;
  readonly clock: { readonly dueAt: Date | null; readonly state: ClockState };
  /** Null once it is over. */
  readonly snoozed: Snooze | null;
}

/** A case as people see it. */
export interface CaseView extends ListedCase {
  readonly sources: FactSources;
  readonly addressChange: AddressChange | null;
  /** Null if software opened it. */
  readonly openedBy: Actor | null;
  /** What a reviewer who reads this has seen; see `seenDigestOf`. */
  readonly seenDigest: string;
  /** What people found on its appeals; absent without any, and for a case as a command left it. */
  readonly onAppeals?: FoundOnAppeals;
}

/**
 * The prescriber's email in the case, where it differs from the last one that a letter reached or a
 * person confirmed. Letters name members, so people check it before the first letter goes there.
 */
export interface AddressChange {
  readonly known: string;
  readonly given: string;
}

/** The case of that id, as it is now; null if there is none. */
export async function viewById(
  { records, clock }: Pick<Ports, 'records' | 'clock'>,
  id: string,
): Promise<CaseView | null> {
  const shown = await records.shownCase(id);
  if (!shown) return null;
  const { record, authorization, tellings, knownEmail, documents } = shown;
  const now = await clock.now();
  const view = viewWith(knownEmail, record, authorization, tellings, now, documents);
  const onAppeals = await foundOnAppealsOf({ records }, record);
  return onAppeals.appeals.length === 0 ? view : { ...view, onAppeals };
}

/** @param tellings the events that gave the case its facts, oldest first; may include others */
export async function viewOf(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
  authorization: AuthorizationRecord | null,
  tellings: readonly CaseEvent[],
  now: Date,
): Promise<CaseView> {
  const { npi, email } = record.prescriber;
  const [known, documents] = await Promise.all([
    email === undefined ? null : records.knownEmail(npi),
    records.documents(record.id),
  ]);
  return viewWith(known, record, authorization, tellings, now, documents);
}

/** The same, with the prescriber's known email address and the documents already read. */
export function viewWith(
  known: string | null,
  record: CaseRecord,
  authorization: AuthorizationRecord | null,
  tellings: readonly CaseEvent[],
  now: Date,
  documents: readonly Pick<DocumentRecord, 'sha256'>[],
): CaseView {
  const { email: given } = record.prescriber;
  const isChanged = given !== undefined && known !== null && !isSameAddress(known, given);
  return {
    ...listedView(record, authorization, now),
    sources: factSources(record, tellings),
    addressChange: isChanged ? { known, given } : null,
    openedBy: openerIn(tellings),
    seenDigest: seenDigestOf(record, documents),
  };
}

/** The person who opened a case, from the events that gave it its facts; null if software did. */
export function openerIn(tellings: readonly CaseEvent[]): Actor | null {
  return tellings.find(({ type }) => type === 'case-opened')?.actor ?? null;
}

/** Whether two email addresses are equal, however written. */
export function isSameAddress(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

export function listedView(
  record: CaseRecord,
  authorization: AuthorizationRecord | null,
  now: Date,
): ListedCase {
  return {
    record,
    ...shownDetermination(record),
    authorization,
    clock: { dueAt: record.dueAt, state: clockState(record, now) },
    snoozed: snoozeAt(now, record.snoozed),
  };
}

export const NO_SUCH_CASE = {
  code: 'case-not-found',
  detail: 'there is no case with this id',
} as const;
