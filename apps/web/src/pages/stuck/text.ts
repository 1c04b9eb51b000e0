import { plural, type Count } from '../../shared/plural';

/** The words of the page of cases that need attention. */
export const text = {
  title: 'Needs attention',
  lead: 'Cases that stopped moving, grouped by reason.',
  loading: 'Loading the cases',
  failed: 'The cases could not be loaded',
  notRefreshed: 'The cases could not be refreshed',
  press: ({ changes }: { readonly changes: string }) => `${changes} – press `,
  announced: ({ changes }: { readonly changes: string }) => `${changes}, press R`,
  check: {
    action: 'Check now',
    busy: 'Checking…',
    failed: 'The cases could not be checked',
    never: 'Cases have not been checked yet.',
    last: ({ when }: { readonly when: string }) => `Last checked ${when}.`,
    stale: ({ when }: { readonly when: string }) =>
      `Last checked ${when} – results are out of date. Check now.`,
    lessThanMinuteAgo: 'less than a minute ago',
    unreachable: ({ clock }: { readonly clock: string }) =>
      `The workflow service (Temporal) could not be reached at the last check (${clock}). Results that depend on it may be out of date. Retrying every few seconds.`,
  },
  nothing: {
    title: 'Nothing needs attention',
    what: 'No open case has stopped moving. A case that does appears here within a minute.',
    staleTitle: 'Nothing needed attention at the last check',
    staleWhat: 'Check now for current results.',
  },
  group: {
    title: ({ cause, count }: Count & { readonly cause: string }) => `${cause} (${count})`,
    all: ({ wish }: { readonly wish: string }) => `${wish}…`,
    hidden: ({ shown, hidden }: { readonly shown: number; readonly hidden: number }) =>
      `Showing the ${shown} oldest. ${plural(hidden, 'more case')} will appear as these are resolved.`,
  },
  row: {
    waitingFor: 'Waiting for',
    officeOf: ({ prescriber }: { readonly prescriber: string }) => `${prescriber}'s office`,
    since: 'Since',
    sinceWords: ({ clock, ago }: { readonly clock: string; readonly ago: string }) =>
      `${clock}, ${ago}`,
    assignee: 'Assignee',
    also: 'Also',
    lastError: 'Last error',
    attempt: ({ count }: Count) => `, attempt ${count}`,
    nextTry: ({ when }: { readonly when: string }) => `, next try ${when}`,
    assign: 'Assign…',
    reassign: 'Reassign…',
    workflow: 'View workflow in Temporal',
    working: 'Working, then checking again…',
    failed: 'The action failed',
  },
  whyNoRepair: {
    reviewers: 'Only a pharmacist or a medical director can take a review.',
    assigned: ({ assignee }: { readonly assignee: string }) => `Waiting for ${assignee} to decide.`,
    retried: 'Retried automatically. See the error for the cause.',
    none: 'Open the case to see what it needs.',
  },
  commands: {
    next: 'Next case',
    previous: 'Previous case',
    open: 'Open the case',
    refresh: 'Refresh',
    repair: ({ action, number }: { readonly action: string; readonly number: string }) =>
      `${action}: ${number}`,
    repairKeywords: 'repair resolve',
  },
} as const;
