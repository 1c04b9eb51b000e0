import { Fragment } from 'react';
import { spokenKeys, shownKeys } from '../shared/keys';
import styles from './key-hint.module.css';

/** The keys of a shortcut, such as `g w` or `mod+k`. */
export function KeyHint({ keys }: { readonly keys: string }) {
  return (
    <span className={styles['keys']}>
      <span className="visually-hidden">({spokenKeys(keys)})</span>
      {shownKeys(keys).map((key, position) => (
        <Fragment key={position}>
          {position > 0 ? ' ' : null}
          <kbd aria-hidden="true" className={styles['key']}>
            {key}
          </kbd>
        </Fragment>
      ))}
    </span>
  );
}
