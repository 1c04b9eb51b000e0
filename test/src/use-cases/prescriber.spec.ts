import {
  changePrescriber,
  LetterNotAccepted,
  suggestPrescribers,
  viewCase,
  type LetterSender,
} from '@assent/application';
import type { Actor } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING } from '../support/facts';
import { deliverDue, lettersOf } from '../support/letters';
import { accepted, INTAKE, opened, PHARMACIST, unique } from '../support/requests';

const NIGHT = '2026-11-23T07:00:00Z';
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

const change = (caseId: string, email: string, actor: Actor = INTAKE) =>
  changePrescriber(desk.ports)({ caseId, actor, contact: { email } });

async function offered(): Promise<(string | undefined)[]> {
  return (await suggestPrescribers(desk.records.reading)(npi)).map(({ email }) => email);
}

async function addressChange(id: string) {
  return accepted(await viewCase(desk.ports)(id)).addressChange;
}

describe('a corrected address', () => {
  it('stands in the case and on its timeline', async () => {
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

  it('gets the letters that were given up, at once, also at night', async () => {
    const { record } = await openWith(KNOWN);
    await deliverDue(desk, refusing);
    desk.clock.set(NIGHT);
    accepted(await change(record.id, OTHER));
    expect((await desk.ports.records.case(record.id))?.stuck).toBeNull();
    expect((await lettersOf(desk, record.id)).map(({ to }) => to)).toEqual([OTHER]);
  });

  it('is taken of a closed case whose letter was refused, and of no other closed case', async () => {
    const { record } = await openWith(KNOWN, MET);
    const early = await change(record.id, OTHER);
    await deliverDue(desk, refusing);
    const { record: after, authorization } = accepted(await change(record.id, OTHER));
    expect(early).toMatchObject({ ok: false, refusal: { code: 'case-closed' } });
    expect([after.status, authorization?.caseId]).toEqual(['approved', record.id]);
    expect((await lettersOf(desk, record.id)).map(({ to }) => to)).toEqual([OTHER]);
  });

  it('changes nothing where it is the same', async () => {
    const { record } = await openWith(KNOWN);
    const { record: after } = accepted(await change(record.id, KNOWN));
    expect(after.version).toBe(1);
  });
});

describe('the address that is offered for a prescriber', () => {
  it('is one that a letter reached, whatever was typed since', async () => {
    await openWith(KNOWN);
    const typed = await offered();
    await deliverDue(desk);
    const reached = await offered();
    await openWith(OTHER);
    expect([typed, reached, await offered()]).toEqual([[undefined], [KNOWN], [KNOWN]]);
  });

  it('is shown beside another one until a letter has reached that', async () => {
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
    ['a pharmacist states', PHARMACIST, OTHER],
    ['intake types', INTAKE, undefined],
  ])('is at once what %s, or not', async (_who, actor, email) => {
    const { record } = await openWith(KNOWN);
    accepted(await change(record.id, OTHER, actor));
    expect(await offered()).toEqual([email]);
  });
});
