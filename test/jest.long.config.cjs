/** The specs that take longest for what they find: `npm run test:long`. */
const integration = require('./jest.config.cjs');

module.exports = {
  ...integration,
  testMatch: ['**/*.long.spec.ts'],
  testPathIgnorePatterns: [],
};
