import type { Locator, Page } from 'playwright-core';
import { openSql, type Sql } from '../record/sql';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { openSampleCase, type SampleCase } from './support/sample-cases';
import { LOOKS, startWebApp, type Role, type OwnWebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

let app: OwnWebApp;
let sql: Sql;
let window: WebWindow;
let page: Page;

beforeAll(async () => {
  app = await startWebApp();
  sql = await openSql(app.stack.addresses.database);
  // A letter that was sent is made one that a mail system refused.
  await sql.run('ALTER TABLE notice DISABLE TRIGGER a_sent_letter_stays_as_it_was');
}, START_HOOK_MS);
afterAll(async () => {
  await sql.close();
  await app.stop();
});
afterEach(() => window.close());

async function visit(role: Role, look: Partial<(typeof LOOKS)[number]> = {}): Promise<void> {
  window = await app.open(look);
  page = window.page;
  await page.goto('/stuck');
  await window.signIn(role);
  await page.getByRole('heading', { level: 1, name: 'Needs attention' }).waitFor();
}

const rowOf = ({ number }: SampleCase): Locator =>
  page.getByRole('listitem').filter({ hasText: number });

/** A review that has waited for six days of its fifteen. */
async function unclaimedReview(): Promise<SampleCase> {
  const opened = await openSampleCase(app, { familyName: 'Jansen', needsReview: true });
  await sql.run(
    `UPDATE pa_case SET review_since = review_since - interval '6 days' WHERE id = $1`,
    [opened.id],
  );
  return opened;
}

/** A question to the office that the mail system refused until it was given up. */
async function refusedLetter(): Promise<SampleCase> {
  const opened = await openSampleCase(app, { familyName: 'Keller' });
  const isSent = `SELECT 1 FROM notice WHERE case_id = $1 AND kind = 'information-request'
    AND sent_at IS NOT NULL`;
  while ((await sql.run(isSent, [opened.id])).length === 0);
  await sql.run(
    `UPDATE notice SET sent_at = NULL, undeliverable_at = now(), attempts = 5,
       last_error = '550 5.1.1 mailbox unknown'
     WHERE case_id = $1 AND kind = 'information-request'`,
    [opened.id],
  );
  return opened;
}

/** Checks all cases by hand; what was found is in the record when it ends. */
async function check(): Promise<void> {
  const checked = page.waitForResponse('**/v1/stuck/check');
  await page.getByRole('button', { name: 'Check now' }).click();
  await checked;
}

describe.each(LOOKS)('$size, $scheme', (look) => {
  test('shows stuck cases without errors', async () => {
    await unclaimedReview();
    await refusedLetter();
    await visit('pharmacist', look);
    await check();
    await page.getByRole('region', { name: /Review unassigned/ }).waitFor();
    await page.getByRole('region', { name: /Undeliverable letter/ }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }, 120_000);
});

test('moves a refused letter with one button, and reports the result', async () => {
  const stuck = await refusedLetter();
  await visit('intake');
  await check();
  await rowOf(stuck).getByText('550 5.1.1 mailbox unknown').waitFor();
  expect(await rowOf(stuck).getByText('attempt 5').count()).toBe(1);
  await rowOf(stuck)
    .getByRole('button', { name: /Resend/ })
    .click();
  await rowOf(stuck).getByText('The case is no longer stuck.').waitFor();
  expect(await rowOf(stuck).innerText()).toContain('Sent again.');
  expect(await rowOf(stuck).getByRole('button').count()).toBe(0);
});

test("says why a clerk can't claim a review, and lets a pharmacist claim it with keys", async () => {
  const stuck = await unclaimedReview();
  await visit('intake');
  await check();
  const take = rowOf(stuck).getByRole('button', { name: /^Assign review to me/ });
  await take.waitFor();
  expect(await take.isDisabled()).toBe(true);
  await rowOf(stuck).getByText('Only a pharmacist or a medical director').waitFor();
  expect(
    await rowOf(stuck)
      .getByRole('button', { name: /^Assign…/ })
      .isEnabled(),
  ).toBe(true);
  await window.close();
  await visit('pharmacist');
  await rowOf(stuck).focus();
  await page.keyboard.press('m');
  await rowOf(stuck).getByText('The case is no longer stuck.').waitFor();
  await check();
  await rowOf(stuck).waitFor({ state: 'detached' });
});

test('shows who has a review from the moment it is claimed, even past due', async () => {
  const stuck = await unclaimedReview();
  await sql.run(`UPDATE pa_case SET due_at = now() - interval '1 hour' WHERE id = $1`, [stuck.id]);
  await visit('pharmacist');
  await check();
  await rowOf(stuck)
    .getByRole('button', { name: /^Assign review to me/ })
    .click();
  await rowOf(stuck)
    .getByText(/^Assigned to you/)
    .waitFor();
  const words = await rowOf(stuck).innerText();
  expect(words).toMatch(/Assignee\s+pharmacist-1/);
  expect(words).not.toMatch(/Unassigned|Assign…|Open the case to see/);
});

test('shows on a case that it is still past due, until it is decided', async () => {
  const stuck = await unclaimedReview();
  await sql.run(
    `UPDATE pa_case SET due_at = now() - interval '1 hour', escalated_at = now()
     WHERE id = $1`,
    [stuck.id],
  );
  await visit('pharmacist');
  await check();
  await page.goto(`/cases/${stuck.id}`);
  await page.getByText(/^Past due; escalated/).waitFor();
  await page.getByRole('button', { name: 'Assign review to me' }).click();
  await page.getByText(/^Assigned to you. Still past due/).waitFor();
  await app.call('intake', 'POST', `/v1/cases/${stuck.id}/withdraw`, { reason: 'Moved away.' });
  await page.getByRole('region', { name: 'Withdrawal' }).getByText('Moved away.').waitFor();
  await page.getByRole('region', { name: 'Timeline' }).getByText('Moved away.').waitFor();
  for (const past of [/Still past due/, /^Past due; escalated/]) {
    await page.getByText(past).waitFor({ state: 'detached' });
  }
});

test("names a person who has a review and can't decide it, and assigns it to another one", async () => {
  const stuck = await unclaimedReview();
  await sql.run(`UPDATE pa_case SET assignee = 'intake-1' WHERE id = $1`, [stuck.id]);
  await visit('pharmacist');
  await check();
  await rowOf(stuck)
    .getByText("Reassign needed: intake-1 (Intake) can't make determinations.")
    .waitFor();
  await rowOf(stuck)
    .getByRole('button', { name: /^Reassign/ })
    .click();
  await page.getByRole('dialog', { name: `Assign ${stuck.number}` }).waitFor();
  await page.keyboard.press('Enter');
  const idle = page.getByRole('region', { name: /^Reassign needed/ });
  await idle.getByText(stuck.number).first().waitFor({ state: 'detached' });
});

test('moves everything that one cause blocks, with a result for each case', async () => {
  const cases = [await unclaimedReview(), await unclaimedReview()];
  await visit('medical-director');
  await check();
  for (const each of cases) await rowOf(each).waitFor();
  const group = page.getByRole('region', { name: /Review unassigned/ });
  await group.getByRole('button', { name: /^Assign all \d+ to me/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Assign \d+ cases to me/ }).click();
  await dialog.getByRole('heading', { name: /cases assigned to you$/ }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  for (const each of cases) await rowOf(each).waitFor({ state: 'detached' });
});

test('leads to the workflow, and offers an auditor nothing else', async () => {
  const stuck = await unclaimedReview();
  await app.call('intake', 'POST', '/v1/stuck/check', {});
  await visit('auditor');
  const link = rowOf(stuck).getByRole('link', { name: /View workflow in Temporal/ });
  expect(await link.getAttribute('href')).toContain('/namespaces/default/workflows/');
  expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
});
