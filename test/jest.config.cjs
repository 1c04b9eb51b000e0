/** Specs that need processes. They use the builds, so build first; `npm test` does. */
const preset = require('../jest.preset.cjs');

const [[sources, [swc, options]]] = Object.entries(preset.transform);
/** Packages are loaded where they are first used: most specs use few of those that they reach. */
const lazy = { ...options, module: { ...options.module, lazy: true } };

module.exports = {
  ...preset,
  transform: { [sources]: [swc, lazy] },
  roots: ['<rootDir>/test/src'],
  // These have commands of their own: the first needs the registry, the others take long.
  testPathIgnorePatterns: ['<rootDir>/test/src/release/', '\\.long\\.spec\\.ts$'],
  globalSetup: '<rootDir>/test/src/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/src/support/global-teardown.ts',
  testSequencer: '<rootDir>/test/sequencer.cjs',
  maxWorkers: 3,
  testTimeout: 60_000,
};
