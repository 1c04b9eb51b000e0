import type { Queue } from '@assent/vocabulary';
import { Link } from '@tanstack/react-router';
import { Button, buttonLook } from '../../ui/button';
import { EmptyState } from '../../ui/states';
import { useMay } from '../../session/session';
import { narrowingsOf, type Filter } from './filter';
import { text } from './text';

/** Where to go from an empty queue. */
const NEXT: Readonly<Record<Queue, Queue>> = {
  mine: 'unassigned',
  unassigned: 'mine',
  waiting: 'unassigned',
  'in-review': 'unassigned',
  'needs-physician': 'unassigned',
  opinions: 'mine',
  'due-soon': 'unassigned',
  overdue: 'mine',
  stuck: 'mine',
  'without-cover-soon': 'all',
  all: 'unassigned',
};

const SHOW: Readonly<Partial<Record<Queue, string>>> = {
  unassigned: text.empty.showUnassigned,
  mine: text.empty.showMine,
  all: text.empty.showAll,
};

interface EmptyListProps {
  readonly filter: Filter;
  readonly onClear: () => void;
}

/** Says why it is empty, and what to do. */
export function EmptyList({ filter, onClear }: EmptyListProps) {
  const mayWork = useMay('submit');
  const queue = filter.queue ?? 'all';
  if (filter.q !== undefined || narrowingsOf(filter).length > 0) {
    return (
      <EmptyState
        icon="search"
        title={text.empty.noResults}
        action={<Button onPress={onClear}>{text.filters.clear}</Button>}
      >
        {filter.q === undefined ? text.empty.noMatch : text.empty.searchHint}
      </EmptyState>
    );
  }
  const isNotTheirs = !mayWork && queue === 'mine';
  const { title, what } = isNotTheirs ? text.empty.notYours : text.empty.queues[queue];
  const next = isNotTheirs ? 'all' : NEXT[queue];
  const opens = queue === 'all' && mayWork;
  return (
    <EmptyState
      title={title}
      action={
        opens ? (
          <Link to="/open" className={buttonLook('primary')}>
            {text.empty.open}
          </Link>
        ) : (
          <Link to="/worklist" search={{ queue: next }} className={buttonLook()}>
            {SHOW[next]}
          </Link>
        )
      }
    >
      {what}
    </EmptyState>
  );
}
