module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'stack',
  roots: ['<rootDir>/apps/stack/src'],
};
