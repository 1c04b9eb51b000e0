import type { DuplicateAnswer } from '../../client';
import { onFile } from './on-file';

const TODAY = '2026-11-26';

/** As much of an answer as is looked at. */
function answer(period: { readonly start: string; readonly end: string }): DuplicateAnswer {
  const found: unknown = {
    cases: [{ number: 'PA-1', requestType: 'initiation', lineOfBusiness: 'medicare' }],
    authorizations: [{ number: 'AU-1', lineOfBusiness: 'commercial', period }],
    birthDateDiffers: false,
  };
  return found as DuplicateAnswer;
}

const RUNNING = answer({ start: '2026-06-01', end: '2026-12-31' });
const TO_COME = answer({ start: '2027-01-01', end: '2027-06-30' });
const NEW = { requestType: 'initiation', lineOfBusiness: 'commercial' };
const RENEWAL = { ...NEW, requestType: 'continuation' };

describe('what a request meets on file', () => {
  it.each([
    ['covers a new request', RUNNING, NEW, { covering: 'AU-1', notBegun: null, blocking: null }],
    [
      'covers no day that is asked for',
      RUNNING,
      { ...NEW, requestedStart: '2027-01-01' },
      { covering: null, notBegun: null, blocking: null },
    ],
    [
      'is of another line of business, but for an open case',
      RUNNING,
      { ...NEW, lineOfBusiness: 'medicare' },
      { covering: null, notBegun: null, blocking: 'PA-1' },
    ],
    ['is renewed', RUNNING, RENEWAL, { covering: null, notBegun: null, blocking: null }],
    [
      'has not begun, so that nothing renews it',
      TO_COME,
      RENEWAL,
      { covering: null, notBegun: 'AU-1', blocking: null },
    ],
  ])('%s', (_, duplicates, request, expected) => {
    const { covering, notBegun, blocking } = onFile(duplicates, request, TODAY);
    expect({
      covering: covering?.number ?? null,
      notBegun: notBegun?.number ?? null,
      blocking: blocking?.number ?? null,
    }).toEqual(expected);
  });
});
