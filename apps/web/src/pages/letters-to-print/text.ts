import { plural, type Count } from '../../shared/plural';

/** The words of the page of letters to print. */
export const text = {
  title: 'Letters to print',
  lead: 'Letters to members without an email address. Print them, mail them, and mark them as mailed.',
  loading: 'Loading the letters',
  failed: 'The letters could not be loaded',
  counts: {
    'to-print': ({ count }: Count) => `${plural(count, 'letter')} to print`,
    mailed: ({ count }: Count) => `${plural(count, 'letter')} mailed`,
  },
  filter: {
    name: 'Filters',
    state: 'Show',
    states: { 'to-print': 'To print', mailed: 'Mailed' },
    language: 'Language',
    kind: 'Letter',
    all: 'All',
  },
  caption: { 'to-print': 'Letters to print, longest waiting first', mailed: 'Mailed letters' },
  columns: {
    letter: 'Letter',
    member: 'Member and case',
    made: 'Made',
    mailed: 'Mailed',
  },
  select: ({ kind, member }: { readonly kind: string; readonly member: string }) =>
    `Select ${kind}, ${member}`,
  selectAll: 'Select all shown',
  mailBy: ({ clock }: { readonly clock: string }) => `Mail by ${clock}`,
  overdue: 'Overdue',
  by: ({ name }: { readonly name: string }) => `by ${name}`,
  download: ({ count }: Count) => (count === 0 ? 'Download PDF' : `Download PDF (${count})`),
  mail: ({ count }: Count) => (count === 0 ? 'Mark as mailed' : `Mark as mailed (${count})`),
  downloadFailed: 'The PDF could not be downloaded',
  done: ({ count }: Count) => `${plural(count, 'letter')} marked as mailed`,
  mailFailed: ({ count }: Count) => `${plural(count, 'letter')} could not be marked as mailed`,
  readOnly: 'Your role can read this list. Marking letters as mailed takes another role.',
  shown: ({ count }: Count) => `Showing the first ${count}.`,
  more: 'Show more',
  empty: {
    'to-print': 'No letters to print',
    mailed: 'No mailed letters',
    what: 'Letters to members without an email address appear here.',
    filtered: 'Try another filter.',
    clear: 'Clear filters',
  },
} as const;
