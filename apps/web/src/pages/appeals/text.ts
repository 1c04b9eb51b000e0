import { plural, type Count } from '../../shared/plural';

/** The words of the page of appeals. */
export const text = {
  title: 'Appeals',
  lead: 'Requests to reconsider a decision. Each has its own deadline.',
  loading: 'Loading the appeals',
  failed: 'The appeals could not be loaded',
  notRefreshed: 'The appeals could not be refreshed',
  changed: ({ count }: Count) => `${plural(count, 'case')} changed`,
  shown: ({ count }: Count) => `Showing the first ${count}.`,
  more: 'Show more',
  commands: { refresh: 'Refresh', next: 'Next appeal', previous: 'Previous appeal' },
  filter: {
    name: 'Filters',
    status: 'Status',
    undecided: 'Undecided',
    all: 'All statuses',
  },
  empty: {
    undecided: 'No undecided appeals',
    undecidedWhat: 'Record an appeal on the page of its case, and it appears here.',
    filtered: 'No appeals have this status',
    filteredWhat: 'Try another status.',
    clear: 'Show undecided appeals',
  },
  caption: 'Appeals, soonest deadline first',
  columns: {
    due: 'Due',
    who: 'Member and case',
    appeal: 'Appeal',
    from: 'Received from',
    status: 'Status',
  },
  kinds: { appeal: 'Decision', forwarding: 'Case file', 'outside-review': 'Outcome' },
  due: ({ kind, clock }: { readonly kind: string; readonly clock: string }) => `${kind}, ${clock}`,
  level: ({ level }: { readonly level: number }) => `Level ${level}`,
  checkFirst: {
    late: 'Late',
    'no-proof-of-authority': 'No proof of authority',
  },
} as const;
