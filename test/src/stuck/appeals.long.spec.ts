import { expediteAppeal, forwardAppeal, recordExternalOutcome } from '@assent/application';
import type { LineOfBusiness } from '@assent/domain';
import { temporalInspector } from '@assent/platform';
import { caseWorkflowId } from '@assent/workflows';
import { decideOn, filed } from '../support/appeals';
import { mailPrinted } from '../support/letters';
import { accepted, INTAKE } from '../support/requests';
import { KEYS } from '../support/temporal';
import { decide, NOT_MET, openFor } from '../workflow/cast';
import { eventually } from '../workflow/stage';
import { keepWatch, type Watch } from './watch';

const HOUR = 3_600_000;

let watch: Watch;

beforeEach(async () => {
  watch = await keepWatch();
});
afterEach(() => watch.stage.stop());

/** The case of a denial, whose workflow has ended. @returns its id */
async function denied(lineOfBusiness: LineOfBusiness = 'medicare-advantage'): Promise<string> {
  const { stage } = watch;
  const { record } = await openFor(stage, NOT_MET, { lineOfBusiness });
  await stage.clock.settled();
  accepted(await decide(stage, record.id, 'deny'));
  await stage.clock.settled();
  await workflowOf(record.id).result();
  return record.id;
}

const workflowOf = (caseId: string) => watch.stage.workflows.getHandle(caseWorkflowId(caseId));
/** At that time, with every printed letter mailed. */
const moveTo = async (instant: Date, more = HOUR) => {
  await watch.stage.clock.moveTo(new Date(instant.getTime() + more));
  await mailPrinted(watch.stage);
};
const stored = async (id: string) => {
  const found = await watch.stage.records.records.appeal(id);
  if (!found) throw new Error('there is no such appeal');
  return found;
};
const eventsOf = (caseId: string) => watch.stage.records.records.events(caseId);
const lost = () => watch.stage.records.database.outbox.deleteMany();
const messages = async () =>
  (await watch.stage.records.database.outbox.findMany()).map(({ topic, subject }) => [
    topic,
    subject,
  ]);
/** Until its workflow does nothing: its server stops for good if one at work is ended. */
const atRest = async (caseId: string) => {
  const lens = temporalInspector(watch.stage.temporal, { namespace: 'default' }, KEYS);
  await watch.stage.clock.settled();
  await eventually(async () => {
    const sight = await lens.look({ caseId });
    return sight.state === 'running' && sight.atRest;
  });
};

describe('an appeal that is past due', () => {
  beforeEach(async () => {
    await watch.stage.startWorker();
  });

  it('is shown with what to do, until it is decided', async () => {
    const id = await denied('commercial');
    const appeal = await filed(watch.stage.ports, id);
    await moveTo(appeal.dueAt, -HOUR);
    expect(await watch.causesOf({ id })).toEqual([]);
    await moveTo(appeal.dueAt);
    const stuck = await watch.stuck({ id });
    expect(stuck).toMatchObject({
      cause: 'appeal-overdue',
      since: appeal.dueAt,
      waitsFor: 'reviewer',
      repair: null,
      otherCauses: [],
    });
    expect(stuck?.detail).toContain(`Appeal ${appeal.number} was due `);
    expect(stuck?.detail).toMatch(
      / and is not decided\. A medical director who took no part in the case has to decide it\.$/,
    );
    const groups = await watch.stage.records.stuck.groups(10);
    expect(groups.map(({ cause, count }) => [cause, count])).toEqual([['appeal-overdue', 1]]);
    const { did, detail } = await watch.repair({ id }, INTAKE);
    expect([did, detail]).toEqual([null, `Nothing was done. ${stuck?.detail}`]);
    accepted(await decideOn(watch.stage.ports, appeal.id, 'overturn'));
    expect((await watch.stage.records.records.case(id))?.stuck).toBeNull();
    expect(await watch.causesOf({ id })).toEqual([]);
  });

  it('and has to go to outside review stays shown, with by when, until it is sent', async () => {
    const id = await denied();
    const appeal = await filed(watch.stage.ports, id);
    await moveTo(appeal.dueAt);
    const stuck = await watch.stuck({ id });
    expect(stuck).toMatchObject({ cause: 'appeal-overdue', since: appeal.dueAt });
    expect(stuck?.detail).toMatch(
      / and is not decided\. Send its file to outside review by .*, then record that it was sent\. Until then, it can still be decided\.$/,
    );
    await moveTo((await stored(appeal.id)).dueAt);
    expect(await watch.causesOf({ id })).toEqual(['appeal-overdue']);
    const { version } = await stored(appeal.id);
    accepted(await forwardAppeal(watch.stage.ports)({ id: appeal.id, version, actor: INTAKE }));
    expect(await watch.causesOf({ id })).toEqual([]);
  });

  it('of an open case is shown beside what holds the case up, and goes with it', async () => {
    const { record } = await openFor(watch.stage, NOT_MET);
    await moveTo(record.dueAt ?? record.openedAt);
    const appeal = await filed(watch.stage.ports, record.id);
    await moveTo(appeal.dueAt);
    expect(await watch.causesOf(record)).toEqual(
      expect.arrayContaining(['deadline-missed', 'appeal-overdue']),
    );
    accepted(await decideOn(watch.stage.ports, appeal.id, 'overturn'));
    expect(await watch.causesOf(record)).toEqual([]);
  });

  it('stays shown when it is expedited', async () => {
    const id = await denied();
    const appeal = await filed(watch.stage.ports, id);
    await moveTo(appeal.dueAt);
    expect(await watch.causesOf({ id })).toEqual(['appeal-overdue']);
    const { version } = await stored(appeal.id);
    const how = { by: 'member', reason: 'The disease progresses.', actor: INTAKE } as const;
    accepted(await expediteAppeal(watch.stage.ports)({ id: appeal.id, version, ...how }));
    const shown = await watch.stage.records.records.case(id);
    expect(shown?.stuck?.cause).toBe('appeal-overdue');
    expect(await watch.causesOf({ id })).toEqual(['appeal-overdue']);
  });

  it('at outside review is shown until it is recorded as sent', async () => {
    const id = await denied();
    const appeal = await filed(watch.stage.ports, id);
    await moveTo(appeal.openedAt);
    const upheld = accepted(await decideOn(watch.stage.ports, appeal.id, 'uphold')).appeal;
    await moveTo(upheld.dueAt, -HOUR);
    expect(await watch.causesOf({ id })).toEqual([]);
    await moveTo(upheld.dueAt);
    const stuck = await watch.stuck({ id });
    expect(stuck?.cause).toBe('appeal-overdue');
    expect(stuck?.detail).toContain(`The file of appeal ${appeal.number} was due `);
    expect(stuck?.detail).toMatch(/ at outside review\. Send it, then record /);
    const { version } = await stored(appeal.id);
    const command = { id: appeal.id, version, actor: INTAKE };
    accepted(await forwardAppeal(watch.stage.ports)(command));
    expect((await watch.stage.records.records.case(id))?.stuck).toBeNull();
    expect(await watch.causesOf({ id })).toEqual([]);
  });

  it('at outside review, whose outcome is late, is shown until it is recorded', async () => {
    const id = await denied('commercial');
    const appeal = await filed(watch.stage.ports, id);
    accepted(await decideOn(watch.stage.ports, appeal.id, 'uphold'));
    const command = async () => {
      const { version } = await stored(appeal.id);
      return { id: appeal.id, version, actor: INTAKE };
    };
    const sent = accepted(await forwardAppeal(watch.stage.ports)(await command())).appeal;
    await moveTo(sent.dueAt, -HOUR);
    expect(await watch.causesOf({ id })).toEqual([]);
    await moveTo(sent.dueAt);
    const stuck = await watch.stuck({ id });
    expect(stuck).toMatchObject({ cause: 'appeal-overdue', since: sent.dueAt, repair: null });
    expect(stuck?.detail).toMatch(/ has no outcome here\. Ask for it, then record it\.$/);
    accepted(
      await recordExternalOutcome(watch.stage.ports)({
        ...(await command()),
        outcome: 'upheld',
        note: 'As the reviewer wrote.',
      }),
    );
    expect(await watch.causesOf({ id })).toEqual([]);
  });

  it('that was decided as the check ran is not shown', async () => {
    const id = await denied();
    const appeal = await filed(watch.stage.ports, id);
    await moveTo(appeal.dueAt);
    const { blockers } = await watch.check();
    expect(blockers.map(({ blocker: { cause } }) => cause)).toEqual(['appeal-overdue']);
    accepted(await decideOn(watch.stage.ports, appeal.id, 'overturn'));
    await watch.stage.records.stuck.store({ standing: blockers, gone: [] }, null);
    expect((await watch.stage.records.records.case(id))?.stuck).toBeNull();
  });
});

describe('the workflow of a closed case', () => {
  it('is not missed while no appeal needs it', async () => {
    await watch.stage.startWorker();
    const id = await denied();
    expect(await watch.causesOf({ id })).toEqual([]);
    const { id: appeal } = await filed(watch.stage.ports, id);
    await moveTo(await watch.stage.clock.now());
    expect(await watch.causesOf({ id })).toEqual([]);
    accepted(await decideOn(watch.stage.ports, appeal, 'overturn'));
    await watch.stage.clock.settled();
    await workflowOf(id).result();
    expect(await watch.causesOf({ id })).toEqual([]);
  });

  it('is started for an appeal by the check itself if the message is lost', async () => {
    const worker = await watch.stage.startWorker();
    const id = await denied();
    await worker.stop();
    const appeal = await filed(watch.stage.ports, id);
    await lost();
    for (let round = 0; round < 3; round += 1) await watch.check();
    expect(await watch.causesOf({ id })).toEqual(['workflow-missing']);
    expect(await messages()).toEqual([['case-appealed', id]]);
    await watch.stage.startWorker();
    await atRest(id);
    expect(await watch.causesOf({ id })).toEqual([]);
    await moveTo(appeal.dueAt);
    const kinds = (await eventsOf(id)).map(({ type, actor: { role } }) => `${type} ${role}`);
    expect(kinds.filter((kind) => kind === 'repaired software')).toHaveLength(1);
    expect(kinds.filter((kind) => kind === 'appeal-escalated software')).toHaveLength(1);
  });

  it('is shown if it was terminated, and restarted on demand', async () => {
    await watch.stage.startWorker();
    const id = await denied();
    await filed(watch.stage.ports, id);
    await atRest(id);
    await workflowOf(id).terminate();
    const stuck = await watch.stuck({ id });
    expect([stuck?.cause, stuck?.repair]).toEqual(['workflow-closed', 'restart-workflow']);
    const { did, moved } = await watch.repair({ id }, INTAKE);
    expect([did, moved]).toEqual(['restart-workflow', true]);
    expect((await workflowOf(id).describe()).status.name).toBe('RUNNING');
  });

  it('is reported if a deadline of an appeal passed and nothing was done', async () => {
    const worker = await watch.stage.startWorker();
    const id = await denied();
    const { id: appeal } = await filed(watch.stage.ports, id);
    await atRest(id);
    await worker.stop();
    const past = new Date((await watch.stage.clock.now()).getTime() - HOUR);
    await watch.stage.records.database.appeal.update({
      where: { id: appeal },
      data: { dueAt: past },
    });
    expect(await watch.causesOf({ id })).toContain('workflow-task-failing');
  });
});
