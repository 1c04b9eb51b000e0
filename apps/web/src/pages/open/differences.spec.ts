import { saidElsewhere } from './differences';

test('what only the other version says is told apart from what both say otherwise', () => {
  const mine = { drug: 'Ninlaro', member: { givenName: 'Ana' }, facts: { setting: null } };
  const theirs = {
    drug: 'ixazomib',
    member: { givenName: 'Ana', familyName: 'Ruiz' },
    facts: { setting: 'self-administered', dosing: { capsuleStrengthMg: 4 } },
  };
  expect(saidElsewhere(mine, theirs)).toEqual([
    'member.familyName',
    'facts.dosing.capsuleStrengthMg',
  ]);
});
