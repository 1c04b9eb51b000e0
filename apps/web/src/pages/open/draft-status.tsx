import { Icon } from '../../ui/icon';
import { useNow } from '../../ui/now';
import { fromNow } from '../../ui/times';
import type { DraftState } from './use-draft';
import styles from './open.module.css';

/** Whether what is written is safe. */
export function DraftStatus({ state }: { readonly state: DraftState }) {
  const now = useNow();
  return <p className={styles['draftStatus']}>{words(state, now)}</p>;
}

function words(state: DraftState, now: number) {
  switch (state.kind) {
    case 'unsaved':
      return null;
    case 'saving':
      return 'Saving the draft…';
    case 'saved':
      return (
        <>
          <Icon name="check" size="small" /> Draft saved{' '}
          {now - Date.parse(state.at) < 60_000 ? 'just now' : fromNow(state.at, now)}
        </>
      );
    case 'failed':
      return (
        <>
          <Icon name="alert" size="small" /> Draft not saved yet; it is tried again by itself.{' '}
          {state.problem.title}: {state.problem.detail}
        </>
      );
    case 'changed':
      return 'The draft was changed elsewhere';
  }
}
