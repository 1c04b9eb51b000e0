import { evaluateCase, LetterNotAccepted, type Letter } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import {
  ANSWER,
  CONTRADICTORY,
  DARATUMUMAB,
  MET,
  ONE_MISSING,
  TOO_MANY_CAPSULES,
} from '../support/facts';
import { deliverDue, lettersOf } from '../support/letters';
import { accepted, decide, inform, opened, withdraw } from '../support/requests';

const NOW = new Date('2026-11-22T15:00:00Z');

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(NOW));
afterAll(() => desk.close());

/** Delivers what is due at an instant, and returns the letters of a case. */
function delivered({ id }: { readonly id: string }, at: Date = NOW): Promise<Letter[]> {
  desk.clock.set(at);
  return lettersOf(desk, id);
}

const subjects = (letters: readonly Letter[]) =>
  letters.map(({ subject }) => subject.replace(/^PA-\w+-\w+: /, ''));

describe('the provider office is told', () => {
  it.each([
    ['of an approval', MET, () => Promise.resolve(), ['approved']],
    [
      'of a denial',
      TOO_MANY_CAPSULES,
      async (id: string) => void accepted(await decide(desk.ports, id, 'deny')),
      ['denied'],
    ],
    [
      'of a withdrawal, and no longer of missing information',
      ONE_MISSING,
      async (id: string) => void accepted(await withdraw(desk.ports, id)),
      ['withdrawn'],
    ],
    [
      'that it can have a call while a person reviews its case',
      TOO_MANY_CAPSULES,
      () => Promise.resolve(),
      ['peer-to-peer call offered'],
    ],
    ['of nothing while its case is held', CONTRADICTORY, () => Promise.resolve(), []],
  ])('%s', async (_, facts, then, words) => {
    const { record } = await opened(desk.ports, { facts });
    await then(record.id);
    expect(subjects(await delivered(record))).toEqual(words);
  });

  it('where its request went', async () => {
    const { record } = await opened(desk.ports, { lineOfBusiness: 'medicare-part-d' });
    expect(subjects(await delivered(record))).toEqual(['routed to another payer']);
  });

  it('at the approval, why its renewal may fail', async () => {
    const { record, authorization } = await opened(desk.ports, { facts: DARATUMUMAB });
    const [letter] = await delivered(record);
    expect(letter?.text).toContain(`Please note: ${authorization?.warnings[0]?.message}`);
  });
});

describe('an open question', () => {
  it('is asked at once, with a reminder at each quarter of the time, until it is answered', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    const left = record.informationDueAt!.getTime() - NOW.getTime();
    const quarter = (count: number) => new Date(NOW.getTime() + (left * count) / 4);
    const told = [
      await delivered(record),
      await delivered(record, quarter(1)),
      await delivered(record, quarter(2)),
    ];
    accepted(await inform(desk.ports, record.id, ANSWER));
    told.push(await delivered(record, quarter(3)));
    const reminder = 'reminder: information request';
    const asked = [['information request'], [reminder], [reminder]];
    expect(told.map(subjects)).toEqual([...asked, ['approved']]);
  });

  it('is not asked twice if the workflow evaluates the case as well', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    await evaluateCase(desk.ports)(record.id);
    expect(await delivered(record)).toHaveLength(1);
  });

  it("of a reviewer reaches the provider office in the reviewer's words", async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    const rationale = 'Is a fourth capsule meant?';
    accepted(await decide(desk.ports, record.id, 'request-information', { rationale }));
    const [letter] = (await delivered(record)).filter(({ subject }) =>
      subject.endsWith(': information request'),
    );
    expect(letter?.text).toContain(`Our reviewer asks: ${rationale}`);
  });
});

describe("a provider office that can't be reached", () => {
  it('by email gets its letters through the mailroom', async () => {
    const prescriber = { npi: '1234567893', name: 'Lee Park MD' };
    const { record } = await opened(desk.ports, { facts: ONE_MISSING, prescriber });
    const [letter] = await delivered(record);
    expect(letter?.to).toBe('mailroom@example.org');
  });

  it('at all leaves the case stuck, whatever else a person does', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    await deliverDue(desk, { send: () => Promise.reject(new LetterNotAccepted('550', true)) });
    const stuck = await desk.ports.records.case(record.id);
    const moved = accepted(await inform(desk.ports, record.id, { setting: 'self-administered' }));
    expect([stuck?.stuck?.cause, moved.record.stuck?.cause]).toEqual([
      'notice-undeliverable',
      'notice-undeliverable',
    ]);
  });
});
