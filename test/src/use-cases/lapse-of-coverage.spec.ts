import {
  expireAuthorization,
  openContinuationReview,
  passInformationDeadline,
} from '@assent/application';
import type { Facts } from '@assent/criteria';
import { openDesk, type Desk } from '../support/desk';
import { MET, RESPONDING, RESPONSE } from '../support/facts';
import { lettersOf } from '../support/letters';
import { accepted, decide, inform, opened, withdraw } from '../support/requests';
import { twinOf } from '../support/twins';

const OPENS = '2027-04-01T10:00:00Z';
/** The end of 2027-05-31 in New York. */
const EXPIRY = new Date('2027-06-01T04:00:00Z');
/** When letters go out again after it. */
const MORNING = new Date('2027-06-01T12:00:00Z');

const TOO_MANY: Facts = { dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

/** An authorization through 2027-05-31 whose renewal review is open. */
async function underReview() {
  const { authorization, record } = await opened(desk.ports, {
    facts: MET,
    requestedStart: '2026-12-01',
  });
  const { number } = authorization!;
  desk.clock.set(OPENS);
  await openContinuationReview(desk.ports)(number);
  const renewing = await desk.ports.records.authorization(number);
  return { number, member: record.member, reviewId: renewing!.continuationCaseId! };
}

const expire = (number: string) => expireAuthorization(desk.ports)(number);
const caseOf = async (id: string) => (await desk.ports.records.case(id))!;
const timeline = async (id: string): Promise<string[]> =>
  (await desk.ports.records.events(id)).map(({ type }) => type);
const noticesOf = async (caseId: string): Promise<string[]> => {
  const rows = await desk.records.database.notice.findMany({ where: { caseId, sentAt: null } });
  return rows.map(({ kind }) => kind);
};

/** Delivers what is due for a case, and returns the letters under their subjects. */
async function delivered(caseId: string): Promise<Record<string, string>> {
  desk.clock.set(MORNING);
  const letters = await lettersOf(desk, caseId);
  return Object.fromEntries(
    letters.map(({ subject, text }) => [subject.replace(/^PA-\w+-\w+: /, ''), text]),
  );
}

describe('if an authorization ends while its renewal is open', () => {
  it('the case shows since when the member has no coverage, and the provider office is told', async () => {
    const { number, reviewId } = await underReview();
    desk.clock.set(EXPIRY);
    const step = await expire(number);
    const review = await caseOf(reviewId);
    expect([step.status, review.status]).toEqual(['expired', 'pending-information']);
    expect(review.withoutCoverSince).toBe('2027-06-01');
    expect((await timeline(reviewId)).at(-1)).toBe('cover-lapsed');
    expect(await noticesOf(reviewId)).toContain('cover-lapse');
  });

  it('nothing is decided, and repeating it changes nothing', async () => {
    const { number, reviewId } = await underReview();
    desk.clock.set(EXPIRY);
    await Promise.all([expire(number), expire(number), expire(number)]);
    const once = await caseOf(reviewId);
    desk.clock.set('2027-07-01T00:00:00Z');
    await expire(number);
    expect(await caseOf(reviewId)).toEqual(once);
    expect(once.decision).toBeNull();
    expect((await timeline(reviewId)).filter((type) => type === 'cover-lapsed')).toHaveLength(1);
  });

  it('an approval restores coverage from today, and says how long the gap was', async () => {
    const { number, reviewId } = await underReview();
    desk.clock.set(EXPIRY);
    await expire(number);
    desk.clock.set('2027-06-10T15:00:00Z');
    const { record, authorization } = accepted(await inform(desk.ports, reviewId, RESPONSE));
    expect([record.status, record.withoutCoverSince]).toEqual(['approved', null]);
    expect(authorization?.period.start).toBe('2027-06-10');
    const restored = (await desk.ports.records.events(reviewId)).at(-1);
    expect(restored).toMatchObject({
      type: 'cover-restored',
      details: { withoutCoverSince: '2027-06-01' },
    });
    expect(await noticesOf(reviewId)).not.toContain('cover-lapse');
  });

  it('a case that the provider office sent after the first review was closed shows it too', async () => {
    const { number, member, reviewId } = await underReview();
    accepted(await withdraw(desk.ports, reviewId));
    const { record } = await opened(desk.ports, { requestType: 'continuation', member });
    desk.clock.set(EXPIRY);
    await expire(number);
    expect((await caseOf(record.id)).withoutCoverSince).toBe('2027-06-01');
  });
});

describe('the letter that coverage ended', () => {
  type Review = Awaited<ReturnType<typeof underReview>>;
  const handOver = ({ reviewId }: Review) => passInformationDeadline(desk.ports)(reviewId);
  const end = ({ number }: Review) => expire(number);

  it.each([
    ['before', [handOver, end]],
    ['after', [end, handOver]],
  ])('is sent if the review was handed over to a person %s it was written', async (_, steps) => {
    const review = await underReview();
    desk.clock.set(EXPIRY);
    for (const step of steps) await step(review);
    expect((await caseOf(review.reviewId)).status).toBe('in-review');
    expect(Object.keys(await delivered(review.reviewId))).toEqual(['coverage ended']);
  });

  it.each([
    ['is asked something', 'information request', (id: string) => ask(id)],
    ['is denied', 'denied', (id: string) => deny(id)],
    ['is withdrawn', 'withdrawn', (id: string) => withdraw(desk.ports, id)],
  ])('is sent even if the review %s first', async (_, answer, moveOn) => {
    const { number, reviewId } = await underReview();
    desk.clock.set(EXPIRY);
    await expire(number);
    await moveOn(reviewId);
    const letters = await delivered(reviewId);
    expect(Object.keys(letters).sort()).toEqual(['coverage ended', answer].sort());
    const open = (await caseOf(reviewId)).closedAt === null;
    expect(letters['coverage ended']?.includes('is still open')).toBe(open);
  });

  const ask = (id: string) => decide(desk.ports, id, 'request-information');
  async function deny(id: string) {
    accepted(await inform(desk.ports, id, { ...RESPONSE, ...TOO_MANY }));
    accepted(await decide(desk.ports, id, 'deny', { clauses: ['C.4'] }));
  }
});

describe('an authorization that ends', () => {
  it('provides coverage for its whole last day', async () => {
    const { number } = await underReview();
    desk.clock.set(new Date(EXPIRY.getTime() - 1));
    const early = await expire(number);
    desk.clock.set(EXPIRY);
    expect([early.status, (await expire(number)).status]).toEqual(['active', 'expired']);
  });

  it('leaves no gap if a renewal follows', async () => {
    const { number, reviewId } = await underReview();
    accepted(await inform(desk.ports, reviewId, RESPONSE));
    const renewed = await caseOf(reviewId);
    desk.clock.set(EXPIRY);
    expect((await expire(number)).status).toBe('expired');
    expect(await caseOf(reviewId)).toEqual(renewed);
  });

  it('ends without further steps if no renewal was requested', async () => {
    const { number, reviewId } = await underReview();
    accepted(await withdraw(desk.ports, reviewId));
    const closed = await caseOf(reviewId);
    desk.clock.set(EXPIRY);
    expect((await expire(number)).status).toBe('expired');
    expect(await caseOf(reviewId)).toEqual(closed);
  });

  it('while its renewal is approved leaves the member covered, whichever comes first', async () => {
    for (let round = 0; round < 8; round += 1) {
      const { number, reviewId } = await underReview();
      desk.clock.set(EXPIRY);
      await Promise.all([expire(number), inform(desk.ports, reviewId, RESPONSE)]);
      const [old, review] = [
        await desk.ports.records.authorization(number),
        await caseOf(reviewId),
      ];
      const renewed = await desk.ports.records.authorizationOfCase(reviewId);
      expect([old?.status, old?.renewedBy, review.status, review.withoutCoverSince]).toEqual([
        'expired',
        renewed?.number,
        'approved',
        null,
      ]);
      desk.clock.set('2026-11-22T15:00:00Z');
    }
  });
});

it('a renewal that is requested late starts today, and the old authorization refers to it', async () => {
  const { number, member, reviewId } = await underReview();
  accepted(await withdraw(desk.ports, reviewId));
  desk.clock.set(EXPIRY);
  await expire(number);
  desk.clock.set('2027-08-01T15:00:00Z');
  const { authorization } = await opened(desk.ports, {
    requestType: 'continuation',
    member,
    facts: RESPONDING,
  });
  expect(authorization?.period.start).toBe('2027-08-01');
  expect(await desk.ports.records.authorization(number)).toMatchObject({
    renewedBy: authorization?.number,
  });
});

describe('if two authorizations of a member overlap', () => {
  /** One until 2027-05-31, and one that was opened on `requestedStart` as well. */
  async function overlapping(requestedStart: string) {
    const first = await opened(desk.ports, { facts: MET, requestedStart: '2026-12-01' });
    const { number } = first.authorization!;
    return [number, await twinOf(desk, number, { facts: MET, requestedStart })];
  }
  const authorizationOf = async (number: string) =>
    (await desk.ports.records.authorization(number))!;

  it('the earlier one needs no review and no reminder, and its end leaves no gap', async () => {
    const [first = '', second = ''] = await overlapping('2027-02-01');
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(first);
    const followed = await authorizationOf(first);
    expect([followed.continuationCaseId, followed.renewedBy]).toEqual([null, second]);
    const reminders = { authorization: first, kind: 'renewal-reminder', sentAt: null };
    expect(await desk.records.database.notice.count({ where: reminders })).toBe(0);
    desk.clock.set(EXPIRY);
    expect((await expire(first)).status).toBe('expired');
    expect((await authorizationOf(second)).status).toBe('active');
  });

  it('two for the same days that share a review report the gap once', async () => {
    const [first = '', second = ''] = await overlapping('2026-12-01');
    desk.clock.set(OPENS);
    await openContinuationReview(desk.ports)(first);
    await openContinuationReview(desk.ports)(second);
    const { continuationCaseId } = await authorizationOf(first);
    expect((await authorizationOf(second)).continuationCaseId).toBe(continuationCaseId);
    desk.clock.set(EXPIRY);
    await expire(first);
    await expire(second);
    const told = await timeline(continuationCaseId!);
    expect(told.filter((type) => type === 'cover-lapsed')).toHaveLength(1);
  });
});
