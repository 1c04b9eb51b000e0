module.exports = {
  ...require('../../jest.preset.cjs'),
  roots: ['<rootDir>/apps/worker/src'],
  displayName: 'worker',
};
