import { Link } from '@tanstack/react-router';
import { useId, useRef } from 'react';
import type { Renewal } from '../../client';
import { useCommands } from '../../keyboard/commands';
import { RENEWAL_STANDINGS } from './address';
import { Bar, share, Swatch } from './bar';
import { monthName, shortDay, shortMonth } from './months';
import { Standing } from './standing';
import { text } from './text';
import { byMonth, timescaleOf, type Timescale } from './timescale';
import { renewalSentence, STANDINGS } from './words';
import styles from './calendar.module.css';

interface CalendarProps {
  readonly renewals: readonly Renewal[];
  readonly today: string;
}

/** The windows as bars over months, under the month in which coverage ends. */
export function Calendar({ renewals, today }: CalendarProps) {
  const scale = timescaleOf(
    renewals.map(({ window }) => window),
    today,
  );
  const rows = useRef<HTMLDivElement>(null);
  const move = (step: 1 | -1) => moveFocus(rows.current, step);
  useCommands([
    {
      label: text.commands.next,
      group: text.title,
      keys: 'j',
      isKeyOnly: true,
      run: () => move(1),
    },
    {
      label: text.commands.previous,
      group: text.title,
      keys: 'k',
      isKeyOnly: true,
      run: () => move(-1),
    },
  ]);
  return (
    <div ref={rows} className={styles['calendar']}>
      <Legend />
      {byMonth(renewals).map((group) => (
        <Month key={group.month} {...group} scale={scale} today={today} />
      ))}
    </div>
  );
}

interface MonthProps {
  readonly month: string;
  readonly renewals: readonly Renewal[];
  readonly scale: Timescale;
  readonly today: string;
}

function Month({ month, renewals, scale, today }: MonthProps) {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['month']}>
      <div className={styles['head']}>
        <h3 id={id}>
          {text.calendar.month({ month: monthName(month) })}{' '}
          <span className={styles['count']}>{renewals.length}</span>
        </h3>
        <Axis scale={scale} today={today} />
      </div>
      <ul className={styles['rows']}>
        {renewals.map((renewal) => (
          <Row key={renewal.authorization.number} {...{ renewal, scale, today }} />
        ))}
      </ul>
    </section>
  );
}

interface RowProps {
  readonly renewal: Renewal;
  readonly scale: Timescale;
  readonly today: string;
}

function Row({ renewal, scale, today }: RowProps) {
  const { authorization, memberName, review } = renewal;
  return (
    <li className={styles['row']}>
      <div className={styles['words']}>
        <span className={styles['who']}>
          <Link
            to="/cases/$caseId"
            params={{ caseId: review?.caseId ?? authorization.caseId }}
            className={styles['name']}
            data-row
          >
            {memberName}
            <span className="visually-hidden">, {authorization.number}</span>
          </Link>
          <Standing renewal={renewal} />
        </span>
        <span className={styles['sentence']}>{text.calendar.memberId(authorization)}</span>
        <span className={styles['sentence']}>{renewalSentence(renewal, today)}</span>
      </div>
      <div className={styles['track']}>
        <Grid scale={scale} today={today} />
        <Bar renewal={renewal} scale={scale} />
      </div>
    </li>
  );
}

interface ScaleProps {
  readonly scale: Timescale;
  readonly today: string;
}

function Axis({ scale, today }: ScaleProps) {
  return (
    <div className={styles['axis']} aria-hidden="true">
      {scale.months.map((month, position) => (
        <span
          key={month}
          className={styles['tick']}
          style={{ left: share(scale.at(`${month}-01`)), width: share(1 / scale.months.length) }}
        >
          {shortMonth(month)}
          {position === 0 || month.endsWith('-01') ? (
            <span className={styles['year']}> {month.slice(0, 4)}</span>
          ) : null}
        </span>
      ))}
      <span
        className={styles['today']}
        style={{ left: share(scale.at(today)) }}
        data-before={scale.at(today) > 0.5 || undefined}
      >
        {text.calendar.today({ day: shortDay(today) })}
      </span>
    </div>
  );
}

function Grid({ scale, today }: ScaleProps) {
  return (
    <div className={styles['grid']} aria-hidden="true">
      {scale.months.map((month) => (
        <span
          key={month}
          className={styles['line']}
          style={{ left: share(scale.at(`${month}-01`)) }}
        />
      ))}
      <span className={styles['now']} style={{ left: share(scale.at(today)) }} />
    </div>
  );
}

function Legend() {
  return (
    <ul className={styles['legend']} aria-label={text.calendar.legend}>
      {RENEWAL_STANDINGS.map((standing) => (
        <li key={standing}>
          <Swatch standing={standing} />
          {STANDINGS[standing]}
        </li>
      ))}
      <li className={styles['note']}>{text.calendar.legendNote}</li>
    </ul>
  );
}

/** Moves by rows; to the first one if none has the focus. */
function moveFocus(within: HTMLElement | null, step: 1 | -1): void {
  const rows = [...(within?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  const current = rows.findIndex((row) => row === document.activeElement);
  const next = current === -1 ? 0 : Math.min(Math.max(current + step, 0), rows.length - 1);
  rows[next]?.focus();
}
