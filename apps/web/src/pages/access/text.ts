import { plural, type Count } from '../../shared/plural';

/** The words of the page of cases that people opened with a reason. */
export const text = {
  title: 'Cases opened with a reason',
  lead: 'People who opened a case of another line of business, and why. Newest first.',
  loading: 'Loading the list',
  failed: 'The list could not be loaded',
  count: ({ count }: Count) => `Showing ${plural(count, 'opening')}`,
  shown: ({ count }: Count) => `Showing the first ${count}.`,
  more: 'Show more',
  empty: 'No cases were opened with a reason',
  emptyWhat: 'Once a person opens a case of another line of business, it appears here.',
  caption: 'Cases opened with a reason, newest first',
  columns: { when: 'Opened', who: 'Person', which: 'Case', why: 'Reason' },
  until: ({ clock }: { readonly clock: string }) => `until ${clock}`,
} as const;
