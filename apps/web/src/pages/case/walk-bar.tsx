import { Link } from '@tanstack/react-router';
import { buttonLook } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import type { WalkPlace } from '../../work/walk';
import { text } from './text';
import styles from './walk-bar.module.css';

/** The case's place in the list that it was opened from, and links to its neighbors. */
export function WalkBar({ place: { walk, position, previous, next } }: { place: WalkPlace }) {
  return (
    <nav aria-label={text.walk.name} className={styles['bar']}>
      {walk.back.to === '/worklist' ? (
        <Link
          to="/worklist"
          search={walk.back.search}
          {...(walk.back.q !== undefined && { state: { q: walk.back.q } })}
          className={buttonLook('quiet', 'small')}
        >
          <Icon name="arrowLeft" size="small" />
          {walk.name}
        </Link>
      ) : (
        <Link to="/stuck" className={buttonLook('quiet', 'small')}>
          <Icon name="arrowLeft" size="small" />
          {walk.name}
        </Link>
      )}
      <span className={styles['place']}>
        {text.walk.place({ position, count: walk.caseIds.length })}
      </span>
      {previous === null ? null : (
        <Link
          to="/cases/$caseId"
          params={{ caseId: previous }}
          className={buttonLook('quiet', 'small')}
        >
          {text.walk.previous} <KeyHint keys="k" />
        </Link>
      )}
      {next === null ? null : (
        <Link
          to="/cases/$caseId"
          params={{ caseId: next }}
          className={buttonLook('quiet', 'small')}
        >
          {text.walk.next} <KeyHint keys="j" />
        </Link>
      )}
    </nav>
  );
}
