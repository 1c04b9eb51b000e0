import type { ReactNode } from 'react';
import { cx } from './cx';
import styles from './table.module.css';

interface TableProps {
  /** What it shows; read aloud, and seen when `isCaptionShown`. */
  readonly caption: string;
  readonly isCaptionShown?: boolean;
  readonly columns: readonly {
    readonly name: string;
    readonly isNumber?: boolean;
    /** The heading is only read aloud. */
    readonly isSilent?: boolean;
  }[];
  readonly rows: readonly {
    readonly id: string;
    /** In the columns' order; the first names the row. */
    readonly cells: readonly ReactNode[];
  }[];
}

/** A table to read. For a list to work through by keyboard, use a grid like the worklist's. */
export function Table({ caption, isCaptionShown = false, columns, rows }: TableProps) {
  return (
    <table className={styles['table']}>
      <caption className={cx(isCaptionShown ? styles['caption'] : 'visually-hidden')}>
        {caption}
      </caption>
      <thead>
        <tr>
          {columns.map(({ name, isNumber, isSilent }) => (
            <th key={name} scope="col" className={cx(isNumber && styles['number'])}>
              <span className={cx(isSilent && 'visually-hidden')}>{name}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, cells }) => (
          <tr key={id}>
            {columns.map(({ name, isNumber }, position) =>
              position === 0 ? (
                <th key={name} scope="row">
                  {cells[position]}
                </th>
              ) : (
                <td key={name} className={cx(isNumber && styles['number'])}>
                  {cells[position]}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
