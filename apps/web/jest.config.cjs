/** Specs of what needs no browser; pages are tried in one, in test/src/web. */
module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'web',
  roots: ['<rootDir>/apps/web/src'],
};
