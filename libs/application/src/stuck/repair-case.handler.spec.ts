import type { Actor, Stuck } from '@assent/domain';
import { foreseenRepair } from './repair-case.handler';

const CLERK: Actor = { subject: 'zoe', role: 'intake' };
const PHARMACIST: Actor = { subject: 'phoebe', role: 'pharmacist' };

function stuck(parts: Partial<Stuck>): Stuck {
  return {
    cause: 'review-unclaimed',
    since: new Date('2026-11-22T12:00:00Z'),
    waitsFor: 'reviewer',
    detail: 'Unassigned.',
    lastError: null,
    attempt: null,
    nextTryAt: null,
    repair: 'claim',
    authorization: null,
    otherCauses: [],
    ...parts,
  };
}

describe('foreseenRepair', () => {
  it('says what it would do', () => {
    const waiting = stuck({ cause: 'no-answer', repair: 'remind', detail: 'It waits.' });
    expect(foreseenRepair(waiting, CLERK)).toEqual({
      ok: true,
      detail: 'A reminder would be sent. It waits.',
    });
  });

  it("says that a review can't be claimed by a person who may not decide", () => {
    expect(foreseenRepair(stuck({}), CLERK)).toEqual({
      ok: false,
      detail:
        'only a pharmacist or medical director can review this case; assign it to one. You are signed in as intake staff.',
    });
    expect(foreseenRepair(stuck({}), PHARMACIST)).toMatchObject({ ok: true });
  });

  it('says when nothing needs to be done, or nothing can be done', () => {
    expect(foreseenRepair(null, CLERK)).toEqual({ ok: true, detail: 'The case is not stuck.' });
    expect(foreseenRepair(stuck({ repair: null }), PHARMACIST)).toEqual({
      ok: false,
      detail: 'No automatic fix is available. Unassigned.',
    });
  });
});
