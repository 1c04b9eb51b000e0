import { useQueryClient } from '@tanstack/react-query';
import { createAtom, useSelector } from '@tanstack/react-store';
import {
  listDocumentsQueryKey,
  showTimelineQueryKey,
  viewCaseOptions,
} from '../../client/@tanstack/react-query.gen';
import { announce } from '../../shared/announcements';
import { failureWords, Problem } from '../../shared/problem';
import { showToast } from '../../ui/toast';
import { linkToCase } from '../../work/link-to-case';
import { uploadDocument } from './upload';
import { text } from './documents.text';

const words = text.upload;

export interface Upload {
  readonly id: number;
  readonly caseId: string;
  readonly name: string;
  /** From 0 to 1. */
  readonly sent: number;
  /** Why it failed, in the API's words; null while in progress. */
  readonly failure: Problem | null;
  /** Cancels it, or takes it off the list. */
  readonly cancel: () => void;
}

/** Of every case: an upload continues, and its failure stays, while the person is away. */
const all = createAtom<readonly Upload[]>([]);
let lastId = 0;

/** Whether the page has a file not yet sent. */
export function isUploading(): boolean {
  return all.get().some(({ failure }) => failure === null);
}

function change(id: number, next: Partial<Upload>): void {
  all.set(all.get().map((each) => (each.id === id ? { ...each, ...next } : each)));
}

function drop(id: number): void {
  all.set(all.get().filter((each) => each.id !== id));
}

/** The id of a case's upload list on its page. */
export function uploadsId(caseId: string): string {
  return `uploads-${caseId}`;
}

/** False on another page, and while a document takes the panel's place. */
function isInSight(caseId: string): boolean {
  return document.getElementById(uploadsId(caseId))?.checkVisibility() === true;
}

/** Uploads of files to a case: each with its progress, or why it failed. */
export function useUploads(caseId: string) {
  const queries = useQueryClient();
  const path = { id: caseId };
  const uploads = useSelector(all).filter((each) => each.caseId === caseId);

  const begin = async (file: File): Promise<void> => {
    const id = ++lastId;
    const { name } = file;
    const over = new AbortController();
    const cancel = () => {
      over.abort();
      drop(id);
    };
    const number = queries.getQueryData(viewCaseOptions({ path }).queryKey)?.number ?? '';
    all.set([...all.get(), { id, caseId, name, sent: 0, failure: null, cancel }]);
    try {
      const progress = (sent: number) => change(id, { sent });
      const { document, wasThere } = await uploadDocument(caseId, file, progress, over.signal);
      const isSeen = isInSight(caseId);
      drop(id);
      if (wasThere) {
        showToast({
          tone: 'note',
          title: isSeen ? words.alreadyHere({ name }) : words.alreadyIn({ name, number }),
          detail: words.already(document),
        });
      } else announce(words.done({ name }));
      await Promise.all([
        queries.invalidateQueries({ queryKey: listDocumentsQueryKey({ path }) }),
        queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path }) }),
      ]);
    } catch (error) {
      if (over.signal.aborted) return;
      const failure = problemOf(error);
      change(id, { failure });
      if (isInSight(caseId)) return;
      showToast({
        tone: 'failure',
        title: words.failedIn({ name, number }),
        detail: failureWords(failure),
        link: linkToCase(caseId),
      });
    }
  };
  return { uploads, upload: (files: readonly File[]) => files.forEach((file) => void begin(file)) };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('defect', 0, words.fault.title, words.fault.detail);
}
