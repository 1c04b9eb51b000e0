import { plural, type Count } from '../../shared/plural';

/** The words of the forms about a case. */
export const text = {
  /** The API's fault in a field, from its message. */
  fault: ({ message }: { readonly message: string }) => `This ${message}.`,
  frame: {
    edit: 'Edit',
    close: 'Close',
    sending: 'Submitting. You can make changes again if it is not accepted.',
    keyHint: 'submits. What you typed is kept while this page is open.',
  },
  actions: {
    information: 'Add information',
    decide: 'Decide',
    decideKeywords: 'approve deny ask determination',
    assign: 'Assign',
    snooze: 'Snooze',
    deadline: 'Change deadline',
    withdraw: 'Withdraw',
  },

  decision: {
    title: 'Decide',
    submit: {
      none: 'Decide',
      approve: 'Approve the request',
      approveCheck: 'Check before you approve',
      'request-information': 'Ask the provider office',
      deny: 'Check before you deny',
    },
    question: 'Determination',
    options: {
      approve: 'Approve',
      'request-information': 'Ask for information',
      'request-information-does':
        "The provider office gets a letter with your question. The decision deadline doesn't change.",
      deny: 'Deny',
      'deny-does': 'You name the criteria that are not met and the rationale.',
    },
    months: 'Duration (months)',
    monthsMissing: 'Enter the number of months.',
    monthsUnread: 'Correct the number of months.',
    reason: { label: 'Reason for the changes', description: 'Printed in the approval letter.' },
    rationale: {
      approve: { label: 'Rationale', description: 'Kept in the case record.' },
      'request-information': {
        label: 'Your question to the provider office',
        description: 'Printed in the letter, with what the guideline still requires.',
      },
      deny: { label: 'Rationale', description: 'Printed in the denial letter.' },
    },
    memberReason: {
      label: 'Reason for the member',
      description: {
        en: 'In plain English, at or below grade 8. The letter to the member states it instead of the rationale.',
        es: 'In plain Spanish. The letter to the member states it instead of quoting the rationale in English.',
      },
    },
    lacks: {
      decision: 'Choose a determination.',
      grounds: 'Choose the criteria that are not met.',
      question: 'Enter your question.',
      rationale: 'Enter the rationale.',
      start: 'Correct the first day of coverage.',
      dose: 'Correct the dose.',
      reason: 'Enter the reason for the changes.',
    },
    mayNotDeny: 'Only a medical director may deny. Assign the case to one, or ask for information.',
    ownCase: 'You opened this case, so another medical director has to deny it. Assign it to one.',
    findingsFirst:
      'Record your own finding for each criterion first; a denial is based on what you found.',
    noneNotMet:
      'None of your findings is “Not met”. A denial is based on what you found before you saw the results.',
    notInReview:
      'The case is waiting for information. Missing information alone is never a reason to deny.',
    failed: {
      none: 'No determination was made',
      approve: 'The request was not approved',
      'request-information': 'The question was not sent',
      deny: 'The request was not denied',
    },
    noGuideline: 'No guideline applies to this request.',
    exceptionMax: ({ months }: { readonly months: string }) =>
      `While not all criteria are met, a pharmacist can approve up to ${months}.`,
    exceptionAlone: ({ months }: { readonly months: string }) =>
      `More than ${months} needs a second person who agrees: request their opinion on it.`,
    guidelineLength: ({ months }: { readonly months: string }) =>
      `The guideline approves ${months}.`,
    guidelineDuration: ({ months }: { readonly months: string }) =>
      `Guideline duration: ${months}.`,
    length: ({ count }: Count) => plural(count, 'month'),
    allMet: 'All criteria met',
    notMet: ({ count }: Count) => `${plural(count, 'criterion', 'criteria')} not met`,
    missing: ({ count }: Count) =>
      `${plural(count, 'criterion', 'criteria')} with missing information`,
  },
  license: {
    legend: 'Your license',
    number: 'License number',
    state: 'State',
    specialty: 'Specialty',
    name: 'Your name',
    nameHint: 'As on the license. Some states require it in a denial letter.',
    remembered: 'Kept with the decision, and remembered in this browser for you.',
    ofToken: 'From your sign-in. Kept with the decision.',
    lacks: {
      number: 'Enter your license number.',
      unread: 'Enter your license number in letters, digits, dots and dashes only.',
      state: 'Choose the state that licensed you.',
      specialty: 'Enter your specialty.',
    },
  },
  otherTerms: {
    title: 'Change the start date or dose',
    hint: 'Leave a field blank to approve what was requested.',
    start: 'First day of coverage',
    asked: ({ value }: { readonly value: string }) => `Requested: ${value}.`,
    notDocumented: 'Not documented in the request.',
    lateRenewal:
      'A late renewal can begin on the day after the earlier authorization ended, so that there is no coverage gap.',
  },
  documentsToOpen: {
    title: 'Received documents',
    lack: ({ count }: Count) =>
      `You haven't opened ${plural(count, 'document')} yet. Open ${count === 1 ? 'it' : 'each of them'} before you sign.`,
    note: ({ count }: Count) =>
      `You haven't opened ${plural(count, 'document')} yet. Your decision is recorded with all of them as seen.`,
    allOpened: 'You have opened all of them.',
    toOpen: 'To open',
    opened: 'Opened',
  },
  grounds: {
    label: 'Criteria not met',
    description: 'The denial letter lists them.',
    dropped: ({ title }: { readonly title: string }) =>
      `No longer chosen because it is now met: ${title} `,
    also: 'Also chosen: ',
    others: ({ count }: Count) => plural(count, 'other criterion', 'other criteria'),
  },
  approvalCheck: {
    title: 'Check before you approve',
    submit: ({ length }: { readonly length: string }) => `Approve for ${length}`,
    approval: 'Approval',
    approvalFor: ({ length }: { readonly length: string }) => `For ${length}.`,
    rationale: 'Rationale',
  },
  denialCheck: {
    title: 'Check before you deny',
    submit: 'Deny the request',
    sendTo: 'Send to',
    byMail: ({ name }: { readonly name: string }) => `${name}, by mail`,
    byEmail: ({ name, email }: { readonly name: string; readonly email: string }) =>
      `${name}, ${email}`,
    letterFailed: 'The letter could not be prepared',
    letterLoading: 'Preparing the letter',
    toMember: {
      en: 'The member gets this letter, in English:',
      es: 'The member gets this letter, in Spanish:',
    },
    memberReasonFault: ({ fault }: { readonly fault: string }) =>
      `Reason for the member: ${fault}.`,
    warning: ({ warning }: { readonly warning: string }) => `Please note: ${warning}.`,
    note: "Letters go out exactly as shown. Denying closes the case. This can't be undone.",
    changed:
      'The letter or the information behind it changed, and nothing was saved. Read the new letter, and deny again if the reasons still apply.',
    notShown: 'The letter must be on the screen before you can deny the request.',
    notRead: 'Scroll to the end of the letter before you deny the request.',
  },
  check: {
    request: 'Request',
    requestWords: (given: {
      readonly drug: string;
      readonly member: string;
      readonly number: string;
    }) => `${given.drug} for ${given.member}, ${given.number}`,
  },

  information: {
    title: 'Add information',
    failed: 'The information was not saved',
    loading: 'Loading the questions',
    ifNotKnown: 'Still listed as missing information.',
    others: 'Correct or add other information',
    all: 'All information',
    additional: 'Additional clinical information (not used for the determination)',
    outdated: {
      group: ({ label }: { readonly label: string }) => `${label}: changed by someone else`,
      words: ({ stored }: { readonly stored: string }) =>
        `This answer changed while you were working. It is now: ${stored}`,
      keep: 'Replace it with mine',
      drop: 'Keep the saved answer',
    },
    source: {
      legend: 'Source',
      channel: 'Received by',
      document: 'Document',
      noDocument: 'None',
      page: 'Page',
    },
    lacks: {
      emptied: 'Enter the answer that you removed, or choose “Not documented”.',
      answer: 'Answer at least one question.',
      channel: 'Choose how it was received.',
      /** The message of a fault, in the API's style. */
      emptiedFault: 'needs an answer, or “Not documented”',
      outdated: ({ labels }: { readonly labels: string }) =>
        `Check what changed while you were working: ${labels}.`,
      unread: "Correct what can't be read, or clear the field.",
    },
  },
  withdrawal: {
    title: 'Withdraw the request',
    reason: 'Reason for withdrawal',
    reasonHint: 'For example: the prescriber chose another drug. Withdrawing closes the case.',
    reasonMissing: 'Enter the reason for withdrawal.',
    failed: 'The request was not withdrawn',
  },
  memberContact: {
    action: 'Change member contact',
    title: 'Change member contact',
    submit: 'Save',
    language: 'Letters in',
    email: 'Member email',
    emailHint: 'Leave blank to have letters to the member printed.',
    line1: 'Street address',
    line2: 'Apartment or suite',
    city: 'City',
    state: 'State',
    postalCode: 'ZIP Code',
    partial: 'Enter street, city, state and ZIP Code, or leave all of them blank.',
    keep: 'Letters that are made from now on use it.',
    done: "The member's contact details were changed",
  },
  contact: {
    action: 'Change phone or email',
    title: "Change the prescriber's phone or email",
    submit: 'Save',
    phone: 'Phone',
    email: 'Email',
    emailHint:
      'Letters go to this address from now on. Letters that were undelivered or bounced are sent again.',
    unchanged: 'Change the phone number or the email address.',
    failed: 'The contact details were not changed',
    done: 'The contact details were changed.',
  },

  /** That a command with a lost answer was recorded. */
  recorded: {
    'give-information': 'Your information was recorded',
    approve: 'Your approval was recorded',
    'request-information': 'Your question was recorded',
    deny: 'Your denial was recorded',
    withdraw: 'Your withdrawal was recorded',
    'change-prescriber': 'Your new contact details were recorded',
  },
  /** What was typed, by its question. */
  written: {
    approve: 'Approval',
    'request-information': 'Question to the provider office',
    deny: 'Denial',
    criteria: 'Criteria',
    months: 'Months',
    start: 'First day of coverage',
    reason: 'Reason for the changes',
    withdrawal: 'Withdrawal',
    phone: 'Phone',
    email: 'Email',
  },
  unsent: {
    title: 'What you typed was not submitted',
    words: 'The case was closed before you submitted it. Copy what you still need.',
    dismiss: 'Dismiss',
  },
  leave: {
    lost: "What you typed hasn't been submitted. If you leave this case, it is lost.",
    leave: 'Discard and leave',
  },
} as const;
