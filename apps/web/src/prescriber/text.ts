/** The words of the prescriber's contact details. */
export const text = {
  changedAddress: {
    title: 'Check the email address.',
    detail: ({ known, given }: { readonly known: string; readonly given: string }) =>
      `Earlier letters to this prescriber went to ${known}. The next letter goes to ${given}.`,
  },
  phone: {
    invalid:
      'Enter a phone number of 7 to 15 digits, such as 305-555-0100 or 305-555-0100 ext. 12.',
  },
} as const;
