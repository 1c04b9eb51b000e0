import type { Page } from 'playwright-core';
import { until } from '@assent/local';
import { accessibilityFaults } from './support/accessibility';
import { choose } from './support/choose';
import {
  app,
  fillIn,
  focused,
  keys,
  openIntakeWindow,
  page,
  request,
  startIntakePages,
  visit,
  window,
} from './support/intake-page';

startIntakePages();

test('a draft is saved and found again, merges what one of two windows changed, and asks about the rest', async () => {
  await visit();
  await fillIn({ ...request(), facts: {} });
  await page.getByText('Draft saved').waitFor();
  const address = page.url();
  expect(address).toMatch(/\/open\?draft=[0-9a-f-]{36}$/);

  const other = await page.context().newPage();
  const token = await page.evaluate("sessionStorage.getItem('assent.token')");
  await other.addInitScript(`sessionStorage.setItem('assent.token', ${JSON.stringify(token)})`);
  await other.goto(address);
  const savedIn = (window: Page, text: string) =>
    window.waitForResponse(
      (answer) =>
        answer.url().includes('/v1/drafts/') &&
        answer.ok() &&
        (answer.request().postData()?.includes(text) ?? false),
    );
  const saved = savedIn(other, 'office@example.org');
  await other.getByLabel('First name').fill('Anna');
  await other.getByLabel('Email', { exact: true }).fill('office@example.org');
  await saved;

  await page.getByLabel('First name').fill('Anne');
  const conflict = page.getByRole('dialog', { name: 'This draft was changed in another window' });
  await conflict
    .getByText('Both windows changed the same fields. Choose which answers to keep.')
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const keep = conflict.getByRole('button', { name: 'Keep these' });
  expect(await keep.isDisabled()).toBe(true);
  expect(await conflict.getByRole('radiogroup').count()).toBe(1);
  await choose(conflict.getByRole('radio', { name: 'Anna' }));
  await keep.click();
  await focused('member.givenName');
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe('Anna');
  expect(await page.getByLabel('Email', { exact: true }).inputValue()).toBe('office@example.org');

  // Each window changes another field: both changes stand, and nobody is asked.
  const mine = savedIn(page, '"Maria"');
  await page.getByLabel('First name').fill('Maria');
  await mine;
  const theirs = savedIn(other, '"Lopez"');
  await other.getByLabel('Last name').fill('Lopez');
  await theirs;
  const takenOver = async () => (await other.getByLabel('First name').inputValue()) === 'Maria';
  expect(await until(takenOver, { timeoutMs: 20_000 })).toBe(true);
  expect(await other.getByRole('dialog').count()).toBe(0);

  await page.goto('/open');
  await page.getByRole('button', { name: 'Resume the draft for Maria Lopez' }).click();
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe('Maria');

  // The other window removes it: what is written here is kept as another draft, at its address.
  await other.goto('/open');
  const remove = other.getByRole('button', { name: 'Remove the draft for Maria Lopez' });
  await remove.press('Enter');
  await remove.waitFor({ state: 'detached' });
  await page.getByLabel('First name').focus();
  await keys('End', "'nne'");
  await page.getByText('This draft was removed elsewhere').waitFor();
  expect(await until(() => page.url() !== address, { timeoutMs: 20_000 })).toBe(true);
  await focused('member.givenName');
  const typedOn = savedIn(page, '"Marianne K."');
  await keys("' K.'");
  await typedOn;
  await page.reload();
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe('Marianne K.');
}, 90_000);

/** Has every save of a draft fail, as often as it says. */
async function failSaves(times = Infinity): Promise<void> {
  let left = times;
  await page.route('**/v1/drafts/*', async (route) => {
    if (route.request().method() !== 'PUT' || left === 0) {
      await route.continue();
      return;
    }
    left -= 1;
    await route.fulfill({ status: 500, json: {} });
  });
}

/** Writes a name into a request that is saved up to there. */
async function writeAfterSaving(): Promise<void> {
  await page.getByLabel('First name').fill('Ana');
  await page.getByText('Draft saved').waitFor();
  await page.getByLabel('Last name').fill('Ruiz');
}

const toWorklist = () =>
  page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Worklist' }).click();
const leaveQuestion = () => page.getByRole('dialog', { name: 'Leave without saving?' });

test('a draft is not called saved while the server is unreachable, and leaving it asks first', async () => {
  await visit();
  await page.getByLabel('First name').fill('Ana');
  await page.getByText('Draft saved').waitFor();
  const address = page.url();
  await page.context().setOffline(true);
  await page.getByLabel('Last name').fill('Ruiz');
  const status = page.getByText(
    "Draft not saved yet: the server can't be reached. We will try again automatically.",
  );
  await status.waitFor();
  expect(await page.getByText('Draft saved').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);

  const question = leaveQuestion();
  await toWorklist();
  await question.getByText("Draft not saved yet: the server can't be reached.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await question.getByRole('button', { name: 'Stay' }).click();
  await question.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'New request' }).click();
  await question.getByRole('button', { name: 'Stay' }).click();
  await question.waitFor({ state: 'detached' });
  expect(page.url()).toBe(address);
  const [asked] = await Promise.all([
    page.waitForEvent('dialog'),
    page.evaluate('setTimeout(() => location.reload())'),
  ]);
  expect(asked.type()).toBe('beforeunload');
  await asked.dismiss();
  expect(await page.getByLabel('Last name').inputValue()).toBe('Ruiz');

  await page.context().setOffline(false);
  await page.getByText('Draft saved').waitFor();
  await toWorklist();
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor();
  await page.goBack();
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('Last name').inputValue()).toBe('Ruiz');
}, 90_000);

test('a new request is marked unsaved from its first letter, and one left that way is not reported as removed', async () => {
  await visit();
  await failSaves();
  const answered = page.waitForResponse((answer) => answer.status() === 500);
  await page.getByLabel('First name').fill('Ana');
  await page.getByText('Draft not saved yet', { exact: true }).waitFor();
  await answered;
  await page
    .getByText(/Draft not saved yet\. We will try again automatically\. The call failed/)
    .waitFor();
  await toWorklist();
  await leaveQuestion().getByRole('button', { name: 'Leave without saving' }).click();
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Draft not found' }).waitFor();
  await page.getByText('It was never saved, it was removed, or a case was opened').waitFor();
}, 60_000);

test('leaving or reloading within the pause asks nothing and loses nothing', async () => {
  await visit();
  await writeAfterSaving();
  let questions = 0;
  page.on('dialog', (dialog) => {
    questions += 1;
    void dialog.accept();
  });
  await page.reload();
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('Last name').inputValue()).toBe('Ruiz');
  expect(questions).toBe(0);

  // The save on leaving fails, and the next one does not.
  await failSaves(1);
  const saved = page.waitForResponse(
    (answer) => answer.request().method() === 'PUT' && answer.ok(),
  );
  await page.getByLabel('Last name').fill('Lopez');
  await toWorklist();
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor();
  await saved;
  await page.goBack();
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('Last name').inputValue()).toBe('Lopez');
}, 60_000);

test('what could not be saved after leaving is reported, and is there again', async () => {
  // The clock of a profile cannot be given back.
  await visit({ isFirst: true });
  await page.clock.install();
  await writeAfterSaving();
  await failSaves();
  const failed = page.waitForResponse((answer) => answer.status() === 500);
  await toWorklist();
  await failed;
  await page.getByRole('heading', { level: 1, name: 'Worklist' }).waitFor();
  await page.clock.fastForward(61_000);
  await page.getByText('Your draft could not be saved').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.unroute('**/v1/drafts/*');
  await page.getByRole('link', { name: 'Go to draft' }).click();
  await page.getByText('Draft saved').waitFor();
  expect(await page.getByLabel('Last name').inputValue()).toBe('Ruiz');
}, 60_000);

test('the form never moves because of other drafts, late ones or while it is being filled in', async () => {
  await app.call('intake', 'PUT', `/v1/drafts/${crypto.randomUUID()}`, {
    request: { member: { givenName: 'Ivy', familyName: 'Stone' } },
  });
  await openIntakeWindow();
  page.setDefaultTimeout(20_000);
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/v1/drafts', async (route) => {
    await arrival;
    await route.continue();
  });
  await page.goto('/open');
  await window.signIn('intake');
  await page.getByText('Loading your drafts').waitFor({ state: 'attached' });
  const name = page.getByLabel('First name');
  expect(await name.count()).toBe(0);
  arrive();
  await name.waitFor();
  const place = await name.boundingBox();
  await page.getByRole('button', { name: 'Resume the draft for Ivy Stone' }).waitFor();
  await name.fill('Ada');
  await page.getByText('Draft saved').waitFor();
  expect(await name.boundingBox()).toEqual(place);
  await page.getByRole('button', { name: 'Resume the draft for Ivy Stone' }).waitFor();
  const remove = page.getByRole('button', { name: 'Remove the draft for Ivy Stone' });
  await remove.press('Enter');
  await remove.waitFor({ state: 'detached' });
  await page.locator('button:focus, main:focus').waitFor();
}, 60_000);
