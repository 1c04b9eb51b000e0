import {
  lettersOf,
  reconcile,
  repairCase,
  type DecideCase,
  type RepairPorts,
} from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import { accepted, decide, opened, PHARMACIST } from '../support/requests';
import { switchOff } from '../support/switch-off';

/** What a check works with while all workflows run and the worker keeps up. */
function checking({ ports, records }: Desk): RepairPorts {
  return {
    ...ports,
    stuck: records.stuck,
    workflows: {
      answers: () => Promise.resolve(true),
      patience: () => () => true,
      ringsBy: () => Promise.resolve(true),
      look: () =>
        Promise.resolve({
          ...{ state: 'running', hasMoved: true, atRest: true, task: null, retrying: [] },
        }),
      idOf: () => 'any',
    },
    looks: new Map(),
    soon: async (holds) => {
      await records.database.outbox.deleteMany();
      await deliverDue(desk);
      await makeMemberLetters(desk);
      return holds();
    },
  };
}

const EVENING = new Date('2026-11-23T03:00:00Z');
const MORNING = new Date('2026-11-23T15:00:00Z');

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(async () => {
  desk.clock.set(EVENING);
  await switchOff(desk.records, 'a_made_letter_is_kept', 'a_sent_letter_is_kept');
  await desk.records.database.memberLetter.deleteMany();
  await desk.records.database.notice.deleteMany();
});
afterAll(() => desk.close());

type Change = Parameters<Desk['records']['database']['case']['update']>[0]['data'];

/** Changes the record behind its back, past the triggers that keep a closed case as it was. */
const change = (id: string, data: Change) =>
  desk.records.database.$transaction([
    desk.records.database.$executeRaw`ALTER TABLE pa_case DISABLE TRIGGER USER`,
    desk.records.database.case.update({ where: { id }, data }),
    desk.records.database.$executeRaw`ALTER TABLE pa_case ENABLE TRIGGER USER`,
  ]);

/** The letters of a case that go out in the morning. */
async function sentInTheMorning(id: string): Promise<readonly string[]> {
  desk.clock.set(MORNING);
  await deliverDue(desk);
  await makeMemberLetters(desk);
  const letters = accepted(await lettersOf(desk.ports)(id));
  return letters
    .filter(({ kind }) => kind !== 'renewal-reminder')
    .map(({ kind, recipient, state }) => `${kind} to the ${recipient}: ${state}`);
}

async function approvedOtherwise(): Promise<string> {
  const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
  const terms: Partial<DecideCase> = {
    actor: PHARMACIST,
    dosing: { capsulesPer28Days: 3 },
    reason: 'Three are the labeled dose.',
  };
  accepted(await decide(desk.ports, record.id, 'approve', terms));
  return record.id;
}

async function denied(): Promise<string> {
  const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
  accepted(await decide(desk.ports, record.id, 'deny', { clauses: ['I.3'] }));
  return record.id;
}

async function asked(): Promise<string> {
  return (await opened(desk.ports, { facts: ONE_MISSING })).record.id;
}

async function approved(): Promise<string> {
  return (await opened(desk.ports, { facts: MET })).record.id;
}

const CHANGED = [
  [
    'an approval whose dose is no longer that of the case',
    approved,
    { facts: { ...MET, dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 3 } } },
    'approval',
    'paragraph 2 states dosing.capsuleStrengthMg, which has changed',
  ],
  [
    'a changed approval whose strength is no longer that of the case',
    approvedOtherwise,
    { facts: { ...MET, dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 4 } } },
    'approval',
    'paragraph 2 states dosing.capsuleStrengthMg, which has changed',
  ],
  [
    'a denial by a criterion that the facts meet by now',
    denied,
    { facts: MET },
    'denial',
    'list 1, item 1 states criterion I.3, which has changed',
  ],
] as const;

describe('a letter that the record no longer agrees with is held back:', () => {
  it.each(CHANGED)('%s', async (_, decideOn, changed, kind, why) => {
    const id = await decideOn();
    await change(id, changed);
    expect(await sentInTheMorning(id)).toEqual([
      `${kind} to the prescriber: failed`,
      `${kind} to the member: failed`,
    ]);
    const stuck = (await desk.ports.records.case(id))?.stuck;
    expect(stuck).toMatchObject({
      cause: 'notice-undeliverable',
      waitsFor: 'reviewer',
      detail: `We held back the ${kind} letter: it is not complete, or does not agree with the record. Correct the record, then send it again.`,
    });
    expect(stuck?.lastError).toMatch(new RegExp(`^The letter was held back: (?:.*; )?${why}`));
    expect(stuck?.lastError).not.toMatch(/\b[34] ?(?:mg|capsules)\b/);
  });

  it('a request for information that the case no longer lacks', async () => {
    const id = await asked();
    await change(id, { facts: MET });
    expect((await sentInTheMorning(id))[0]).toBe('information-request to the prescriber: failed');
    expect((await desk.ports.records.case(id))?.stuck?.lastError).toContain(
      'list 1, item 1 states diagnosis.symptomatic, which has changed',
    );
  });

  it.each([approved, approvedOtherwise, denied, asked])(
    'and none of a record that stayed as it was (%p)',
    async (decideOn) => {
      const id = await decideOn();
      expect((await sentInTheMorning(id)).filter((state) => state.endsWith('failed'))).toEqual([]);
    },
  );

  it('a denial whose reason the record lost, for what it lacks', async () => {
    const id = await denied();
    await change(id, { rationale: '' });
    await sentInTheMorning(id);
    expect((await desk.ports.records.case(id))?.stuck?.lastError).toContain(
      'it is missing the reason',
    );
  });

  it('to the member alone, which makes the case stuck until it is right and tried again', async () => {
    const id = await approved();
    desk.clock.set(MORNING);
    await deliverDue(desk);
    await change(id, { facts: { ...MET, dosing: { capsuleStrengthMg: 3, capsulesPer28Days: 3 } } });
    await makeMemberLetters(desk);
    const ports = checking(desk);
    await reconcile(ports)(id);
    expect((await desk.ports.records.case(id))?.stuck).toMatchObject({
      cause: 'notice-undeliverable',
      since: MORNING,
      waitsFor: 'reviewer',
      repair: 'send-again',
      detail:
        'We held back the approval letter to the member: it is not complete, or does not agree with the record. Correct the record, then send it again.',
      lastError: expect.stringContaining('states dosing.capsuleStrengthMg') as string,
    });
    const still = accepted(await repairCase(ports)({ caseId: id, actor: PHARMACIST }));
    expect([still.did, still.moved]).toEqual(['send-again', false]);
    await change(id, { facts: MET });
    const repaired = accepted(await repairCase(ports)({ caseId: id, actor: PHARMACIST }));
    expect([repaired.did, repaired.moved, repaired.stuck]).toEqual(['send-again', true, null]);
    const [letter] = await desk.ports.records.memberLetters(id);
    expect(letter).toMatchObject({ madeAt: MORNING, lastError: null });
  });

  it('and goes out once the record is right again', async () => {
    const id = await approved();
    await change(id, { facts: { ...MET, dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 4 } } });
    const before = await sentInTheMorning(id);
    await change(id, { facts: MET });
    desk.clock.set('2026-11-24T15:00:00Z');
    const [notice] = await desk.ports.records.notices(id);
    await desk.records.database.notice.update({
      where: { id: notice!.id },
      data: { undeliverableAt: null, nextAttemptAt: null },
    });
    await deliverDue(desk);
    await makeMemberLetters(desk);
    const after = accepted(await lettersOf(desk.ports)(id)).filter(
      ({ kind }) => kind === 'approval',
    );
    expect([before, after.map(({ state }) => state)]).toEqual([
      ['approval to the prescriber: failed', 'approval to the member: failed'],
      ['sent', 'to-print'],
    ]);
  });
});
