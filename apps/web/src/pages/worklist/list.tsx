import { useWindowVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { CaseSummary } from '../../client';
import { useSession } from '../../session/session';
import { Checkbox } from '../../ui/checkbox';
import { usePrinting } from '../../ui/use-printing';
import styles from './list.module.css';
import { useFactNames } from './missing';
import { Row, rowId } from './row';
import type { RowDeeds } from './row-deeds';
import { text } from './text';

/** The height of most rows; each is measured once it exists. */
const ROW = 61;
/** The app's header and the headings above, the batch bar below: they hide no row. */
const ABOVE = 110;
const BELOW = 84;
/** How many rows before the end the next ones load. */
const AHEAD = 30;

interface ListProps {
  readonly label: string;
  readonly rows: readonly CaseSummary[];
  readonly goesOn: boolean;
  readonly activeId: string | null;
  /** Changes with each move of the reader; the focus follows it. */
  readonly focusTurn: number;
  readonly selected: ReadonlySet<string>;
  readonly mayWork: boolean;
  readonly deeds: RowDeeds;
  readonly onSelectAll: (isSelected: boolean) => void;
  readonly onMove: (steps: number) => void;
  readonly onReadMore: () => void;
}

/** The first case whose row is completely visible; null if none is. */
export function firstInSight(): string | null {
  const rows = [...document.querySelectorAll('[role="row"][id]')];
  const seen = rows
    .map((row) => ({ id: row.id, top: row.getBoundingClientRect().top }))
    .filter(({ top }) => top >= ABOVE - ROW / 2)
    .sort((a, b) => a.top - b.top);
  return seen[0]?.id.replace(rowId(''), '') ?? null;
}

const COLUMNS = Object.entries(text.list.columns);
/** The column that sorts the cases. */
const SORTED = 'due';

/** The cases as a grid; only rows in sight are in the document. */
export function List(props: ListProps) {
  const { label, rows, goesOn, activeId, focusTurn, selected, mayWork, deeds } = props;
  const { onSelectAll, onMove, onReadMore } = props;
  const { subject, payer } = useSession();
  const nameFact = useFactNames();
  const body = useRef<HTMLDivElement>(null);
  const [top, setTop] = useState(0);
  const isPrinting = usePrinting();
  const activeIndex = rows.findIndex(({ id }) => id === activeId);

  useLayoutEffect(() => {
    const place = () => {
      const box = body.current?.getBoundingClientRect();
      if (box) setTop(Math.round(box.top + window.scrollY));
    };
    place();
    const watch = new ResizeObserver(place);
    watch.observe(document.body);
    return () => watch.disconnect();
  }, []);

  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 8,
    scrollMargin: top,
    scrollPaddingStart: ABOVE,
    scrollPaddingEnd: BELOW,
    // Paper shows every row; otherwise the focused row stays in the document at any scroll.
    rangeExtractor: (range) => {
      if (isPrinting) return rows.map((_, index) => index);
      const seen = defaultRangeExtractor(range);
      if (activeIndex < 0 || seen.includes(activeIndex)) return seen;
      return [...seen, activeIndex].sort((a, b) => a - b);
    },
  });
  const items = virtual.getVirtualItems();
  const lastSeen = virtual.range?.endIndex ?? 0;

  useEffect(() => {
    if (goesOn && lastSeen >= rows.length - AHEAD) onReadMore();
  }, [goesOn, lastSeen, rows.length, onReadMore]);

  const focusedTurn = useRef(0);
  useEffect(() => {
    if (focusedTurn.current === focusTurn || activeIndex < 0 || activeId === null) return;
    const row = document.getElementById(rowId(activeId));
    // A new list has no rows yet, but soon.
    if (!row) return;
    focusedTurn.current = focusTurn;
    virtual.scrollToIndex(activeIndex, { align: 'auto' });
    row.focus({ preventScroll: true });
  });

  useStillRows(virtual, rows, activeId);

  const isAll = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <div
      role="grid"
      aria-label={label}
      aria-rowcount={goesOn ? -1 : rows.length + 1}
      aria-multiselectable={mayWork ? true : undefined}
      className={styles['grid']}
      onKeyDown={(event) => {
        const steps = STEPS[event.key];
        if (event.target instanceof Element && event.target.getAttribute('role') !== 'row') return;
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        // A held key moves on, and opens and selects nothing else.
        if (event.repeat && steps === undefined) return;
        const active = rows[activeIndex];
        if (steps !== undefined) onMove(steps);
        else if (event.key === 'Enter' && active) deeds.open(active);
        else if (event.key === ' ' && active && mayWork) deeds.toggle(active);
        else return;
        event.preventDefault();
      }}
    >
      <div role="row" aria-rowindex={1} className={styles['head']}>
        <div role="columnheader" className={styles['tick']}>
          {mayWork ? (
            <Checkbox
              aria-label={text.list.selectAll}
              isSelected={isAll}
              isIndeterminate={!isAll && selected.size > 0}
              onChange={onSelectAll}
            />
          ) : (
            <span className="visually-hidden">{text.list.selected}</span>
          )}
        </div>
        {COLUMNS.map(([column, name]) => (
          <div
            key={column}
            role="columnheader"
            aria-sort={column === SORTED ? 'ascending' : undefined}
          >
            {name}
            {column === SORTED ? (
              <span className={styles['order']}> {text.list.soonestFirst}</span>
            ) : null}
          </div>
        ))}
        <div role="columnheader">
          <span className="visually-hidden">{text.list.actions}</span>
        </div>
      </div>
      <div
        ref={body}
        role="rowgroup"
        className={styles['body']}
        style={{ height: `${virtual.getTotalSize()}px` }}
      >
        {items.map(({ index, start }) => {
          const each = rows[index];
          if (!each) return null;
          return (
            <Row
              key={each.id}
              ref={virtual.measureElement}
              each={each}
              index={index}
              start={start - top}
              isActive={each.id === activeId || (activeIndex < 0 && index === 0)}
              isSelected={selected.has(each.id)}
              mayWork={mayWork}
              subject={subject}
              timeZone={payer.timeZone}
              nameFact={nameFact}
              deeds={deeds}
            />
          );
        })}
      </div>
      {goesOn ? <p className={styles['more-to-come']}>{text.list.loadingMore}</p> : null}
    </div>
  );
}

const STEPS: Readonly<Record<string, number>> = {
  ArrowDown: 1,
  ArrowUp: -1,
  PageDown: 10,
  PageUp: -10,
  Home: -Infinity,
  End: Infinity,
};

/** When rows come or go, the reader's row stays in place on the screen. */
function useStillRows(
  virtual: ReturnType<typeof useWindowVirtualizer>,
  rows: readonly CaseSummary[],
  activeId: string | null,
): void {
  const before = useRef(rows);
  useLayoutEffect(() => {
    const was = before.current;
    before.current = rows;
    if (was === rows || was.length === 0) return;
    const first = virtual.getVirtualItemForOffset(window.scrollY + ABOVE)?.index ?? 0;
    const anchor = was.some(({ id }) => id === activeId) ? activeId : (was[first]?.id ?? null);
    const from = was.findIndex(({ id }) => id === anchor);
    const to = rows.findIndex(({ id }) => id === anchor);
    if (from < 0 || to < 0 || from === to || window.scrollY === 0) return;
    window.scrollBy(0, (to - from) * ROW);
  }, [rows, activeId, virtual]);
}
