/** The integration specs of `npm test`: those in a browser have a command of their own. */
const integration = require('./jest.config.cjs');

module.exports = {
  ...integration,
  testPathIgnorePatterns: [...integration.testPathIgnorePatterns, '<rootDir>/test/src/web/'],
};
