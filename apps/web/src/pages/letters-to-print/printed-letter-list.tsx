import { Link } from '@tanstack/react-router';
import type { PrintedLetter } from '../../client';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
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
    <table className={styles['table']}>
      <caption className="visually-hidden">{text.caption[state]}</caption>
      <thead>
        <tr>
          <th scope="col">
            <Checkbox
              aria-label={text.selectAll}
              isSelected={chosen === letters.length}
              isIndeterminate={chosen > 0 && chosen < letters.length}
              onChange={(isSelected) =>
                onSelect(new Set(isSelected ? letters.map(({ id }) => id) : []))
              }
            />
          </th>
          <th scope="col">{columns.letter}</th>
          <th scope="col">{columns.member}</th>
          <th scope="col">{state === 'mailed' ? columns.mailed : columns.made}</th>
        </tr>
      </thead>
      <tbody>
        {letters.map((letter) => (
          <Row
            key={letter.id}
            letter={letter}
            isSelected={selected.has(letter.id)}
            onChange={(isSelected) => toggle(letter.id, isSelected)}
          />
        ))}
      </tbody>
    </table>
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
        <p className={styles['name']}>{LETTER_KINDS[kind]}</p>
        <p className={styles['quiet']}>{LETTER_LANGUAGES[language]}</p>
      </th>
      <td>
        <Link to="/cases/$caseId" params={{ caseId }} className={styles['name']}>
          {memberName}
        </Link>
        <p className={styles['quiet']}>{caseNumber}</p>
      </td>
      {mailed === null ? (
        <td>
          <p>{shortClock(madeAt, timeZone)}</p>
          <p className={styles['quiet']}>{text.mailBy({ clock: dueClock(mailBy, timeZone) })}</p>
          {isOverdue ? <Badge tone="not-met">{text.overdue}</Badge> : null}
        </td>
      ) : (
        <td>
          <p>{shortClock(mailed.at, timeZone)}</p>
          <p className={styles['quiet']}>{text.by({ name: mailed.by.subject })}</p>
        </td>
      )}
    </tr>
  );
}
