import { Link } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ListedAppeal } from '../../client';
import { useCommands } from '../../keyboard/commands';
import { useSession } from '../../session/session';
import { Badge } from '../../ui/badge';
import { ListTable, NAME, Quiet } from '../../ui/list-table';
import { shortClock } from '../../ui/times';
import { AppealDeadline, AppealStanding } from '../../work/appeal-state';
import type { AppealsAddress } from '../../work/appeals-address';
import { worklistWalk } from '../../work/walk';
import { APPELLANTS, URGENCIES } from '../../work/words';
import styles from './appeals.module.css';
import { text } from './text';

const { columns } = text;

interface AppealListProps {
  readonly appeals: readonly ListedAppeal[];
  readonly address: AppealsAddress;
}

/** The appeals in the API's order. J and K move between them, Enter opens the case of one. */
export function AppealList({ appeals, address }: AppealListProps) {
  const table = useRef<HTMLTableElement>(null);
  const key = { group: text.title, isKeyOnly: true };
  useCommands([
    { ...key, label: text.commands.next, keys: 'j', run: () => moveFocus(table.current, 1) },
    { ...key, label: text.commands.previous, keys: 'k', run: () => moveFocus(table.current, -1) },
  ]);
  const begin = (caseId: string) => {
    const caseIds = [...new Set(appeals.map((each) => each.caseId))];
    worklistWalk.begin(
      { caseIds, name: text.title, back: { to: '/appeals', search: address } },
      caseId,
    );
  };
  return (
    <ListTable
      ref={table}
      caption={text.caption}
      className={styles['table']}
      columns={[columns.due, columns.who, columns.appeal, columns.from, columns.status]}
    >
      {appeals.map((appeal) => (
        <Row key={appeal.id} appeal={appeal} onOpen={() => begin(appeal.caseId)} />
      ))}
    </ListTable>
  );
}

interface RowProps {
  readonly appeal: ListedAppeal;
  readonly onOpen: () => void;
}

function Row({ appeal, onOpen }: RowProps) {
  const { timeZone } = useSession().payer;
  const {
    caseId,
    case: of,
    clock,
    closedAs,
    number,
    level,
    by,
    receivedAt,
    status,
    urgency,
  } = appeal;
  const isOpen = status === 'open' || status === 'in-review';
  return (
    <tr>
      <td>
        <AppealDeadline clock={clock} timeZone={timeZone} />
        <Quiet>
          {text.due({ kind: text.kinds[clock.kind], clock: shortClock(clock.dueAt, timeZone) })}
        </Quiet>
      </td>
      <th scope="row">
        <Link to="/cases/$caseId" params={{ caseId }} data-row className={NAME} onClick={onOpen}>
          {of.memberName}
        </Link>
        <Quiet>
          {of.number}, {of.drug}
        </Quiet>
      </th>
      <td>
        <p className={styles['number']}>{number}</p>
        <Quiet>{text.level({ level })}</Quiet>
      </td>
      <td>
        <p>{APPELLANTS[by]}</p>
        <Quiet>{shortClock(receivedAt, timeZone)}</Quiet>
      </td>
      <td>
        <p className={styles['badges']}>
          <AppealStanding status={status} closedAs={closedAs} />
          {urgency === 'expedited' ? <Badge tone="unknown">{URGENCIES.expedited}</Badge> : null}
        </p>
        {isOpen
          ? appeal.reviewReasons.map((reason) => (
              <Quiet key={reason}>{text.checkFirst[reason]}</Quiet>
            ))
          : null}
      </td>
    </tr>
  );
}

function moveFocus(within: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(within?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const current = rows.findIndex((row) => row === document.activeElement);
  const next = current === -1 ? 0 : Math.min(Math.max(current + step, 0), rows.length - 1);
  rows[next]?.focus();
}
