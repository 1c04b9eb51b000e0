module.exports = {
  ...require('../../jest.preset.cjs'),
  roots: ['<rootDir>/libs/letters/src'],
  displayName: 'letters',
};
