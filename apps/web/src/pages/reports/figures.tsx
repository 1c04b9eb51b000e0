import { lazy, Suspense, type ReactNode } from 'react';
import type { Overview } from '../../client';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { duration } from '../../ui/times';
import { dayWords, decidedInTime, WITHIN } from './figure-words';
import styles from './reports.module.css';

const DecisionsChart = lazy(() =>
  import('./charts').then(({ DecisionsChart: chart }) => ({ default: chart })),
);
const TimesChart = lazy(() =>
  import('./charts').then(({ TimesChart: chart }) => ({ default: chart })),
);

interface FiguresProps {
  readonly overview: Overview;
  /** They could not be read anew. */
  readonly isOld: boolean;
}

/** What was decided in the last 30 days: each chart with its table beside it. */
export function Figures({ overview, isOld }: FiguresProps) {
  return (
    <>
      {isOld ? (
        <p className={styles['old']}>
          The figures below are the last that could be read, from before the failure.
        </p>
      ) : null}
      <Deadlines overview={overview} />
      <DecisionsPanel overview={overview} />
      <TimesPanel overview={overview} />
    </>
  );
}

function Deadlines({ overview: { deadlines } }: { readonly overview: Overview }) {
  const { met, missed, running, overdue } = deadlines;
  return (
    <Panel title="Deadlines" actions={<span>{decidedInTime(deadlines)}</span>} isFlush>
      <dl className={styles['numbers']}>
        <Number name="Met" of="decided in time, last 30 days" count={met} />
        <Number name="Missed" of="decided too late, last 30 days" count={missed} />
        <Number name="Running" of="open, with time left" count={running} />
        <Number name="Overdue" of="open, past the deadline" count={overdue} />
      </dl>
    </Panel>
  );
}

function Number({
  name,
  of,
  count,
}: {
  readonly name: string;
  readonly of: string;
  readonly count: number;
}) {
  return (
    <div className={styles['number']}>
      <dt>
        {name} <span className={styles['since']}>{of}</span>
      </dt>
      <dd>{count.toLocaleString('en-US')}</dd>
    </div>
  );
}

function DecisionsPanel({ overview: { days } }: { readonly overview: Overview }) {
  return (
    <Panel title="Decisions each day" isFlush>
      <Beside
        label="Decisions each day, as a table"
        chart={<DecisionsChart days={days} />}
        table={
          <Table
            caption="Decisions of each of the last 30 days, the newest first"
            columns={[
              { name: 'Day' },
              { name: 'Opened', isNumber: true },
              { name: 'By software', isNumber: true },
              { name: 'By a person', isNumber: true },
              { name: 'Denied', isNumber: true },
              { name: 'Withdrawn', isNumber: true },
              { name: 'Sent on', isNumber: true },
            ]}
            rows={days.toReversed().map((day) => ({
              id: day.date,
              cells: [
                dayWords(day.date),
                day.opened,
                day.approvedBySoftware,
                day.approvedByPerson,
                day.denied,
                day.withdrawn,
                day.routed,
              ],
            }))}
          />
        }
      />
    </Panel>
  );
}

function TimesPanel({ overview }: { readonly overview: Overview }) {
  const { timesToDecision, medianHours, slowestTenthHours } = overview;
  return (
    <Panel
      title="Time to decision"
      actions={<span>{spreadWords(medianHours, slowestTenthHours)}</span>}
      isFlush
    >
      <Beside
        label="Time to decision, as a table"
        chart={<TimesChart times={timesToDecision} />}
        table={
          <Table
            caption="Decisions of the last 30 days by the time from receipt"
            columns={[
              { name: 'Decided within' },
              { name: 'By software', isNumber: true },
              { name: 'By a person', isNumber: true },
            ]}
            rows={timesToDecision.map(({ within, bySoftware, byPerson }) => ({
              id: within,
              cells: [WITHIN[within], bySoftware, byPerson],
            }))}
          />
        }
      />
    </Panel>
  );
}

interface BesideProps {
  readonly label: string;
  readonly chart: ReactNode;
  readonly table: ReactNode;
}

/** The chart is for the eye alone; the table beside it holds every number of it. */
function Beside({ label, chart, table }: BesideProps) {
  return (
    <div className={styles['beside']}>
      <div className={styles['chart']} aria-hidden="true">
        <Suspense fallback={<Skeleton label="Loading the chart" lines={1} height="18rem" />}>
          {chart}
        </Suspense>
      </div>
      <div role="region" aria-label={label} tabIndex={0} className={styles['twin']}>
        {table}
      </div>
    </div>
  );
}

const HOUR = 60 * 60_000;

function spreadWords(median: number | null, slowest: number | null): string {
  if (median === null || slowest === null) return 'No decisions in the last 30 days';
  return `Half took ${atMost(median)}, nine in ten ${atMost(slowest)}`;
}

function atMost(hours: number): string {
  return hours * 60 < 1 ? 'less than a minute' : `at most ${duration(hours * HOUR)}`;
}
