import { faultsOf } from '@assent/criteria';
import { batchFaults } from './batch';
import { caseFilter } from './worklist';

const IDS = ['01a206f2-93da-7135-b39d-14d5ba951807'];

test.each([
  [{ action: 'claim', ids: IDS }, []],
  [{ action: 'assign', ids: IDS }, ['assignee: required']],
  [{ action: 'snooze', ids: IDS, reason: 'Away.' }, ['until: required']],
  [
    { action: 'claim', ids: IDS, assignee: 'maya', reason: 'Away.' },
    ['assignee: not-applicable', 'reason: not-applicable'],
  ],
  [
    { action: 'snooze', ids: IDS, assignee: 'maya' },
    ['assignee: not-applicable', 'until: required', 'reason: required'],
  ],
  [{ action: 'sing', ids: IDS, reason: 'Away.' }, []],
  [null, []],
])('names what %j lacks, and what does not belong in it', (body, faults) => {
  expect(batchFaults(body).map(({ path, code }) => `${path}: ${code}`)).toEqual(faults);
});

test.each([
  [['approved', 'denied'], []],
  [[], ['status: too-small']],
  [['approved', 'denied', 'approved'], ['status: repeated']],
  [Array(65_000).fill('approved'), ['status: too-large']],
])('names what is wrong with the statuses of a worklist: %#', (status, faults) => {
  const { error } = caseFilter.safeParse({ status }, { reportInput: true });
  const found = error ? faultsOf(error) : [];
  expect(found.map(({ path, code }) => `${path}: ${code}`)).toEqual(faults);
});
