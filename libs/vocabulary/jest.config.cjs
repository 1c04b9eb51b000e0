module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'vocabulary',
  roots: ['<rootDir>/libs/vocabulary/src'],
};
