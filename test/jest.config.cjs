/** Specs that need processes. They use the builds, so build first; `npm test` does. */
const preset = require('../jest.preset.cjs');

module.exports = {
  ...preset,
  roots: ['<rootDir>/test/src'],
  // These have commands of their own: the first needs the registry, the others take minutes.
  testPathIgnorePatterns: ['<rootDir>/test/src/release/', '\\.long\\.spec\\.ts$'],
  globalSetup: '<rootDir>/test/src/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/src/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/sequencer.cjs',
  maxWorkers: 3,
  testTimeout: 60_000,
};
