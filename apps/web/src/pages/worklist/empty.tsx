import { Link } from '@tanstack/react-router';
import { Button, buttonLook } from '../../ui/button';
import { EmptyState } from '../../ui/states';
import { useMay } from '../../session/session';
import type { Queue } from '../../work/words';
import { narrowingsOf, type Filter } from './filter';

interface Words {
  readonly title: string;
  readonly what: string;
  /** Where to go on. */
  readonly next: { readonly queue: Queue; readonly label: string };
}

const UNASSIGNED = { queue: 'unassigned', label: 'Show unassigned cases' } as const;
const MINE = { queue: 'mine', label: 'Show my cases' } as const;
const ALL = { queue: 'all', label: 'Show all cases' } as const;

const EMPTY: Readonly<Record<Queue, Words>> = {
  mine: {
    title: 'You have no cases',
    what: 'Take the one that is due soonest from the unassigned: select it and press A.',
    next: UNASSIGNED,
  },
  unassigned: {
    title: 'Every open case has somebody',
    what: 'New requests arrive here by themselves.',
    next: MINE,
  },
  waiting: {
    title: 'No case waits for information',
    what: 'Nothing is outstanding from any office.',
    next: UNASSIGNED,
  },
  'in-review': {
    title: 'No case is in review',
    what: 'Cases arrive here when the criteria cannot decide them.',
    next: UNASSIGNED,
  },
  'due-soon': {
    title: 'Nothing is due within two days',
    what: 'Go on with the cases that are due next.',
    next: UNASSIGNED,
  },
  overdue: { title: 'Nothing is overdue', what: 'Every deadline is kept.', next: MINE },
  stuck: {
    title: 'Nothing is stuck',
    what: 'Every case moves, or waits for somebody who knows of it.',
    next: MINE,
  },
  'without-cover-soon': {
    title: 'No member is about to be without cover',
    what: 'Renewals whose cover ends within 30 days stand here.',
    next: ALL,
  },
  all: { title: 'There is no case yet', what: 'Open the first one.', next: UNASSIGNED },
};

/** For who only reads. */
const NOT_YOURS: Words = {
  title: 'Your role has no cases of its own',
  what: 'You can read every case.',
  next: ALL,
};

interface EmptyListProps {
  readonly filter: Filter;
  readonly onClear: () => void;
}

/** Says why there is nothing, and what to do. */
export function EmptyList({ filter, onClear }: EmptyListProps) {
  const mayWork = useMay('submit');
  const queue = filter.queue ?? 'all';
  if (filter.q !== undefined || narrowingsOf(filter).length > 0) {
    return (
      <EmptyState
        icon="search"
        title="No case fits"
        action={<Button onPress={onClear}>Remove the filters</Button>}
      >
        {filter.q === undefined
          ? 'No case of this list fits all the filters.'
          : 'Search by names of the member or prescriber in any order, date of birth, member ID, NPI, phone number, case number or authorization number.'}
      </EmptyState>
    );
  }
  const { title, what, next } = !mayWork && queue === 'mine' ? NOT_YOURS : EMPTY[queue];
  const opens = queue === 'all' && mayWork;
  return (
    <EmptyState
      title={title}
      action={
        opens ? (
          <Link to="/open" className={buttonLook('primary')}>
            Open a case
          </Link>
        ) : (
          <Link to="/worklist" search={{ queue: next.queue }} className={buttonLook()}>
            {next.label}
          </Link>
        )
      }
    >
      {what}
    </EmptyState>
  );
}
