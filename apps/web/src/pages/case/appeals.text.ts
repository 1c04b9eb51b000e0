import { plural, type Count } from '../../shared/plural';

interface Numbered {
  readonly number: string;
}

interface Named {
  readonly name: string;
}

interface Covering extends Numbered {
  readonly day: string;
}

interface Act {
  readonly person: string;
  readonly clock: string;
}

const DUE = { appeal: 'Decision', forwarding: 'Case file', 'outside-review': 'Outcome' } as const;

/** The words of the appeals of a case. */
export const text = {
  title: 'Appeals',
  none: 'No appeal received.',
  late: 'This case was not decided in time. It can be appealed now.',
  noDecision: 'Appealed because the request was not decided in time.',
  loading: 'Loading the appeals',
  failed: 'The appeals could not be loaded',
  level: ({ level }: { readonly level: number }) => `Level ${level}`,
  received: (given: { readonly by: string; readonly clock: string; readonly person: string }) =>
    `From the ${given.by}, received ${given.clock}. Recorded by ${given.person}.`,
  from: {
    member: 'member',
    prescriber: 'prescriber',
    representative: "member's representative",
  },
  checkFirst: 'Check first',
  reviewReasons: {
    late: 'Received after the last day to appeal.',
    'no-proof-of-authority': 'The representative sent no proof of authority.',
  },
  rows: {
    heard: 'Heard because',
    reason: 'Reason',
    proof: 'Authority',
    due: {
      appeal: 'Decision due',
      forwarding: 'Case file due',
      'outside-review': 'Outcome due',
    },
    decision: 'Decision',
    changes: 'Approved with these changes',
    rationale: 'Rationale',
    memberReason: 'Reason for the member',
    forwarded: 'Sent to',
    dismissedBefore: 'Dismissed by',
    dismissalReview: 'Review of the dismissal',
    dismissalSent: 'Dismissal sent to',
    vacated: 'Dismissal vacated',
    vacateBy: 'The plan may vacate it',
    dismissalOutcome: 'Outcome on the dismissal',
    outcome: 'Outcome',
    note: 'Note',
    closed: {
      withdrawn: 'Withdrawn by',
      dismissed: 'Dismissed by',
      'case-withdrawn': 'Closed by',
      'case-approved': 'Closed by',
    },
    withdrawal: 'Why',
    authorization: 'Authorization',
    benefits: 'Coverage meanwhile',
    letters: 'Letters',
    file: 'Case file',
  },
  coverage: {
    given: ({ day, number }: Covering) =>
      `Continues from ${day} until the appeal is over, ${number}.`,
    ended: ({ day, number }: Covering) => `Last day of coverage: ${day}, ${number}.`,
    askBy: ({ clock }: { readonly clock: string }) => `Can be requested until ${clock}.`,
  },
  proofOnFile: 'Proof on file',
  by: ({ person, clock }: Act) => `${person}, ${clock}`,
  decided: (given: Act & { readonly what: string }) =>
    `${given.what}: ${given.person}, ${given.clock}`,
  forMonths: ({ what, count }: Count & { readonly what: string }) =>
    `${what}, approved for ${plural(count, 'month')}`,
  terms: {
    months: (given: { readonly approved: number; readonly asked: number }) =>
      `Coverage for ${plural(given.approved, 'month')} instead of ${plural(given.asked, 'month')}`,
    start: (given: { readonly approved: string; readonly asked: string }) =>
      `Coverage from ${given.approved} on instead of ${given.asked}`,
    dose: (given: { readonly label: string; readonly approved: string; readonly asked: string }) =>
      `${given.label}: ${given.approved} instead of ${given.asked}`,
    notDocumented: 'not documented',
  },
  decisions: {
    uphold: 'Upheld',
    overturn: 'Overturned',
    'partly-overturn': 'Partly overturned',
  },
  outcomes: {
    upheld: 'Upheld',
    overturned: 'Overturned',
    'partly-overturned': 'Partly overturned',
  },
  dismissalOutcomes: { upheld: 'Dismissal upheld', vacated: 'Dismissal vacated' },
  reviewUntil: ({ review, clock }: { readonly review: string; readonly clock: string }) =>
    `${review}, if requested by ${clock}`,
  until: ({ clock }: { readonly clock: string }) => `Until ${clock}`,
  reviews: {
    'independent-review-entity': 'Independent review entity',
    'external-review': 'External review',
    'state-fair-hearing': 'State fair hearing',
  },
  letter: {
    toOffice: 'to the provider office',
    toMember: ({ language }: { readonly language: string }) => `to the member, in ${language}`,
    name: ({ kind, reader }: { readonly kind: string; readonly reader: string }) =>
      `${kind} ${reader}`,
    sent: ({ name, clock }: Named & { readonly clock: string }) => `${name}, sent ${clock}`,
    toPrint: ({ name }: Named) => `${name}, to print`,
    planned: ({ name }: Named) => `${name}, not sent yet`,
    of: ({ name, number }: Named & Numbered) => `${name}, ${number}`,
    download: ({ name, number }: Named & Numbered) => `Download PDF: ${name}, ${number}`,
  },
  file: {
    about: 'Everything about this case in one PDF, with an index',
    download: ({ number }: Numbered) => `Download the case file of ${number}`,
    downloadFailed: 'The case file could not be downloaded',
  },
  whoDecides: 'A medical director who took no part in this case decides.',
  tookPart: 'You took part in this case, so another medical director has to decide this appeal.',

  actions: {
    record: 'Record an appeal',
    decide: 'Decide',
    cause: 'Hear or dismiss',
    proof: 'Add proof of authority',
    benefits: 'Continue coverage',
    expedite: 'Expedite',
    forward: 'Record forwarding',
    outcome: 'Record outcome',
    withdraw: 'Withdraw',
    vacate: 'Vacate the dismissal',
  },
  /** An action on one of several appeals. */
  on: ({ action, number }: Numbered & { readonly action: string }) => `${action}: ${number}`,
  state: (given: {
    readonly status: string;
    readonly urgency: string;
    readonly kind: keyof typeof DUE;
    readonly due: string;
  }) => `${given.status}, ${given.urgency.toLowerCase()}. ${DUE[given.kind]} due ${given.due}.`,

  record: {
    title: ({ number }: Numbered) => `Record an appeal of ${number}`,
    submit: 'Record the appeal',
    by: 'Received from',
    proof: 'Proof of authority',
    noProof: 'Not received yet',
    proofHint: 'Without it, a person checks the appeal first.',
    proofMissing: 'To choose a document, add it to this case first.',
    urgency: 'Urgency',
    reason: 'Reason for the appeal',
    benefits: 'The member asks to continue coverage during the appeal',
    benefitsHint: 'Some plans continue it only on request. Others do so by rule, or not at all.',
    receivedAt: 'Received',
    receivedAtHint: 'Leave blank if you received it just now.',
    done: 'The appeal was recorded',
    failed: 'The appeal was not recorded',
  },
  cause: {
    title: ({ number }: Numbered) => `Hear or dismiss ${number}`,
    submit: { none: 'Record', hear: 'Hear the appeal', dismiss: 'Dismiss the appeal' },
    about: 'Reason to look first',
    decision: 'Is it heard?',
    does: {
      hear: 'It is decided as usual. Its deadline stays.',
      dismiss:
        'Closes the appeal. A letter tells the member and the provider office why, and that another appeal can follow.',
    },
    reason: 'Why',
    printed: 'Printed in the letter if the appeal is dismissed.',
    done: 'Recorded whether the appeal is heard',
    failed: 'This was not recorded',
  },
  benefits: {
    title: ({ number }: Numbered) => `Continue coverage during ${number}`,
    submit: 'Record the request',
    by: 'Requested by',
    done: 'Coverage continues',
    failed: 'The request was not recorded',
  },
  proof: {
    title: ({ number }: Numbered) => `Add proof of authority to ${number}`,
    submit: 'Add the proof',
    document: 'Document of this case',
    none: 'Choose a document',
    done: 'The proof of authority was added',
    failed: 'The proof of authority was not added',
  },
  expedite: {
    title: ({ number }: Numbered) => `Expedite ${number}`,
    submit: 'Expedite the appeal',
    hint: 'Asks for a decision within the expedited time. The sooner deadline applies.',
    by: 'Requested by',
    reason: 'Reason',
    done: 'The appeal is now expedited',
    failed: 'The appeal was not expedited',
  },
  find: {
    title: ({ number }: Numbered) => `Your findings on ${number}`,
    titleOfAll: ({ number }: Numbered) => `Findings on ${number}`,
    first: ({ state }: { readonly state: string }) =>
      `In ${state}, who decides an appeal judges for themselves first. Record your finding for each criterion, on the information and documents as they are now. Then you see the results of the criteria check. To overturn the denial in full, you need no findings.`,
    needed:
      'To uphold the denial or a part of it, record your own finding for each criterion first: close this and use “Your findings” below the appeal.',
    change: 'Change my findings',
    done: 'Your findings were saved',
    failed: 'Your findings were not saved',
  },
  decide: {
    title: ({ number }: Numbered) => `Decide ${number}`,
    submit: {
      none: 'Decide the appeal',
      uphold: 'Uphold the decision',
      overturn: 'Overturn the decision',
      'partly-overturn': 'Overturn in part',
    },
    decision: 'Decision on the appeal',
    does: {
      uphold: 'The original decision stands.',
      overturn: 'Approves everything that was requested.',
      'partly-overturn': 'Approves part of what was requested.',
    },
    noneToUphold:
      'This case has no decision yet, so there is none to uphold. A medical director denies it first.',
    months: 'Duration (months)',
    monthsHint: 'Fewer than requested; as requested if empty.',
    rationale: 'Rationale',
    printed: 'Printed in the decision letter.',
    done: 'The appeal was decided',
    failed: 'The appeal was not decided',
  },
  forward: {
    title: ({ number }: Numbered) => `Record forwarding of ${number}`,
    submit: 'Record forwarding',
    hint: 'Record this after you have sent the case file to outside review.',
    ofDismissal: ({ days, clock }: { readonly days: number; readonly clock: string }) =>
      `Its dismissal is reviewed if someone asks for that within ${days} days of the letter, by ${clock}.`,
    askedAt: 'Review requested',
    done: 'The forwarding was recorded',
    failed: 'The forwarding was not recorded',
  },
  outcome: {
    title: ({ number }: Numbered) => `Record the outcome of ${number}`,
    submit: 'Record the outcome',
    outcome: 'Decision of the outside review',
    ofDismissal: 'Decision on the dismissal',
    dismissalDoes: {
      upheld: 'The appeal stays dismissed.',
      vacated:
        'The appeal is open again, and its time to decide starts anew. A medical director who was not involved decides.',
    },
    note: 'Note',
    notePrinted: 'Printed in the letters if the dismissal is vacated.',
    done: 'The outcome was recorded',
    failed: 'The outcome was not recorded',
  },
  vacate: {
    title: ({ number }: Numbered) => `Vacate the dismissal of ${number}`,
    submit: 'Vacate the dismissal',
    reason: 'Good cause',
    hint: 'Printed in the letters to the member and the provider office. The appeal is open again, and its time to decide starts anew.',
    done: 'The dismissal was vacated',
    failed: 'The dismissal was not vacated',
  },
  withdraw: {
    title: ({ number }: Numbered) => `Withdraw ${number}`,
    submit: 'Withdraw the appeal',
    reason: 'Reason for withdrawal',
    hint: 'Another appeal can be filed later.',
    done: 'The appeal was withdrawn',
    failed: 'The appeal was not withdrawn',
  },
} as const;
