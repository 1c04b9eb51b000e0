import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import {
  listDocumentsQueryKey,
  showTimelineQueryKey,
} from '../../client/@tanstack/react-query.gen';
import { announce } from '../../app/announcements';
import { Problem } from '../../session/problem';
import { showToast } from '../../ui/toast';
import { uploadDocument } from './upload';

export interface Upload {
  readonly id: number;
  readonly name: string;
  /** From 0 to 1. */
  readonly sent: number;
  /** Why it was not kept, in the API's words; null while it is under way. */
  readonly failure: Problem | null;
  /** Gives it up, or takes it off the list. */
  readonly cancel: () => void;
}

let lastId = 0;

/** Uploads of files to a case: each with its progress, and with the reason where it was not kept. */
export function useUploads(caseId: string) {
  const queries = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const change = (id: number, next: Partial<Upload>) =>
    setUploads((all) => all.map((each) => (each.id === id ? { ...each, ...next } : each)));
  const drop = (id: number) => setUploads((all) => all.filter((each) => each.id !== id));

  const begin = async (file: File): Promise<void> => {
    const id = ++lastId;
    const over = new AbortController();
    const cancel = () => {
      over.abort();
      drop(id);
    };
    setUploads((all) => [...all, { id, name: file.name, sent: 0, failure: null, cancel }]);
    try {
      const progress = (sent: number) => change(id, { sent });
      const { document, wasThere } = await uploadDocument(caseId, file, progress, over.signal);
      drop(id);
      if (wasThere) {
        showToast({
          tone: 'note',
          title: `${file.name} is already here`,
          detail: `The case has the same file as ${document.name}. It was not added again.`,
        });
      } else announce(`${file.name} is kept`);
      await Promise.all([
        queries.invalidateQueries({ queryKey: listDocumentsQueryKey({ path: { id: caseId } }) }),
        queries.invalidateQueries({ queryKey: showTimelineQueryKey({ path: { id: caseId } }) }),
      ]);
    } catch (error) {
      if (!over.signal.aborted) change(id, { failure: problemOf(error) });
    }
  };
  return { uploads, upload: (files: readonly File[]) => files.forEach((file) => void begin(file)) };
}

function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem('defect', 0, 'The upload failed', 'a fault of this page; load it again');
}
