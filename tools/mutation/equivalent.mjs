/** Mutants that no test can notice, each with the reason. They are counted as survivors all the same. */
export const equivalent = [
  {
    file: 'libs/domain/src/letter-times.ts',
    replacement: 'instant <= opens',
    reason: 'both ways answer the moment at which the hours begin',
  },
];
