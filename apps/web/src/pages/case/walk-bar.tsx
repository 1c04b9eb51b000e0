import { Link } from '@tanstack/react-router';
import { buttonLook } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { KeyHint } from '../../ui/key-hint';
import type { Walk, WalkPlace } from '../../work/walk';
import { text } from './text';
import styles from './walk-bar.module.css';

/** The case's place in the list that it was opened from, and links to its neighbors. */
export function WalkBar({ place: { walk, position, previous, next } }: { place: WalkPlace }) {
  return (
    <nav aria-label={text.walk.name} className={styles['bar']}>
      <BackLink walk={walk} />
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

function BackLink({ walk: { back, name } }: { readonly walk: Walk }) {
  const look = buttonLook('quiet', 'small');
  const label = (
    <>
      <Icon name="arrowLeft" size="small" />
      {name}
    </>
  );
  switch (back.to) {
    case '/worklist':
      return (
        <Link
          to="/worklist"
          search={back.search}
          {...(back.q !== undefined && { state: { q: back.q } })}
          className={look}
        >
          {label}
        </Link>
      );
    case '/appeals':
      return (
        <Link to="/appeals" search={back.search} className={look}>
          {label}
        </Link>
      );
    case '/stuck':
      return (
        <Link to="/stuck" className={look}>
          {label}
        </Link>
      );
  }
}
