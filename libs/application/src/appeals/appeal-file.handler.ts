import { withoutResults, type Determination, type WithheldDetermination } from '@assent/criteria';
import {
  accept,
  MAX_DOCUMENT_BYTES,
  refuse,
  type Actor,
  type Appeal,
  type RecordedFindings,
  type Result,
} from '@assent/domain';
import { digestOf } from '@assent/guidelines';
import { whyClosed } from '../documents/read-documents.handler';
import { factSources, type FactSources } from '../case/fact-sources';
import { sentLetter, type SentLetter } from '../correspondence/read-letters.handler';
import { shownDetermination, type ShownDetermination } from '../evaluation/evaluation';
import { eventShownTo, holdsWhileWithheld } from '../evaluation/shown-to';
import type { CaseEvent, CaseRecord } from '../ports/case-record';
import {
  isContentLost,
  type DocumentRecord,
  type DocumentStore,
  type ReceivedDocument,
} from '../ports/document-store';
import type { Ports } from '../ports/ports';
import { isAppealWithheld } from './appeal-findings';
import { NO_SUCH_APPEAL } from './appeal-view';

/** What a review of an appeal needs of the case: all that was asked, found, decided and sent. */
export interface AppealFile extends Omit<ShownDetermination, 'determination'> {
  readonly determination: Determination | WithheldDetermination;
  /** Whether results, and the findings of others, are left out for who reads it. */
  readonly isWithheld: boolean;
  readonly record: CaseRecord;
  readonly sources: FactSources;
  readonly appeal: Appeal;
  /** Those to the provider office and to the member that were sent or made to be printed, oldest first. */
  readonly letters: readonly SentLetter[];
  readonly events: readonly CaseEvent[];
  readonly documents: readonly ReceivedDocument[];
  /** When the newest that is in it happened. */
  readonly asOf: Date;
  /** SHA-256 of what is in it, in hexadecimal: equal digests mean equal files. */
  readonly digest: string;
}

/** A case file with the received documents. */
export interface OpenedAppealFile extends AppealFile {
  /** By the ids of the documents; without those past the limit, and those that are lost. */
  readonly contents: ReadonlyMap<string, Buffer>;
  /** The words of those that are texts, by their ids; without those that are long. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * How much of the received documents is in one file, in bytes, oldest first; each is in it whole or
 * not at all. A file is made in memory, of several copies of this.
 */
export const MAX_FILE_DOCUMENTS_BYTES = 2 * MAX_DOCUMENT_BYTES;

/** In bytes; a longer text is a book, which is attached only. */
const LONGEST_TEXT = 100_000;

/**
 * The case file of an appeal as it is, as far as the person may see it. Refused: `appeal-not-found`.
 * @throws DocumentStoreUnavailable where a text cannot be read
 */
export function openAppealFile({
  records,
  store,
}: Pick<Ports, 'records'> & { readonly store: DocumentStore }) {
  return async (id: string, reader: Actor): Promise<Result<OpenedAppealFile>> => {
    const appeal = await records.appeal(id);
    const record = appeal && (await records.case(appeal.caseId));
    if (!record) return refuse(NO_SUCH_APPEAL);
    const whole = await fileOf({ records }, record, appeal);
    const isWithheld = await isAppealWithheld({ records }, record, reader);
    const file = isWithheld ? withheldFile(whole, reader) : whole;
    const contents = new Map<string, Buffer>();
    const texts = new Map<string, string>();
    let left = MAX_FILE_DOCUMENTS_BYTES;
    for (const document of file.documents) {
      if (document.size > left || whyClosed(document)) continue;
      const content = await contentOf(document, store);
      if (content === null) continue;
      left -= document.size;
      contents.set(document.id, content);
      const text = textOf(document, content);
      if (text !== null) texts.set(document.id, text);
    }
    return accept({ ...file, contents, texts });
  };
}

/** Null if it is lost, or not what was received. */
async function contentOf(
  { id, sha256 }: DocumentRecord,
  store: DocumentStore,
): Promise<Buffer | null> {
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of await store.open(id, sha256)) pieces.push(piece);
    return Buffer.concat(pieces);
  } catch (error) {
    if (isContentLost(error)) return null;
    throw error;
  }
}

/** The words of a document; null if it is no text, or a long one. */
function textOf({ mediaType, size }: DocumentRecord, content: Buffer): string | null {
  if (!mediaType.startsWith('text/plain') || size > LONGEST_TEXT) return null;
  return new TextDecoder(/charset=(.+)/.exec(mediaType)?.[1] ?? 'utf-8').decode(content);
}

export async function fileOf(
  { records }: Pick<Ports, 'records'>,
  record: CaseRecord,
  appeal: Appeal,
): Promise<AppealFile> {
  const events = await records.events(record.id);
  const written = [
    ...(await records.notices(record.id)),
    ...(await records.memberLetters(record.id)),
  ];
  const documents = await records.documents(record.id);
  const letters = written
    .flatMap((letter) => sentLetter(letter, record) ?? [])
    .sort((a, b) => a.sentAt.getTime() - b.sentAt.getTime());
  // What holds it up is no part of a case.
  const kept = { record: { ...record, stuck: null }, appeal, letters, events, documents };
  return {
    ...kept,
    ...shownDetermination(record),
    isWithheld: false,
    sources: factSources(record, events),
    asOf: events.at(-1)?.at ?? record.openedAt,
    digest: digestOf(JSON.parse(JSON.stringify(kept))),
  };
}

/** The same file without results, and without the findings of others. */
function withheldFile(file: AppealFile, reader: Actor): AppealFile {
  const { record, appeal, determination } = file;
  const { findings, ...rest } = appeal;
  const own = (all: readonly RecordedFindings[]) =>
    all.filter(({ by }) => by.subject === reader.subject);
  const { decision } = record;
  const kept = {
    record: {
      ...record,
      findings: own(record.findings),
      holds: holdsWhileWithheld(record.holds),
      decision: decision && { ...decision, enginePart: null },
    },
    appeal: { ...rest, ...(findings && { findings: own(findings) }) },
    events: file.events.map((event) => eventShownTo(event, reader, true)),
  };
  return {
    ...file,
    ...kept,
    isWithheld: true,
    determination:
      determination.outcome === 'withheld' ? determination : withoutResults(determination, []),
    digest: digestOf(JSON.parse(JSON.stringify({ ...kept, of: file.digest }))),
  };
}
