import type { Case, Determination } from '../../client';
import { Icon } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import { Banner } from './section-banner';
import { text } from './text';
import styles from './notes-panel.module.css';

/** Conflicting facts: a person reviews them before any approval. */
export function Holds({ holds }: Pick<Determination, 'holds'>) {
  if (holds.length === 0) return null;
  return (
    <Banner tone="warning" title={text.holds.conflicts({ count: holds.length })}>
      <ul className={styles['holds']}>
        {holds.map(({ id, message }) => (
          <li key={id}>{message}</li>
        ))}
      </ul>
    </Banner>
  );
}

/** Why a person reviews first without a conflict: the requested days. */
export function CoverageHolds({ case: { holds, request } }: { readonly case: Case }) {
  if (holds.length === 0) return null;
  const replaces =
    request.requestType === 'initiation' && holds.some(({ id }) => id === 'already-covered');
  return (
    <Banner tone="warning" title={text.holds.coverage}>
      <ul className={styles['holds']}>
        {holds.map(({ id, authorization, message }) => (
          <li key={`${id} ${authorization}`}>{sentence(message)}</li>
        ))}
      </ul>
      {replaces ? <p>{text.holds.replaces}</p> : null}
    </Banner>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** Advice to keep in mind; changes no verdict. */
export function Advisories({ advisories }: Pick<Determination, 'advisories'>) {
  if (advisories.length === 0) return null;
  return (
    <Panel title={text.advisories}>
      <ul className={styles['notes']}>
        {advisories.map(({ id, message }) => (
          <li key={id}>
            <Icon name="bell" />
            <p>{message}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
