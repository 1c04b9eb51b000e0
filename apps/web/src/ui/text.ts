/** The words of the controls and states that every page is made of. */
export const text = {
  product: 'Assent',
  badge: { met: 'Met', 'not-met': 'Not met', unknown: 'Missing information' },
  button: { working: '(working)', opensInNewTab: '(opens in a new tab)' },
  comboBox: { noMatches: 'No matches.', loading: 'Loading…' },
  deadline: {
    none: 'No deadline',
    ended: 'No longer due',
    met: 'Decided on time',
    missed: 'Past due',
    overdue: ({ time }: { readonly time: string }) => `${time} overdue`,
    left: ({ time }: { readonly time: string }) => `${time} left`,
    due: ({ clock }: { readonly clock: string }) => `Due ${clock}`,
    paused: ({ reason }: { readonly reason: string }) => `Paused: ${reason}`,
  },
  dialog: { close: 'Close', cancel: 'Cancel', edit: 'Edit' },
  date: {
    placeholder: 'MM/DD/YYYY',
    months: [
      'January',
      'February',
      'March',
      'April',
      'May',
      'June',
      'July',
      'August',
      'September',
      'October',
      'November',
      'December',
    ],
    checkYear: 'Check the year.',
    fourDigits: 'Enter the year with four digits.',
    format: 'Enter the date as month/day/year, such as 03/09/1958.',
    noSuchMonth: ({ month }: { readonly month: number }) =>
      `There is no month ${month}. Enter the date as month/day/year.`,
    noSuchDay: ({ month, day, year }: { month: string; day: number; year: string }) =>
      `${month} ${day}, ${year} doesn't exist.`,
  },
  instant: {
    placeholder: 'MM/DD/YYYY h:mm PM',
    format: 'Enter the date and time, such as 11/25/2026 2:30 PM.',
    addTime: 'Add the time, such as 2:30 PM.',
    timeFormat: 'Enter the time as in 2:30 PM.',
    noSuchTime: 'There is no such time. Enter the time as in 2:30 PM.',
    addHalf: 'Add AM or PM.',
    skipped: "This time doesn't exist: the clocks move forward that night.",
    leaveOutZone: 'Leave out the time zone.',
    twice: ({ zones }: { readonly zones: readonly [string, string] }) =>
      `This time occurs twice that night. Add ${zones[0]} or ${zones[1]}.`,
  },
  field: { required: 'Required' },
  number: {
    whole: 'Enter a whole number.',
    digits: ({ max }: { readonly max: number }) => `Use at most ${max} digits.`,
    comma: 'Enter the number without a comma. Use a point for decimals, such as 2.3.',
    allDigits: ({ written }: { readonly written: string }) =>
      `“${written}” can't be read. Write all digits.`,
    unreadable: ({ written }: { readonly written: string }) =>
      `“${written}” can't be read as a number. Use digits and a decimal point, such as 2.3.`,
    atLeast: ({ min }: { readonly min: number }) => `Enter a number of at least ${min}.`,
    atMost: ({ max }: { readonly max: number }) => `Enter a number of at most ${max}.`,
    between: ({ min, max }: { readonly min: number; readonly max: number }) =>
      `Enter a number from ${min} to ${max}.`,
  },
  select: { placeholder: 'Choose' },
  states: {
    unknownYet: "We don't know yet if this was recorded",
    changedSince: 'Your later changes are not saved yet.',
    requestId: 'Request ID',
    retry: 'Try again',
  },
  times: {
    days: ({ count }: { readonly count: number }) => `${count} d`,
    hours: ({ count }: { readonly count: number }) => `${count} h`,
    minutes: ({ count }: { readonly count: number }) => `${count} min`,
    lessThanMinute: 'less than 1 min',
    ago: ({ time }: { readonly time: string }) => `${time} ago`,
    ahead: ({ time }: { readonly time: string }) => `in ${time}`,
  },
  toast: { region: 'Notifications', undo: 'Undo', close: 'Close' },
} as const;
