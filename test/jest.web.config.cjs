/** The specs of the web app, in a browser: `npm run test:web`. */
const integration = require('./jest.config.cjs');

module.exports = { ...integration, roots: ['<rootDir>/test/src/web'] };
