import { temporalInspector } from '@assent/platform';
import { caseWorkflowId } from '@assent/workflows';
import { decideOn, filed } from '../support/appeals';
import { accepted, INTAKE } from '../support/requests';
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
async function denied(): Promise<string> {
  const { stage } = watch;
  const { record } = await openFor(stage, NOT_MET, { lineOfBusiness: 'medicare-advantage' });
  await stage.clock.settled();
  accepted(await decide(stage, record.id, 'deny'));
  await stage.clock.settled();
  await workflowOf(record.id).result();
  return record.id;
}

const workflowOf = (caseId: string) => watch.stage.workflows.getHandle(caseWorkflowId(caseId));
const moveTo = (instant: Date, more = HOUR) =>
  watch.stage.clock.moveTo(new Date(instant.getTime() + more));
const eventsOf = (caseId: string) => watch.stage.records.records.events(caseId);
const lost = () => watch.stage.records.database.outbox.deleteMany();
const messages = async () =>
  (await watch.stage.records.database.outbox.findMany()).map(({ topic, subject }) => [
    topic,
    subject,
  ]);
/** Until its workflow does nothing: its server stops for good if one at work is ended. */
const atRest = async (caseId: string) => {
  const lens = temporalInspector(watch.stage.temporal, { namespace: 'default' });
  await watch.stage.clock.settled();
  await eventually(async () => {
    const sight = await lens.look({ caseId });
    return sight.state === 'running' && sight.atRest;
  });
};

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
