import type { ReactNode } from 'react';
import { failureWords } from '../../shared/problem';
import { Icon } from '../../ui/icon';
import { useNow } from '../../ui/now';
import { fromNow } from '../../ui/times';
import styles from './intake.module.css';
import type { DraftState } from './use-draft';

/** Whether what is written is safe. */
export function DraftStatus({ state }: { readonly state: DraftState }) {
  const now = useNow();
  return <p className={styles['draftStatus']}>{words(state, now)}</p>;
}

function words(state: DraftState, now: number): ReactNode {
  switch (state.kind) {
    case 'untouched':
      return null;
    case 'unsaved':
      return 'Draft not saved yet';
    case 'saving':
      return 'Saving the draft…';
    case 'saved':
      return (
        <>
          <Icon name="check" size="small" /> Draft saved{' '}
          {now - Date.parse(state.at) < 60_000 ? 'just now' : fromNow(state.at, now)}
        </>
      );
    case 'unreachable':
    case 'signed-out':
    case 'failed':
    case 'changed':
      return (
        <>
          <Icon name="alert" size="small" /> {whyUnsaved(state)}
        </>
      );
  }
}

/** Says of what was written last that it is not saved, and why. */
export function whyUnsaved(state: DraftState): string {
  switch (state.kind) {
    case 'unreachable':
      return "Draft not saved yet: the server can't be reached. It is tried again by itself.";
    case 'signed-out':
      return 'Draft not saved yet: your session has ended. It is saved once you sign in again.';
    case 'failed':
      return `Draft not saved yet; it is tried again by itself. ${failureWords(state.problem)}`;
    case 'changed':
      return 'Draft not saved yet: it was changed in another window.';
    case 'unsaved':
    case 'saving':
      return 'The draft is still being saved.';
    case 'untouched':
    case 'saved':
      return 'The draft is saved.';
  }
}
