module.exports = {
  ...require('../../jest.preset.cjs'),
  roots: ['<rootDir>/libs/guidelines/src'],
  displayName: 'guidelines',
};
