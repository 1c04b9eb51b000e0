module.exports = {
  ...require('../../jest.preset.cjs'),
  roots: ['<rootDir>/apps/evaluate/src'],
  displayName: 'evaluate',
};
