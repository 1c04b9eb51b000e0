import { isReadable, relationsTo, type CaseTies } from './access';

const NOW = new Date('2026-11-22T15:00:00Z');

const ties: CaseTies = {
  caseId: '01a205be-2122-7257-a0f1-a80b45bcc7a4',
  lineOfBusiness: 'commercial',
  assignee: null,
  openedBy: 'ivy',
  decidedBy: null,
  appealedDeciders: [],
  openUntil: null,
};
const ana = { subject: 'ana', lines: ['commercial'] } as const;
const outsider = { subject: 'ana', lines: ['medicare-advantage'] } as const;

test('a person without lines of business reads all of them, and one with an empty list none', () => {
  expect(isReadable(null, 'commercial')).toBe(true);
  expect(isReadable([], 'commercial')).toBe(false);
});

test.each([
  ['assigned-to-me', { assignee: 'ana' }],
  ['opened-by-me', { openedBy: 'ana' }],
  ['decided-by-me', { decidedBy: 'ana' }],
  ['appeal-of-my-decision', { appealedDeciders: ['maya', 'ana'] }],
] as const)('%s holds beside the line of business', (relation, own) => {
  expect(relationsTo({ ...ties, ...own }, ana, NOW)).toEqual(['own-line', relation]);
  expect(relationsTo({ ...ties, ...own }, outsider, NOW)).toEqual(['another-line', relation]);
});

test('a case opened with a reason is open until its time ends', () => {
  const until = (openUntil: string) =>
    relationsTo({ ...ties, openUntil: new Date(openUntil) }, outsider, NOW);
  expect(until('2026-11-22T15:00:00.001Z')).toEqual(['opened-with-reason']);
  expect(until('2026-11-22T15:00:00.000Z')).toEqual(['another-line']);
});

test('a case of the own line of business needs no reason', () => {
  const openUntil = new Date('2026-11-23T15:00:00Z');
  expect(relationsTo({ ...ties, openUntil }, ana, NOW)).toEqual(['own-line']);
});
