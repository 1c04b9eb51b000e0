import { useNavigate, useRouterState, useSearch } from '@tanstack/react-router';
import type { SavedView } from '../../client';
import { useMay } from '../../session/session';
import type { Walk } from '../../work/walk';
import { QUEUE_NAMES, type Queue } from '../../work/words';
import { readWorklistAddress } from './address';
import { addressOf, filterOf, type Filter } from './filter';

/** What the address says that the page shows. */
export interface Shown {
  readonly filter: Filter;
  readonly name: string;
  /** The view that is shown; null when it is a queue. */
  readonly view: SavedView | null;
  readonly queue: Queue | null;
  readonly back: Walk['back'];
  readonly show: (filter: Filter) => void;
}

/** @returns null while the views are not known, or when there is no such view (any more) */
export function useShown(views: readonly SavedView[]): Shown | null {
  // The router adds to what it read whatever else stands in the address.
  const address = readWorklistAddress({ ...useSearch({ from: '/shell/worklist' }) });
  const q = useRouterState({ select: ({ location }) => location.state.q });
  const navigate = useNavigate();
  const mayWork = useMay('submit');
  const view = views.find(({ id }) => id === address.view) ?? null;
  if (address.view !== undefined && !view) return null;
  const queue = address.queue ?? (mayWork ? 'mine' : 'all');
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
