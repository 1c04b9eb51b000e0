import { Link } from '@tanstack/react-router';
import type { PrintedLetter } from '../../client';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
import { ListTable, NAME, Quiet } from '../../ui/list-table';
import { dueClock, shortClock } from '../../ui/times';
import { LETTER_KINDS, LETTER_LANGUAGES } from '../../work/words';
import styles from './letters-to-print.module.css';
import { text } from './text';
import type { PrintedState } from './use-printed-letters';

const { columns } = text;

interface PrintedLetterListProps {
  readonly letters: readonly PrintedLetter[];
  readonly state: PrintedState;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
}

/** Printed letters, each with a box to choose it. */
export function PrintedLetterList({ letters, state, selected, onSelect }: PrintedLetterListProps) {
  const chosen = letters.filter(({ id }) => selected.has(id)).length;
  const toggle = (id: string, isSelected: boolean) => {
    const next = new Set(selected);
    if (isSelected) next.add(id);
    else next.delete(id);
    onSelect(next);
  };
  return (
    <ListTable
      caption={text.caption[state]}
      className={styles['table']}
      columns={[
        <Checkbox
          aria-label={text.selectAll}
          isSelected={chosen === letters.length}
          isIndeterminate={chosen > 0 && chosen < letters.length}
          onChange={(isSelected) =>
            onSelect(new Set(isSelected ? letters.map(({ id }) => id) : []))
          }
        />,
        columns.letter,
        columns.member,
        state === 'mailed' ? columns.mailed : columns.made,
      ]}
    >
      {letters.map((letter) => (
        <Row
          key={letter.id}
          letter={letter}
          isSelected={selected.has(letter.id)}
          onChange={(isSelected) => toggle(letter.id, isSelected)}
        />
      ))}
    </ListTable>
  );
}

interface RowProps {
  readonly letter: PrintedLetter;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

function Row({ letter, isSelected, onChange }: RowProps) {
  const { timeZone } = useSession().payer;
  const { caseId, caseNumber, isOverdue, kind, language, madeAt, mailBy, mailed, memberName } =
    letter;
  return (
    <tr>
      <td>
        <Checkbox
          aria-label={text.select({ kind: LETTER_KINDS[kind], member: memberName })}
          isSelected={isSelected}
          onChange={onChange}
        />
      </td>
      <th scope="row">
        <p className={NAME}>{LETTER_KINDS[kind]}</p>
        <Quiet>{LETTER_LANGUAGES[language]}</Quiet>
      </th>
      <td>
        <Link to="/cases/$caseId" params={{ caseId }} className={NAME}>
          {memberName}
        </Link>
        <Quiet>{caseNumber}</Quiet>
      </td>
      {mailed === null ? (
        <td>
          <p>{shortClock(madeAt, timeZone)}</p>
          <Quiet>{text.mailBy({ clock: dueClock(mailBy, timeZone) })}</Quiet>
          {isOverdue ? <Badge tone="not-met">{text.overdue}</Badge> : null}
        </td>
      ) : (
        <td>
          <p>{shortClock(mailed.at, timeZone)}</p>
          <Quiet>{text.by({ name: mailed.by.subject })}</Quiet>
        </td>
      )}
    </tr>
  );
}
