import { LINE_NAMES } from '../shared/lines-of-business';
import { plural, type Count } from '../shared/plural';

interface Numbered {
  readonly number: string;
}

interface What {
  /** Which case or cases, as in "PA-AB2CD-EF3GH" or "3 cases". */
  readonly what: string;
}

/** The words of work on cases, equal on every page. */
export const text = {
  queues: {
    mine: 'My cases',
    unassigned: 'Unassigned',
    waiting: 'Waiting for information',
    'in-review': 'In review',
    'needs-physician': 'Needs a physician',
    opinions: 'Your opinion requested',
    'due-soon': 'Due soon',
    overdue: 'Past due',
    stuck: 'Needs attention',
    'without-cover-soon': 'Coverage ending soon',
    all: 'All cases',
  },
  statuses: {
    'pending-information': 'Waiting for information',
    'in-review': 'In review',
    approved: 'Approved',
    denied: 'Denied',
    withdrawn: 'Withdrawn',
    routed: 'Routed to another payer',
  },
  requestTypes: { initiation: 'New', continuation: 'Renewal' },
  urgencies: { standard: 'Standard', expedited: 'Expedited' },
  linesOfBusiness: LINE_NAMES,
  coverageTypes: {
    'employer-plan': 'Employer plan',
    'exchange-plan': 'Exchange plan',
    'medicaid-plan': 'Medicaid plan',
    'part-b-drug': 'Part B drug',
    'medical-item': 'Medical item or service',
  },
  /** What letters are called, by their kind. */
  letterKinds: {
    'information-request': 'Information request',
    'information-reminder': 'Information request reminder',
    extension: 'Deadline extension',
    'peer-to-peer-offer': 'Peer-to-peer offer',
    approval: 'Approval letter',
    denial: 'Denial letter',
    withdrawal: 'Withdrawal letter',
    routing: 'Routing letter',
    'renewal-reminder': 'Renewal reminder',
    'cover-lapse': 'Coverage ended letter',
    'authorization-ended': 'Authorization ended letter',
    'appeal-received': 'Appeal received letter',
    'appeal-dismissed': 'Appeal dismissed letter',
    'appeal-reopened': 'Appeal reopened letter',
    'appeal-decided': 'Appeal decision letter',
  },
  letterLanguages: { en: 'English', es: 'Spanish' },
  receiptEvidence: {
    'fax-header': 'Fax header',
    'date-stamp': 'Date stamp',
    'call-log': 'Call log',
  },
  channels: { portal: 'Portal', phone: 'Phone', fax: 'Fax', ehr: 'EHR' },
  /** Why a case needs attention, as a heading over such cases. */
  stuckCauses: {
    'reassign-needed': 'Reassign needed',
    'deadline-missed': 'Decision past due',
    'appeal-overdue': 'Appeal past due',
    'peer-to-peer-overdue': 'Peer-to-peer call past due',
    'workflow-missing': 'Automatic processing not running',
    'workflow-closed': 'Automatic processing ended early',
    'workflow-task-failing': 'System error',
    'activity-retrying': 'System error (retrying)',
    'outbox-failing': 'System error (delivery)',
    'notice-undeliverable': 'Undeliverable letter',
    'document-unscanned': 'Document waits for its virus scan',
    'letter-unmailed': 'Letter to mail',
    'deadline-near': 'Deadline approaching',
    'review-unclaimed': 'Review unassigned',
    'no-answer': 'No answer from the provider office',
  },
  /** The button label of each repair. */
  repairs: {
    'restart-workflow': 'Restart processing',
    'send-again': 'Resend',
    remind: 'Remind the provider office',
    claim: 'Assign review to me',
  },
  waitsFor: {
    prescriber: 'The provider office',
    reviewer: 'A reviewer',
    'mail-system': 'The mail system',
    mailroom: 'The mailroom',
    software: 'The system',
  },
  endReasons: {
    'therapy-stopped': 'Therapy stopped',
    'member-died': 'Member died',
    'coverage-ended': "Member's plan coverage ended",
    superseded: 'Replaced by another authorization',
    'entered-in-error': 'Entered in error',
  },
  /** The same within a sentence. */
  endedBecause: {
    'therapy-stopped': 'the therapy stopped',
    'member-died': 'the member died',
    'coverage-ended': "the member's plan coverage ended",
    superseded: 'another authorization replaced it',
    'entered-in-error': 'it was entered in error',
    'appeal-closed': 'the appeal that continued it is over',
  },
  appealStatuses: {
    open: 'Open',
    'in-review': 'In review',
    upheld: 'Upheld',
    overturned: 'Overturned',
    'partly-overturned': 'Partly overturned',
    withdrawn: 'Withdrawn',
    forwarded: 'In outside review',
  },
  appealDismissed: 'Dismissed',
  appellants: {
    member: 'Member',
    prescriber: 'Prescriber',
    representative: 'Representative',
  },
  appealDeadline: { sent: 'Sent on time' },
  cases: ({ count }: Count) => plural(count, 'case'),
  changes: ({ count }: Count) => plural(count, 'new or changed case'),
  unassigned: 'Unassigned',
  you: 'You',
  goToCase: 'Go to case',
  whoIs: ({ birthDate, memberId }: { readonly birthDate: string; readonly memberId: string }) =>
    `DOB ${birthDate} · ID ${memberId}`,
  results: { unknownCase: 'Unknown case', ok: 'Yes: ', refused: 'No: ' },

  assign: {
    title: ({ what }: What) => `Assign ${what}`,
    submit: 'Assign',
    submitTo: ({ person }: { readonly person: string }) => `Assign to ${person}`,
    submitToMe: 'Assign to me',
    person: 'Assignee',
  },
  person: {
    me: 'Me',
    hint: 'Choose a person, or type the beginning of a name, or “me”.',
    mustDecide: 'Only a pharmacist or a medical director can decide this case.',
    stranger: ({ person }: { readonly person: string }) =>
      `No one named “${person}” has signed in here. Check the name, or choose a person.`,
  },
  snooze: {
    title: ({ what }: What) => `Snooze ${what}`,
    submit: 'Snooze',
    until: 'Until',
    times: {
      hours: 'For 3 hours',
      tomorrow: 'Until tomorrow morning',
      days: 'For 3 days',
      week: 'For 1 week',
      date: 'Until a specific day',
    },
    atNine: 'At 9:00 AM',
    day: 'Day',
    dayHint: 'Up to 30 days from now.',
    reason: 'Reason',
    reasons: [
      'The provider office will call back',
      'A document is on the way',
      'Waiting for a colleague',
      'The member asked to wait',
    ],
    otherReason: 'Other reason',
    details: 'Describe the reason',
    lateDetails: 'Reason for snoozing past the deadline',
    late: ({ due }: { readonly due: string }) =>
      `Warning: this is past the decision deadline (${due}).`,
    note: "Hidden from queues until then. The decision deadline doesn't change.",
  },
  laterEntry: {
    folded: 'Received earlier?',
    receivedAt: 'Received',
    receivedAtHint: 'Leave blank if you received it just now.',
    evidence: 'Evidence of receipt',
    none: 'None',
    reference: 'Reference of the evidence',
    referenceHint: 'For example the number of the call, or the fax page.',
    future: "This can't be in the future.",
    beforeOpening: "This can't be before the case was opened.",
  },
  deadline: {
    title: ({ what }: What) => `Change the deadline of ${what}`,
    submit: { none: 'Change deadline', expedite: 'Expedite', extend: 'Extend deadline' },
    change: 'Change',
    expediteHint: 'Asks for a decision within the expedited time. The sooner deadline applies.',
    extendHint: 'Only once, and only if the rule allows it. The provider office gets a letter.',
    by: 'Requested by',
    prescriber: 'The prescriber',
    member: 'The member',
    reason: 'Reason',
    reasonSent: 'Printed in the letter.',
    reasonKept: 'Kept in the case record.',
  },
  /** What a press did, shown briefly. */
  done: {
    assigned: ({ number, person }: Numbered & { readonly person: string }) =>
      `${number} is now assigned to ${person}`,
    assignedToYou: ({ number }: Numbered) => `${number} is now assigned to you`,
    unassigned: ({ number }: Numbered) => `${number} is now unassigned`,
    approvedAtOnce: ({ number }: Numbered) => `${number} was unassigned and approved automatically`,
    snoozed: ({ number, until }: Numbered & { readonly until: string }) =>
      `${number} is snoozed until ${until}`,
    expedited: ({ number }: Numbered) => `${number} is now expedited`,
    extended: ({ number }: Numbered) => `The deadline of ${number} was extended`,
    clockRuleApplied: ({ number }: Numbered) => `The clocks of ${number} were counted again`,
    handedUp: ({ number }: Numbered) => `${number} was handed up to the medical directors`,
    handedBack: ({ number, person }: Numbered & { readonly person: string }) =>
      `${number} was handed back to ${person}`,
    opinionAsked: 'The opinion was requested',
    opinionGiven: 'Your opinion was recorded',
    snoozeEnded: ({ number }: Numbered) => `${number} is back in its queues`,
    notAssigned: ({ number }: Numbered) => `${number} could not be assigned`,
    notUnassigned: ({ number }: Numbered) => `${number} could not be unassigned`,
    nextFailed: 'No case was assigned to you',
    notClaimed: ({ number }: Numbered) => `${number} could not be assigned to you`,
    snoozeNotEnded: ({ number }: Numbered) => `The snooze of ${number} could not be ended`,
    unknownYet: ({ unknown, failure }: { readonly unknown: string; readonly failure: string }) =>
      `${unknown}. ${failure}`,
  },

  batch: {
    /** A batch action, as a menu names it. */
    menu: {
      assign: 'Assign…',
      snooze: 'Snooze…',
      claim: 'Assign to me',
      release: 'Unassign',
      unsnooze: 'End snooze',
      repair: 'Resolve',
    },
    wish: {
      assign: ({ what }: What) => `Assign ${what}`,
      snooze: ({ what }: What) => `Snooze ${what}`,
      claim: ({ what }: What) => `Assign ${what} to me`,
      release: ({ what }: What) => `Unassign ${what}`,
      unsnooze: ({ what }: What) => `End the snooze of ${what}`,
      repair: ({ what }: What) => `Resolve ${what}`,
    },
    done: {
      assign: ({ what }: What) => `${what} assigned`,
      snooze: ({ what }: What) => `${what} snoozed`,
      claim: ({ what }: What) => `${what} assigned to you`,
      release: ({ what }: What) => `${what} unassigned`,
      unsnooze: ({ what }: What) => `Snooze ended for ${what}`,
      repair: ({ what }: What) => `${what} resolved`,
    },
    repairWish: {
      claim: ({ what }: What) => `Assign ${what} to me`,
      'send-again': ({ what }: What) => `Resend the letters of ${what}`,
      remind: ({ what }: What) => `Send reminders for ${what}`,
      'restart-workflow': ({ what }: What) => `Restart processing of ${what}`,
    },
    repairDone: {
      claim: ({ what }: What) => `${what} assigned to you`,
      'send-again': ({ what }: What) => `Letters resent for ${what}`,
      remind: ({ what }: What) => `Reminders sent for ${what}`,
      'restart-workflow': ({ what }: What) => `Processing restarted for ${what}`,
    },
    question: ({ wish }: { readonly wish: string }) => `${wish}?`,
    partOf: ({ done, all }: { readonly done: number; readonly all: string }) => `${done} of ${all}`,
    all: ({ count }: Count) => `all ${count}`,
    preview: 'Preview',
    close: 'Close',
    cancel: 'Cancel',
    working: 'Working…',
    previewFailed: 'The preview could not be loaded',
    failed: 'The server could not do this',
    results: 'Result for each case',
    previews: 'Preview for each case',
    loading: 'Loading the preview',
    foretold: 'Preview. Nothing has changed yet.',
    foretoldPart: ({ able, refused }: { readonly able: number; readonly refused: number }) =>
      `Preview. Nothing has changed yet. ${plural(able, 'case')} can be changed; ${refused} can't.`,
  },

  state: {
    several: ({ typed }: { readonly typed: string }) =>
      `Several states match “${typed}”. Choose one.`,
    unknown: ({ typed }: { readonly typed: string }) =>
      `No state is called “${typed}”. Enter its name or code.`,
  },

  end: {
    action: 'End authorization',
    earlier: 'End earlier',
    lost: "You haven't submitted the end of the authorization. If you leave this page, what you entered is lost.",
    leave: 'Discard and leave',
    title: ({ number }: Numbered) => `End authorization ${number}`,
    check: 'Check before you end it',
    approved: ({ start, end }: { readonly start: string; readonly end: string }) =>
      `Approved ${start} through ${end}.`,
    approvedEnded: (days: {
      readonly start: string;
      readonly end: string;
      readonly ended: string;
    }) =>
      `Approved ${days.start} through ${days.end}; ended early, last covered day ${days.ended}.`,
    reason: 'Reason',
    lastDay: 'Last covered day',
    lastDayHint: 'To void the whole authorization, enter the day before its first covered day.',
    note: 'Note',
    yourNote: 'Your note',
    authorization: 'Authorization',
    member: 'Member',
    memberWords: ({ name, memberId }: { readonly name: string; readonly memberId: string }) =>
      `${name}, ID ${memberId}`,
    noDay: 'None. The whole authorization is voided.',
    instead: ({ day, before }: { readonly day: string; readonly before: string }) =>
      `${day} instead of ${before}`,
    consequences:
      "Renewal reminders stop, and an open renewal review is withdrawn. A renewal that is already approved is voided too, unless this authorization was replaced. This can't be undone.",
    done: ({ number }: Numbered) => `Authorization ${number} ended`,
    lastDayWas: ({ day }: { readonly day: string }) => `Last covered day: ${day}.`,
    meanwhile: {
      ended: ({ number }: Numbered) => `Authorization ${number} has ended`,
      expired: ({ number }: Numbered) => `Authorization ${number} has expired`,
      endedBecause: ({ reason }: { readonly reason: string }) =>
        `It was ended while you were working, because ${reason}.`,
      noDay: 'No day is covered.',
      notSent: 'What you entered was not submitted.',
      close: 'Close',
    },
    faults: {
      notEarlier: ({ day }: { readonly day: string }) =>
        `It was already ended, so the last covered day must be before ${day}.`,
      tooLate: ({ day }: { readonly day: string }) => `The last covered day can't be after ${day}.`,
      afterDeath: ({ today }: { readonly today: string }) =>
        `The member died, so the last covered day can't be after today, ${today}.`,
    },
  },
} as const;
