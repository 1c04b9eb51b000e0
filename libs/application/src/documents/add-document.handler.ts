import {
  accept,
  activeContentFinder,
  documentExaminer,
  documentName,
  DocumentRefused,
  MEGABYTE,
  refuse,
  USUAL_DOCUMENT_LIMITS,
  type ActiveContent,
  type Actor,
  type DocumentLimits,
  type DocumentType,
  type Inflate,
  type Refusal,
  type Result,
} from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import { changeCase } from '../case/change-case';
import { resumeClock } from '../life-cycle/move-deadline';
import { standsStill } from '../life-cycle/running-clock';
import { ChangeUncertain } from '../ports/case-repository';
import {
  CaseFull,
  isContentLost,
  type ReceivedDocument,
  type DocumentStore,
  type StoredContent,
} from '../ports/document-store';
import type { Ports } from '../ports/ports';

export interface DocumentPorts extends Ports {
  readonly store: DocumentStore;
  readonly inflate: Inflate;
}

export interface AddDocument {
  readonly caseId: string;
  /** The name of the file as it was sent. */
  readonly name: string | undefined;
  /** Read once, and only if the case exists. */
  readonly content: AsyncIterable<Uint8Array>;
  readonly actor: Actor;
}

/** A stored document, and whether the case already had its content, under any name. */
export interface KeptDocument {
  readonly document: ReceivedDocument;
  readonly wasThere: boolean;
}

/**
 * Stores a supporting document of a case, open or closed: its content first, then its row, so that
 * no row lacks content. A failure leaves nothing behind. Adding the same content again returns the
 * existing document, and restores its content if the store lost it. A document can be the answer that
 * a clock waits for, so that clock runs again. Refused: `case-not-found`, `document-refused`,
 * `body-too-large`, `case-documents-full`, `daily-uploads-exceeded`.
 */
export function addDocument(ports: DocumentPorts) {
  return async (command: AddDocument): Promise<Result<KeptDocument>> => {
    if (!(await ports.records.case(command.caseId))) return refuse(NO_SUCH_CASE);
    const id = ports.ids.id();
    try {
      const content = examined(command.content, ports.inflate, await quotaOf(ports, command));
      const stored = await ports.store.put(id, content.pieces);
      const document = await recorded(ports, command, { id, ...content.found(), ...stored });
      const wasThere = document.id !== id;
      if (!wasThere) await resumeByDocument(ports, command);
      return accept({ document, wasThere });
    } catch (error) {
      if (error instanceof DocumentRefused) return refuse(refusalOf(error));
      if (error instanceof QuotaExceeded) return refuse(error.refusal);
      if (error instanceof CaseFull) return refuse(caseFull(limitsOf(ports)));
      throw error;
    }
  };
}

/** No one has read it yet, so it counts as the answer; the case is shown again to whoever put it off. */
async function resumeByDocument(ports: DocumentPorts, { caseId, actor }: AddDocument) {
  const record = await ports.records.case(caseId);
  if (!record || !standsStill(record)) return;
  await changeCase(ports, 'resume-clock', { caseId, actor }, (before, { now }) => {
    const step = resumeClock(before, now, 'document', actor, now);
    return step === before ? null : accept({ ...step, record: { ...step.record, snoozed: null } });
  });
}

/** Restores a known document's lost content from a copy of it. */
async function restored(
  store: DocumentStore,
  { id, sha256 }: ReceivedDocument,
  copy: string,
): Promise<void> {
  try {
    // To its end, which shows that it is whole.
    for await (const _ of await store.open(id, sha256));
  } catch (error) {
    if (!isContentLost(error)) throw error;
    await store.put(id, await store.open(copy, sha256));
  }
}

/** The row for a stored content, which is removed again if it gets no row. */
async function recorded(
  ports: DocumentPorts,
  { caseId, name, actor }: AddDocument,
  kept: StoredContent & FoundContent & { readonly id: string },
): Promise<ReceivedDocument> {
  const { clock, records, settings, store } = ports;
  const { id } = kept;
  const { perCase: documents, bytesPerCase: bytes } = limitsOf(ports);
  let isKept = false;
  try {
    const document = await records.addDocument(
      {
        ...kept,
        caseId,
        name: documentName(name),
        uploadedBy: actor,
        uploadedAt: await clock.now(),
      },
      { room: { documents, bytes }, isHeld: settings.documentsAreScanned ?? false },
    );
    isKept = document.id === id;
    if (!isKept) await restored(store, document, id);
    return document;
  } catch (error) {
    isKept = error instanceof ChangeUncertain;
    throw error;
  } finally {
    // What cannot be removed now is swept later.
    if (!isKept) await store.remove(id).catch(() => undefined);
  }
}

/** What a content shows of itself. */
interface FoundContent {
  readonly mediaType: DocumentType;
  readonly activeContent: readonly ActiveContent[];
}

/** The pieces of a content; they end with an error once it cannot be stored. */
function examined(content: AsyncIterable<Uint8Array>, inflate: Inflate, quota: Quota) {
  const examiner = documentExaminer();
  const finder = activeContentFinder(inflate);
  let found: FoundContent | null = null;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let size = 0;
    for await (const piece of content) {
      examiner.take(piece);
      size += piece.length;
      if (size > quota.bytes) throw new QuotaExceeded(quota.refusal);
      finder.take(piece);
      yield piece;
    }
    const mediaType = examiner.end();
    found = { mediaType, activeContent: finder.found(mediaType) };
  }
  return {
    pieces: pieces(),
    found: (): FoundContent => {
      if (found === null) throw new Error('the store has not read the content to its end');
      return found;
    },
  };
}

/** How many bytes more there is room for, and the refusal of one byte more than that. */
interface Quota {
  readonly bytes: number;
  readonly refusal: Refusal;
}

class QuotaExceeded extends Error {
  constructor(readonly refusal: Refusal) {
    super(refusal.detail);
  }
}

/** In milliseconds. */
const A_DAY = 24 * 60 * 60_000;

/** The nearer of the limits of the case and of the person. @throws QuotaExceeded when one is reached */
async function quotaOf(ports: DocumentPorts, { caseId, actor }: AddDocument): Promise<Quota> {
  const { clock, records } = ports;
  const limits = limitsOf(ports);
  const taken = await records.roomTaken(caseId);
  const since = new Date((await clock.now()).getTime() - A_DAY);
  const added = await records.bytesAddedBy(actor.subject, since);
  const ofCase = {
    bytes: taken.documents < limits.perCase ? limits.bytesPerCase - taken.bytes : 0,
    refusal: caseFull(limits),
  };
  const ofPerson = { bytes: limits.bytesPerDay - added, refusal: dayFull(limits) };
  const nearer = ofCase.bytes <= ofPerson.bytes ? ofCase : ofPerson;
  if (nearer.bytes <= 0) throw new QuotaExceeded(nearer.refusal);
  return nearer;
}

function limitsOf({ settings }: Pick<Ports, 'settings'>): DocumentLimits {
  return settings.documentLimits ?? USUAL_DOCUMENT_LIMITS;
}

function caseFull({ perCase, bytesPerCase }: DocumentLimits): Refusal {
  return {
    code: 'case-documents-full',
    detail: `a case can have ${perCase} documents with ${bytesPerCase / MEGABYTE} MB in all; scan at a lower resolution, join pages into one file, or ask an administrator to raise the limit`,
  };
}

function dayFull({ bytesPerDay }: DocumentLimits): Refusal {
  return {
    code: 'daily-uploads-exceeded',
    detail: `you can add ${bytesPerDay / MEGABYTE} MB of documents within 24 hours; add the rest tomorrow, let a colleague add it, or ask an administrator to raise the limit`,
  };
}

function refusalOf({ fault, message }: DocumentRefused): Refusal {
  return {
    code: fault === 'too-large' ? 'body-too-large' : 'document-refused',
    detail: message,
    faults: [{ path: 'file', code: fault, message }],
  };
}
