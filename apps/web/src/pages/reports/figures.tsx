import { lazy, Suspense, type ReactNode } from 'react';
import type { Overview } from '../../client';
import { Panel } from '../../ui/panel';
import { Skeleton } from '../../ui/states';
import { Table } from '../../ui/table';
import { dayWords, decidedInTime, timeWords, WITHIN } from './figure-words';
import { text } from './text';
import styles from './reports.module.css';

const DecisionsChart = lazy(() =>
  import('./charts').then(({ DecisionsChart: chart }) => ({ default: chart })),
);
const TimesChart = lazy(() =>
  import('./charts').then(({ TimesChart: chart }) => ({ default: chart })),
);

interface FiguresProps {
  readonly overview: Overview;
  /** They could not be refreshed. */
  readonly isOld: boolean;
}

/** The decisions of the last 30 days: each chart with its table beside it. */
export function Figures({ overview, isOld }: FiguresProps) {
  return (
    <>
      {isOld ? <p className={styles['old']}>{text.figures.old}</p> : null}
      <Deadlines overview={overview} />
      <DecisionsPanel overview={overview} />
      <TimesPanel overview={overview} />
    </>
  );
}

function Deadlines({ overview: { deadlines } }: { readonly overview: Overview }) {
  const words = text.figures.deadlines;
  const { met, missed, running, overdue } = deadlines;
  return (
    <Panel title={words.title} actions={<span>{decidedInTime(deadlines)}</span>} isFlush>
      <dl className={styles['numbers']}>
        <Number {...words.met} count={met} />
        <Number {...words.missed} count={missed} />
        <Number {...words.running} count={running} />
        <Number {...words.overdue} count={overdue} />
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
  const words = text.figures.decisions;
  return (
    <Panel title={words.title} isFlush>
      <Beside
        label={words.table}
        chart={<DecisionsChart days={days} />}
        table={
          <Table
            caption={words.caption}
            columns={[
              { name: words.columns.day },
              { name: words.columns.opened, isNumber: true },
              { name: words.columns.bySoftware, isNumber: true },
              { name: words.columns.byPerson, isNumber: true },
              { name: words.columns.denied, isNumber: true },
              { name: words.columns.withdrawn, isNumber: true },
              { name: words.columns.routed, isNumber: true },
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
  const words = text.figures.times;
  const { timesToDecision, medianHours, slowestTenthHours } = overview;
  return (
    <Panel
      title={words.title}
      actions={<span>{spreadWords(medianHours, slowestTenthHours)}</span>}
      isFlush
    >
      <Beside
        label={words.table}
        chart={<TimesChart times={timesToDecision} />}
        table={
          <Table
            caption={words.caption}
            columns={[
              { name: words.columns.within },
              { name: words.series.bySoftware, isNumber: true },
              { name: words.series.byPerson, isNumber: true },
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

/** The chart is only for the eye; the table beside it has all of its numbers. */
function Beside({ label, chart, table }: BesideProps) {
  return (
    <div className={styles['beside']}>
      <div className={styles['chart']} aria-hidden="true">
        <Suspense
          fallback={<Skeleton label={text.figures.loadingChart} lines={1} height="18rem" />}
        >
          {chart}
        </Suspense>
      </div>
      <div role="region" aria-label={label} tabIndex={0} className={styles['twin']}>
        {table}
      </div>
    </div>
  );
}

function spreadWords(median: number | null, slowest: number | null): string {
  if (median === null || slowest === null) return text.figures.times.none;
  return text.figures.times.spread({ median: timeWords(median), ninetieth: timeWords(slowest) });
}
