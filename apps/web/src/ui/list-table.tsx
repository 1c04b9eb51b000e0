import type { ReactNode, Ref } from 'react';
import { cx } from './cx';
import styles from './list-table.module.css';

interface ListTableProps {
  /** Read aloud. */
  readonly caption: string;
  readonly columns: readonly ReactNode[];
  /** On narrow screens each row is a grid; the class sets `--columns-of-row`. */
  readonly className: string | undefined;
  readonly ref?: Ref<HTMLTableElement>;
  /** The rows, each with a `th` that names it. */
  readonly children: ReactNode;
}

/** A list of cases or letters, with several lines in a row. */
export function ListTable({ caption, columns, className, ref, children }: ListTableProps) {
  return (
    <table ref={ref} className={cx(styles['table'], className)}>
      <caption className="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column, position) => (
            <th key={position} scope="col">
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}

/** The words that a row is found by. */
export const NAME = styles['name'];

/** What a cell says beside. */
export function Quiet({ children }: { readonly children: ReactNode }) {
  return <p className={styles['quiet']}>{children}</p>;
}
