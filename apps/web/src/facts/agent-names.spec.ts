import { agentMeant, agentsFitting } from './agent-names';

const KNOWN = [
  { name: 'daratumumab', brands: ['Darzalex', 'Darzalex Faspro'] },
  { name: 'dexamethasone', brands: ['Decadron', 'Hemady'] },
  { name: 'lenalidomide', brands: ['Revlimid'] },
  { name: 'pomalidomide', brands: ['Pomalyst'] },
];

describe('agentsFitting', () => {
  it.each([
    ['dexam', ['dexamethasone']],
    ['  REVL ', ['lenalidomide']],
    ['fasp', ['daratumumab']],
    ['mide', []],
  ])('finds for %p the names that start with it', (typed, names) => {
    expect(agentsFitting(typed, KNOWN).map(({ name }) => name)).toEqual(names);
  });
});

describe('agentMeant', () => {
  it.each([
    ['dexam', 'dexamethasone'],
    ['Dexamethazone', 'dexamethasone'],
    ['lenalidomid', 'lenalidomide'],
    ['Revlimd', 'lenalidomide'],
  ])('takes %p to mean %p', (written, meant) => {
    expect(agentMeant(written, KNOWN)).toBe(meant);
  });

  it.each(['dexamethasone', ' DARZALEX  faspro ', 'melphalan', 'prednisone', 'de', 'lena lido'])(
    'leaves %p unchanged',
    (written) => {
      expect(agentMeant(written, KNOWN)).toBeNull();
    },
  );
});
