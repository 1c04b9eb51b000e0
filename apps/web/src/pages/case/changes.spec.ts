import type { Case } from '../../client';
import { changesBetween } from './changes';

const CASE = {
  status: 'in-review',
  assignee: null,
  snoozed: null,
  handedUp: null,
  opinions: [],
  holds: [],
  informationRequest: null,
  determination: { outcome: 'criteria-met', holds: [] },
  request: { prescriber: {}, facts: {} },
} as unknown as Case;
const HELD = { ...CASE, holds: [{ message: 'authorization AU-1 is approved' }] } as Case;
const ASKED = { ...CASE, informationRequest: { rationale: 'Which dose?' } } as Case;

describe('what changed on a case', () => {
  it('is nothing if nothing changed', () => {
    expect(changesBetween(CASE, { ...CASE, version: 2 }, undefined)).toEqual([]);
  });

  it('includes a hold that was added or removed', () => {
    const hold = { what: 'Holds', was: 'authorization AU-1 is approved', is: 'none' };
    expect(changesBetween(HELD, CASE, undefined)).toEqual([hold]);
    expect(changesBetween(CASE, HELD, undefined)).toEqual([
      { ...hold, was: hold.is, is: hold.was },
    ]);
  });

  it('includes a question that was asked or answered', () => {
    const question = { what: 'Question to the provider office', was: 'none', is: 'Which dose?' };
    expect(changesBetween(CASE, ASKED, undefined)).toEqual([question]);
  });
});
