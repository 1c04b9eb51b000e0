/** The words of the page on which a request is written, checked and submitted. */
export const text = {
  page: {
    title: 'Open a case',
    lead: 'Enter the request. The criteria check shows which criteria are met so far.',
    newRequest: 'New request',
    loadingDraft: 'Loading the draft',
    loadingDrafts: 'Loading your drafts',
    draftNotLoaded: 'The draft could not be loaded',
  },
  notAllowed: {
    title: "Your role can't submit requests",
    detail:
      'Intake staff, pharmacists, medical directors and administrators can. You can read every case.',
    action: 'Show all cases',
  },
  noDraft: {
    title: 'Draft not found',
    detail:
      'It was never saved, it was removed, or a case was opened from it. Only the person who wrote a draft can see it.',
    action: 'New request',
  },
  commands: 'Open a case',

  /** The label of each part of a request, by path. */
  labels: {
    requestType: 'Request type',
    drug: 'Drug',
    lineOfBusiness: 'Line of business',
    coverageType: 'Coverage type',
    urgency: 'Urgency',
    channel: 'Received by',
    receivedAt: 'Received on',
    'receipt.evidence': 'Evidence of receipt',
    'receipt.reference': 'Reference of the evidence',
    requestedStart: 'Requested start date',
    'member.memberId': 'Member ID',
    'member.givenName': 'First name',
    'member.familyName': 'Last name',
    'member.birthDate': 'Date of birth',
    'member.language': 'Letters in',
    'member.email': 'Member email',
    'member.state': 'State',
    'member.address.line1': 'Street address',
    'member.address.line2': 'Apartment or suite',
    'member.address.city': 'City',
    'member.address.state': 'State of the address',
    'member.address.postalCode': 'ZIP Code',
    prescriber: 'Prescriber',
    'prescriber.name': 'Prescriber name',
    'prescriber.npi': 'NPI',
    'prescriber.phone': 'Phone',
    'prescriber.email': 'Email',
  },
  /** A list entry, in a message about it. */
  labelOfEntry: ({ label, number }: { readonly label: string; readonly number: number }) =>
    `${label} (entry ${number})`,
  prescriberNpi: ({ npi }: { readonly npi: string }) => `NPI ${npi}`,
  blank: 'Blank',

  request: {
    title: 'Request',
    receivedAtHint: ({ zone }: { readonly zone: string }) =>
      `Leave blank if you received it just now. ${zone}.`,
    evidenceHint: 'What shows when it was received. You can add it later.',
    referenceHint: 'For example the number of the call, or the fax page.',
    coverageTypeHint: 'The decision deadline depends on it.',
    requestedStartHint: 'Leave blank for today.',
  },
  member: {
    title: 'Member',
    emailHint: 'Leave blank to have letters to the member printed.',
    stateHint:
      "Where the member lives. Leave blank for the state of the mailing address; without one, for the plan's own.",
    address: 'Mailing address (optional)',
    addressHint: 'Printed letters show it in the window of the envelope.',
    onFileWith: ({ another }: { readonly another: string }) =>
      `This member ID is on file with a different ${another}. Check both.`,
    birthDate: 'date of birth',
    givenName: 'first name',
    both: 'first name and date of birth',
  },
  prescriber: {
    title: 'Prescriber',
    nameHint: 'Search by name or NPI, or enter a new prescriber.',
    npiHint: '10 digits.',
    npi: {
      notDigits: 'Enter digits only.',
      wrongLength: ({ count }: { readonly count: number }) =>
        `An NPI has 10 digits. This one has ${count}.`,
      mistyped: "This isn't a valid NPI. Check for a mistyped digit.",
    },
    removed: ({ details, name }: { readonly details: string; readonly name: string }) =>
      `Removed the ${details} of ${name}. Enter the new prescriber's.`,
    details: { npi: 'NPI', phone: 'phone', email: 'email' },
  },

  questions: {
    title: 'Clinical questions',
    loading: 'Loading the questions',
    notLoaded: 'The questions could not be loaded',
    showMore: ({ count }: { readonly count: number }) =>
      count === 1 ? 'Show 1 more optional question' : `Show ${count} more optional questions`,
    ifNotDocumented: {
      advisory: 'Not used for the determination. It affects clinical advisories only.',
      required: 'The case will wait for this. We will ask the provider office for it.',
      conditional: 'We will ask for this later if the decision depends on it.',
      unneeded: 'With the answers so far, no criterion depends on this.',
    },
  },
  advice: {
    title: 'Additional clinical information',
    hint: 'Not used for the determination',
    answered: ({ known, count }: { readonly known: number; readonly count: number }) =>
      `${known} of ${count} answered`,
  },

  check: {
    title: 'Criteria check',
    checking: 'Checking…',
    invalid: 'Correct the answers that have an error to see the criteria check.',
    tooEarly: 'Enter the request type, drug and line of business to see the criteria check.',
    notChecked: 'The answers could not be checked',
    stale: ({ count }: { readonly count: number }) =>
      count === 1
        ? 'One answer needs correction. This result is from before it was entered.'
        : `${count} answers need correction. This result is from before they were entered.`,
    missing: 'Missing information',
    notDocumented: 'not documented',
    allCriteria: 'All criteria',
    holds: 'Needs review before approval',
    advisories: 'Clinical advisories',
  },
  /** What will happen to the request once submitted. */
  consequence: {
    wasSent:
      'This request was sent before, but the answer was lost. Submitting it again will not open a second case.',
    blocked: ({ number }: { readonly number: string }) =>
      `You can't submit this request while case ${number} is open.`,
    notBegun: ({ number }: { readonly number: string }) =>
      `You can't submit this renewal yet: authorization ${number} has not started.`,
    tooFarAhead:
      "You can't submit this request: the requested start date is too far ahead. Check the year.",
    overAlready: ({ months }: { readonly months: number }) =>
      `An approval for ${months} months from the requested start date would already have ended. Enter a later date, or the request may be refused.`,
    differs: ({ another }: { readonly another: string }) =>
      `The member ID is on file with a different ${another}, so a reviewer has to look at it before approval.`,
    farAhead:
      'The requested start date is far ahead, so a reviewer has to look at it before approval.',
    held: 'A reviewer has to look at it before approval.',
    approved: ({ months }: { readonly months: number }) =>
      `It will be approved on submission for ${months} months, unless something on file needs review.`,
    covered: ({ number }: { readonly number: string }) =>
      `Authorization ${number} already covers this member. A request for the same treatment is refused as a duplicate. A reviewer has to look at any other request before approval.`,
    notMet: 'Goes to clinical review.',
    informationNeeded:
      'If you submit now, we will ask the provider office for the missing information.',
    notApplicable: "It won't be decided here.",
  },
  /** Faults in a person's input, in words that follow the label. */
  ownFaults: {
    required: 'is required',
    unfinished: 'needs a date: enter it, or choose “Not documented”',
    unread: "can't be read: correct it, or clear the field",
    startTooFarAhead: ({ months }: { readonly months: number }) =>
      `can't be more than ${months} months ahead; check the year`,
  },
  faults: {
    refused: 'There is a problem',
    filledIn: 'Some answers need correction',
    each: ({ label, message }: { readonly label: string; readonly message: string }) =>
      `${label} ${message}`,
    remove: 'Remove it',
  },

  duplicates: {
    title: 'Possible duplicate',
    case: ({ number }: { readonly number: string }) => `Case ${number}`,
    caseSince: ({
      type,
      since,
      due,
    }: {
      readonly type: string;
      readonly since: string;
      readonly due: string | null;
    }) =>
      ` (${type}) for this drug has been open since ${since}${due === null ? '' : `, due ${due}`}.`,
    authorization: ({ number }: { readonly number: string }) => `Authorization ${number}`,
    covers: ({ start, end }: { readonly start: string; readonly end: string }) =>
      ` covers this member from ${start} through ${end}.`,
    wasSent:
      'Your request was sent before, but the answer was lost, so this may be its result. Submitting the same request again will not open a second case.',
    blocked: ({ number }: { readonly number: string }) =>
      `You can't open a second case of the same type. Add the information to case ${number}, or withdraw that case first.`,
    notBegun: ({ number }: { readonly number: string }) =>
      `You can request a renewal once authorization ${number} has started. Until then it is refused.`,
    reviewed: 'You can still open another case. A reviewer has to look at it before approval.',
    allowed: 'You can still open another case.',
    covered:
      'A request for the same treatment that meets all criteria is refused as a duplicate. A reviewer has to look at any other request before approval.',
  },

  checkAnswers: {
    title: 'Check your answers',
    announced: 'Check your answers.',
    clinical: 'Clinical information',
    receivedAtBlank: 'When you submit',
    requestedStartBlank: 'Today',
    evidenceBlank: 'None yet',
    memberStateBlank: "The plan's own",
    memberStateOfAddress: 'As in the mailing address',
    memberEmailBlank: 'None; letters are printed',
    notEntered: 'Not entered',
    missing: 'Missing information',
    change: 'Change',
    submit: 'Submit request',
    submitAnother: 'Submit another request',
    back: 'Back',
    notSubmitted: 'The request was not submitted',
    endOfQuestions: 'End of the questions',
    blocked: ({ number }: { readonly number: string }) =>
      `Case ${number} is open for the same drug and request type.`,
  },
  /** The outcome of a case just opened. */
  outcome: {
    approved: ({ number }: { readonly number: string }) => `Case ${number} is approved.`,
    waiting: ({ number, count }: { readonly number: string; readonly count: number }) =>
      `Case ${number} is open. ${count} ${count === 1 ? 'item' : 'items'} missing.`,
    inReview: ({ number }: { readonly number: string }) =>
      `Case ${number} is open and in clinical review.`,
    routed: ({ number }: { readonly number: string }) =>
      `Case ${number} is routed to another payer.`,
    denied: ({ number }: { readonly number: string }) => `Case ${number} is denied.`,
    withdrawn: ({ number }: { readonly number: string }) => `Case ${number} is withdrawn.`,
  },

  drafts: {
    title: ({ count }: { readonly count: number }) => `Your drafts (${count})`,
    notLoaded: 'Your drafts could not be loaded',
    notRemoved: 'The draft could not be removed',
    details: ({ drug, saved }: { readonly drug: string | null; readonly saved: string }) =>
      `${drug ?? 'No drug entered'}, saved ${saved}`,
    noMember: 'No member entered',
    resume: 'Resume',
    resumeFor: ({ name }: { readonly name: string }) => ` the draft for ${name}`,
    remove: ({ name }: { readonly name: string }) => `Remove the draft for ${name}`,
  },
  draft: {
    goTo: 'Go to draft',
    saved: 'Draft saved',
    justNow: 'just now',
    unsaved: 'Draft not saved yet',
    saving: 'Saving the draft…',
    notSaved: 'Your draft could not be saved',
    changedElsewhere: 'It was changed in another window.',
    why: {
      unreachable:
        "Draft not saved yet: the server can't be reached. We will try again automatically.",
      signedOut: 'Draft not saved yet: your session has ended. It is saved once you sign in again.',
      failed: ({ why }: { readonly why: string }) =>
        `Draft not saved yet. We will try again automatically. ${why}`,
      changed: 'Draft not saved yet: it was changed in another window.',
      saving: 'The draft is still being saved.',
      saved: 'The draft is saved.',
    },
    leave: 'Leave without saving',
    removedElsewhere: {
      title: 'This draft was removed elsewhere',
      detail:
        'It was removed in another window, or a case was opened from it. What you enter is saved as a new draft.',
    },
    merged: 'Your changes from another window were added here',
  },
  conflict: {
    title: 'This draft was changed in another window',
    detail: 'Both windows changed the same fields. Choose which answers to keep.',
    here: 'In this window',
    there: 'In the other window',
    keep: 'Keep these',
  },
  json: {
    title: 'Import JSON',
    label: 'Request as JSON',
    hint: 'Paste it here, or drop a .json file. It replaces everything in the form.',
    file: 'Choose a file',
    import: 'Import',
    empty: 'Paste a request as JSON first.',
    notJson: "This isn't JSON: a quote, comma or brace is missing or extra.",
    notObject: 'A request is one JSON object, in braces.',
    fault: ({ path, message }: { readonly path: string; readonly message: string }) =>
      `“${path}” ${message}.`,
  },
} as const;
