module.exports = {
  ...require('../../jest.preset.cjs'),
  roots: ['<rootDir>/libs/criteria/src'],
  displayName: 'criteria',
};
