import fc from 'fast-check';
import type { CaseSummary } from '../../client';
import { changesBetween, type Stretch } from './changes';

const row = (id: string, changed: Partial<CaseSummary> = {}): CaseSummary => ({
  id,
  number: `PA-${id}`,
  version: 1,
  status: 'in-review',
  requestType: 'initiation',
  urgency: 'standard',
  lineOfBusiness: 'commercial',
  drug: 'Ninlaro',
  memberName: 'Ana Ruiz',
  birthDate: '1958-03-09',
  memberId: 'M1',
  prescriberName: 'Lee Park MD',
  receivedAt: '2026-11-23T08:00:00Z',
  clock: { dueAt: null, state: 'running', why: null },
  assignee: null,
  snoozedUntil: null,
  handedUp: null,
  reviewReason: null,
  held: false,
  missing: [],
  stuck: null,
  withoutCoverSince: null,
  ...changed,
});

const whole = (...ids: string[]): Stretch => ({ rows: ids.map((id) => row(id)), goesOn: false });
const beginning = (...ids: string[]): Stretch => ({ ...whole(...ids), goesOn: true });

const changed = (...args: Parameters<typeof changesBetween>) => [...changesBetween(...args)];

describe('what changed in a list', () => {
  test('consists of rows that were added and rows that were removed', () => {
    expect(changed(whole('a', 'b'), whole('b', 'c'))).toEqual(['c', 'a']);
  });

  test.each<[string, Partial<CaseSummary>]>([
    ['its version', { version: 2 }],
    ['its clock', { clock: { dueAt: null, state: 'missed', why: null } }],
    ['its snooze', { snoozedUntil: '2026-11-24T08:00:00Z' }],
    [
      'what it is stuck on',
      { stuck: { cause: 'no-answer', since: '2026-11-23T08:00:00Z', detail: 'waits' } },
    ],
  ])('includes a case if %s changed', (_, change) => {
    const latest = { rows: [row('a', change)], goesOn: false };
    expect(changed(whole('a'), latest)).toEqual(['a']);
  });

  test('does not include rows that were pushed over the end of the page or pulled in', () => {
    expect(changed(beginning('a', 'b', 'c'), beginning('new', 'a', 'b'))).toEqual(['new']);
    expect(changed(beginning('a', 'b', 'c'), beginning('b', 'c', 'd'))).toEqual(['a']);
  });

  test('does not include the removal of a case that the reader worked on', () => {
    expect(changed(whole('a', 'b'), whole('b'), new Set(['a']))).toEqual([]);
  });

  test('is nothing between a list and itself', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string()), fc.boolean(), (ids, goesOn) => {
        expect(changed({ ...whole(...ids), goesOn }, { ...whole(...ids), goesOn })).toEqual([]);
      }),
    );
  });
});
