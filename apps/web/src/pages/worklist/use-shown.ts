import type { Queue } from '@assent/vocabulary';
import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import type { SavedView } from '../../client';
import { useMay } from '../../session/session';
import type { Walk } from '../../work/walk';
import { QUEUE_NAMES } from '../../work/words';
import { readWorklistAddress } from '../../work/worklist-address';
import { addressOf, filterOf, type Filter } from './filter';
import type { Count } from './queue-nav';

/**
 * Where a person without a chosen queue starts: with their own cases, and a reviewer without any
 * with those that wait for a review. They then stay there, whatever comes and goes.
 * @param counts null until known
 * @returns null while waiting for them
 */
function useFirstQueue(counts: ReadonlyMap<Queue, Count> | null, isAsked: boolean): Queue | null {
  const mayWork = useMay('submit');
  const mayDecide = useMay('decide');
  const [first, setFirst] = useState<Queue | null>(mayDecide ? null : mayWork ? 'mine' : 'all');
  if (first !== null || isAsked || counts === null) return first;
  const isEmpty = (queue: Queue) => (counts.get(queue)?.count ?? 0) === 0;
  const next = isEmpty('mine') && !isEmpty('in-review') ? 'in-review' : 'mine';
  setFirst(next);
  return next;
}

/** The part of the address that is shown. */
export interface Shown {
  readonly filter: Filter;
  readonly name: string;
  /** The shown view; null for a queue. */
  readonly view: SavedView | null;
  readonly queue: Queue | null;
  readonly back: Walk['back'];
  readonly show: (filter: Filter) => void;
}

/** @returns null while it lacks views or counts, or when there is no such view (any more) */
export function useShown(
  views: readonly SavedView[],
  counts: ReadonlyMap<Queue, Count> | null,
): Shown | null {
  // The router adds everything else in the address to what it read.
  const address = readWorklistAddress({ ...useSearch({ from: '/shell/worklist' }) });
  const q = useRouterState({ select: ({ location }) => location.state.q });
  const navigate = useNavigate();
  const first = useFirstQueue(counts, address.queue !== undefined);
  const view = views.find(({ id }) => id === address.view) ?? null;
  if (address.view !== undefined && !view) return null;
  const queue = address.queue ?? first;
  if (queue === null) return null;
  const filter = view ? view.filter : filterOf(address, q, queue);
  return {
    filter,
    view,
    name: view ? view.name : QUEUE_NAMES[queue],
    queue: view ? null : queue,
    back: { to: '/worklist', search: address, ...(q !== undefined && { q }) },
    show: (next) => {
      const { search, q: hidden } = addressOf(next);
      void navigate({
        to: '/worklist',
        search,
        state: hidden === undefined ? {} : { q: hidden },
      });
    },
  };
}
