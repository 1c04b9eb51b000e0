import { clockAnswer } from '@assent/contracts';
import { openSampleCase } from './support/sample-cases';
import { openStuckPage, type StuckPage } from './support/stuck-page';
import { startWebApp, type WebApp } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

const HOUR = 3_600_000;

let app: WebApp;
let stuck: StuckPage;

beforeAll(async () => {
  app = await startWebApp('sandbox');
  stuck = await openStuckPage(app);
}, START_HOOK_MS);
afterAll(async () => {
  await stuck.window.close();
  await app.stop();
});

async function moveBy(hours: number): Promise<void> {
  const { now } = clockAnswer.parse(await app.call('intake', 'GET', '/dev/clock'));
  const to = new Date(Date.parse(now) + hours * HOUR).toISOString();
  await app.call('intake', 'POST', '/dev/clock', { to });
}

test('people who do nothing are named as time passes, with what moves the case', async () => {
  const review = await openSampleCase(app, { familyName: 'Gerber', needsReview: true });
  const question = await openSampleCase(app, {
    familyName: 'Huber',
    memberEmail: 'iris@example.org',
  });

  await moveBy(37);
  await stuck.appears(stuck.under('Review unassigned', review));
  expect(await stuck.rowOf(review).innerText()).toMatch(
    /Unassigned\. Waiting for a reviewer since .+\./,
  );
  expect(await stuck.moved(review, 'Assign review to me')).toContain('Assigned to you.');
  await stuck.isGone(review);

  await moveBy(125);
  await stuck.appears(stuck.under('No answer from the provider office', question));
  expect(await stuck.rowOf(question).innerText()).toMatch(
    /Waiting for Lee Park MD's office since .+; reminder 2 of 3 was sent .+\./,
  );
  expect(await stuck.moved(question, 'Remind the provider office')).toContain('Reminder sent.');
  await stuck.isGone(question);

  await moveBy(163);
  await stuck.appears(stuck.under('Deadline approaching', review));
  expect(await stuck.rowOf(review).innerText()).toMatch(
    /Waiting for pharmacist-1 to decide; the decision is due .+\./,
  );
  expect(await stuck.rowOf(review).getByRole('button').allInnerTexts()).toEqual([
    expect.stringMatching(/^Reassign/),
  ]);

  await moveBy(40);
  await stuck.appears(stuck.under('Decision past due', review));
  expect(await stuck.rowOf(review).innerText()).toContain('the decision was due');
}, 240_000);
