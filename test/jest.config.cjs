/** Specs that need processes. They use the builds, so build first; `npm test` does. */
const preset = require('../jest.preset.cjs');

module.exports = {
  ...preset,
  roots: ['<rootDir>/test/src'],
  // It needs the registry; it has a command of its own.
  testPathIgnorePatterns: ['<rootDir>/test/src/release/'],
  globalSetup: '<rootDir>/test/src/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/src/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/sequencer.cjs',
  maxWorkers: 3,
  testTimeout: 60_000,
};
