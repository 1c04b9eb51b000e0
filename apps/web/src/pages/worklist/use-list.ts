import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useNewest } from '../../ui/use-newest';
import { searchCases, type CaseSummary } from '../../client';
import { useCaseEvents } from '../../live/live';
import { useIsReachable } from '../../session/reachability';
import { changesBetween } from './changes';
import { keyOf, type Filter } from './filter';

const PAGE = 100;
/** Further down, a list is not compared with the record: it would have to be read whole. */
const COMPARED_AT_MOST = 500;
/** How far down a list is reloaded on demand, so that the reader stays at their case. */
const RENEWED_AT_MOST = 5_000;
/** How long changes are gathered before a look, and how often anyway: time changes too. */
const GATHER = 800;
const LOOK_EVERY = 30_000;

interface Read {
  readonly key: string;
  readonly rows: readonly CaseSummary[];
  readonly cursor: string | null;
}

/** A worklist as the reader sees it: it stays the same until they ask for updates. */
export interface List {
  readonly state: 'loading' | 'failed' | 'shown';
  readonly rows: readonly CaseSummary[];
  readonly goesOn: boolean;
  readonly error: unknown;
  /** How many cases came, went or changed since. */
  readonly changes: number;
  readonly isReading: boolean;
  /** Loads the next rows, if any. */
  readonly readMore: () => void;
  /** Shows what is current. */
  readonly renew: () => Promise<void>;
  /** Shows the reader's own change to a case, in place. */
  readonly patch: (id: string, changed: Partial<CaseSummary>) => void;
}

/** How far a filter's list was read when the reader left it, to read as far when they return. */
const left = { key: '', count: 0 };

export function useList(filter: Filter): List {
  const key = keyOf(filter);
  const [read, setRead] = useState<Read | null>(null);
  const [failure, setFailure] = useState<{ readonly error: unknown } | null>(null);
  const [changed, setChanged] = useState<ReadonlySet<string>>(new Set());
  const [isReading, setReading] = useState(false);
  const current = useRef<Read | null>(null);
  const turn = useRef(0);
  const own = useRef(new Set<string>());
  const shown = read?.key === key ? read : null;

  const show = (next: Read) => {
    current.current = next;
    left.key = next.key;
    left.count = next.rows.length;
    setRead(next);
  };

  /** Runs one reading after the other; only the newest counts. */
  const reading = async (work: (isNewest: () => boolean) => Promise<void>) => {
    const mine = ++turn.current;
    const isNewest = () => mine === turn.current;
    setReading(true);
    try {
      await work(isNewest);
      if (isNewest()) setFailure(null);
    } catch (error) {
      if (isNewest()) setFailure({ error });
    } finally {
      if (isNewest()) setReading(false);
    }
  };

  const renew = () =>
    reading(async (isNewest) => {
      const known = current.current?.key === key ? current.current.rows.length : 0;
      const count = Math.max(PAGE, known, left.key === key ? left.count : 0);
      const next = await readUpTo(filter, Math.min(count, RENEWED_AT_MOST));
      if (!isNewest()) return;
      own.current.clear();
      setChanged(new Set());
      show({ key, ...next });
    });

  const readMore = () => {
    const last = current.current;
    if (isReading || last?.key !== key || last.cursor === null) return;
    void reading(async (isNewest) => {
      const page = await readPage(filter, PAGE, last.cursor);
      if (!isNewest() || current.current?.key !== key) return;
      const known = new Set(current.current.rows.map(({ id }) => id));
      const more = page.rows.filter(({ id }) => !known.has(id));
      show({ key, rows: [...current.current.rows, ...more], cursor: page.cursor });
    });
  };

  const compare = async () => {
    const before = current.current;
    if (before?.key !== key || before.rows.length > COMPARED_AT_MOST) return;
    const latest = await readUpTo(filter, Math.max(PAGE, before.rows.length));
    const now = current.current;
    if (now?.key !== key || now.rows.length !== before.rows.length) return;
    setChanged(
      changesBetween(
        { rows: now.rows, goesOn: now.cursor !== null },
        { rows: latest.rows, goesOn: latest.cursor !== null },
        own.current,
      ),
    );
  };

  const onKey = useEffectEvent(() => void renew());
  useEffect(() => {
    onKey();
  }, [key]);
  useReturn(() => (shown === null ? renew() : compare()));
  useLooks(compare);

  const patch = useCallback((id: string, change: Partial<CaseSummary>) => {
    own.current.add(id);
    const last = current.current;
    if (!last) return;
    const rows = last.rows.map((row) => (row.id === id ? { ...row, ...change } : row));
    current.current = { ...last, rows };
    setRead(current.current);
  }, []);

  const state = shown ? 'shown' : failure ? 'failed' : 'loading';
  return {
    state,
    rows: shown?.rows ?? [],
    goesOn: shown ? shown.cursor !== null : false,
    error: failure?.error ?? null,
    changes: changed.size,
    isReading,
    readMore,
    renew,
    patch,
  };
}

/** Looks once the server is reachable again. */
function useReturn(look: () => Promise<void>): void {
  const isReachable = useIsReachable();
  const wasReachable = useRef(isReachable);
  const onReturn = useEffectEvent(() => void look().catch(() => undefined));
  useEffect(() => {
    if (isReachable && !wasReachable.current) onReturn();
    wasReachable.current = isReachable;
  }, [isReachable]);
}

/** Compares a while after each change, and from time to time; a failure waits for the next look. */
function useLooks(compare: () => Promise<void>): void {
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const newest = useNewest(compare);
  const soon = useCallback(() => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      newest.current().catch(() => undefined);
    }, GATHER);
  }, [newest]);
  useCaseEvents(soon);
  useEffect(() => {
    const regular = setInterval(soon, LOOK_EVERY);
    return () => {
      clearInterval(regular);
      if (timer.current !== null) clearTimeout(timer.current);
      timer.current = null;
    };
  }, [soon]);
}

interface Pages {
  readonly rows: readonly CaseSummary[];
  readonly cursor: string | null;
}

async function readUpTo(filter: Filter, count: number): Promise<Pages> {
  let { rows, cursor } = await readPage(filter, Math.min(count, 200), null);
  while (cursor !== null && rows.length < count) {
    const page = await readPage(filter, Math.min(count - rows.length, 200), cursor);
    rows = [...rows, ...page.rows];
    cursor = page.cursor;
  }
  return { rows, cursor };
}

async function readPage(filter: Filter, limit: number, cursor: string | null): Promise<Pages> {
  const { data } = await searchCases({
    body: { ...filter, limit, ...(cursor !== null && { cursor }) },
    throwOnError: true,
  });
  return { rows: data.items, cursor: data.nextCursor };
}
