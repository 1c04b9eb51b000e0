/** The specs that take minutes each: `npm run test:long`. */
const integration = require('./jest.config.cjs');

module.exports = {
  ...integration,
  testMatch: ['**/*.long.spec.ts'],
  testPathIgnorePatterns: [],
};
