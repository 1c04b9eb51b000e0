import { accept, refuse, type Result } from '@assent/domain';
import type { Ports } from '../ports/ports';
import type { SavedView, ViewRepository, ViewLimits } from '../ports/view-repository';
import type { WorklistFilter } from '../ports/worklist-repository';
import {
  boundedCounts,
  NONE,
  type BoundedCount,
  type Viewer,
  type WorklistPorts,
} from './search-worklist.handler';

export type CountedView = SavedView & BoundedCount;

export type ViewPorts = Pick<Ports, 'clock' | 'settings'> &
  WorklistPorts & {
    readonly views: ViewRepository;
    /** A stored filter as this build reads it; null if it can't. */
    readonly understood: (filter: unknown) => WorklistFilter | null;
  };

/** Enough for anyone, and each is counted every time: a shared one for everyone. */
const MAX: ViewLimits = { views: 50, shared: 10 };

/**
 * A person's own saved views and the shared ones, each with its count for this person. It omits a
 * view whose filter is no longer known, so that one of them does not break the rest.
 */
export function listViews(ports: ViewPorts) {
  return async (viewer: Viewer): Promise<readonly CountedView[]> => {
    const stored = await ports.views.visibleTo(viewer.subject);
    const views = stored.flatMap((view) => {
      const filter = ports.understood(view.filter);
      return filter ? { ...view, filter } : [];
    });
    return counted(ports, viewer, views);
  };
}

/** Saves a view. Refused: `view-of-another`, `invalid` for one too many. */
export function saveView(ports: ViewPorts) {
  return async (
    sent: Omit<SavedView, 'owner' | 'savedAt'>,
    viewer: Viewer,
  ): Promise<Result<CountedView>> => {
    const view = { ...sent, owner: viewer.subject, savedAt: await ports.clock.now() };
    switch (await ports.views.save(view, MAX)) {
      case 'saved': {
        const [count = NONE] = await boundedCounts(ports, viewer, [view.filter]);
        return accept({ ...view, ...count });
      }
      case 'of-another':
        return refuse(OF_ANOTHER);
      case 'too-many':
        return refuse({
          code: 'invalid',
          detail: `you already have ${MAX.views} saved views, the maximum; delete one first`,
          faults: [
            {
              path: 'viewId',
              code: 'too-many',
              message: `would exceed the maximum of ${MAX.views} views`,
            },
          ],
        });
      case 'too-many-shared':
        return refuse({
          code: 'invalid',
          detail: `you already share ${MAX.shared} views, the maximum; stop sharing one first`,
          faults: [
            {
              path: 'shared',
              code: 'too-many',
              message: `would exceed the maximum of ${MAX.shared} shared views`,
            },
          ],
        });
    }
  };
}

/** Removes a view; false when there is none. Refused: `view-of-another`. */
export function removeView({ views }: Pick<ViewPorts, 'views'>) {
  return async (id: string, owner: string): Promise<Result<boolean>> => {
    const outcome = await views.remove(id, owner);
    return outcome === 'of-another' ? refuse(OF_ANOTHER) : accept(outcome === 'removed');
  };
}

const OF_ANOTHER = {
  code: 'view-of-another',
  detail: 'this view belongs to another person; save it under a new id',
} as const;

async function counted(
  ports: ViewPorts,
  viewer: Viewer,
  views: readonly SavedView[],
): Promise<readonly CountedView[]> {
  const counts = await boundedCounts(
    ports,
    viewer,
    views.map(({ filter }) => filter),
  );
  return views.map((view, position) => ({ ...view, ...(counts[position] ?? NONE) }));
}
