import {
  accept,
  documentExaminer,
  documentName,
  DocumentRefused,
  refuse,
  type Actor,
  type DocumentType,
  type Refusal,
  type Result,
} from '@assent/domain';
import { NO_SUCH_CASE } from '../case/case-view';
import { changeCase } from '../case/change-case';
import { resumeClock } from '../life-cycle/move-deadline';
import { standsStill } from '../life-cycle/running-clock';
import { ChangeUncertain } from '../ports/case-repository';
import {
  isContentLost,
  type DocumentRecord,
  type DocumentStore,
  type StoredContent,
} from '../ports/document-store';
import type { Ports } from '../ports/ports';

export interface DocumentPorts extends Ports {
  readonly store: DocumentStore;
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
  readonly document: DocumentRecord;
  readonly wasThere: boolean;
}

/**
 * Stores a supporting document of a case, open or closed: its content first, then its row, so that
 * no row lacks content. A failure leaves nothing behind. Adding the same content again returns the
 * existing document, and restores its content if the store lost it. A document can be the answer that
 * a clock waits for, so that clock runs again. Refused: `case-not-found`,
 * `document-refused`, `body-too-large`.
 */
export function addDocument(ports: DocumentPorts) {
  return async (command: AddDocument): Promise<Result<KeptDocument>> => {
    if (!(await ports.records.case(command.caseId))) return refuse(NO_SUCH_CASE);
    const id = ports.ids.id();
    const content = examined(command.content);
    try {
      const stored = await ports.store.put(id, content.pieces);
      const document = await recorded(ports, command, id, content.type(), stored);
      const wasThere = document.id !== id;
      if (!wasThere) await resumeByDocument(ports, command);
      return accept({ document, wasThere });
    } catch (error) {
      if (error instanceof DocumentRefused) return refuse(refusalOf(error));
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
  { id, sha256 }: DocumentRecord,
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
  { clock, records, store }: DocumentPorts,
  { caseId, name, actor }: AddDocument,
  id: string,
  mediaType: DocumentType,
  stored: StoredContent,
): Promise<DocumentRecord> {
  let isKept = false;
  try {
    const document = await records.addDocument({
      id,
      caseId,
      name: documentName(name),
      mediaType,
      ...stored,
      uploadedBy: actor,
      uploadedAt: await clock.now(),
    });
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

/** The pieces of a content; they end with an error once it cannot be stored. */
function examined(content: AsyncIterable<Uint8Array>) {
  const examiner = documentExaminer();
  let type: DocumentType | null = null;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      examiner.take(piece);
      yield piece;
    }
    type = examiner.end();
  }
  return {
    pieces: pieces(),
    type: (): DocumentType => {
      if (type === null) throw new Error('the store has not read the content to its end');
      return type;
    },
  };
}

function refusalOf({ fault, message }: DocumentRefused): Refusal {
  return {
    code: fault === 'too-large' ? 'body-too-large' : 'document-refused',
    detail: message,
    faults: [{ path: 'file', code: fault, message }],
  };
}
