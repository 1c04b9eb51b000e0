import { Link } from '@tanstack/react-router';
import type { ListedLetter } from '../../client';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { Checkbox } from '../../ui/checkbox';
import { ListTable, NAME, Quiet } from '../../ui/list-table';
import { dueClock, shortClock } from '../../ui/times';
import { LETTER_KINDS, LETTER_LANGUAGES } from '../../work/words';
import styles from './letters-to-print.module.css';
import { text } from './text';
import type { ListedState } from './use-listed-letters';

const { columns } = text;

interface LetterListProps {
  readonly letters: readonly ListedLetter[];
  readonly state: ListedState;
  readonly selected: ReadonlySet<string>;
  readonly onSelect: (ids: ReadonlySet<string>) => void;
}

/** Letters, each with a box to choose it. */
export function LetterTable({ letters, state, selected, onSelect }: LetterListProps) {
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
        columns.when[state],
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
  readonly letter: ListedLetter;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
}

function Row({ letter, isSelected, onChange }: RowProps) {
  const { caseId, caseNumber, kind, language, memberName, recipient } = letter;
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
        <Quiet>
          {recipient === 'member'
            ? text.toMember({ language: LETTER_LANGUAGES[language] })
            : text.toOffice}
        </Quiet>
      </th>
      <td>
        <Link to="/cases/$caseId" params={{ caseId }} className={NAME}>
          {memberName}
        </Link>
        <Quiet>{caseNumber}</Quiet>
      </td>
      <td>
        <When letter={letter} />
      </td>
    </tr>
  );
}

/** When what a letter is listed for happened. */
function When({ letter }: { readonly letter: ListedLetter }) {
  const { timeZone } = useSession().payer;
  const { delivery, isOverdue, madeAt, mailBy, mailed, state } = letter;
  const cameBack =
    delivery?.outcome === 'bounced' ? (
      <Quiet>
        {text.bounced({ clock: shortClock(delivery.at, timeZone), code: delivery.code })}
      </Quiet>
    ) : null;
  if (mailed !== null) {
    return (
      <>
        <p>{shortClock(mailed.at, timeZone)}</p>
        <Quiet>{text.by({ name: mailed.by.subject })}</Quiet>
        {cameBack}
      </>
    );
  }
  if (delivery?.outcome === 'delivered') {
    return (
      <>
        <p>{shortClock(delivery.at, timeZone)}</p>
        <Quiet>{text.sent({ clock: shortClock(madeAt, timeZone) })}</Quiet>
      </>
    );
  }
  return (
    <>
      <p>{shortClock(madeAt, timeZone)}</p>
      {cameBack}
      {mailBy === null ? null : <Quiet>{text.mailBy({ clock: dueClock(mailBy, timeZone) })}</Quiet>}
      {isOverdue ? <Badge tone="not-met">{text.overdue}</Badge> : null}
      {state === 'bounced' ? <Badge tone="not-met">{text.filter.states.bounced}</Badge> : null}
      {state === 'failed' ? <Badge tone="not-met">{text.filter.states.failed}</Badge> : null}
    </>
  );
}
