import { accept, refuse, type Appeal, type Result } from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import { factSources, type FactSources } from '../case/fact-sources';
import { contentOfText } from '../correspondence/letter-text';
import type { SentLetter } from '../correspondence/read-letters.handler';
import { shownDetermination, type ShownDetermination } from '../evaluation/evaluation';
import type { CaseEvent, CaseRecord } from '../ports/case-record';
import type { DocumentRecord } from '../ports/document-store';
import type { Ports } from '../ports/ports';
import { NO_SUCH_APPEAL } from './appeal-view';

/** What a review of an appeal needs of the case: all that was asked, found, decided and sent. */
export interface AppealFile extends ShownDetermination {
  readonly record: CaseRecord;
  readonly sources: FactSources;
  readonly appeal: Appeal;
  /** Those that were sent, oldest first. */
  readonly letters: readonly SentLetter[];
  readonly events: readonly CaseEvent[];
  readonly documents: readonly DocumentRecord[];
  /** When the newest that is in it happened. */
  readonly asOf: Date;
  /** SHA-256 of what is in it, in hexadecimal: equal digests mean equal files. */
  readonly digest: string;
}

/** The case file of an appeal as it is. Refused: `appeal-not-found`. */
export function openAppealFile({ records }: Pick<Ports, 'records'>) {
  return async (id: string): Promise<Result<AppealFile>> => {
    const appeal = await records.appeal(id);
    const record = appeal && (await records.case(appeal.caseId));
    if (!record) return refuse(NO_SUCH_APPEAL);
    return accept(await fileOf({ records }, record, appeal));
  };
}

export async function fileOf(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
  appeal: Appeal,
): Promise<AppealFile> {
  const events = await records.events(record.id);
  const notices = await records.notices(record.id);
  const documents = await records.documents(record.id);
  const letters = notices
    .flatMap(({ id, kind, sentAt, subject, text, content }): SentLetter[] => {
      if (sentAt === null || subject === null || text === null) return [];
      const blocks = content ?? contentOfText(subject, text);
      return [{ id, kind, caseNumber: record.number, sentAt, subject, text, content: blocks }];
    })
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  // What holds it up is no part of a case.
  const kept = { record: { ...record, stuck: null }, appeal, letters, events, documents };
  return {
    ...kept,
    ...shownDetermination(record),
    sources: factSources(record, events),
    asOf: events.at(-1)?.at ?? record.openedAt,
    digest: digestOf(JSON.parse(JSON.stringify(kept))),
  };
}
