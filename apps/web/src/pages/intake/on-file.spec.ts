import type { DuplicateAnswer } from '../../client';
import { onFile } from './on-file';
import type { Today } from './start';

const NOW: Today = {
  today: '2026-11-26',
  timeZone: 'America/New_York',
  starts: { reviewedAfterDays: 90, refusedAfterMonths: 12 },
};

/** As much of an answer as is looked at. */
function answer(period: { readonly start: string; readonly end: string }): DuplicateAnswer {
  const found: unknown = {
    cases: [{ number: 'PA-1', requestType: 'initiation', lineOfBusiness: 'medicare' }],
    authorizations: [{ number: 'AU-1', lineOfBusiness: 'commercial', period }],
    birthDateDiffers: false,
    givenNameDiffers: false,
  };
  return found as DuplicateAnswer;
}

const RUNNING = answer({ start: '2026-06-01', end: '2026-12-31' });
const TO_COME = answer({ start: '2027-01-01', end: '2027-06-30' });
const NEW = { requestType: 'initiation', lineOfBusiness: 'commercial' };
const RENEWAL = { ...NEW, requestType: 'continuation' };

describe('what is on file for a request', () => {
  it.each([
    ['covers a new request', RUNNING, NEW, { covering: 'AU-1', notBegun: null, blocking: null }],
    [
      'covers none of the requested days',
      RUNNING,
      { ...NEW, requestedStart: '2027-01-01' },
      { covering: null, notBegun: null, blocking: null },
    ],
    [
      'is of another line of business, except for an open case',
      RUNNING,
      { ...NEW, lineOfBusiness: 'medicare' },
      { covering: null, notBegun: null, blocking: 'PA-1' },
    ],
    ['is renewed', RUNNING, RENEWAL, { covering: null, notBegun: null, blocking: null }],
    [
      'has not started, so it cannot be renewed yet',
      TO_COME,
      RENEWAL,
      { covering: null, notBegun: 'AU-1', blocking: null },
    ],
  ])('%s', (_, duplicates, request, expected) => {
    const { covering, notBegun, blocking } = onFile(duplicates, request, NOW, null);
    expect({
      covering: covering?.number ?? null,
      notBegun: notBegun?.number ?? null,
      blocking: blocking?.number ?? null,
    }).toEqual(expected);
  });

  it('does not include an open case that may have come from the request itself', () => {
    const same = { ...NEW, lineOfBusiness: 'medicare' };
    expect(onFile(RUNNING, same, NOW, null, true)).toMatchObject({ blocking: null, wasSent: true });
  });
});

const MET = { approvalMonths: 6, holds: [] };

describe('the requested start date', () => {
  it.each([
    ['2027-02-24', null],
    ['2027-02-25', 'far-ahead'],
    ['2027-11-26', 'far-ahead'],
    ['2027-11-27', 'too-far-ahead'],
    ['2026-05-27', null],
    ['2026-05-26', 'over-already'],
    [undefined, null],
  ])('%s: %s', (requestedStart, start) => {
    expect(onFile(null, { requestedStart }, NOW, MET).start).toBe(start);
  });

  it('is counted from receipt if that was earlier', () => {
    const request = { requestedStart: '2027-01-30', receivedAt: '2026-10-27T03:00:00Z' };
    expect(onFile(null, request, NOW, MET)).toMatchObject({ start: 'far-ahead', isReviewed: true });
  });
});

it.each([
  ['a different date of birth', { birthDateDiffers: true }, MET, true],
  ['a different first name', { givenNameDiffers: true }, MET, true],
  ['a hold of the guideline', {}, { ...MET, holds: [{ id: 'A.1', message: 'held' }] }, true],
  ['nothing else', {}, MET, false],
])(
  '%s requires a review of a request that is already covered: %j',
  (_, differs, determination, is) => {
    const known = onFile({ ...RUNNING, ...differs }, NEW, NOW, determination);
    expect(known.isReviewed).toBe(is);
    expect(known.covering?.number).toBe('AU-1');
  },
);
