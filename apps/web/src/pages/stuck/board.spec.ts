import type { StuckBoard } from '../../client';
import type { StuckCase } from '../../work/words';
import { newsOf, otherCauses, whyNoRepair } from './board';

type Stuck = StuckCase['stuck'];

const stuckCase = (
  id: string,
  stuck: Partial<Stuck> = {},
  assignee: string | null = null,
): StuckCase => ({
  id,
  number: `PA-${id}`,
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

describe('news of the board', () => {
  const shown = board(stuckCase('a'), stuckCase('b'));
  const none = new Set<string>();

  test.each([
    ['a case that came', board(stuckCase('a'), stuckCase('b'), stuckCase('c')), 1],
    ['a case that left', board(stuckCase('a')), 1],
    [
      'a case that is stuck on something else',
      board(stuckCase('a', { cause: 'workflow-closed' }), stuckCase('b')),
      1,
    ],
    ['nothing but the time', board(stuckCase('a'), stuckCase('b')), 0],
  ])('is %s', (_, latest, count) => {
    expect(newsOf(shown, latest, none)).toBe(count);
  });

  test('is not what the reader moved', () => {
    expect(newsOf(shown, board(stuckCase('a')), new Set(['b']))).toBe(0);
  });
});

describe('why no button moves a case', () => {
  test.each<[string, StuckCase, boolean, RegExp | null]>([
    [
      'who may not decide cannot claim',
      stuckCase('a', { repair: 'claim' }),
      false,
      /pharmacist or a medical director/,
    ],
    ['who may decide can', stuckCase('a', { repair: 'claim' }), true, null],
    ['there is one', stuckCase('a', { repair: 'send-again' }), false, null],
    [
      'somebody has it',
      stuckCase('a', { waitsFor: 'reviewer' }, 'pharmacist-1'),
      true,
      /^pharmacist-1 has the case/,
    ],
    [
      'it is tried again by itself',
      stuckCase('a', { nextTryAt: '2026-11-23T09:00:00Z' }),
      true,
      /by itself/,
    ],
    ['nothing can', stuckCase('a'), true, /Nothing here can move it/],
  ])('%s', (_, each, mayDecide, reason) => {
    const said = whyNoRepair(each, mayDecide);
    if (reason === null) expect(said).toBeNull();
    else expect(said).toMatch(reason);
  });
});

test('other causes are told in words', () => {
  expect(otherCauses(stuckCase('a'))).toBeNull();
  const both = stuckCase('a', { otherCauses: ['deadline-near', 'no-answer'] });
  expect(otherCauses(both)).not.toMatch(/deadline-near|no-answer/);
});
