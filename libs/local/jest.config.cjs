module.exports = {
  ...require('../../jest.preset.cjs'),
  displayName: 'local',
  roots: ['<rootDir>/libs/local/src'],
};
