/** The words of clinical-information fields, and of answers in a line of text. */
export const text = {
  answer: {
    yes: 'Yes',
    no: 'No',
    none: 'None',
    notDocumented: 'Not documented',
    unreadable: 'Unreadable',
  },
  required: 'Required',
  /** The API's messages follow the name of the member. */
  fault: ({ label, message }: { readonly label: string; readonly message: string }) =>
    `${label} ${message}.`,
  faultOfPart: ({ message }: { readonly message: string }) => `This ${message}.`,
  instead: {
    none: ({ label }: { readonly label: string }) => `${label}: none`,
    notDocumented: ({ label }: { readonly label: string }) => `${label}: not documented`,
  },
  drugs: {
    noneHint: 'If there are none, check “None”.',
    severalFit: ({ typed }: { readonly typed: string }) =>
      `More than one drug starts with “${typed}”. Choose one.`,
    removed: ({ name }: { readonly name: string }) => `${name} removed`,
    chosen: ({ label }: { readonly label: string }) => `${label}: selected`,
    unrecognized: ({ written }: { readonly written: string }) =>
      `“${written}” isn't a recognized drug.`,
    didYouMean: ({ name, brands }: { readonly name: string; readonly brands: readonly string[] }) =>
      `Did you mean ${name}${brands.length > 0 ? ` (${brands.join(', ')})` : ''}?`,
    change: ({ meant }: { readonly meant: string }) => `Change to ${meant}`,
    keep: ({ written }: { readonly written: string }) => `Keep “${written}”`,
  },
  code: {
    severalFit: ({ typed }: { readonly typed: string }) =>
      `More than one code matches “${typed}”. Choose one.`,
    notYetValid: ({ day, from }: { readonly day: string; readonly from: string }) =>
      `Not valid on ${day}: valid from ${from}`,
    noLongerValid: ({ day, to }: { readonly day: string; readonly to: string }) =>
      `Not valid on ${day}: valid through ${to}`,
    invalid: ({ title, why }: { readonly title: string; readonly why: string }) =>
      `${title}. ${why}.`,
    notACode: ({ typed }: { readonly typed: string }) =>
      `“${typed}” isn't a diagnosis code. Choose one, or enter a code such as C90.00.`,
    notInGuideline: "The guideline doesn't list this code.",
  },
  texts: {
    onePerLine: 'Enter one per line.',
  },
  therapies: {
    entry: ({ number }: { readonly number: number }) => `Therapy ${number}`,
    remove: ({ number }: { readonly number: number }) => `Remove therapy ${number}`,
    addFirst: 'Add a therapy',
    addAnother: 'Add another therapy',
    drugs: 'Drugs',
    adequateDuration: 'Adequate duration?',
    adequateDurationHint: 'As documented by the prescriber.',
    end: 'When did it end?',
    endedOn: 'Ended on',
    ongoing: 'Ongoing',
    progression: 'When did the disease progress?',
    progressedOn: 'Progressed on',
    noProgression: 'No progression',
    inLine: {
      ended: ({ day }: { readonly day: string }) => `ended ${day}`,
      ongoing: 'ongoing',
      progressed: ({ day }: { readonly day: string }) => `progressed ${day}`,
      noProgression: 'no progression',
      adequateDuration: 'adequate duration',
      inadequateDuration: 'duration not adequate',
    },
  },
  authorizations: {
    entry: ({ number }: { readonly number: number }) => `Authorization ${number}`,
    remove: ({ number }: { readonly number: number }) => `Remove authorization ${number}`,
    addFirst: 'Add an authorization',
    addAnother: 'Add another authorization',
    healthPlan: 'Health plan',
    authorizedOn: 'Authorized on',
    condition: 'Condition',
    conditionHint: 'Optional. As the health plan wrote it.',
    inLine: {
      authorized: ({ day }: { readonly day: string }) => `authorized ${day}`,
    },
  },
  datedChoice: {
    unfinished: 'Enter the date, or choose “Not documented”.',
  },
  questions: {
    checking: 'Checking which questions are left…',
    optional: 'Optional',
    optionalHint: 'Answering these may make other questions unnecessary.',
  },
  measurements: {
    normal: ({ low, high }: { readonly low: number; readonly high: number }) =>
      `Normal: ${low} to ${high}`,
    infinite: 'infinite (divisor is 0)',
  },
} as const;
