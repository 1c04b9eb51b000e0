import { evaluateCase, passInformationDeadline, viewCase } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import {
  ANSWER,
  CONTRADICTORY,
  MET,
  ONE_MISSING,
  RESPONDING,
  RESPONSE,
  TOO_MANY_CAPSULES,
} from '../support/facts';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  INTAKE,
  opened,
  refused,
  withdraw,
} from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set('2026-11-22T15:00:00Z'));
afterAll(() => desk.close());

const pending = async (facts = ONE_MISSING) => (await opened(desk.ports, { facts })).record;
const timeline = async (caseId: string): Promise<string[]> =>
  (await desk.ports.records.events(caseId)).map(({ type }) => type);

/** A case whose office did not answer in time. */
async function overdue(facts = ONE_MISSING) {
  const record = await pending(facts);
  desk.clock.set(record.informationDueAt!);
  await passInformationDeadline(desk.ports)(record.id);
  return record;
}

describe('added information', () => {
  it('that makes the criteria met approves the case at once', async () => {
    const { id } = await pending();
    const { record, authorization } = accepted(await inform(desk.ports, id, ANSWER));
    expect([record.status, record.decision?.by.role]).toEqual(['approved', 'software']);
    expect(authorization?.caseId).toBe(id);
    expect((await timeline(id)).slice(3)).toEqual(['information-given', 'determined', 'approved']);
  });

  it.each([
    ['shows that the criteria are not met', TOO_MANY_CAPSULES, 'criteria-not-met'],
    ['contradicts itself', CONTRADICTORY, 'hold'],
  ])('that %s hands the case over to a person', async (_, facts, reason) => {
    const { id } = await pending();
    const { record } = accepted(await inform(desk.ports, id, facts));
    expect([record.status, record.review?.reason]).toEqual(['in-review', reason]);
  });

  it.each([
    [['daratumumab and melphalan', 'lenalidomide', 'dexamethasone'], ['unread-drug']],
    [['daratumumab and hyaluronidase-fihj', 'lenalidomide', 'dexamethasone'], []],
  ])('that meets the criteria with %j is held by %j', async (combinationAgents, holds) => {
    const { id } = await pending({ ...ONE_MISSING, transplantCandidate: true });
    const answer = { ...ANSWER, regimen: { combinationAgents } };
    const { record, determination } = accepted(await inform(desk.ports, id, answer));
    expect(determination.outcome).toBe('criteria-met');
    expect(record.holds.map((hold) => hold.id)).toEqual(holds);
    expect(record.status).toBe(holds.length > 0 ? 'in-review' : 'approved');
  });

  it('that leaves another question open asks for that', async () => {
    const { id } = await pending({});
    const { record, determination } = accepted(await inform(desk.ports, id, ONE_MISSING));
    expect(record.status).toBe('pending-information');
    expect(determination.missing.map(({ fact }) => fact)).toEqual(['diagnosis.symptomatic']);
    expect((await timeline(id)).at(-1)).toBe('information-requested');
  });

  it('that answers nothing that was asked does not ask the same again', async () => {
    const { id } = await pending();
    accepted(await inform(desk.ports, id, { pregnancyPotential: false }));
    expect((await timeline(id)).slice(3)).toEqual(['information-given', 'determined']);
  });

  it('replaces what was known, and both appear on the timeline', async () => {
    const { id } = await pending();
    const later = { dosing: { capsuleStrengthMg: 3 } };
    const { record } = accepted(await inform(desk.ports, id, later));
    expect(record.facts['dosing']).toEqual({ capsuleStrengthMg: 3, capsulesPer28Days: 3 });
    const events = await desk.ports.records.events(id);
    expect(events.find(({ type }) => type === 'information-given')?.details).toMatchObject({
      given: { 'dosing.capsuleStrengthMg': 3 },
      replaced: { 'dosing.capsuleStrengthMg': 4 },
    });
  });

  it('is refused if the case would become too large, and can make it smaller', async () => {
    const effects = (entries: number, length: number) => ({
      currentProteasomeInhibitor: {
        intolerableAdverseEffects: Array<string>(entries).fill('x'.repeat(length)),
      },
    });
    const { id } = await pending({ ...ONE_MISSING, ...effects(10, 3_000) });
    const more = { bortezomib: { inappropriateReason: 'y'.repeat(3_000) } };
    expect(refused(await inform(desk.ports, id, more))).toMatchObject({
      code: 'invalid',
      faults: [{ path: 'facts', code: 'too-large' }],
    });
    accepted(await inform(desk.ports, id, effects(1, 3_000)));
    const { record } = accepted(await inform(desk.ports, id, more));
    expect(record.facts).toMatchObject(more);
  });

  it('can make a fact unknown again', async () => {
    const { id } = await pending();
    const { determination } = accepted(await inform(desk.ports, id, { setting: null }));
    expect(determination.missing.map(({ fact }) => fact)).toContain('setting');
  });

  it('has a source: who gave it, when, and through which channel', async () => {
    const { id } = await pending();
    desk.clock.set('2026-11-23T10:00:00Z');
    await inform(desk.ports, id, ANSWER);
    const { sources } = accepted(await viewCase(desk.ports)(id));
    const at = new Date('2026-11-23T10:00:00Z');
    expect(sources['diagnosis.symptomatic']).toEqual({ by: INTAKE, at, channel: 'phone' });
    expect(sources['setting']).toMatchObject({ by: INTAKE, channel: 'portal' });
  });

  it('is refused with all its errors, and nothing is saved', async () => {
    const before = await pending();
    const facts = { diagnosis: { symptomatic: 'yes' }, dosing: { capsulesPer28Days: 2.5 } };
    const refusal = refused(await inform(desk.ports, before.id, facts));
    expect(refusal.code).toBe('invalid');
    expect(refusal.faults?.map(({ path }) => path).sort()).toEqual([
      'facts.diagnosis.symptomatic',
      'facts.dosing.capsulesPer28Days',
    ]);
    expect(await desk.ports.records.case(before.id)).toEqual(before);
  });

  it.each([
    ['after the receipt of the request', '2026-11-23'],
    ['before the member was born', '1950-01-01'],
    ['before 1900', '0526-01-01'],
  ])('is refused with a date %s', async (_, endedOn) => {
    const { id } = await pending();
    const priorTherapies = [{ agents: ['melphalan'], endedOn }];
    const refusal = refused(await inform(desk.ports, id, { priorTherapies }));
    expect(refusal.faults?.map(({ path }) => path)).toEqual(['facts.priorTherapies.0.endedOn']);
  });

  it.each([
    ['approved', (id: string) => inform(desk.ports, id, ANSWER)],
    ['withdrawn', (id: string) => withdraw(desk.ports, id)],
  ])('is refused once the case is %s', async (_, close) => {
    const { id } = await pending();
    accepted(await close(id));
    const refusal = refused(await inform(desk.ports, id, MET));
    expect([refusal.code, refusal.caseId]).toEqual(['case-closed', id]);
  });
});

describe('information that arrives after a person took over', () => {
  it('and is still incomplete leaves the case with that person', async () => {
    const { id } = await overdue({});
    const { record } = accepted(await inform(desk.ports, id, ONE_MISSING));
    expect([record.status, record.review?.reason]).toEqual(['in-review', 'information-overdue']);
    expect((await timeline(id)).slice(-2)).toEqual(['information-given', 'determined']);
  });

  it('and makes the criteria met approves the case', async () => {
    const { id } = await overdue();
    const { record } = accepted(await inform(desk.ports, id, ANSWER));
    expect([record.status, record.decision?.by.role]).toEqual(['approved', 'software']);
  });

  it('and shows that the criteria are not met gives the review its new reason', async () => {
    const { id } = await overdue();
    const { record } = accepted(await inform(desk.ports, id, TOO_MANY_CAPSULES));
    expect([record.status, record.review?.reason]).toEqual(['in-review', 'criteria-not-met']);
  });
});

describe("a reviewer's question", () => {
  it('returns the case to the provider office, with time to answer however late it is', async () => {
    const { id } = await overdue();
    desk.clock.set('2026-12-06T15:00:00Z');
    const { record } = accepted(
      await decide(desk.ports, id, 'request-information', { rationale: 'Which smoldering?' }),
    );
    expect(record).toMatchObject({
      status: 'pending-information',
      review: null,
      informationRequest: { by: DIRECTOR, rationale: 'Which smoldering?' },
    });
    expect(record.informationDueAt! > new Date('2026-12-07T15:00:00Z')).toBe(true);
    expect(record.nextStepAt).toEqual(record.informationDueAt);
  });

  it('is answered, whatever is approved for the member in the meantime', async () => {
    const { record: before } = await opened(desk.ports, {
      facts: { ...RESPONDING, priorAuthorizations: [] },
      requestType: 'continuation',
      lineOfBusiness: 'medicare-advantage',
    });
    accepted(await decide(desk.ports, before.id, 'request-information'));
    await opened(desk.ports, { facts: MET, member: before.member });
    await evaluateCase(desk.ports)(before.id);
    const waiting = (await desk.ports.records.case(before.id))!;
    expect([waiting.status, waiting.informationRequest, waiting.determination.outcome]).toEqual([
      'pending-information',
      expect.objectContaining({ by: DIRECTOR }),
      'criteria-met',
    ]);
    const unsent = (await desk.ports.records.notices(before.id)).filter((each) => !each.sentAt);
    expect(unsent.map(({ kind }) => kind)).toContain('information-request');
    const { record } = accepted(await inform(desk.ports, before.id, RESPONSE));
    expect(record.status).toBe('approved');
  });

  it('is not forgotten if only a part is answered', async () => {
    const { dosing, ...rest } = ONE_MISSING;
    const { id } = await pending(rest);
    const rationale = 'Which smoldering?';
    const asked = accepted(await decide(desk.ports, id, 'request-information', { rationale }));
    const { record } = accepted(await inform(desk.ports, id, { dosing }));
    expect([record.status, record.informationRequest?.rationale]).toEqual([
      'pending-information',
      rationale,
    ]);
    expect(record.informationDueAt).toEqual(asked.record.informationDueAt);
    const questions = (await desk.ports.records.events(id)).map(
      ({ details }) => details['question'],
    );
    expect(questions).toContain(rationale);
    const unsent = (await desk.ports.records.notices(id)).filter((each) => !each.sentAt);
    expect(unsent.filter(({ kind }) => kind === 'information-request')).toHaveLength(1);
    expect(accepted(await inform(desk.ports, id, ANSWER)).record.status).toBe('approved');
  });

  it('returns the case to the reviewer if the answer does not meet the criteria', async () => {
    const { record: before } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES });
    accepted(await decide(desk.ports, before.id, 'request-information'));
    const { record } = accepted(await inform(desk.ports, before.id, { pregnancyPotential: true }));
    expect([record.status, record.informationRequest]).toEqual(['in-review', null]);
  });
});
