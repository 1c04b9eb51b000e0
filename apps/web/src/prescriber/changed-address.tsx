import { Icon } from '../ui/icon';
import styles from './changed-address.module.css';
import { text } from './text';

interface ChangedAddressProps {
  /** The address that letters to this prescriber reached before. */
  readonly known: string;
  readonly given: string;
}

/** Letters name the member, so people check a new address before the first one goes there. */
export function ChangedAddress({ known, given }: ChangedAddressProps) {
  return (
    <p role="status" className={styles['changed']}>
      <Icon name="alert" size="small" />
      <span>
        <strong>{text.changedAddress.title}</strong> {text.changedAddress.detail({ known, given })}
      </span>
    </p>
  );
}
