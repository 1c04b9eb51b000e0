import { forwardAppeal } from '@assent/application';
import { freePort } from '@assent/local';
import { logger } from '@assent/platform';
import { deliverToWorkflows, startDeliveries, startRelay } from '@assent/worker';
import { caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import type { Appeal, LineOfBusiness } from '@assent/domain';
import { decideOn, filed } from '../support/appeals';
import { clientOf } from '../support/temporal';
import { accepted, decide, INTAKE, NOT_MET, openFor } from './cast';
import { eventually, setStage, type Stage } from './stage';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const quiet = logger('appeals', 'silent');

let stage: Stage;

beforeEach(async () => {
  stage = await setStage();
});
afterEach(() => stage.stop());

/** The case of a denial, whose workflow has ended. @returns its id */
async function denied(lineOfBusiness: LineOfBusiness = 'medicare-advantage'): Promise<string> {
  const { record } = await openFor(stage, NOT_MET, { lineOfBusiness });
  await stage.clock.settled();
  accepted(await decide(stage, record.id, 'deny'));
  await stage.clock.settled();
  await workflowOf(record.id).result();
  return record.id;
}

const workflowOf = (caseId: string) => stage.workflows.getHandle(caseWorkflowId(caseId));
const moveTo = (instant: Date, more = HOUR) =>
  stage.clock.moveTo(new Date(instant.getTime() + more));
const stored = async ({ id }: Appeal) => {
  const found = await stage.records.records.appeal(id);
  if (!found) throw new Error('there is no such appeal');
  return found;
};
const escalations = async (caseId: string) =>
  (await stage.records.records.events(caseId))
    .filter(({ type }) => type === 'appeal-escalated')
    .map(({ details: { owed } }) => owed);

describe('an appeal', () => {
  beforeEach(async () => {
    await stage.startWorker();
  });

  it('that is not decided in time is escalated, once and not before, and waits on', async () => {
    const caseId = await denied('commercial');
    const appeal = await filed(stage.ports, caseId);
    await moveTo(appeal.dueAt, -HOUR);
    const before = await escalations(caseId);
    await moveTo(appeal.dueAt);
    await moveTo(appeal.dueAt, 100 * DAY);
    expect([before, await escalations(caseId)]).toEqual([[], ['decision']]);
    expect(await stored(appeal)).toMatchObject({ status: 'open', decision: null });
    accepted(await decideOn(stage.ports, appeal.id, 'overturn'));
    await stage.clock.settled();
    await workflowOf(caseId).result();
  });

  it('of Medicare Advantage that is not decided in time is due at outside review', async () => {
    const caseId = await denied();
    const appeal = await filed(stage.ports, caseId);
    await moveTo(appeal.dueAt);
    const overdue = await stored(appeal);
    expect(overdue).toMatchObject({ status: 'open', clocks: [{}, { kind: 'forwarding' }] });
    await moveTo(overdue.dueAt);
    await moveTo(overdue.dueAt, 100 * DAY);
    expect(await escalations(caseId)).toEqual(['decision', 'forwarding']);
    const { version } = await stored(appeal);
    accepted(await forwardAppeal(stage.ports)({ id: appeal.id, version, actor: INTAKE }));
    await stage.clock.settled();
    await workflowOf(caseId).result();
  });

  it('of a missing decision is escalated by the workflow of the open case', async () => {
    const { record } = await openFor(stage, NOT_MET);
    await moveTo(record.dueAt ?? record.openedAt);
    const appeal = await filed(stage.ports, record.id);
    await moveTo(appeal.dueAt);
    expect(await escalations(record.id)).toEqual(['decision']);
    expect((await stored(appeal)).decision).toBeNull();
    accepted(await decideOn(stage.ports, appeal.id, 'overturn'));
    await stage.clock.settled();
    await workflowOf(record.id).result();
  });

  it('whose denial is upheld but not forwarded in time is escalated for that', async () => {
    const caseId = await denied();
    const appeal = await filed(stage.ports, caseId);
    await moveTo(appeal.openedAt);
    const upheld = accepted(await decideOn(stage.ports, appeal.id, 'uphold')).appeal;
    await moveTo(upheld.dueAt);
    expect(await escalations(caseId)).toEqual(['forwarding']);
  });

  it('that is decided in time is not, and the workflow of its case ends', async () => {
    const caseId = await denied();
    const appeal = await filed(stage.ports, caseId);
    await moveTo(appeal.openedAt);
    accepted(await decideOn(stage.ports, appeal.id, 'overturn'));
    await stage.clock.settled();
    await workflowOf(caseId).result();
    await moveTo(appeal.dueAt);
    expect(await escalations(caseId)).toEqual([]);
  });

  it('that a person has to look at first is escalated too', async () => {
    const caseId = await denied();
    const appeal = await filed(stage.ports, caseId, {
      by: 'representative',
    });
    expect(appeal.status).toBe('in-review');
    await moveTo(appeal.dueAt);
    expect((await stored(appeal)).escalatedAt).toEqual(expect.any(Date));
  });
});

it('while Temporal is down it is acknowledged and its clock runs; then its workflow starts', async () => {
  const worker = await stage.startWorker();
  const caseId = await denied();
  await worker.stop();
  const { port } = await freePort();
  const connection = Connection.lazy({ address: `127.0.0.1:${port}` });
  const { workflow } = clientOf(connection);
  const { outbox, database } = stage.records;
  const relay = startRelay(outbox, deliverToWorkflows(workflow, 'assent'), quiet);
  const deliveries = startDeliveries(stage.ports, quiet);
  const appeal = await filed(stage.ports, caseId);
  await eventually(async () => (await database.outbox.findFirst())?.lastError != null);
  await eventually(() =>
    stage.mail.letters().some(({ subject }) => subject.endsWith('appeal received')),
  );
  await relay.stop();
  await deliveries.stop();
  await connection.close();
  expect(appeal.dueAt.getTime()).toBeGreaterThan(appeal.openedAt.getTime());
  await stage.startWorker();
  await moveTo(appeal.dueAt);
  expect(await escalations(caseId)).toEqual(['decision']);
}, 90_000);
