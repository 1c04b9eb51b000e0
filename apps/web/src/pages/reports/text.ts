import { plural, type Count } from '../../shared/plural';

interface Clock {
  readonly clock: string;
}

/** The words of the operations page and of the sandbox bar. */
export const text = {
  title: 'Operations',
  lead: 'System status, and figures of the last 30 days.',
  updated: ({ clock }: Clock) => `Updated ${clock}, refreshes every 15 seconds.`,
  letters: 'Letters',
  toPrint: 'To print',
  audit: 'Audit',
  accessLog: 'Access log',
  access: 'Opened with a reason',
  refresh: 'Refresh',
  loading: 'Loading the figures',
  failed: 'The figures could not be loaded',

  health: {
    title: 'Health',
    allWell: 'All systems normal',
    lookAt: ({ what }: { readonly what: string }) => `Check: ${what}`,
    pastDue: ({ cases }: { readonly cases: string }) => `${cases} past due`,
    stuck: ({ count }: Count) =>
      count === 1 ? '1 case needs attention' : `${count} cases need attention`,
    whatToDo: 'What to do',
    goToStuck: 'Go to the cases that need attention',
    names: {
      API: 'API',
      Database: 'Database',
      Temporal: 'Temporal',
      Outbox: 'Message queue',
      Notices: 'Letters',
      Reconciler: 'Stuck-case check',
    },
    lastCheck: ({ clock }: Clock) => `Last check ${clock}`,
    oldestSince: ({ clock }: Clock) => `Oldest since ${clock}`,
    since: ({ clock }: Clock) => `Since ${clock}`,
    words: {
      up: 'Up',
      down: 'Down',
      failing: 'Failing',
      unknown: 'Unknown',
      empty: 'Empty',
      moving: 'Moving',
      delayed: 'Delayed',
      delivered: 'Delivered',
      undeliverable: 'Undeliverable',
      late: 'Late',
      checking: 'Checking',
    },
    answers: 'Responding.',
    silent: 'Not responding.',
    notAsked: 'Could not be checked.',
    database: {
      advice:
        'Nothing can be read or changed until Postgres is back. Start it, or ask whoever runs it. The API reconnects automatically, and nothing has to be entered twice.',
    },
    api: {
      downAdvice:
        'Check whether this computer is online. If it is, restart the API. Cases and their deadlines are kept in the database; nothing is lost.',
      failing: ({ status }: { readonly status: number }) =>
        `Responding, but this call failed with status ${status}.`,
      failingAdvice: ({ requestId }: { readonly requestId: string | null }) =>
        `Refresh. If the error persists, look up ${requestId === null ? 'it' : `request ${requestId}`} in the API log and restart the API. Nothing is lost.`,
    },
    temporal: {
      advice:
        'Cases can be opened, updated and decided, and letters go out as usual. Escalations, renewal reviews and expirations wait. Restart Temporal: what is waiting is then processed automatically, in order.',
    },
    outbox: {
      empty: 'Every message has reached Temporal.',
      waiting: ({ count }: Count) => `${plural(count, 'message')} waiting for Temporal.`,
      failing: ({ count, failing }: Count & { readonly failing: number }) =>
        `${plural(count, 'message')} waiting for Temporal; ${failing} could not be delivered so far.`,
      advice:
        'Check that Temporal and a worker are running; the messages are then delivered automatically. The cases that need attention show the last error.',
    },
    notices: {
      due: ({ count }: Count) =>
        count === 0 ? 'No letters due.' : `${plural(count, 'letter')} due.`,
      undeliverable: ({ count, due }: Count & { readonly due: string }) =>
        `${plural(count, 'letter')} could not be delivered. ${due}`,
      advice:
        'Check that the mail server accepts mail and that the addresses are right. Then resend the letters from the cases that need attention.',
    },
    reconciler: {
      found: ({ count }: Count) =>
        count === 1 ? '1 case needs attention.' : `${count} cases need attention.`,
      never: 'Cases have not been checked yet.',
      lastCheck: ({ ago }: { readonly ago: string }) => `Last check ${ago} ago.`,
      advice:
        'Some cases that need attention may not be shown. Press “Check now” on that page. If this persists, restart the API.',
    },
  },

  determinations: {
    title: 'Determinations by plan',
    from: 'From',
    to: 'To',
    order: "This can't be before the first day.",
    download: 'Download CSV',
    table: 'Determinations by plan, as a table',
    loading: 'Loading the determinations',
    failed: 'The determinations could not be loaded',
    all: 'All',
    none: 'None',
    share: ({ count, percent }: Count & { readonly percent: number }) =>
      `${count.toLocaleString('en-US')} (${percent}%)`,
    kinds: { drug: 'All drugs', item: 'All medical items and services' },
    criterionOf: ({ guideline, id }: { readonly guideline: string; readonly id: string }) =>
      `${guideline}, ${id}`,
    missed: {
      title: 'Missed deadlines, by the day on which they were due',
      decision: 'Decision',
      writtenNotice: 'Decision letter',
      oralNotice: 'Phone notice',
      peerToPeer: 'Peer-to-peer call',
      appeal: 'Appeal decision',
      forwarding: 'Sending to outside review',
    },
    criteria: {
      title: 'Criteria that denials were based on',
      empty: 'No denials in these days.',
      criterion: 'Guideline and criterion',
      denials: 'Denials',
    },
    information: {
      title: 'Information requested from provider offices',
      empty: 'No information was requested in these days.',
      fact: 'Information',
      asked: 'Requested',
      answered: 'Answered',
      median: 'Median time to answer',
    },
    columns: {
      plan: 'Plan and urgency',
      approved: 'Approved',
      autoApproved: 'Auto-approved',
      modified: 'Modified',
      denied: 'Denied',
      afterFindings: 'Denied after own findings',
      approvedAfterAppeal: 'Approved after appeal',
      upheldAfterFindings: 'Upheld after own findings',
      withdrawn: 'Withdrawn',
      routed: 'Routed',
      extended: 'Extended',
      extendedApproved: 'Extended, then approved',
      late: 'Late',
      median: 'Median',
      average: 'Average',
    },
  },

  figures: {
    old: 'These figures are from before the failure.',
    deadlines: {
      title: 'Deadlines',
      met: { name: 'On time', of: 'decided by the deadline, last 30 days' },
      missed: { name: 'Late', of: 'decided after the deadline, last 30 days' },
      running: { name: 'Open', of: 'with time left' },
      overdue: { name: 'Past due', of: 'open, past the deadline' },
      none: 'No cases decided in the last 30 days',
      share: ({ share, all }: { readonly share: number; readonly all: string }) =>
        `${share}% of ${all} decided on time`,
      pastDue: ({ decided, count }: { readonly decided: string; readonly count: string }) =>
        `${decided}; ${count} open and past due`,
    },
    decisions: {
      title: 'Decisions per day',
      table: 'Decisions per day, as a table',
      caption: 'Decisions on each of the last 30 days, newest first',
      series: {
        approvedBySoftware: 'Auto-approved (criteria met)',
        approvedByPerson: 'Approved by staff',
        denied: 'Denied',
        withdrawn: 'Withdrawn',
      },
      columns: {
        day: 'Day',
        opened: 'Opened',
        bySoftware: 'Auto-approved',
        byPerson: 'By staff',
        denied: 'Denied',
        withdrawn: 'Withdrawn',
        routed: 'Routed',
      },
    },
    times: {
      title: 'Time to decision',
      table: 'Time to decision, as a table',
      caption: 'Decisions of the last 30 days by time from receipt',
      series: { bySoftware: 'Auto-approved', byPerson: 'By staff' },
      columns: { within: 'Decided within' },
      none: 'No decisions in the last 30 days',
      spread: ({ median, ninetieth }: { readonly median: string; readonly ninetieth: string }) =>
        `Median ${median}, 90th percentile ${ninetieth}`,
      lessThanMinute: 'less than a minute',
      within: {
        minute: '1 minute',
        hour: '1 hour',
        day: '1 day',
        '3-days': '3 days',
        '7-days': '7 days',
        '15-days': '15 days',
        longer: 'Longer',
      },
    },
    loadingChart: 'Loading the chart',
  },

  sandbox: {
    title: 'Sandbox',
    moves: 'Move the clock',
    day: '+1 day',
    week: '+1 week',
    next: 'Skip to next event',
    toTime: 'Skip to date and time…',
    nextIs: ({ what, when }: { readonly what: string; readonly when: string }) =>
      `Next: ${what}, ${when}`,
    collapse: 'Collapse the sandbox bar',
    expand: 'Expand the sandbox bar',
    waiting: 'Waiting for scheduled work to finish…',
    moving: ({ clock }: Clock) => `Moving to ${clock}…`,
    failed: 'The clock could not be moved',
    dialog: {
      title: 'Skip to a date and time',
      field: 'Date and time',
      submit: 'Move',
      past: 'The clock only moves forward.',
    },
    commands: {
      day: 'Move the clock forward 1 day',
      week: 'Move the clock forward 1 week',
      next: 'Skip to the next event',
    },
    now: ({ clock, sum }: Clock & { readonly sum: string }) => `It is now ${clock}. ${sum}.`,
    between: {
      title: 'What happened in between',
      sum: ({ sum, from, to }: Record<'sum' | 'from' | 'to', string>) =>
        `${sum} from ${from} to ${to}.`,
      close: 'Close what happened',
      nothing: 'Nothing happened',
      things: ({ count, cases, isMore }: Count & { readonly cases: number; isMore: boolean }) =>
        `${isMore ? 'More than ' : ''}${plural(count, 'event')} in ${plural(cases, 'case')}`,
    },
    events: {
      reminder: ({ number }: { readonly number: string }) => `renewal reminder for ${number}`,
      deadline: ({ number }: { readonly number: string }) => `deadline of ${number}`,
      end: ({ number }: { readonly number: string }) => `end of ${number}`,
    },
  },
} as const;
