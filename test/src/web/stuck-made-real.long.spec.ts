import { signalProcess, until } from '@assent/local';
import { CASE_CHANGED, caseWorkflowId } from '@assent/workflows';
import { Connection } from '@temporalio/client';
import { clientOf } from '../support/temporal';
import { processListeningAt, processUnder } from './support/processes';
import { openSampleCase, type SampleCase } from './support/sample-cases';
import { A_MINUTE, openStuckPage, type StuckPage } from './support/stuck-page';
import { startWebApp, type OwnWebApp } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

let app: OwnWebApp;
let stuck: StuckPage;
let temporal: Connection;
let halted: number[] = [];

/** Has a process stand still, as one that hangs. */
function halt(id: number): void {
  signalProcess(id, 'SIGSTOP');
  halted.push(id);
}

function letGoOn(): void {
  for (const id of halted) signalProcess(id, 'SIGCONT');
  halted = [];
}

beforeAll(async () => {
  app = await startWebApp();
  temporal = await Connection.connect({ address: app.stack.addresses.temporal });
  stuck = await openStuckPage(app);
}, START_HOOK_MS);
afterAll(async () => {
  await stuck.window.close();
  await temporal.close();
  await app.stop();
});

afterEach(letGoOn);

const workflowOf = ({ id }: SampleCase) =>
  clientOf(temporal).workflow.getHandle(caseWorkflowId(id));

/** A case that waits for its prescriber, and whose workflow has nothing to do until it is late. */
async function waitingCase(familyName: string): Promise<SampleCase> {
  const opened = await openSampleCase(app, { familyName });
  const isAsleep = async () => {
    const { raw } = await workflowOf(opened).describe();
    return !raw.pendingWorkflowTask && (raw.pendingActivities ?? []).length === 0;
  };
  const isWaiting = () => isAsleep().catch(() => false);
  expect(await until(isWaiting, { timeoutMs: A_MINUTE, everyMs: 250 })).toBe(true);
  return opened;
}

test('a system whose worker was killed says so for what waits, and continues once there is one', async () => {
  const asleep = await waitingCase('Adler');
  const killed = await processAfter(null, app, 'worker');
  signalProcess(killed, 'SIGKILL');
  const next = await processAfter(killed, app, 'worker');
  halt(next);
  const opened = await openSampleCase(app, { familyName: 'Brandt' });
  await workflowOf(asleep).signal(CASE_CHANGED);
  await stuck.appears(stuck.under('System error (delivery)', opened));
  await stuck.appears(stuck.under(/^System error \(\d/, asleep));
  expect(await stuck.rowOf(opened).innerText()).toContain(
    'A message to the workflow is waiting for a worker. Check that a worker is running and keeping up.',
  );
  expect(await stuck.rowOf(asleep).innerText()).toMatch(
    /The workflow has been waiting for a worker since .+\./,
  );
  letGoOn();
  await stuck.isGone(opened);
  await stuck.isGone(asleep);
}, 200_000);

test('a system whose Temporal is down opens cases, says so, and continues once it is back', async () => {
  halt(processListeningAt(app.stack.addresses.temporal));
  const opened = await openSampleCase(app, { familyName: 'Cordes' });
  await stuck.appears(
    stuck.window.page.getByText(
      'The workflow service (Temporal) could not be reached at the last check',
    ),
  );
  await stuck.appears(
    stuck.rowOf(opened).getByText(/^Temporal did not accept the message: `[A-Z_]+`$/),
  );
  await stuck.under('System error (delivery)', opened).waitFor();
  letGoOn();
  await stuck.isGone(opened);
  await stuck.appears(stuck.window.page.getByText('Last checked less than a minute ago.'));
}, 200_000);

describe('a system with three problems at once', () => {
  let refused: SampleCase;
  let ended: SampleCase;
  let lost: SampleCase;

  beforeAll(async () => {
    [ended, lost] = await Promise.all([waitingCase('Ebner'), waitingCase('Fuchs')]);
    await mailServer('refuse');
    refused = await openSampleCase(app, { familyName: 'Doerr' });
    await workflowOf(ended).terminate('by hand');
    await temporal.workflowService.deleteWorkflowExecution({
      namespace: 'default',
      workflowExecution: { workflowId: caseWorkflowId(lost.id) },
    });
  }, START_HOOK_MS);
  afterAll(() => mailServer('accept'));

  test('says word for word what the mail server says, and sends again with one button', async () => {
    await stuck.appears(stuck.under('System error (retrying)', refused));
    const says = await stuck.rowOf(refused).innerText();
    expect(says).toContain('The mail system has not accepted the information request');
    expect(says).toContain('451');
    await mailServer('accept');
    expect(await stuck.moved(refused, 'Resend')).toContain(
      'Sent again. The case is no longer stuck.',
    );
    await stuck.isGone(refused);
  }, 120_000);

  test('says how a workflow ended, and restarts it with one button', async () => {
    await stuck.appears(stuck.under('Automatic processing ended early', ended));
    expect(await stuck.rowOf(ended).innerText()).toMatch(
      /Automatic processing has stopped: the workflow ended \(terminated\) .+\./,
    );
    expect(await stuck.moved(ended, 'Restart processing')).toContain(
      'Workflow restarted. The case is no longer stuck.',
    );
    await stuck.isGone(ended);
  }, 120_000);

  test('starts a lost workflow by itself, and shows that on the case', async () => {
    const { page } = stuck.window;
    await page.goto(`/cases/${lost.id}`);
    const told = page.getByText('Stuck case repaired: workflow restarted.');
    await told.waitFor({ timeout: A_MINUTE });
    await page.goto('/stuck');
    await stuck.isGone(lost);
    expect((await workflowOf(lost).describe()).status.name).toBe('RUNNING');
  }, 120_000);
});

async function mailServer(does: 'refuse' | 'accept'): Promise<void> {
  await fetch(`${app.stack.addresses.mail}/${does}`, { method: 'POST' });
}

/**
 * The process of a part of a stack, before it does anything if it was started just now.
 * @param before the one that ended; null when there was none
 */
async function processAfter(
  before: number | null,
  { stack }: OwnWebApp,
  part: 'api' | 'worker',
): Promise<number> {
  let found = Number.NaN;
  const isThere = () => {
    found = processUnder(stack.addresses.pid, `${part}/dist/main.js`) ?? Number.NaN;
    return !Number.isNaN(found) && found !== before;
  };
  expect(await until(isThere, { timeoutMs: A_MINUTE, everyMs: 20 })).toBe(true);
  return found;
}
