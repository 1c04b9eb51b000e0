import { plural, type Count } from '../../shared/plural';

interface Numbered {
  readonly number: string;
}

/** The words of the renewals. */
export const text = {
  title: 'Renewals',
  lead: 'Renewal windows: first day to submit through last day for a decision before coverage ends.',
  loading: 'Loading the renewals',
  failed: 'The renewals could not be loaded',
  notRefreshed: 'The renewals could not be refreshed',
  changed: ({ count }: Count) => `${plural(count, 'case')} changed`,
  print: 'Print',
  shown: ({ count }: Count) => `Showing the first ${count}.`,
  more: 'Show more',
  commands: { refresh: 'Refresh', next: 'Next renewal', previous: 'Previous renewal' },

  standings: {
    'not-open': 'Not open yet',
    open: 'Open',
    late: 'Past safe date',
    'review-ended': 'Review ended',
    renewed: 'Renewed',
    continued: 'Continues during appeal',
    lapsed: 'Coverage ended',
  },
  /** How a review ended without a renewal. */
  reviewEnds: {
    approved: { words: 'Voided', what: 'The renewal was voided' },
    denied: { words: 'Denied', what: 'The review was denied' },
    withdrawn: { words: 'Withdrawn', what: 'The review was withdrawn' },
    routed: {
      words: 'Routed to another payer',
      what: 'The review was routed to another payer',
    },
  },
  sentence: {
    failed: (given: { readonly what: string; readonly day: string; readonly when: string }) =>
      `${given.what}; coverage ends on ${given.day}, ${given.when}.`,
    notOpen: ({ when }: { readonly when: string }) => `Opens ${when}.`,
    open: ({ day, when }: { readonly day: string; readonly when: string }) =>
      `Submit by ${day}, ${when}.`,
    late: ({ when }: { readonly when: string }) =>
      `Past the safe submission date. Coverage ends ${when}.`,
    renewed: ({ number }: { readonly number: string | null }) =>
      number === null ? 'Renewed.' : `Renewed as ${number}.`,
    continued: ({ number }: { readonly number: string | null }) =>
      `Coverage continues while an appeal is open${number === null ? '' : `, as ${number}`}.`,
    lapsed: 'Coverage ended without a renewal.',
  },
  window: (given: {
    readonly standing: string;
    readonly opens: string;
    readonly lastSafe: string;
    readonly ends: string;
  }) =>
    `${given.standing}: opens ${given.opens}, last safe day ${given.lastSafe}, coverage ends ${given.ends}`,
  missing: {
    nothing: 'Nothing',
    notOpen: 'The review is not open yet',
    noReview: 'No review was opened',
    items: ({ count }: Count) => `${plural(count, 'item')} missing`,
  },
  reminder: {
    none: 'None planned',
    planned: ({ days, day }: { readonly days: number; readonly day: string }) =>
      `${days} days before: planned ${day}`,
    sent: ({ days, day }: { readonly days: number; readonly day: string }) =>
      `${days} days before: sent ${day}`,
  },
  inDays: {
    today: 'today',
    tomorrow: 'tomorrow',
    later: ({ count }: Count) => `in ${count} days`,
  },

  filters: {
    name: 'Filters',
    status: 'Status',
    all: 'All statuses',
    option: ({ standing, count }: Count & { readonly standing: string }) =>
      `${standing} (${count})`,
    from: 'Coverage ends from',
    to: 'Through',
    clear: 'Clear filters',
  },
  empty: {
    title: ({ from, to }: { readonly from: string; readonly to: string }) =>
      `No coverage ends from ${from} through ${to}`,
    filtered: 'Try other statuses or months.',
    none: 'Approved authorizations appear here. None ends in these months.',
  },
  warnings: {
    title: ({ count }: Count) =>
      count === 1
        ? '1 authorization does not meet its renewal criteria'
        : `${count} authorizations do not meet their renewal criteria`,
    ends: ({ day }: { readonly day: string }) => `coverage ends ${day}`,
  },

  calendar: {
    title: 'Calendar',
    month: ({ month }: { readonly month: string }) => `Coverage ends in ${month}`,
    memberId: ({ memberId }: { readonly memberId: string }) => `ID ${memberId}`,
    today: ({ day }: { readonly day: string }) => `Today, ${day}`,
    legend: 'Legend',
    legendNote:
      'A bar runs from the day the review opens to the last safe day. Its thin part runs to the end of coverage.',
  },
  list: {
    title: 'List',
    caption: 'Renewals, earliest end of coverage first',
    columns: {
      who: 'Member and authorization',
      status: 'Status',
      window: 'Window',
      missing: 'Missing information',
      reminders: 'Reminders',
    },
    opens: 'Opens',
    lastSafe: 'Last safe day',
    ends: 'Coverage ends',
    review: ({ number }: Numbered) => `Review ${number}`,
  },

  feed: {
    action: 'Add to my calendar',
    title: 'Subscribe to renewal dates',
    lead: 'Your calendar (Outlook, Google Calendar and others) reads the renewal windows from a private link and stays up to date. It contains authorization numbers only, no member information.',
    create: 'Create link',
    createNew: 'Create new link',
    remove: 'Remove link',
    created: 'Calendar link created',
    removed: 'Calendar link removed',
    createdAt: ({ clock }: { readonly clock: string }) =>
      `You created a link on ${clock}. It was shown only then. A new link replaces it.`,
    unchanged: 'Nothing was changed',
    failed: 'Your calendar link could not be loaded',
    loading: 'Loading your calendar link',
    link: 'Link',
    linkHint: 'Shown only once. Anyone who has this link can read the calendar.',
    open: 'Open in my calendar',
    copy: 'Copy',
    copied: 'Link copied',
  },
} as const;
