import {
  changePrescriber,
  endAuthorization,
  expireAuthorization,
  LetterNotAccepted,
  openContinuationReview,
  suggestPrescribers,
  viewCase,
  type LetterSender,
} from '@assent/application';
import type { Actor } from '@assent/domain';
import fc from 'fast-check';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, RESPONDING, RESPONSE } from '../support/facts';
import { inTurns } from '../support/in-turns';
import { deliverDue, lettersOf } from '../support/letters';
import {
  accepted,
  inform,
  INTAKE,
  opened,
  PHARMACIST,
  refused,
  unique,
  withdraw,
} from '../support/requests';

const NIGHT = '2026-11-23T07:00:00Z';
/** Of an authorization from 2026-11-22 on, in the hours of letters. */
const SIXTY_DAYS_LEFT = '2027-03-22T15:00:00Z';
const KNOWN = 'known@example.org';
const OTHER = 'other@example.org';

const refusing: LetterSender = { send: () => Promise.reject(new LetterNotAccepted('550', true)) };

let desk: Desk;
let npi: string;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  desk.clock.set('2026-11-22T15:00:00Z');
  await deliverDue(desk);
  npi = unique();
});
afterAll(() => desk.close());

const openWith = (email: string, facts = ONE_MISSING) =>
  opened(desk.ports, { facts, prescriber: { npi, name: 'Lee Park MD', email } });

const change = (caseId: string, email: string, actor: Actor = INTAKE, ports = desk.ports) =>
  changePrescriber(ports)({ caseId, actor, contact: { email } });

async function offered(): Promise<(string | undefined)[]> {
  return (await suggestPrescribers(desk.records.reading)(npi)).map(({ email }) => email);
}

async function addressChange(id: string) {
  return accepted(await viewCase(desk.ports)(id)).addressChange;
}

describe('a corrected address', () => {
  it('appears in the case and on its timeline', async () => {
    const { record } = await openWith(KNOWN);
    const { record: after } = accepted(await change(record.id, OTHER));
    const last = (await desk.ports.records.events(record.id)).at(-1);
    expect((await desk.ports.records.case(record.id))?.prescriber.email).toBe(OTHER);
    expect([after.version, last?.type, last?.details]).toEqual([
      2,
      'prescriber-changed',
      { email: { from: KNOWN, to: OTHER } },
    ]);
  });

  it('gets the letters that were given up, immediately and even at night', async () => {
    const { record } = await openWith(KNOWN);
    await deliverDue(desk, refusing);
    desk.clock.set(NIGHT);
    accepted(await change(record.id, OTHER));
    expect((await desk.ports.records.case(record.id))?.stuck).toBeNull();
    expect((await lettersOf(desk, record.id)).map(({ to }) => to)).toEqual([OTHER]);
  });

  it('is accepted for a closed case while its letter is not sent, refused or not', async () => {
    const { record } = await openWith(KNOWN);
    accepted(await withdraw(desk.ports, record.id));
    accepted(await change(record.id, 'mistyped@example.org'));
    await deliverDue(desk, refusing);
    accepted(await change(record.id, 'mistyped-again@example.org'));
    const { record: after } = accepted(await change(record.id, OTHER));
    expect(after.status).toBe('withdrawn');
    expect((await lettersOf(desk, record.id)).map(({ to }) => to)).toEqual([OTHER]);
    expect(refused(await change(record.id, KNOWN)).code).toBe('case-closed');
  });

  it('is accepted for an approved case while its authorization is active, and gets its letters', async () => {
    const { record, authorization } = await openWith(KNOWN, MET);
    await deliverDue(desk);
    const after = accepted(await change(record.id, OTHER));
    expect([after.record.version, after.authorization?.caseId]).toEqual([2, record.id]);
    desk.clock.set(SIXTY_DAYS_LEFT);
    expect((await lettersOf(desk, record.id)).map(({ to }) => to)).toEqual([OTHER]);
    const { number } = authorization!;
    const ended = { reason: 'therapy-stopped', lastDay: '2027-03-21', actor: INTAKE } as const;
    accepted(await endAuthorization(desk.ports)({ number, ...ended }));
    expect((await lettersOf(desk, record.id)).map(({ to }) => to)).toEqual([OTHER]);
    expect(refused(await change(record.id, KNOWN)).code).toBe('case-closed');
  });

  it('changes nothing if it is the same', async () => {
    const { record } = await openWith(KNOWN);
    const { record: after } = accepted(await change(record.id, KNOWN));
    expect(after.version).toBe(1);
  });
});

/** An approved case with an old address, and the review that asks to renew it. */
async function underReview() {
  const { record, authorization } = await openWith(KNOWN, MET);
  await deliverDue(desk);
  desk.clock.set(SIXTY_DAYS_LEFT);
  await openContinuationReview(desk.ports)(authorization!.number);
  await deliverDue(desk);
  const { continuationCaseId } = (await desk.ports.records.authorization(authorization!.number))!;
  return { origin: record.id, review: continuationCaseId!, member: record.member };
}

describe('an address that is corrected on the review of an authorization', () => {
  /** Where the reminder goes that is next. */
  async function nextReminderTo(caseId: string): Promise<string[]> {
    desk.clock.set('2027-04-22T15:00:00Z');
    return (await lettersOf(desk, caseId)).map(({ to }) => to);
  }

  it('gets the remaining reminders, as the timeline of the approved case shows', async () => {
    const { origin, review } = await underReview();
    accepted(await change(review, OTHER, PHARMACIST));
    const events = await desk.ports.records.events(origin);
    expect(events.at(-1)).toMatchObject({
      type: 'prescriber-changed',
      actor: PHARMACIST,
      details: { email: { from: KNOWN, to: OTHER } },
    });
    expect(await nextReminderTo(origin)).toEqual([OTHER]);
    const where = { caseId: origin, action: 'change-prescriber' };
    expect(await desk.records.database.auditEntry.count({ where })).toBe(1);
  });

  it('gets them from intake only once a letter has reached it', async () => {
    const { origin, review } = await underReview();
    accepted(await change(review, OTHER));
    expect((await desk.ports.records.case(origin))?.prescriber.email).toBe(KNOWN);
    accepted(await change(review, KNOWN));
    await openWith(OTHER);
    await deliverDue(desk);
    accepted(await change(review, OTHER));
    expect(await nextReminderTo(origin)).toEqual([OTHER]);
  });

  it('gets none if the review is of another prescriber', async () => {
    const { origin, review } = await underReview();
    await desk.records.database.case.update({ where: { id: review }, data: { npi: unique() } });
    accepted(await change(review, OTHER, PHARMACIST));
    expect(await nextReminderTo(origin)).toEqual([KNOWN]);
  });
});

describe('an address that is corrected on an approved case', () => {
  const emailOf = async (id: string) => (await desk.ports.records.case(id))?.prescriber.email;

  it('applies to its open review too, as its timeline shows', async () => {
    const { origin, review } = await underReview();
    accepted(await change(origin, OTHER, PHARMACIST));
    expect(await emailOf(review)).toBe(OTHER);
    expect((await desk.ports.records.events(review)).at(-1)).toMatchObject({
      type: 'prescriber-changed',
      actor: PHARMACIST,
      details: { email: { from: KNOWN, to: OTHER } },
    });
  });

  it('applies to its renewal too, whose reminders are still to come', async () => {
    const { record: origin } = await openWith(KNOWN, MET);
    const { record: renewal, authorization } = await opened(desk.ports, {
      requestType: 'continuation',
      member: origin.member,
      facts: RESPONDING,
      prescriber: origin.prescriber,
    });
    expect(authorization).not.toBeNull();
    accepted(await change(origin.id, OTHER, PHARMACIST));
    expect(await emailOf(renewal.id)).toBe(OTHER);
    accepted(await change(renewal.id, KNOWN, PHARMACIST));
    expect(await emailOf(origin.id)).toBe(KNOWN);
  });

  it('also gets the refused letters of its review immediately', async () => {
    const { record: origin } = await openWith(KNOWN, MET);
    const { record: review } = await opened(desk.ports, {
      requestType: 'continuation',
      member: origin.member,
      facts: MET,
      prescriber: origin.prescriber,
    });
    await deliverDue(desk, refusing);
    accepted(await change(origin.id, OTHER, PHARMACIST));
    expect((await desk.ports.records.case(review.id))?.stuck).toBeNull();
    await deliverDue(desk);
    const letters = await desk.records.database.notice.findMany({
      where: { caseId: { in: [origin.id, review.id] }, sentAt: { not: null } },
    });
    expect(letters.map(({ kind, recipient }) => `${kind} to ${recipient}`).sort()).toEqual([
      `approval to ${OTHER}`,
      `information-request to ${OTHER}`,
    ]);
  });

  it('applies to its open review even once it has expired', async () => {
    const { origin, review } = await underReview();
    const { number } = (await desk.ports.records.authorizationOfCase(origin))!;
    desk.clock.set('2027-05-22T15:00:00Z');
    await expireAuthorization(desk.ports)(number);
    await deliverDue(desk, refusing);
    accepted(await change(origin, OTHER, PHARMACIST));
    expect(await emailOf(review)).toBe(OTHER);
    expect((await lettersOf(desk, review)).map(({ to }) => to)).toContain(OTHER);
  });

  it('applies to a renewal that is requested or approved at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.boolean(), async (scheduler, isOpenAlready) => {
        desk.clock.set('2026-11-22T15:00:00Z');
        const { record, authorization } = await openWith(KNOWN, MET);
        const asked = { requestType: 'continuation', member: record.member, facts: MET } as const;
        const { prescriber } = record;
        const review = isOpenAlready ? await opened(desk.ports, { ...asked, prescriber }) : null;
        desk.clock.set(SIXTY_DAYS_LEFT);
        const inTurn = () => inTurns(desk.ports, scheduler, () => undefined);
        await scheduler.waitFor(
          Promise.all([
            change(record.id, OTHER, PHARMACIST, inTurn()),
            review === null
              ? openContinuationReview(inTurn())(authorization!.number)
              : inform(inTurn(), review.record.id, RESPONSE),
          ]),
        );
        const { continuationCaseId } = (await desk.ports.records.authorization(
          authorization!.number,
        ))!;
        expect(await emailOf(review?.record.id ?? continuationCaseId!)).toBe(OTHER);
      }),
      { numRuns: 60 },
    );
  });

  it('can be changed there and on its review at the same time', async () => {
    for (let round = 0; round < 20; round += 1) {
      const { record: origin } = await openWith(KNOWN, MET);
      const asked = { requestType: 'continuation', member: origin.member, facts: MET } as const;
      const { record: review } = await opened(desk.ports, {
        ...asked,
        prescriber: origin.prescriber,
      });
      const both = await Promise.all([
        change(origin.id, OTHER, PHARMACIST),
        change(review.id, 'third@example.org', PHARMACIST),
      ]);
      expect(both.map(({ ok }) => ok)).toEqual([true, true]);
      expect(await emailOf(origin.id)).toBe(await emailOf(review.id));
    }
  });

  it('applies to no request that may be of another person', async () => {
    const { record: origin, authorization } = await openWith(KNOWN, MET);
    const { record: theirs } = await opened(desk.ports, {
      requestType: 'continuation',
      member: { ...origin.member, givenName: 'Zelda', birthDate: '1931-02-03' },
      facts: RESPONDING,
      prescriber: origin.prescriber,
    });
    expect([theirs.status, theirs.renews]).toEqual(['in-review', authorization?.number]);
    accepted(await change(origin.id, OTHER, PHARMACIST));
    expect(await emailOf(theirs.id)).toBe(KNOWN);
  });
});

describe('the suggested address of a prescriber', () => {
  it('is one that a letter reached, whatever was typed since', async () => {
    await openWith(KNOWN);
    const typed = await offered();
    await deliverDue(desk);
    const reached = await offered();
    await openWith(OTHER);
    expect([typed, reached, await offered()]).toEqual([[undefined], [KNOWN], [KNOWN]]);
  });

  it('is not one that was corrected while a letter was on its way there', async () => {
    const { record } = await openWith(KNOWN);
    const correcting: LetterSender = {
      send: async () => void accepted(await change(record.id, OTHER, PHARMACIST)),
    };
    await deliverDue(desk, correcting);
    const notices = await desk.ports.records.notices(record.id);
    expect(notices.map(({ to }) => to)).toContain(KNOWN);
    expect(await offered()).toEqual([OTHER]);
  });

  it('is shown next to a new one until a letter has reached the new one', async () => {
    await openWith(KNOWN);
    await deliverDue(desk);
    const second = await openWith(OTHER);
    const shown = [second.addressChange, await addressChange(second.record.id)];
    await deliverDue(desk);
    const change = { known: KNOWN, given: OTHER };
    expect([...shown, await addressChange(second.record.id)]).toEqual([change, change, null]);
    expect(await offered()).toEqual([OTHER]);
  });

  it.each([
    ['a pharmacist enters', PHARMACIST, OTHER],
    ['intake types', INTAKE, undefined],
  ])('immediately includes what %s, or not', async (_who, actor, email) => {
    const { record } = await openWith(KNOWN);
    accepted(await change(record.id, OTHER, actor));
    expect(await offered()).toEqual([email]);
  });
});
