import { settled, unreadPaths } from './settled';

const REQUEST = {
  receivedAt: { unread: '11/25/2026' },
  facts: {
    dosing: { capsuleStrengthMg: { unread: '2,3' }, capsulesPer28Days: 3 },
    regimen: { combinationAgents: ['dexamethasone', { unread: 'Revl' }] },
    priorTherapies: [{ agents: ['bortezomib'], endedOn: { unread: '02/30/2026' } }],
  },
};

test('unreadable input is found at its path', () => {
  expect(unreadPaths(REQUEST)).toEqual([
    'receivedAt',
    'facts.dosing.capsuleStrengthMg',
    'facts.regimen.combinationAgents.1',
    'facts.priorTherapies.0.endedOn',
  ]);
});

test('unreadable input counts as unknown: a list loses no name, an entry only that part', () => {
  expect(settled(REQUEST)).toEqual({
    facts: {
      dosing: { capsulesPer28Days: 3 },
      regimen: {},
      priorTherapies: [{ agents: ['bortezomib'] }],
    },
  });
});

test('an entry with an unreadable name makes its list unknown', () => {
  const therapies = [{ agents: ['bortezomib'] }, { agents: [{ unread: 'Velc' }] }];
  expect(settled({ priorTherapies: therapies })).toEqual({});
});

test('null and an empty list are answers', () => {
  expect(settled({ one: null, two: [] })).toEqual({ one: null, two: [] });
});
