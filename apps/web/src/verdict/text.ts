/** The words of a determination: in one sentence, and criterion by criterion. */
export const text = {
  sentence: {
    noGuideline: 'No guideline applies to this request.',
    allMet: ({ count }: { readonly count: number }) => `All ${count} criteria met.`,
    notMet: ({ criteria }: { readonly criteria: string }) => `Not met: ${criteria}.`,
    criteriaMissing: ({ count }: { readonly count: number }) =>
      count === 1
        ? '1 criterion has missing information.'
        : `${count} criteria have missing information.`,
    itemsMissing: ({ count, names }: { readonly count: number; readonly names: string | null }) =>
      `${count} ${count === 1 ? 'item' : 'items'} missing${names === null ? '' : `: ${names}`}.`,
    more: ({ shown, count }: { readonly shown: string; readonly count: number }) =>
      `${shown} and ${count} more`,
    withheld: 'The result of the criteria check is withheld until findings are recorded.',
    quoted: ({ title }: { readonly title: string }) => `“${title}”`,
  },
  tree: {
    combined: { all: 'All of the following', any: 'Any of the following' },
    anyOf: ({ count }: { readonly count: number }) => `${count} alternatives`,
    alternatives: ({ count }: { readonly count: number }) =>
      count === 1 ? '1 other alternative' : `${count} other alternatives`,
    met: ({ count }: { readonly count: number }) =>
      count === 1 ? '1 criterion met' : `${count} criteria met`,
  },
} as const;
