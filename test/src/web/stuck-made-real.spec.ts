import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { clockAnswer } from '@assent/contracts';
import { until } from '@assent/local';
import { CASE_CHANGED, caseWorkflowId } from '@assent/workflows';
import { Client, Connection } from '@temporalio/client';
import type { Locator } from 'playwright-core';
import { processListeningAt } from './support/listening-process';
import { openSampleCase, type SampleCase } from './support/sample-cases';
import { startWebApp, type WebApp, type WebWindow } from './support/web-app';

/** In milliseconds: what is stuck is found within a minute. */
const A_MINUTE = 60_000;
const HOUR = 3_600_000;

let app: WebApp;
let window: WebWindow;
let halted: number[] = [];

/** Has a process stand still, as one that hangs. */
function halt(id: number): void {
  process.kill(id, 'SIGSTOP');
  halted.push(id);
}

function letGoOn(): void {
  for (const id of halted) process.kill(id, 'SIGCONT');
  halted = [];
}

async function openStuckPage(): Promise<void> {
  window = await app.open();
  await window.page.goto('/stuck');
  await window.signIn('pharmacist');
}

const rowOf = ({ number }: SampleCase): Locator =>
  window.page.getByRole('listitem').filter({ hasText: number });

/** A case under the name of what holds it up. */
const under = (cause: string, { number }: SampleCase): Locator =>
  window.page
    .getByRole('region', { name: cause })
    .getByRole('listitem')
    .filter({ hasText: number });

/** Waits until the page, which nobody touches but to take up what it says is new, shows it. */
async function appears(shown: Locator): Promise<void> {
  const news = window.page.getByRole('button', { name: /new or changed cases?/ });
  const isShown = async () => {
    if (await shown.isVisible()) return true;
    if (await news.isVisible()) await window.page.keyboard.press('r');
    return false;
  };
  if (await until(isShown, { timeoutMs: A_MINUTE, everyMs: 250 })) return;
  throw new Error(`not there; the page says: ${await window.page.getByRole('main').innerText()}`);
}

/** Has the cases checked until the page does not say any more that this one is stuck. */
async function isGone(stuck: SampleCase): Promise<void> {
  const check = window.page.getByRole('button', { name: 'Check now' });
  const hasGone = async () => {
    await check.click();
    await check.waitFor();
    return (await rowOf(stuck).count()) === 0;
  };
  if (await until(hasGone, { timeoutMs: A_MINUTE, everyMs: 500 })) return;
  throw new Error(`still there: ${await rowOf(stuck).innerText()}`);
}

/** Presses the one button of a row, and gives what the row says then. */
async function moved(stuck: SampleCase, button: string): Promise<string> {
  await rowOf(stuck)
    .getByRole('button', { name: new RegExp(`^${button}`) })
    .click();
  await rowOf(stuck).getByText('It moves again.').waitFor();
  return rowOf(stuck).innerText();
}

describe('a running system', () => {
  let temporal: Connection;

  beforeAll(async () => {
    app = await startWebApp();
    temporal = await Connection.connect({ address: app.stack.addresses.temporal });
    await openStuckPage();
  }, 120_000);
  afterAll(async () => {
    await window.close();
    await temporal.close();
    await app.stop();
  });

  afterEach(letGoOn);

  const workflowOf = ({ id }: SampleCase) =>
    new Client({ connection: temporal }).workflow.getHandle(caseWorkflowId(id));

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

  test('whose worker was killed says so of what waits, and goes on once there is one', async () => {
    const asleep = await waitingCase('Adler');
    const killed = await processOf(app, 'worker');
    process.kill(killed, 'SIGKILL');
    const next = await successorOf(killed, app, 'worker');
    halt(next);
    const opened = await openSampleCase(app, { familyName: 'Brandt' });
    await workflowOf(asleep).signal(CASE_CHANGED);
    await appears(under('A message to the workflow cannot be delivered', opened));
    await appears(under('The workflow fails at a step of its own', asleep));
    expect(await rowOf(opened).innerText()).toContain(
      'A message to its workflow waits, and no worker has taken it.',
    );
    expect(await rowOf(asleep).innerText()).toMatch(
      /Its workflow waits for a worker since .+, and none has taken it\./,
    );
    letGoOn();
    await isGone(opened);
    await isGone(asleep);
  }, 200_000);

  test('whose Temporal is away opens cases, says so, and goes on once it is back', async () => {
    halt(processListeningAt(app.stack.addresses.temporal));
    const opened = await openSampleCase(app, { familyName: 'Cordes' });
    await appears(window.page.getByText('Temporal could not be reached at the last check'));
    await appears(rowOf(opened).getByText(/^Temporal did not take the message: `[A-Z_]+`$/));
    await under('A message to the workflow cannot be delivered', opened).waitFor();
    letGoOn();
    await isGone(opened);
    await appears(window.page.getByText('Compared with Temporal less than a minute ago.'));
  }, 200_000);

  describe('in which three things go wrong at once', () => {
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
    }, 120_000);
    afterAll(() => mailServer('accept'));

    test('says word for word what the mail server says, and sends again by one button', async () => {
      await appears(under('A step fails and is tried again', refused));
      const says = await rowOf(refused).innerText();
      expect(says).toContain('The mail system has not taken the question to the office');
      expect(says).toContain('`451`');
      await mailServer('accept');
      expect(await moved(refused, 'Send the letter again')).toContain(
        'What waited was sent again; nothing holds up the case now.',
      );
      await isGone(refused);
    }, 120_000);

    test('says how a workflow ended, and starts it again by one button', async () => {
      await appears(under('The workflow ended although the case is open', ended));
      expect(await rowOf(ended).innerText()).toMatch(
        /Its workflow is terminated since .+, so nothing happens by itself\./,
      );
      expect(await moved(ended, 'Start its workflow again')).toContain(
        'Its workflow was started anew from the record; nothing holds up the case now.',
      );
      await isGone(ended);
    }, 120_000);

    test('starts a workflow that was lost by itself, and tells of it in the case', async () => {
      const { page } = window;
      await page.goto(`/cases/${lost.id}`);
      const told = page.getByText('The case was moved on: Start its workflow again.');
      await told.waitFor({ timeout: A_MINUTE });
      await page.goto('/stuck');
      await isGone(lost);
      expect((await workflowOf(lost).describe()).status.name).toBe('RUNNING');
    }, 120_000);
  });

  async function mailServer(does: 'refuse' | 'accept'): Promise<void> {
    await fetch(`${app.stack.addresses.mail}/${does}`, { method: 'POST' });
  }
});

describe('people who do nothing', () => {
  beforeAll(async () => {
    app = await startWebApp('sandbox');
    await openStuckPage();
  }, 120_000);
  afterAll(async () => {
    await window.close();
    await app.stop();
  });

  async function moveBy(hours: number): Promise<void> {
    const { now } = clockAnswer.parse(await app.call('intake', 'GET', '/dev/clock'));
    const to = new Date(Date.parse(now) + hours * HOUR).toISOString();
    await app.call('intake', 'POST', '/dev/clock', { to });
  }

  test('are named as time goes by, with what moves the case', async () => {
    const review = await openSampleCase(app, { familyName: 'Gerber', needsReview: true });
    const question = await openSampleCase(app, { familyName: 'Huber' });

    await moveBy(37);
    await appears(under('Nobody has taken the review', review));
    expect(await rowOf(review).innerText()).toMatch(
      /Waiting for a reviewer since .+; nobody has taken the case\./,
    );
    expect(await moved(review, 'Take the review')).toContain('You have taken the case');
    await isGone(review);

    await moveBy(113);
    await appears(under("No answer from the prescriber's office", question));
    expect(await rowOf(question).innerText()).toMatch(
      /Waiting for Lee Park MD's office since .+; reminder 2 of 3 went out .+\./,
    );
    expect(await moved(question, 'Remind the office')).toContain('office was reminded');
    await isGone(question);

    await moveBy(175);
    await appears(under('Deadline near', review));
    expect(await rowOf(review).innerText()).toMatch(
      /Waiting for pharmacist-1 to decide; the decision is due .+\./,
    );
    expect(await rowOf(review).getByRole('button').count()).toBe(0);

    await moveBy(40);
    await appears(under('Deadline missed', review));
    expect(await rowOf(review).innerText()).toContain('the decision was due');
  }, 240_000);
});

/** A part of a stack that runs as a process of its own. */
async function processOf({ stack }: WebApp, part: 'api' | 'worker'): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-A', '-o', 'pid=,ppid=,args=']);
  const found = stdout
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .find(
      ([, parent, ...words]) =>
        Number(parent) === stack.addresses.pid && words.at(-1)?.endsWith(`${part}/dist/main.js`),
    );
  return Number(found?.[0] ?? 0);
}

/** The process that a stack starts after one that ended, before it does anything. */
async function successorOf(killed: number, of: WebApp, part: 'api' | 'worker'): Promise<number> {
  let next = 0;
  const isThere = async () => {
    next = await processOf(of, part);
    return next !== 0 && next !== killed;
  };
  expect(await until(isThere, { timeoutMs: A_MINUTE, everyMs: 20 })).toBe(true);
  return next;
}
