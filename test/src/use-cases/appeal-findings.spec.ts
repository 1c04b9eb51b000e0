import {
  openAppealFile,
  recordAppealFindings,
  recordFindings,
  viewAppeal,
  type AppealCommand,
} from '@assent/application';
import type { Actor } from '@assent/domain';
import { folderStore } from '@assent/platform';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  decideOn,
  deniedCase,
  filed,
  OTHER_DIRECTOR,
  partlyApprovedCase,
} from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accepted, decide, DIRECTOR, inform, INTAKE, opened, refused } from '../support/requests';
import { deniedInTexas, found, texan } from '../support/texas';

const NOW = '2026-11-24T15:00:00Z';
const THIRD_DIRECTOR: Actor = { subject: 'mia', role: 'medical-director' };
const AUDITOR: Actor = { subject: 'aud', role: 'auditor' };

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
beforeEach(() => desk.clock.set(NOW));
afterAll(() => desk.close());

const onAppeal = async (id: string, actor: Actor): Promise<AppealCommand> => ({
  id,
  actor,
  version: (await desk.ports.records.appeal(id))?.version ?? 0,
});
const find = async (id: string, actor = OTHER_DIRECTOR, findings = found()) =>
  recordAppealFindings(desk.ports)({ ...(await onAppeal(id, actor)), findings });
const isWithheld = async (id: string, actor: Actor) =>
  accepted(await viewAppeal(desk.ports)(id, actor)).isWithheld;

describe('findings on an appeal', () => {
  it('of one medical director let no other uphold the denial', async () => {
    const { id } = await filed(desk.ports, await deniedInTexas(desk.ports));
    accepted(await find(id, THIRD_DIRECTOR));
    expect(await isWithheld(id, OTHER_DIRECTOR)).toBe(true);
    expect(refused(await decideOn(desk.ports, id, 'uphold')).code).toBe('findings-needed');
    accepted(await find(id));
    const { appeal } = accepted(await decideOn(desk.ports, id, 'uphold'));
    expect(appeal.findings?.map(({ by }) => by.subject)).toEqual(['mia', 'max']);
    expect(appeal.decision?.enginePart?.compared).toHaveLength(5);
  });

  it('are not those of who denied: they took part', async () => {
    const { id } = await filed(desk.ports, await deniedInTexas(desk.ports));
    expect(refused(await find(id, DIRECTOR)).code).toBe('took-part');
    expect(refused(await decideOn(desk.ports, id, 'uphold', { actor: DIRECTOR })).code).toBe(
      'took-part',
    );
  });

  it('on the case before it was denied count for none: who found there took part', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member: texan() });
    const { id: caseId, version } = record;
    const findings = found();
    const actor = OTHER_DIRECTOR;
    accepted(await recordFindings(desk.ports)({ caseId, actor, version, findings }));
    accepted(
      await recordFindings(desk.ports)({ caseId, actor: DIRECTOR, version: version + 1, findings }),
    );
    accepted(await decide(desk.ports, caseId, 'deny'));
    const { id } = await filed(desk.ports, caseId);
    expect(refused(await find(id)).code).toBe('took-part');
  });

  it('of an approval with changes are needed to uphold it', async () => {
    const caseId = await partlyApprovedCase(desk.ports, { months: 2 }, { member: texan() });
    const { id } = await filed(desk.ports, caseId);
    expect(refused(await decideOn(desk.ports, id, 'uphold')).code).toBe('findings-needed');
    accepted(await find(id, OTHER_DIRECTOR, found([])));
    expect(accepted(await decideOn(desk.ports, id, 'uphold')).appeal.status).toBe('upheld');
  });

  it('are void once a fact of a case that is still open changes', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member: texan() });
    desk.clock.set(new Date((record.dueAt?.getTime() ?? 0) + 60_000));
    const { id } = await filed(desk.ports, record.id);
    accepted(await find(id));
    accepted(await inform(desk.ports, record.id, { dosing: { capsulesPer28Days: 5 } }));
    const part = await decideOn(desk.ports, id, 'partly-overturn', { months: 2 });
    expect(refused(part).code).toBe('findings-needed');
    expect(refused(part).detail).toContain('I.3');
    accepted(await find(id));
    const decided = await decideOn(desk.ports, id, 'partly-overturn', { months: 2 });
    expect(accepted(decided).appeal.status).toBe('partly-overturned');
  });

  it('do not open the results of a case that is still to be decided', async () => {
    const { record } = await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member: texan() });
    desk.clock.set(new Date((record.dueAt?.getTime() ?? 0) + 60_000));
    const { id } = await filed(desk.ports, record.id);
    accepted(await find(id));
    expect(await isWithheld(id, OTHER_DIRECTOR)).toBe(true);
  });

  it('are recorded once, however often they are sent', async () => {
    const { id } = await filed(desk.ports, await deniedInTexas(desk.ports));
    const command = { key: `key-${id}`, digest: 'ab'.repeat(32) };
    const sent = { ...(await onAppeal(id, OTHER_DIRECTOR)), findings: found(), command };
    accepted(await recordAppealFindings(desk.ports)(sent));
    accepted(await recordAppealFindings(desk.ports)(sent));
    expect((await desk.ports.records.appeal(id))?.findings).toHaveLength(1);
  });
});

describe('elsewhere', () => {
  it('an appeal takes no findings, and says that results were shown', async () => {
    const { id } = await filed(desk.ports, await deniedCase(desk.ports));
    expect(refused(await find(id)).code).toBe('findings-not-needed');
    const { appeal, findings } = accepted(await decideOn(desk.ports, id, 'uphold'));
    expect(findings).toBeNull();
    expect(appeal.decision?.enginePart).toMatchObject({ part: 'shown-to-reviewer', compared: [] });
  });

  it('a case without findings first is not marked while it is appealed', async () => {
    const caseId = await deniedCase(desk.ports);
    await filed(desk.ports, caseId);
    expect(await desk.ports.records.case(caseId)).not.toHaveProperty('underAppeal');
  });
});

test('a case is marked while an appeal awaits a decision, and not after it', async () => {
  const caseId = await deniedInTexas(desk.ports);
  const { id } = await filed(desk.ports, caseId);
  expect(await desk.ports.records.case(caseId)).toMatchObject({ underAppeal: true });
  accepted(await decideOn(desk.ports, id, 'overturn'));
  expect(await desk.ports.records.case(caseId)).toMatchObject({ underAppeal: false });
});

test('the case file leaves out what its reader may not see yet, and has all of it later', async () => {
  const store = folderStore(mkdtempSync(join(tmpdir(), 'assent-test-documents-')));
  const { id } = await filed(desk.ports, await deniedInTexas(desk.ports));
  const file = async (actor: Actor) =>
    accepted(await openAppealFile({ ...desk.ports, store })(id, actor));
  accepted(await find(id, THIRD_DIRECTOR));
  const withheld = await file(OTHER_DIRECTOR);
  expect(withheld).toMatchObject({
    isWithheld: true,
    determination: { outcome: 'withheld' },
    record: { findings: [], decision: { enginePart: null } },
    appeal: { findings: [] },
  });
  const whole = await file(AUDITOR);
  expect(whole).toMatchObject({
    isWithheld: false,
    determination: { outcome: 'criteria-not-met' },
  });
  expect(whole.appeal.findings).toHaveLength(1);
  expect(whole.digest).not.toBe(withheld.digest);
  accepted(await find(id));
  expect((await file(OTHER_DIRECTOR)).isWithheld).toBe(false);
  expect((await file(INTAKE)).isWithheld).toBe(true);
});
