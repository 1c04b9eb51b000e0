module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'platform',
  roots: ['<rootDir>/libs/platform/src'],
};
