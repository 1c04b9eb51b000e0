import { useId } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { Overview } from '../../client';
import { cx } from '../../ui/cx';
import { dayWords, WITHIN } from './figure-words';
import { text } from './text';
import styles from './charts.module.css';

const { decisions, times } = text.figures;

interface Series {
  readonly key: string;
  readonly name: string;
  readonly pattern: Pattern;
}

type Pattern = 'plain' | 'stripes' | 'crosses' | 'dots';

const DECISIONS: readonly Series[] = [
  { key: 'approvedBySoftware', name: decisions.series.approvedBySoftware, pattern: 'plain' },
  { key: 'approvedByPerson', name: decisions.series.approvedByPerson, pattern: 'stripes' },
  { key: 'denied', name: decisions.series.denied, pattern: 'crosses' },
  { key: 'withdrawn', name: decisions.series.withdrawn, pattern: 'dots' },
];

const DECIDERS: readonly Series[] = [
  { key: 'bySoftware', name: times.series.bySoftware, pattern: 'plain' },
  { key: 'byPerson', name: times.series.byPerson, pattern: 'stripes' },
];

export function DecisionsChart({ days }: Pick<Overview, 'days'>) {
  const rows = days.map((day) => ({ ...day, name: dayWords(day.date) }));
  return <Stacks rows={rows} series={DECISIONS} />;
}

export function TimesChart({ times: counts }: { readonly times: Overview['timesToDecision'] }) {
  const rows = counts.map((time) => ({ ...time, name: WITHIN[time.within] }));
  return <Stacks rows={rows} series={DECIDERS} />;
}

interface StacksProps {
  readonly rows: readonly object[];
  readonly series: readonly Series[];
}

function Stacks({ rows, series }: StacksProps) {
  const id = useId();
  return (
    <>
      <ul className={styles['legend']}>
        {series.map(({ key, name, pattern }) => (
          <li key={key}>
            <svg viewBox="0 0 16 12" className={styles['swatch']}>
              <rect
                x="1"
                y="1"
                width="14"
                height="10"
                fill={`url(#${id}${pattern})`}
                className={cx(styles['edge'], styles[pattern])}
              />
            </svg>
            {name}
          </li>
        ))}
      </ul>
      <Patterns id={id} />
      <ResponsiveContainer width="100%" height={260}>
        <BarChart data={rows} accessibilityLayer={false} margin={MARGIN} barCategoryGap="18%">
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis
            dataKey="name"
            tickLine={false}
            minTickGap={16}
            stroke="var(--line-strong)"
            tick={TICK}
          />
          <YAxis allowDecimals={false} axisLine={false} tickLine={false} width={36} tick={TICK} />
          {series.map(({ key, pattern }) => (
            <Bar
              key={key}
              dataKey={key}
              stackId="all"
              fill={`url(#${id}${pattern})`}
              className={cx(styles['edge'], styles[pattern])}
              maxBarSize={48}
              isAnimationActive={false}
            />
          ))}
        </BarChart>
      </ResponsiveContainer>
    </>
  );
}

const TICK = { fill: 'var(--text-muted)', fontSize: 12 };
const MARGIN = { top: 8, right: 8, bottom: 0, left: 0 };

/** Fills that differ without hue. */
function Patterns({ id }: { readonly id: string }) {
  return (
    <svg width="0" height="0" className={styles['patterns']}>
      <defs>
        <pattern id={`${id}plain`} className={cx(styles['plain'])} {...TILE}>
          <rect width="8" height="8" fill="var(--series)" />
        </pattern>
        <pattern id={`${id}stripes`} className={cx(styles['stripes'])} {...TILE}>
          <rect width="8" height="8" fill="var(--surface)" />
          <path d="M-2 2l4-4M0 8l8-8M6 10l4-4" stroke="var(--series)" strokeWidth="3" />
        </pattern>
        <pattern id={`${id}crosses`} className={cx(styles['crosses'])} {...TILE}>
          <rect width="8" height="8" fill="var(--surface)" />
          <path d="M0 0l8 8M8 0L0 8" stroke="var(--series)" strokeWidth="1.6" />
        </pattern>
        <pattern id={`${id}dots`} className={cx(styles['dots'])} {...TILE}>
          <rect width="8" height="8" fill="var(--surface)" />
          <circle cx="4" cy="4" r="1.8" fill="var(--series)" />
        </pattern>
      </defs>
    </svg>
  );
}

const TILE = { width: 8, height: 8, patternUnits: 'userSpaceOnUse' } as const;
