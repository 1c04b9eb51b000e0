import type { CaseEvent } from '@assent/application';
import fc from 'fast-check';
import { openDesk, type Desk } from '../support/desk';
import {
  anyCase,
  anyEvent,
  anyState,
  approvedCase,
  authorizationTerms,
  openCase,
} from './arbitraries';
import { authorizationOf, caseRecord, change, noticeOf, store } from './records';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

// Shrinking would store a case under an id that is taken.
const RUNS = { numRuns: 40, endOnFailure: true };

describe('what is committed is read back unchanged', () => {
  it('for a case that is opened', async () => {
    const { records } = desk.ports;
    await fc.assert(
      fc.asyncProperty(anyCase, async (record) => {
        await store(records, record);
        expect(await records.case(record.id)).toEqual(record);
        expect(await records.shownCase(record.id)).toMatchObject({ record });
      }),
      RUNS,
    );
  });

  it('for a case that is changed, whose opening stays', async () => {
    const { records } = desk.ports;
    await fc.assert(
      fc.asyncProperty(openCase, anyState, anyCase, async (record, state, other) => {
        await store(records, record);
        // An open case may be evaluated by a later reading of its guideline's version.
        const digest = other.evaluationDigest;
        const guideline = record.guideline && { ...record.guideline, digest };
        const changed = { ...record, ...state, guideline, version: record.version + 1 };
        const { member, drug, receivedAt, carriedFrom, channel } = other;
        const forged = { member, drug, receivedAt, carriedFrom, channel };
        const version = guideline && { ...guideline, id: 'other', version: 'other' };
        await records.commit(change({ changed: { ...changed, ...forged, guideline: version } }));
        // Only how letters reach the member may change.
        const { language, email, address } = member;
        const reached = { ...record.member, language, email, address };
        expect(await records.case(record.id)).toEqual({ ...changed, member: reached });
      }),
      RUNS,
    );
  });

  it('for an authorization, issued and changed', async () => {
    const { records } = desk.ports;
    await fc.assert(
      fc.asyncProperty(
        approvedCase,
        authorizationTerms,
        authorizationTerms,
        async (record, terms, later) => {
          // It only ends, and does not begin again.
          const order = ['active', 'expired', 'ended'];
          fc.pre(order.indexOf(terms.status) <= order.indexOf(later.status));
          const issued = authorizationOf(record, terms);
          await store(records, record, { issued });
          expect(await records.authorization(issued.number)).toEqual(issued);

          const { status, endedOn, endReason, continuationCaseId, renewedBy, nextStepAt } = later;
          const { continuedDosing, isContinued } = later;
          const ending = { status, endedOn, endReason };
          const following = { continuationCaseId, renewedBy, isContinued, continuedDosing };
          const moved = { version: 2, ...ending, ...following, nextStepAt };
          await records.commit(change({ authorizations: [{ ...issued, ...later, ...moved }] }));
          expect(await records.authorizationOfCase(record.id)).toEqual({ ...issued, ...moved });
        },
      ),
      RUNS,
    );
  });

  it('for a timeline, in the order of its events', async () => {
    const { records } = desk.ports;
    await fc.assert(
      fc.asyncProperty(fc.array(anyEvent, { maxLength: 8 }), async (told) => {
        const record = caseRecord();
        const events = told.map((event): CaseEvent => ({ ...event, caseId: record.id }));
        await store(records, record, { events });
        expect(await records.events(record.id)).toEqual(events);
      }),
      RUNS,
    );
  });

  it('for a letter, with its case and authorization', async () => {
    const record = caseRecord();
    const approved = fc.sample(approvedCase, 1)[0]!;
    const issued = authorizationOf(approved);
    const plain = noticeOf(record);
    const reminder = noticeOf(approved, {
      kind: 'renewal-reminder',
      authorization: issued.number,
      daysBefore: 60,
    });
    await store(desk.ports.records, record, { notices: [plain] });
    await store(desk.ports.records, approved, { issued, notices: [reminder] });
    const taken = await desk.records.notices.take(new Date('2200-01-01T00:00:00Z'), 100);
    const asTaken = (id: string) => taken.find((notice) => notice.id === id);
    const lease = {
      leasedUntil: expect.any(Date) as Date,
      triedSince: null,
      atOnce: false,
      again: null,
    };
    expect([asTaken(plain.id), asTaken(reminder.id)]).toEqual([
      { ...plain, case: record, authorizationRecord: null, ...lease },
      { ...reminder, case: approved, authorizationRecord: issued, ...lease },
    ]);
  });
});
