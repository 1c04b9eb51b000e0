import type { Count } from '../../shared/plural';

interface What {
  /** Which case or cases, as in "PA-AB2CD-EF3GH" or "3 cases". */
  readonly what: string;
}

/** The words of the worklist. */
export const text = {
  title: 'Worklist',
  takeNext: 'Get the next review',
  heading: ({ list }: { readonly list: string }) => `Worklist: ${list}`,
  savedView: 'saved view',
  loading: 'Loading the cases',
  failed: 'The cases could not be loaded',
  notUpdated: 'The list could not be updated',
  upToDate: 'The list is up to date',
  firstOf: ({ cases }: { readonly cases: string }) => `First ${cases}`,
  press: ({ changes }: { readonly changes: string }) => `${changes} – press `,
  announced: ({ changes }: { readonly changes: string }) => `${changes}, press R`,
  view: {
    loading: 'Loading the view',
    failed: 'The view could not be loaded',
    gone: 'This view is no longer available',
    goneWhy: 'Its owner removed it or stopped sharing it.',
  },

  nav: {
    queues: 'Queues',
    views: 'Saved views',
    loadingViews: 'Loading the saved views',
    noViews: 'None yet. Filter a list, then save it as a view.',
    viewsFailed: 'Saved views could not be loaded.',
    retry: 'Try again',
    retryWhat: 'to load the saved views',
    shared: '(shared)',
    choice: 'Queue or view',
    sharedView: 'Shared view',
    ownView: 'Your view',
    cases: ({ count }: Count) => (count === 1 ? 'case' : 'cases'),
  },

  filters: {
    action: 'Filters',
    actionWith: ({ count }: Count) => `Filters (${count})`,
    active: 'Active filters',
    remove: 'Remove filter: ',
    clear: 'Clear filters',
    clearAll: 'Clear all',
    apply: 'Apply',
    any: 'Any',
    or: ' or ',
    fields: {
      status: 'Status',
      requestType: 'Request type',
      urgency: 'Urgency',
      lineOfBusiness: 'Line of business',
      stuckCause: 'Reason',
      assignee: 'Assignee',
    },
    search: ({ typed }: { readonly typed: string }) => `Search: ${typed}`,
    requestType: ({ type }: { readonly type: string }) => `Request type: ${type}`,
    assignee: ({ person }: { readonly person: string }) => `Assignee: ${person}`,
  },

  list: {
    columns: {
      due: 'Due',
      member: 'Member',
      drug: 'Drug',
      prescriber: 'Prescriber',
      status: 'Status',
      assignee: 'Assignee',
    },
    soonestFirst: 'soonest first',
    selected: 'Selected',
    selectAll: 'Select all loaded cases',
    actions: 'Actions',
    loadingMore: 'Loading more cases…',
  },

  row: {
    /** Precedes the assignee on a small screen. */
    assignee: 'Assignee:',
    select: ({ number }: { readonly number: string }) => `Select ${number}`,
    needsAttention: 'Needs attention: ',
    withoutCoverage: ({ since }: { readonly since: string }) => `No coverage since ${since}`,
    handedUp: ({ by, reason }: { readonly by: string; readonly reason: string }) =>
      `Handed up by ${by}: ${reason}`,
    snoozed: ({ until }: { readonly until: string }) => `Snoozed until ${until}`,
    reviews: {
      'criteria-not-met': 'Criteria not met',
      hold: 'On hold for a reviewer',
      'information-overdue': 'No answer from the provider office',
      'criteria-met': 'Criteria met; the reviewer has it',
      withheld: 'Findings come first',
    },
    holdGone: 'Hold no longer applies',
    missing: ({ count }: Count) => (count === 1 ? '1 item missing' : `${count} items missing`),
    missingOne: ({ name }: { readonly name: string }) => `Missing: ${name}`,
    missingMore: ({ name, more }: { readonly name: string; readonly more: number }) =>
      `Missing: ${name} and ${more} more`,
    menu: {
      name: ({ number }: { readonly number: string }) => `Actions for ${number}`,
      open: 'Open',
      assignToMe: 'Assign to me',
      assign: 'Assign…',
      unassign: 'Unassign',
      snooze: 'Snooze…',
      endSnooze: 'End snooze',
    },
  },

  batch: {
    name: 'Selected cases',
    selected: ({ count }: Count) => `${count} selected`,
    limit: ({ max }: { readonly max: number }) => `At most ${max} at once.`,
    moreActions: 'More actions',
    more: 'More',
    clear: 'Clear selection',
  },

  commands: {
    queues: 'Queues',
    worklist: 'Worklist',
    queue: ({ name }: { readonly name: string }) => `Queue: ${name}`,
    refresh: 'Refresh',
    refreshKeywords: 'new reload update',
    next: 'Next case',
    previous: 'Previous case',
    openCase: 'Open the case',
    select: 'Select the case',
    theCase: 'the case',
    assign: ({ what }: What) => `Assign ${what}…`,
    snooze: ({ what }: What) => `Snooze ${what}…`,
    assignToMe: ({ what }: What) => `Assign ${what} to me`,
    assignToMeKeywords: 'take claim',
    unassign: ({ what }: What) => `Unassign ${what}`,
    unassignKeywords: 'release return',
    endSnooze: ({ what }: What) => `End the snooze of ${what}`,
    endSnoozeKeywords: 'unsnooze wake queues',
    open: ({ what }: What) => `Open ${what}`,
    resolve: ({ what }: What) => `Resolve ${what}`,
  },

  viewActions: {
    save: 'Save view',
    menu: ({ name }: { readonly name: string }) => `View ${name}`,
    menuAction: 'Rename, share or remove the view',
    rename: 'Rename or share…',
    remove: 'Remove',
    saveTitle: 'Save this list as a view',
    renameTitle: 'Rename or share the view',
    notSaved: 'The view could not be saved',
    notRemoved: 'The view could not be removed',
    removed: ({ name }: { readonly name: string }) => `View ${name} removed`,
  },
  viewDialog: {
    submit: 'Save',
    name: 'Name',
    nameHint: "Don't include member names. Everyone may see this name.",
    nameMissing: 'Enter a name.',
    share: 'Share with the team',
  },

  empty: {
    showUnassigned: 'Show unassigned cases',
    showMine: 'Show my cases',
    showAll: 'Show all cases',
    open: 'Open a case',
    noResults: 'No results',
    noMatch: 'No case in this list matches all the filters.',
    searchHint:
      'Search by member or prescriber name in any order, date of birth, member ID, NPI, phone number, or number of a case, authorization or appeal.',
    queues: {
      mine: {
        title: 'You have no assigned cases',
        what: 'To get the next one, open the unassigned cases, select the first and press A.',
      },
      unassigned: { title: 'No unassigned cases', what: 'New requests appear here.' },
      waiting: {
        title: 'No cases are waiting for information',
        what: 'No provider office has an open information request.',
      },
      'in-review': {
        title: 'No cases are in review',
        what: 'Cases that need a clinical decision appear here.',
      },
      'needs-physician': {
        title: 'No cases need a physician',
        what: 'Cases that a pharmacist hands up to the medical directors appear here.',
      },
      opinions: {
        title: 'No one is waiting for your opinion',
        what: 'Cases appear here when another reviewer asks for your opinion.',
      },
      'due-soon': {
        title: 'Nothing is due within 2 days',
        what: 'Continue with the cases that are due next.',
      },
      overdue: { title: 'Nothing is past due', what: 'Every open case is within its deadline.' },
      stuck: { title: 'Nothing needs attention', what: 'Cases that stop moving appear here.' },
      'without-cover-soon': {
        title: 'No coverage is ending soon',
        what: 'Renewals whose coverage ends within 30 days appear here.',
      },
      all: { title: 'No cases yet', what: 'Submit the first request.' },
    },
    notYours: {
      title: 'Your role has no assigned cases',
      what: 'You can read every case.',
    },
  },
} as const;
