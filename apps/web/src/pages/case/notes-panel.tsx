import type { Determination } from '../../client';
import { Icon } from '../../ui/icon';
import { Panel } from '../../ui/panel';
import styles from './notes-panel.module.css';

interface NotesPanelProps {
  readonly determination: Pick<Determination, 'holds' | 'advisories'>;
}

/** What contradicts itself, and what to bear in mind; nothing where there is neither. */
export function NotesPanel({ determination: { holds, advisories } }: NotesPanelProps) {
  if (holds.length + advisories.length === 0) return null;
  return (
    <Panel title={holds.length > 0 ? 'Holds and advisories' : 'Advisories'}>
      <ul className={styles['notes']}>
        {holds.map(({ id, message }) => (
          <li key={id} className={styles['hold']}>
            <Icon name="alert" />
            <p>
              <strong>Hold.</strong> {message}
            </p>
          </li>
        ))}
        {advisories.map(({ id, message }) => (
          <li key={id} className={styles['advisory']}>
            <Icon name="bell" />
            <p>
              <strong>Advisory.</strong> {message}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
