import type { StuckBoard } from '../../client';
import type { StuckCase } from '../../work/words';
import { lastChecked, newsOf, otherCauses, waitsForPerson, whyNoRepair, withNewest } from './board';

type Stuck = StuckCase['stuck'];

const stuckCase = (
  id: string,
  stuck: Partial<Stuck> = {},
  assignee: string | null = null,
): StuckCase => ({
  id,
  number: `PA-${id}`,
  version: 1,
  memberName: 'Ana Ruiz',
  prescriberName: 'Lee Park MD',
  dueAt: null,
  assignee,
  workflowId: `case-${id}`,
  stuck: {
    cause: 'workflow-missing',
    since: '2026-11-23T08:00:00Z',
    waitsFor: 'software',
    detail: 'no workflow runs',
    lastError: null,
    attempt: null,
    nextTryAt: null,
    repair: null,
    otherCauses: [],
    ...stuck,
  },
});

const board = (...cases: StuckCase[]): StuckBoard => ({
  checkedAt: null,
  reachable: true,
  count: cases.length,
  groups: [
    {
      cause: 'workflow-missing',
      count: cases.length,
      oldestSince: '2026-11-23T08:00:00Z',
      cases,
    },
  ],
});

describe('a change on the board', () => {
  const shown = board(stuckCase('a'), stuckCase('b'));
  const none = new Set<string>();

  test.each([
    ['a case that was added', board(stuckCase('a'), stuckCase('b'), stuckCase('c')), 1],
    ['a case that left', board(stuckCase('a')), 1],
    [
      'a case that is stuck for another reason now',
      board(stuckCase('a', { cause: 'workflow-closed' }), stuckCase('b')),
      1,
    ],
    ['nothing but the time', board(stuckCase('a'), stuckCase('b')), 0],
  ])('is %s', (_, latest, count) => {
    expect(newsOf(shown, latest, none)).toBe(count);
  });

  test('does not include what the reader moved', () => {
    expect(newsOf(shown, board(stuckCase('a')), new Set(['b']))).toBe(0);
  });
});

test('a case that the reader moved shows its new state in its old place', () => {
  const shown = board(stuckCase('a'), stuckCase('b'));
  const later = board(stuckCase('b'), stuckCase('a', { cause: 'deadline-near' }, 'pharmacist-1'));
  const [group] = withNewest(shown, later, 'a').groups;
  expect(group?.cases.map(({ id, assignee }) => [id, assignee])).toEqual([
    ['a', 'pharmacist-1'],
    ['b', null],
  ]);
  expect(withNewest(shown, board(), 'a')).toBe(shown);
});

describe('why no button moves a case', () => {
  test.each<[string, StuckCase, boolean, RegExp | null]>([
    [
      'a person who may not decide cannot claim it',
      stuckCase('a', { repair: 'claim' }),
      false,
      /pharmacist or a medical director/,
    ],
    ['a person who may decide can claim it', stuckCase('a', { repair: 'claim' }), true, null],
    ['there is a button', stuckCase('a', { repair: 'send-again' }), false, null],
    [
      'another person has it',
      stuckCase('a', { waitsFor: 'reviewer' }, 'pharmacist-1'),
      true,
      /^Waiting for pharmacist-1 to decide/,
    ],
    [
      'it is retried automatically',
      stuckCase('a', { nextTryAt: '2026-11-23T09:00:00Z' }),
      true,
      /Retried automatically/,
    ],
    ['nothing can', stuckCase('a'), true, /Open the case/],
  ])('%s', (_, each, mayDecide, reason) => {
    const said = whyNoRepair(each, mayDecide);
    if (reason === null) expect(said).toBeNull();
    else expect(said).toMatch(reason);
  });
});

describe('the last check', () => {
  const CHECKED = '2026-11-23T08:00:00Z';
  const after = (minutes: number) => Date.parse(CHECKED) + minutes * 60_000;

  test.each([
    [0.5, 'Last checked less than a minute ago.'],
    [1.5, 'Last checked 1 minute ago.'],
    [2.5, 'Last checked 2 minutes ago – results are out of date. Check now.'],
    [61, 'Last checked 1 hour ago – results are out of date. Check now.'],
    [105 * 24 * 60 + 15 * 60, 'Last checked 105 days ago – results are out of date. Check now.'],
  ])('is described %d minutes later', (minutes, words) => {
    expect(lastChecked(CHECKED, after(minutes))).toEqual({ words, isStale: minutes > 2 });
  });

  test('is described even if it never ran', () => {
    expect(lastChecked(null, after(0)).isStale).toBe(true);
  });
});

test.each([
  ['reviewer', true],
  ['prescriber', true],
  ['software', false],
  ['mail-system', false],
] as const)('another person can take what waits for the %s: %s', (waitsFor, can) => {
  expect(waitsForPerson(stuckCase('a', { waitsFor }))).toBe(can);
});

test('other causes are described in words', () => {
  expect(otherCauses(stuckCase('a'))).toBeNull();
  const both = stuckCase('a', { otherCauses: ['deadline-near', 'no-answer'] });
  expect(otherCauses(both)).not.toMatch(/deadline-near|no-answer/);
});
