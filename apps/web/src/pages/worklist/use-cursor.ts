import { useEffect, useState } from 'react';
import type { CaseSummary } from '../../client';
import { worklistWalk } from '../../work/walk';
import { firstInSight } from './list';

/** The reader's place in the list, and their selection. Returning from a case, they are there. */
export function useCursor(rows: readonly CaseSummary[]) {
  const [seen] = useState(worklistWalk.lastSeen);
  const [activeId, setActiveId] = useState(seen);
  const [lastIndex, setLastIndex] = useState(0);
  const [focusTurn, setFocusTurn] = useState(seen === null ? 0 : 1);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  useEffect(() => {
    worklistWalk.forgetSeen();
  }, []);

  const found = rows.findIndex(({ id }) => id === activeId);
  // When a case leaves the list, the reader moves to the one in its place.
  const activeIndex = found >= 0 ? found : Math.min(lastIndex, rows.length - 1);
  const active = activeId === null && found < 0 ? null : (rows[activeIndex] ?? null);
  const selected = rows.filter(({ id }) => chosen.has(id));

  const point = (id: string, takesFocus = true) => {
    const index = rows.findIndex((row) => row.id === id);
    if (index < 0) return;
    setActiveId(id);
    setLastIndex(index);
    if (takesFocus) setFocusTurn((turn) => turn + 1);
  };

  return {
    active,
    focusTurn,
    selected,
    point,
    /** Moves so many rows down, or up; from nowhere to the first in sight. */
    move: (steps: number): void => {
      const seen = active ? -1 : rows.findIndex(({ id }) => id === firstInSight());
      const to = active ? activeIndex + steps : seen;
      const next = rows[Math.max(0, Math.min(rows.length - 1, to))];
      if (next) point(next.id);
    },
    /** Returns the focus to the reader's row after the rows changed. */
    refocus: (): void => {
      setFocusTurn((turn) => turn + 1);
    },
    toggle: (id: string): void => {
      setChosen((known) =>
        known.has(id) ? new Set([...known].filter((each) => each !== id)) : new Set(known).add(id),
      );
    },
    selectAll: (isSelected: boolean): void => {
      setChosen(new Set(isSelected ? rows.map(({ id }) => id) : []));
    },
  };
}

export type Cursor = ReturnType<typeof useCursor>;
