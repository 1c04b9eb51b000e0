import type { CaseRecord } from '@assent/application';
import { startRelay, deliverToWorkflows } from '@assent/worker';
import { freePort } from '@assent/local';
import { logger, temporalInspector } from '@assent/platform';
import { authorizationWorkflowId, caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { mailPrinted } from '../support/letters';
import { accepted, INTAKE } from '../support/requests';
import { clientOf, KEYS } from '../support/temporal';
import { decide, inform, MET, NOT_MET, ONE_MISSING, openFor, THE_ANSWER } from '../workflow/cast';
import { eventually } from '../workflow/stage';
import { keepWatch, type Watch } from './watch';

const HOUR = 3_600_000;
const quiet = logger('relay', 'silent');

let watch: Watch;

beforeEach(async () => {
  watch = await keepWatch();
});
afterEach(() => watch.stage.stop());

async function moveBy(hours: number): Promise<void> {
  const { clock } = watch.stage;
  await clock.moveTo(new Date((await clock.now()).getTime() + hours * HOUR));
  await mailPrinted(watch.stage);
}

function subjectsSent(number: string): string[] {
  const subjects = watch.stage.mail.letters().map(({ subject }) => subject);
  return subjects.filter((subject) => subject.startsWith(number));
}

/** Waits until the workflow has done its work: what a worker leaves unfinished is in progress. */
async function atRest({ id: caseId }: Pick<CaseRecord, 'id'>): Promise<void> {
  const lens = temporalInspector(watch.stage.temporal, { namespace: 'default' }, KEYS);
  await eventually(async () => {
    const sight = await lens.look({ caseId });
    return sight.state === 'running' && sight.atRest;
  });
}

/** Lets what waits have waited for a minute. */
async function lookLater(): Promise<void> {
  const { database } = watch.stage.records;
  await database.$executeRaw`UPDATE outbox SET written_at = now() - interval '1 minute'`;
}

describe('a case that moves', () => {
  it('is not stuck from its opening to its end', async () => {
    await watch.stage.startWorker();
    const { record } = await openFor(watch.stage, ONE_MISSING);
    const found = [];
    found.push(await watch.causesOf(record));
    for (const hours of [2, 60]) {
      await moveBy(hours);
      found.push(await watch.causesOf(record));
    }
    accepted(await inform(watch.stage, record.id, THE_ANSWER));
    found.push(await watch.causesOf(record));
    await moveBy(1);
    found.push(await watch.causesOf(record));
    expect(found).toEqual([[], [], [], [], []]);
  });
});

describe('a workflow that is gone', () => {
  it('is started by the check itself if Temporal does not know it', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await watch.stage.records.database.outbox.deleteMany();
    expect(await watch.causesOf(record)).toEqual(['workflow-missing']);
    await watch.stage.startWorker();
    await eventually(() => subjectsSent(record.number).length > 0);
    expect(await watch.causesOf(record)).toEqual([]);
    const events = await watch.stage.records.records.events(record.id);
    const repairs = events.filter(({ type }) => type === 'repaired');
    expect(repairs.map(({ actor }) => actor.role)).toEqual(['software']);
    expect(subjectsSent(record.number)).toEqual([`${record.number}: information request`]);
  });

  it('is started once, however often the case is checked in the meantime', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await watch.stage.records.database.outbox.deleteMany();
    for (let round = 0; round < 3; round += 1) await watch.check();
    const waiting = await watch.stage.records.database.outbox.findMany();
    expect(waiting.map(({ topic, subject }) => [topic, subject])).toEqual([
      ['case-opened', record.id],
    ]);
  });

  it.each(['terminated', 'canceled'])(
    'is shown if it was %s under an open case, and restarted on demand',
    async (ending) => {
      await watch.stage.startWorker();
      const { record } = await openFor(watch.stage, ONE_MISSING);
      // Its server never lets time go on after a workflow was ended while at work.
      await eventually(async () => !(await watch.check()).unsettled);
      const handle = watch.stage.workflows.getHandle(caseWorkflowId(record.id));
      if (ending === 'terminated') await handle.terminate();
      else await handle.cancel();
      await handle.result().catch(() => undefined);
      const stuck = await watch.stuck(record);
      expect([stuck?.cause, stuck?.repair]).toEqual(['workflow-closed', 'restart-workflow']);
      expect(stuck?.detail).toContain(`ended (${ending === 'canceled' ? 'cancelled' : ending})`);
      const { did, moved } = await watch.repair(record, INTAKE);
      expect([did, moved]).toEqual(['restart-workflow', true]);
      await moveBy(400);
      expect((await watch.stage.records.records.case(record.id))?.status).toBe('in-review');
    },
  );

  it('is noticed for an authorization whose next step is overdue', async () => {
    const worker = await watch.stage.startWorker();
    const { record, authorization } = await openFor(watch.stage, MET);
    await watch.stage.clock.settled();
    const number = authorization?.number ?? '';
    await watch.stage.workflows.getHandle(authorizationWorkflowId(number)).terminate();
    await worker.stop();
    await watch.stage.records.database.authorization.update({
      where: { number },
      data: { nextStepAt: new Date((await watch.stage.clock.now()).getTime() - HOUR) },
    });
    const stuck = await watch.stuck(record);
    expect([stuck?.cause, stuck?.authorization]).toEqual(['workflow-closed', number]);
  });
});

describe('a mail system that refuses', () => {
  beforeEach(async () => {
    await watch.stage.startWorker();
    watch.stage.mail.refuse(true);
  });

  it('is reported in its own words while letters are retried', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await watch.stage.clock.settled();
    const stuck = await watch.stuck(record);
    expect([stuck?.cause, stuck?.waitsFor]).toEqual(['activity-retrying', 'mail-system']);
    expect(stuck?.lastError).toContain('451');
  });

  it('is tried again on demand, and the answer says that it still refuses', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await watch.stage.clock.settled();
    const { did, moved, detail, stuck } = await watch.repair(record, INTAKE);
    expect([did, moved, stuck?.cause]).toEqual(['send-again', false, 'activity-retrying']);
    expect(detail).toContain('is still stuck');
    watch.stage.mail.refuse(false);
    const second = await watch.repair(record, INTAKE);
    expect([second.moved, second.stuck]).toEqual([true, null]);
    expect(subjectsSent(record.number)).toHaveLength(1);
  });

  it.each([
    ['a denial', NOT_MET, 'denied'],
    ['an approval', MET, 'approved'],
  ])('leaves %s undelivered, which a repair sends', async (_, facts, subject) => {
    const { record } = await openFor(watch.stage, facts);
    if (record.status === 'in-review') accepted(await decide(watch.stage, record.id, 'deny'));
    watch.stage.mail.refuseForGood();
    await moveBy(1);
    expect(await watch.causesOf(record)).toEqual(['notice-undeliverable']);
    watch.stage.mail.refuse(false);
    const { did, moved, stuck } = await watch.repair(record, INTAKE);
    expect([did, moved, stuck]).toEqual(['send-again', true, null]);
    expect(subjectsSent(record.number)).toEqual([`${record.number}: ${subject}`]);
  });
});

describe('without a worker', () => {
  it('a message that is not taken is found', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await lookLater();
    const stuck = await watch.stuck(record);
    expect([stuck?.cause, stuck?.detail]).toEqual([
      'outbox-failing',
      'A message to the workflow is waiting for a worker. Check that a worker is running and keeping up.',
    ]);
  });

  it('a repair says that it did not help', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await lookLater();
    const { moved, stuck } = await watch.repair(record, INTAKE);
    expect([moved, stuck?.cause]).toEqual([false, 'outbox-failing']);
  });

  it('a case continues once there is one', async () => {
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await lookLater();
    await watch.check();
    await watch.stage.startWorker();
    await eventually(async () => (await watch.causesOf(record)).length === 0);
    expect((await watch.stage.records.records.case(record.id))?.stuck).toBeNull();
  });

  it('an overdue step is found', async () => {
    const worker = await watch.stage.startWorker();
    const { record } = await openFor(watch.stage, ONE_MISSING);
    await watch.stage.clock.settled();
    await atRest(record);
    await worker.stop();
    await watch.stage.records.database.case.update({
      where: { id: record.id },
      data: { nextStepAt: new Date((await watch.stage.clock.now()).getTime() - HOUR) },
    });
    expect(await watch.causesOf(record)).toEqual(['workflow-task-failing']);
  });
});

it('finds failing messages while Temporal is stopped, and asks nothing of it', async () => {
  const { port } = await freePort();
  const connection = Connection.lazy({ address: `127.0.0.1:${port}` });
  const { workflow } = clientOf(connection);
  const { outbox } = watch.stage.records;
  const cut = watch.through(temporalInspector(connection, { namespace: 'default' }, KEYS));
  const { record } = await openFor(watch.stage, ONE_MISSING);
  await lookLater();
  const relay = startRelay(outbox, deliverToWorkflows(workflow, 'assent'), quiet);
  await eventually(async () => ((await cut.stuck(record))?.attempt ?? 0) > 0);
  const { reachable } = await cut.check();
  const stuck = await cut.stuck(record);
  await relay.stop();
  await connection.close();
  expect([reachable, stuck?.lastError, stuck?.repair]).toEqual([
    false,
    expect.stringMatching(
      /^Temporal did not accept the message: `(UNAVAILABLE|DEADLINE_EXCEEDED)`$/,
    ),
    'send-again',
  ]);
}, 90_000);
