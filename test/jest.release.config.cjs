/** What a server runs, written anew with packages from the registry: `npm run test:release`. */
const integration = require('./jest.config.cjs');

module.exports = {
  ...integration,
  roots: ['<rootDir>/test/src/release'],
  testPathIgnorePatterns: [],
};
