import { plural, type Count } from '../../shared/plural';
import { text as work } from '../../work/text';

interface Clock {
  readonly clock: string;
}

interface Person {
  readonly person: string;
}

/** The words of a case page's panels. */
export const text = {
  page: {
    title: 'Case',
    titleOf: ({ number }: { readonly number: string }) => `Case ${number}`,
    loading: 'Loading the case',
    failed: 'The case could not be loaded',
    noneAction: 'Go to all cases',
    noneAdvice:
      'The link may be incomplete. Search for the case number above, or find the case in the list.',
  },
  anotherLine: {
    advice:
      'If you need this case for your work, you can open it with a reason. The reason, your name and the time are recorded and shown to auditors.',
    action: 'Open with a reason',
    title: 'Open a case of another line of business',
    reason: 'Reason',
    reasonHint: 'Why you need this case. Auditors read it.',
    submit: 'Open case',
    failed: 'The case could not be opened',
  },
  commands: {
    group: 'This case',
    list: 'The list',
    next: 'Next case in the list',
    previous: 'Previous case in the list',
    takeOver: 'Load the changes',
  },
  walk: {
    name: 'The list you came from',
    place: ({ position, count }: Count & { readonly position: number }) =>
      `${position} of ${count}`,
    previous: 'Previous',
    next: 'Next',
  },
  person: {
    system: 'the system',
    withRole: ({ name, role }: { readonly name: string; readonly role: string }) =>
      `${name} (${role})`,
  },
  channels: { portal: 'by portal', phone: 'by phone', fax: 'by fax', ehr: 'by EHR' },

  member: {
    name: 'Member',
    born: ({ day }: { readonly day: string }) => `DOB ${day}`,
  },
  noCoverage: {
    title: ({ since }: { readonly since: string }) => `No coverage since ${since}`,
    words: 'The authorization ended before this renewal was decided.',
  },
  holds: {
    conflicts: ({ count }: Count) =>
      count === 1 ? 'Hold: conflicting information' : `Conflicting information (${count} holds)`,
    coverage: 'Hold: check this before you approve',
    replaces: 'If you approve, that authorization ends the day before the new one begins.',
  },
  advisories: 'Advisories',
  measurements: 'Measurements',

  status: {
    region: 'Status, deadline and assignee',
    title: 'Status',
    deadline: 'Deadline',
    tolled: 'waiting for the provider office to answer',
    assignee: 'Assigned to',
    pastDue: ({ clock }: Clock) => `Past due; escalated ${clock}`,
    inReview: ({ clock }: Clock) => `In review since ${clock}`,
    asked: (given: Clock & { readonly person: string; readonly question: string }) =>
      `${given.person} asked ${given.clock}: ${given.question}`,
    closed: ({ clock }: Clock) => `Closed ${clock}`,
    assignToMe: 'Assign to me',
    unassign: 'Unassign',
    snoozed: (given: Clock & { readonly person: string; readonly reason: string }) =>
      `Snoozed until ${given.clock} by ${given.person}: ${given.reason}`,
    endSnooze: 'End snooze',
    answerMissing: 'an answer to a question',
    missing: ({ count }: Count) => `${plural(count, 'item')} missing`,
    waiting: ({ task }: { readonly task: string }) => `Waiting for the provider office: ${task}.`,
    asks: ({ when, task }: { readonly when: string; readonly task: string }) =>
      `The information request goes out ${when}: ${task}.`,
    review: 'A pharmacist or medical director decides.',
    reviewReasons: {
      'criteria-not-met': 'A pharmacist or medical director decides: a criterion is not met.',
      hold: 'A pharmacist or medical director decides: there is conflicting information.',
      'information-overdue':
        'A pharmacist or medical director decides: the provider office did not answer in time.',
      withheld: 'A pharmacist or medical director decides, and records their own findings first.',
      'criteria-met':
        'The criteria are met now. The reviewer approves it, or unassigns it to have it approved automatically.',
    },
    handedUp: 'A medical director decides: a pharmacist handed up the case.',
    held: 'A pharmacist or medical director decides. See the hold on this page.',
    holdGone: 'A pharmacist or medical director decides. The hold no longer applies.',
    approved: 'Approved. See authorization below.',
    denied: 'Denied by a medical director. See rationale below.',
    withdrawn: 'Withdrawn without a determination.',
    routed: 'Routed to another payer.',
  },

  newInformation: {
    title: 'New information came in',
    titleMet: 'The criteria are met now',
    item: (given: Clock & { readonly what: string; readonly value: string } & Person) =>
      `${given.what}: ${given.value} (${given.person}, ${given.clock})`,
    document: 'Document:',
    sent: ({ person, clock }: Clock & Person) => `(${person}, ${clock})`,
    mine: 'Approve the case, or unassign it to have it approved automatically.',
    others: ({ person }: Person) =>
      `${person} approves the case, or unassigns it to have it approved automatically.`,
    director: 'A medical director approves the case.',
    soon: 'The case will be approved automatically.',
  },

  changes: {
    title: 'This case changed while you were working',
    action: 'Load the changes',
    was: 'was ',
    is: 'is now ',
    none: 'Nothing shown here is different. See the timeline for what happened.',
    kept: 'What you typed is kept.',
    closed:
      "The case is closed, so what you typed can't be submitted. You can copy it here until you dismiss it.",
    names: {
      status: 'Status',
      assignee: 'Assigned to',
      handedUp: 'Handed up by',
      opinions: 'Second opinions',
      snoozed: 'Snoozed',
      criteria: 'Criteria',
      holds: 'Holds',
      question: 'Question to the provider office',
      phone: 'Phone',
      email: 'Email',
    },
    outcomes: {
      'criteria-met': 'met',
      'criteria-not-met': 'not met',
      'information-needed': 'missing information',
      'not-applicable': 'not decided here',
      withheld: 'result withheld',
    },
    opinions: ({ asked, given }: { readonly asked: number; readonly given: number }) =>
      `${asked} requested, ${given} given`,
    nothing: 'none',
    notSnoozed: 'no',
    snoozedUntil: ({ until }: { readonly until: string }) => `until ${until}`,
  },

  stuck: {
    lastError: 'Last error:',
    waiting: (given: Clock & { readonly who: string; readonly ago: string }) =>
      `Waiting for ${given.who} since ${given.clock} (${given.ago})`,
    tried: ({ count }: Count) => ` · tried ${plural(count, 'time')}`,
    nextTry: ({ when }: { readonly when: string }) => ` · next try ${when}`,
    also: ({ causes }: { readonly causes: string }) => `Also: ${causes}.`,
    busy: 'Working, then checking again',
    done: 'Resolved',
    notDone: 'Still needs attention',
    failed: 'The action failed',
  },

  criteria: {
    title: 'Criteria',
    used: (given: {
      readonly title: string | null;
      readonly version: string;
      readonly asOf: string;
    }) =>
      `${given.title === null ? 'Guideline' : `${given.title} guideline`}, effective ${given.version}. Evaluated as of ${given.asOf}.`,
    unnamed: 'The guideline could not be loaded',
    none: 'No guideline applies to this request.',
  },
  findings: {
    title: 'Your findings',
    titleOfAll: 'Findings of reviewers',
    first: ({ state }: { readonly state: string }) =>
      `In ${state}, reviewers judge for themselves first. Record your finding for each criterion. Then you see the results of the criteria check.`,
    notYours:
      'The results of the criteria check are withheld from everyone who works on this case until they have recorded their own findings. Pharmacists and medical directors do that once the case is in review.',
    notInReview:
      'Findings can be recorded once the case is in review. It is waiting for information now.',
    forAppeal:
      'The results of the criteria check are withheld from everyone who may decide or work on an appeal of this case until they have recorded their own findings on the appeal.',
    recorded:
      'Your findings are recorded. The results of the criteria check are shown beside them.',
    options: { met: 'Met', 'not-met': 'Not met', 'cannot-tell': 'Cannot tell' },
    engine: { met: 'Met', 'not-met': 'Not met', unknown: 'Missing information' },
    stale:
      'The information for this criterion has changed since you recorded your finding. Record a new one.',
    wholeCriterion: 'Criterion in full',
    note: 'Note (optional)',
    addNote: 'Add a note',
    save: 'Save findings',
    change: 'Change my findings',
    cancel: 'Close',
    left: ({ count }: Count) => `${plural(count, 'criterion', 'criteria')} left.`,
    failed: 'Your findings were not saved',
    done: 'Your findings were recorded',
    leave: "Your findings haven't been saved. If you leave this case, they are lost.",
    yours: 'Your finding',
    theirs: 'Finding',
    notDocumented: ({ facts }: { readonly facts: string }) => `Not documented: ${facts}.`,
    result: 'Criteria check',
    differs: 'Differs',
    changedTo: ({ finding }: { readonly finding: string }) =>
      `changed to ${finding} after the results were shown`,
    noFinding: 'None',
    by: ({ person, clock }: Clock & { readonly person: string }) => `${person}, ${clock}`,
  },
  changesNeeded: {
    title: 'What would change this',
    oneChange: 'This change would meet the criteria.',
    oneGroup: 'These changes together would meet the criteria.',
    groups: 'Each of these groups of changes would meet the criteria.',
    advice: 'Ask the provider office what is true, never for a different answer.',
    kinds: { clinical: 'Clinical', documentation: 'Documentation' },
    instead: ({ to, now }: { readonly to: string; readonly now: string }) => `${to} (now: ${now})`,
    specific: 'A specific answer',
    serves: ({ criteria }: { readonly criteria: string }) => `Meets: ${criteria}`,
    more: ({ count }: Count) => `${count} more`,
    loading: 'Loading what would change this',
    failed: 'What would change this could not be loaded',
  },
  review: {
    title: 'Second opinions',
    none: 'No opinion requested.',
    ask: 'Request an opinion',
    submit: 'Request the opinion',
    whom: 'Who should give it?',
    roles: { pharmacist: 'Any pharmacist', 'medical-director': 'Any medical director' },
    /** The same within a sentence. */
    ofRole: { pharmacist: 'any pharmacist', 'medical-director': 'any medical director' },
    onePerson: 'One person',
    person: 'Reviewer',
    question: 'Question',
    approveMonths: 'Months of the approval',
    approveMonthsHint:
      'Only if you ask to approve although not all criteria are met. Who agrees is the second person.',
    about: ({ count }: Count) =>
      `About an approval for ${plural(count, 'month')} although not all criteria are met.`,
    asked: (given: Clock & { readonly who: string; readonly person: string }) =>
      `Requested from ${given.who} by ${given.person}, ${given.clock}`,
    open: 'Waiting for an answer',
    notGiven: 'Not given',
    give: 'Give your opinion',
    opinion: 'Your opinion',
    opinions: {
      agree: 'Agree',
      disagree: 'Disagree',
      'more-information': 'More information needed',
    },
    reasons: 'Your reasons',
    reasonsHint:
      'Your opinion decides nothing. Whoever gives one takes part in the case, and can’t decide its appeal.',
    secondPersonHint:
      'If you agree, the reviewer can approve as many months. Whoever gives an opinion takes part in the case, and can’t decide its appeal.',
    stillOpen: ({ who }: { readonly who: string }) =>
      `A second opinion is still open: ${who}. You can decide without it.`,
    handUp: 'Hand up',
    handUpTitle: 'Hand up to the medical directors',
    handUpHint: 'The case will be unassigned. From then on, only a medical director can decide it.',
    handBack: 'Hand back',
    handBackHint: ({ person }: { readonly person: string }) =>
      `The case will be assigned to ${person}, who can decide it again.`,
    handedUp: ({ person }: { readonly person: string }) => `Handed up by ${person}`,
    forDirectors: 'Only a medical director can decide it.',
    reason: 'Reason',
  },
  clocks: {
    title: 'Clocks',
    none: 'No clock runs: another payer decides.',
    over: ({ count }: Count) => `${plural(count, 'clock')} over`,
    kinds: {
      decision: 'Decision',
      'information-notice': 'Request for missing information',
      'oral-notice': 'Phone call about the decision',
      'written-notice': 'Letter about the decision',
      'peer-to-peer': 'Peer-to-peer call',
      appeal: 'Appeal decision',
      forwarding: 'Case file to outside review',
      'outside-review': 'Outcome of outside review',
    },
    states: {
      running: 'Running',
      tolled: 'Stopped',
      met: 'On time',
      missed: 'Past due',
      ended: 'Ended',
    },
    due: ({ clock }: Clock) => `Due ${clock}`,
    why: 'Why',
    source: 'Source',
    confidence: 'Confidence',
    confidences: {
      high: "High: read in the rule's text",
      medium: 'Medium: from a secondary source',
      low: "Low: not checked against the rule's text",
    },
    consequence: 'If missed',
    stopped: 'Stopped',
    since: ({ clock, reason }: Clock & { readonly reason: string }) => `Since ${clock}, ${reason}`,
    between: (given: Clock & { readonly until: string; readonly reason: string }) =>
      `${given.clock} to ${given.until}, ${given.reason}`,
    apply: 'Apply current figures',
    applyHint:
      "The clocks that run are counted again by the plan's figures of today. The timeline keeps both figures, with your name and this reason.",
    loading: 'Loading clocks',
    failed: 'Clocks could not be loaded',
  },
  calls: {
    title: 'Peer-to-peer',
    none: 'No call requested.',
    offer: {
      sent: ({ clock }: Clock) => `A call was offered to the provider office ${clock}.`,
      planned: ({ clock }: Clock) => `The offer of a call goes to the provider office ${clock}.`,
      failed: () => 'The offer of a call did not reach the provider office.',
    },
    notOffered: {
      none: 'The prescriber was not offered a peer-to-peer call. You can call them before you deny.',
      planned:
        'The offer of a peer-to-peer call has not been sent yet. You can call the prescriber before you deny.',
      failed:
        'The offer of a peer-to-peer call did not reach the provider office. You can call the prescriber before you deny.',
    },
    request: 'Request a call',
    requestAnother: 'Request another call',
    agree: 'Record the agreed time',
    agreeAgain: 'Change the agreed time',
    agreedTime: 'Agreed time',
    agreed: ({ clock, person, at }: Clock & { readonly person: string; readonly at: string }) =>
      `Agreed for ${clock}. Recorded ${at} by ${person}`,
    agreedDone: 'The agreed time was recorded',
    attempt: (given: {
      readonly outcome: string;
      readonly at: string;
      readonly person: string;
      readonly slot: string | null;
      readonly note: string;
    }) =>
      `${given.outcome}${given.slot === null ? '' : ` (agreed for ${given.slot})`}, ${given.at}, ${given.person}: ${given.note}`,
    changeSlots: 'Change the times',
    submit: 'Request the call',
    slot: ({ number }: { readonly number: number }) =>
      `Time ${number} when the prescriber can be called`,
    asked: (given: Clock & { readonly person: string }) =>
      `Requested ${given.clock} by ${given.person}`,
    owed: ({ clock }: Clock) => `Due ${clock}`,
    slots: ({ slots }: { readonly slots: string }) => `Available: ${slots}`,
    record: 'Record the outcome',
    past: 'This must be in the future.',
    outcome: 'Outcome',
    outcomes: {
      held: 'Call held',
      'plan-missed': 'Missed by the plan',
      'prescriber-missed': 'Missed by the prescriber',
    },
    stillOwed: 'The plan still owes the call.',
    note: 'Note',
    requested: 'The call was requested',
    recorded: 'The outcome of the call was recorded',
    loading: 'Loading peer-to-peer calls',
    failed: 'Peer-to-peer calls could not be loaded',
  },
  oralNotice: {
    title: 'Record a phone call',
    submit: 'Record the call',
    to: 'Who was told of the decision?',
    member: 'The member',
    prescriber: 'The provider office',
    spokenAt: 'Time of the call',
    nowIfEmpty: 'Leave blank if the call was just now.',
    future: "This can't be in the future.",
    beforeDecision: "This can't be before the decision.",
    note: 'Note',
    recorded: 'The call was recorded',
  },
  receiptEvidence: {
    add: 'Add evidence of receipt',
    change: 'Change evidence of receipt',
    submit: 'Save evidence',
    kind: 'What shows when it was received?',
    reference: 'Reference',
    referenceHint: 'For example the number of the call, or the fax page.',
    document: 'Document',
    documentHint: 'Add the document to the case first to choose it here.',
    noDocument: 'None',
    recorded: 'Evidence of receipt saved',
  },
  evidence: {
    known: 'Documented',
    missing: 'Missing information',
    notDocumented: 'Not documented',
    ask: 'Ask the provider office',
    add: 'Add the answer',
    about: ({ label }: { readonly label: string }) => `about ${label}`,
    carriedFrom: 'Carried over from ',
    earlierCase: 'the earlier case',
  },

  outcome: {
    authorization: ({ number }: { readonly number: string }) => `Authorization ${number}`,
    decision: 'Determination',
    withdrawal: 'Withdrawal',
    withdrawnBy: 'Withdrawn by',
    reason: 'Reason',
    effective: 'Effective',
    dosing: 'Dosing',
    replacedBy: 'Replaced by',
    renewedBy: 'Renewed as',
    continuedDosing: 'Dosing during the appeal',
    continuedBy: 'Continues during the appeal as',
    inDoubt: 'Renewal may not be approved',
    states: { active: 'Active', expired: 'Expired' },
    approved: 'Approved',
    autoApproved: ({ clock }: Clock) => `Auto-approved (criteria met), ${clock}`,
    approvedBy: 'Approved by',
    deniedBy: 'Denied by',
    changes: 'Approved with these changes',
    whyChanged: 'Why changed',
    license: 'License',
    licenseWords: (license: {
      readonly number: string;
      readonly state: string;
      readonly specialty: string;
      readonly name?: string;
    }) => {
      const words = `${license.number}, ${license.state}, ${license.specialty}`;
      return license.name === undefined ? words : `${words}, ${license.name}`;
    },
    by: ({ person, clock }: Clock & { readonly person: string }) => `${person}, ${clock}`,
    engine: 'Criteria check',
    engineParts: {
      'not-shown-before-findings':
        'Its results were withheld until the person who denied had recorded their own findings',
      'shown-to-reviewer': 'The person who denied saw its results',
    },
    engineWords: (given: { readonly part: string; readonly version: string | null }) =>
      given.version === null
        ? `${given.part}.`
        : `${given.part}. Guideline effective ${given.version}.`,
    rationale: 'Rationale',
    memberReason: 'Reason for the member',
    basedOn: 'Based on criteria',
    days: ({ start, end }: { readonly start: string; readonly end: string }) =>
      `${start} through ${end}`,
    noDay: 'No day',
    endedEarly: ({ days, reason }: { readonly days: string; readonly reason: string }) =>
      `${days}; ended early: ${reason}`,
  },

  request: {
    title: 'Request',
    rows: {
      member: 'Member',
      memberId: 'Member ID',
      birthDate: 'Date of birth',
      language: 'Letters in',
      memberEmail: 'Member email',
      memberAddress: 'Member address',
      state: 'State',
      drug: 'Drug',
      type: 'Request type',
      urgency: 'Urgency',
      plan: 'Plan',
      start: 'Start date',
      received: 'Received',
      evidence: 'Evidence of receipt',
      prescriber: 'Prescriber',
      npi: 'NPI',
      phone: 'Phone',
      email: 'Email',
      renews: 'Renews',
      carriedFrom: 'Information from',
    },
    evidence: ({
      kind,
      reference,
    }: {
      readonly kind: string;
      readonly reference: string | null;
    }) => (reference === null ? kind : `${kind}, ${reference}`),
    evidenceMissing: 'Missing. It was entered well after it was received.',
    plan: ({ line, type }: { readonly line: string; readonly type: string }) => `${line}, ${type}`,
    received: ({ clock, channel }: Clock & { readonly channel: string }) => `${clock}, ${channel}`,
    ofPlan: ({ state }: { readonly state: string }) => `${state} (of the plan)`,
    earlierCase: 'the earlier case',
  },

  letters: {
    title: 'Correspondence',
    none: 'No letters sent or planned.',
    failed: 'The letters could not be loaded',
    loading: 'Loading the letters',
    kinds: work.letterKinds,
    toOffice: 'To the provider office',
    toMember: ({ language }: { readonly language: string }) => `To the member, in ${language}`,
    memberTitle: 'Letters to the member',
    due: ({ clock }: Clock) => `Due ${clock}`,
    sent: ({ clock }: Clock) => `Sent ${clock}`,
    mailed: ({ clock }: Clock) => `Mailed ${clock}`,
    to: ({ address }: { readonly address: string }) => ` to ${address}`,
    tried: ({ count }: Count) => ` · tried ${plural(count, 'time')}`,
    givenUp: ({ clock }: Clock) => ` · stopped trying ${clock}`,
    delivered: ({ clock }: Clock) => ` · delivered ${clock}`,
    bounced: ({ clock, code }: Clock & { readonly code: string | null }) =>
      ` · bounced ${clock}${code === null ? '' : ` (${code})`}`,
    sendings: ({ clock, count }: Clock & Count) => ` · sent ${count} times, last ${clock}`,
    sentAgain: ' · will be sent again',
    lastError: 'Last error:',
    view: 'View',
    textLoading: 'Loading the letter',
    textFailed: 'The letter could not be loaded',
    download: ({ kind }: { readonly kind: string }) => `Download PDF: ${kind}`,
    downloadFailed: 'The letter could not be downloaded',
    states: {
      sent: 'Sent',
      undeliverable: 'Undeliverable',
      retrying: 'Retrying',
      planned: 'Planned',
      toPrint: 'To print',
      mailed: 'Mailed',
      delivered: 'Delivered',
      bounced: 'Bounced',
    },
  },
  delivery: {
    title: 'Report delivery',
    open: ({ kind }: { readonly kind: string }) => `Report delivery: ${kind}`,
    submit: 'Save the report',
    outcome: 'What became of the letter?',
    delivered: "The recipient's mail system has it",
    bounced: "The recipient's mail system returned it",
    at: 'When?',
    nowIfEmpty: 'Leave blank if it was just now.',
    future: "This can't be in the future.",
    beforeSent: "This can't be before the letter was sent.",
    code: 'Status code',
    codeHint:
      'From the message of the mail system, for example 5.1.1. Leave blank if there is none.',
    wrongCode: ({ example }: { readonly example: string }) =>
      `Enter three numbers with dots between them, for example ${example}.`,
    recorded: 'The report was saved',
  },

  timeline: {
    due: ({ clock }: Clock) => `Decision due ${clock}.`,
    title: 'Timeline',
    earlier: ({ count }: Count) => `${count} earlier`,
    failed: 'The timeline could not be loaded',
    loading: 'Loading the timeline',
    asked: 'A question for the provider office was prepared.',
    askedFor: ({ what }: { readonly what: string }) =>
      `A question for the provider office was prepared: ${what}.`,
    given: 'Information was added.',
    givenFor: ({ what }: { readonly what: string }) => `Information was added: ${what}.`,
  },
} as const;
