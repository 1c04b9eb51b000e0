import { useMay } from './session';
import { text } from './text';
import styles from './read-only.module.css';

/** Stands in the place of the buttons for who may press none. */
export function ReadOnly() {
  if (useMay('submit')) return null;
  return <p className={styles['words']}>{text.readOnly}</p>;
}
