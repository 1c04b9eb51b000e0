import type { ReactNode } from 'react';
import { failureWords } from '../../shared/problem';
import { Icon } from '../../ui/icon';
import { useNow } from '../../ui/now';
import styles from './intake.module.css';
import { savedWhen } from './saved-when';
import { text } from './text';
import type { DraftState } from './use-draft';

/** Whether the input is saved. */
export function DraftStatus({ state }: { readonly state: DraftState }) {
  const now = useNow();
  return <p className={styles['draftStatus']}>{words(state, now)}</p>;
}

function words(state: DraftState, now: number): ReactNode {
  switch (state.kind) {
    case 'untouched':
      return null;
    case 'unsaved':
      return text.draft.unsaved;
    case 'saving':
      return text.draft.saving;
    case 'saved':
      return (
        <>
          <Icon name="check" size="small" /> {text.draft.saved} {savedWhen(state.at, now)}
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

/** Says that the last input is not saved, and why. */
export function whyUnsaved(state: DraftState): string {
  switch (state.kind) {
    case 'unreachable':
      return text.draft.why.unreachable;
    case 'signed-out':
      return text.draft.why.signedOut;
    case 'failed':
      return text.draft.why.failed({ why: failureWords(state.problem) });
    case 'changed':
      return text.draft.why.changed;
    case 'unsaved':
    case 'saving':
      return text.draft.why.saving;
    case 'untouched':
    case 'saved':
      return text.draft.why.saved;
  }
}
