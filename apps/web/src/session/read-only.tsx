import { useMay } from './session';
import { text } from './text';
import styles from './read-only.module.css';

/** Replaces the buttons for people who may press none. */
export function ReadOnly() {
  if (useMay('submit')) return null;
  return <p className={styles['words']}>{text.readOnly}</p>;
}
