/**
 * What mutation testing is done on: each part with the sources whose mutants are made, and the specs
 * that have to notice them.
 */
export const folders = {
  clocks: {
    specs: 'libs/domain/jest.config.cjs',
    sources: [
      'libs/domain/src/business-days.ts',
      'libs/domain/src/clock-ledger.ts',
      'libs/domain/src/clock-scope.ts',
      'libs/domain/src/decision-clock.ts',
      'libs/domain/src/letter-times.ts',
      'libs/domain/src/notice-clocks.ts',
    ],
  },
  domain: {
    specs: 'libs/domain/jest.config.cjs',
    sources: ['libs/domain/src/**/*.ts'],
  },
  criteria: {
    specs: 'libs/criteria/jest.config.cjs',
    sources: ['libs/criteria/src/**/*.ts'],
  },
};
