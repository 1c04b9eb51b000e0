import {
  changeMemberContact,
  expediteCase,
  passInformationDeadline,
  precheck,
  previewDecision,
  recordFindings,
  resultsShownTo,
  viewCase,
  type Ports,
} from '@assent/application';
import type { Actor, ReviewerFinding } from '@assent/domain';
import { openDesk, type Desk } from '../support/desk';
import { CONTRADICTORY, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import {
  accepted,
  decide,
  DIRECTOR,
  inform,
  opened,
  PHARMACIST,
  refused,
  requestOf,
  unique,
} from '../support/requests';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk.close());

const AUDITOR: Actor = { subject: 'aud', role: 'auditor' };

const CRITERIA = ['I.S', 'I.B', 'I.1', 'I.2', 'I.3'];

const texan = () =>
  ({
    memberId: `TF${unique()}`,
    givenName: 'Rosa',
    familyName: 'Ibarra',
    birthDate: '1957-04-02',
    state: 'TX',
  }) as const;

const openedInTexas = (facts: object = TOO_MANY_CAPSULES, ports = desk.ports) =>
  opened(ports, { facts: { ...facts }, member: texan() });

async function find(caseId: string, word: ReviewerFinding, actor = DIRECTOR, ports = desk.ports) {
  const record = await ports.records.case(caseId);
  return recordFindings(ports)({
    caseId,
    actor,
    version: record?.version ?? 0,
    findings: CRITERIA.map((criterion) => ({ criterion, finding: word })),
  });
}

async function isWithheld(caseId: string, actor = DIRECTOR, ports: Ports = desk.ports) {
  const { record, determination } = accepted(await viewCase(ports)(caseId));
  return resultsShownTo(record, determination, actor).findings?.isWithheld ?? false;
}

/** The same record, with other settings of the plan. */
const planWith = (jurisdiction: Ports['settings']['jurisdiction']): Ports => ({
  ...desk.ports,
  settings: { ...desk.ports.settings, jurisdiction },
});

describe('the rule of a case', () => {
  it('stays as it was when it was opened, whatever the plan sets later', async () => {
    const { id } = (await openedInTexas()).record;
    const off = planWith({ state: null, findingsFirst: [] });
    expect(await isWithheld(id, DIRECTOR, off)).toBe(true);
    const denial = refused(await decide(off, id, 'deny'));
    expect(denial.code).toBe('findings-needed');
    const later = (await openedInTexas(TOO_MANY_CAPSULES, off)).record;
    expect(later.jurisdiction).toEqual({ state: 'TX', from: 'member', findingsFirst: null });
    expect(await isWithheld(later.id)).toBe(false);
  });

  it("comes from the plan's own state if the request names none", async () => {
    const { findingsFirst } = desk.ports.settings.jurisdiction;
    const plan = planWith({ state: 'TX', findingsFirst });
    const { record } = await opened(plan, { facts: TOO_MANY_CAPSULES });
    expect(record.jurisdiction).toMatchObject({ state: 'TX', from: 'plan' });
    expect(await isWithheld(record.id)).toBe(true);
  });
});

describe('the state of an address', () => {
  const address = {
    line1: '7 Long Street',
    city: 'Austin',
    state: 'TX',
    postalCode: '73301',
  } as const;
  const withoutState = () => {
    const { state: _state, ...rest } = texan();
    return rest;
  };

  it('is that of the case if the request names none of its own', async () => {
    const member = { ...withoutState(), address };
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member });
    expect(record.jurisdiction).toMatchObject({ state: 'TX', from: 'member' });
    expect(await isWithheld(record.id)).toBe(true);
  });

  it('does not count where the request names the state in which the member lives', async () => {
    const here = { ...texan(), address: { ...address, state: 'FL' as const } };
    const away = { ...withoutState(), state: 'FL' as const, address };
    const [texas, florida] = [
      (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member: here })).record,
      (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member: away })).record,
    ];
    expect(texas.jurisdiction?.state).toBe('TX');
    expect(florida.jurisdiction?.state).toBe('FL');
    expect(await isWithheld(florida.id)).toBe(false);
  });

  it('does not change the law of a case that is open', async () => {
    const member = { ...withoutState(), address: { ...address, state: 'FL' as const } };
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member });
    const change = { caseId: record.id, contact: { address }, actor: DIRECTOR };
    const moved = accepted(
      await changeMemberContact(desk.ports)({ ...change, version: record.version }),
    ).record;
    expect(moved.member.address?.state).toBe('TX');
    expect(moved.jurisdiction).toEqual(record.jurisdiction);
    expect(await isWithheld(record.id)).toBe(false);
  });

  it('withholds the results of a pre-check, too', async () => {
    const member = { ...withoutState(), address };
    const request = await requestOf(desk.ports, { facts: TOO_MANY_CAPSULES, member });
    const { outcome } = await precheck(desk.ports)(request, DIRECTOR);
    expect(outcome).toBe('withheld');
  });
});

describe('a question of a reviewer', () => {
  /** In review with one fact missing, since the provider office did not answer in time. */
  async function overdue() {
    const { record } = await openedInTexas(ONE_MISSING);
    desk.clock.set(record.informationDueAt ?? '');
    await passInformationDeadline(desk.ports)(record.id);
    return record.id;
  }
  const missing = async (caseId: string, actor = DIRECTOR) => {
    const { record, determination } = accepted(await viewCase(desk.ports)(caseId));
    return resultsShownTo(record, determination, actor).missing.length;
  };
  const preview = async (caseId: string) => {
    const record = await desk.ports.records.case(caseId);
    const command = { version: record?.version ?? 0, rationale: 'What about the kidneys?' };
    const asked = {
      caseId,
      decision: 'request-information',
      actor: DIRECTOR,
      clauses: [],
    } as const;
    return accepted(await previewDecision(desk.ports)({ ...asked, ...command })).text;
  };

  it('is asked alone before they found, and tells them nothing that the check finds missing', async () => {
    const id = await overdue();
    expect(await preview(id)).toContain('Our reviewer asks: What about the kidneys?');
    expect(await preview(id)).not.toContain('Please send us');
    const asked = accepted(await decide(desk.ports, id, 'request-information')).record;
    expect(asked).toMatchObject({
      status: 'pending-information',
      informationRequest: { isAlone: true },
    });
    expect([await missing(id), await missing(id, PHARMACIST), await missing(id, AUDITOR)]).toEqual([
      0, 0, 1,
    ]);
    const [event] = (await desk.ports.records.events(id)).slice(-1);
    expect(event).toMatchObject({ type: 'information-requested', details: { missing: [] } });
    expect(await preview(id)).not.toContain('Please send us');
    const by = 'member' as const;
    const wish = { caseId: id, by, reason: 'The disease progresses.', actor: PHARMACIST };
    const expedited = accepted(await expediteCase(desk.ports)(wish)).record;
    expect(expedited.informationRequest).toMatchObject({ isAlone: true });
    expect(await missing(id)).toBe(0);
  });

  it('goes with what is missing once they found', async () => {
    const id = await overdue();
    accepted(await find(id, 'cannot-tell'));
    expect(await preview(id)).toContain('Please send us');
    const asked = accepted(await decide(desk.ports, id, 'request-information')).record;
    expect(asked.informationRequest).not.toHaveProperty('isAlone');
    expect(await missing(id)).toBe(1);
  });

  it('goes with what is missing where findings do not come first', async () => {
    const { record } = await opened(desk.ports, { facts: ONE_MISSING });
    expect(await preview(record.id)).toContain('Please send us');
  });
});

describe('findings', () => {
  it('are asked for again once the facts behind them change', async () => {
    const { id } = (await openedInTexas()).record;
    accepted(await find(id, 'not-met'));
    accepted(await inform(desk.ports, id, { setting: 'provider-administered' }));
    expect(await isWithheld(id)).toBe(true);
    expect(refused(await decide(desk.ports, id, 'deny')).detail).toContain('lack one: I.S');
    accepted(await find(id, 'not-met'));
    expect(accepted(await decide(desk.ports, id, 'deny')).record.status).toBe('denied');
  });

  it('stay while other information comes in', async () => {
    const { id } = (await openedInTexas()).record;
    accepted(await find(id, 'not-met'));
    const labs = { labs: { creatinineClearanceMlMin: 80 } };
    accepted(await inform(desk.ports, id, labs));
    expect(await isWithheld(id)).toBe(false);
  });

  it('of one reviewer open nothing to another', async () => {
    const { id } = (await openedInTexas(CONTRADICTORY)).record;
    accepted(await find(id, 'cannot-tell', PHARMACIST));
    expect([await isWithheld(id, PHARMACIST), await isWithheld(id, DIRECTOR)]).toEqual([
      false,
      true,
    ]);
  });

  it('from before the same facts came back count again', async () => {
    const { id } = (await openedInTexas()).record;
    accepted(await find(id, 'not-met'));
    accepted(await inform(desk.ports, id, { dosing: { capsulesPer28Days: 5 } }));
    accepted(await inform(desk.ports, id, TOO_MANY_CAPSULES));
    expect(await isWithheld(id)).toBe(false);
  });
});
