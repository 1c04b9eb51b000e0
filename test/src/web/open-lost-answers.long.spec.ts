import { until } from '@assent/local';
import { z } from 'zod';
import { accessibilityFaults } from './support/accessibility';
import {
  app,
  dayAhead,
  fillIn,
  keys,
  page,
  request,
  startIntakePages,
  submit,
  visit,
} from './support/intake-page';

startIntakePages();

/** Has each opening reach the server and its answer get lost, until the connection is mended. */
async function breakConnection(whileSent: () => Promise<void> = () => Promise.resolve()) {
  let isBroken = true;
  const keysSent: (string | undefined)[] = [];
  await page.route('**/v1/cases', async (route) => {
    keysSent.push(route.request().headers()['idempotency-key']);
    await whileSent();
    const isLost = isBroken;
    const response = await route.fetch();
    await (isLost ? route.abort('connectionreset') : route.fulfill({ response }));
  });
  return {
    keysSent,
    mend: () => {
      isBroken = false;
    },
  };
}

/** Waits until a request was sent twice without an answer, so that the next try is some time away. */
async function lostTwice(keysSent: readonly unknown[]): Promise<void> {
  expect(await until(() => keysSent.length === 2, { timeoutMs: 20_000 })).toBe(true);
  await page.getByRole('heading', { name: "We don't know yet if this was recorded" }).waitFor();
  await page.getByRole('button', { name: 'Try again', disabled: false }).waitFor();
}

/** Submits a request whose case waits for information, so that it would be in the way of a second one. */
async function submitIncomplete() {
  const asked = { ...request(), facts: {} };
  await fillIn(asked);
  await page.getByText('Draft saved').waitFor();
  await keys('Control+Enter');
  await submit();
  return asked;
}

/** How many cases of a member there are. */
async function casesOf(memberId: string): Promise<number> {
  const found = await app.call('intake', 'POST', '/v1/cases/search', { q: memberId, limit: 8 });
  return z.object({ items: z.array(z.unknown()) }).parse(found).items.length;
}

test('a connection that breaks while the case is opened opens it once, and its approval is not promised again', async () => {
  await visit();
  // Nothing can be changed any more while it is sent.
  const back = page.getByRole('button', { name: 'Back', disabled: true });
  const connection = await breakConnection(() => back.waitFor());
  const asked = request();
  await fillIn(asked);
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();
  await page.getByText(/^It will be approved on submission .*, unless/).waitFor();
  const start = page.locator('[data-field="requestedStart"]');
  await start.getByRole('textbox').fill(dayAhead(100));
  await page.getByText(/^The requested start date is far ahead, so a reviewer has/).waitFor();
  await start.getByRole('textbox').fill(dayAhead(-300));
  await page
    .getByText(/^An approval for 6 months from the requested start date would already/)
    .waitFor();
  await start.getByRole('textbox').fill(dayAhead(400));
  await page
    .getByText("You can't submit this request: the requested start date is too far")
    .waitFor();
  await keys('Tab');
  await start.getByText(/more than 12 months ahead; check the year/).waitFor();
  await start.getByRole('textbox').fill('');
  await page.getByText(/^It will be approved on submission .*, unless/).waitFor();
  await keys('Control+Enter');
  await submit();
  await page.getByRole('heading', { name: "We don't know yet if this was recorded" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await back.waitFor();
  connection.mend();
  // It tries by itself too, and may be first.
  const opened = page.waitForURL(/\/cases\//);
  await Promise.any([page.getByRole('button', { name: 'Try again' }).click(), opened]);
  await opened;
  expect(new Set(connection.keysSent).size).toBe(1);
  expect(await casesOf(asked.member.memberId)).toBe(1);

  await page.goto('/open');
  await fillIn(asked);
  await page.getByText('A request for the same treatment that meets all criteria').waitFor();
  await page.getByText(/^Authorization .* already covers this member\. /).waitFor();
  const another = page.getByText('This member ID is on file with a different first name.');
  await page.getByLabel('First name').fill('Zoe');
  await another.waitFor();
  await page.getByText('You can still open another case. A reviewer has to look at it').waitFor();
  await page.getByText(/with a different first name, so a reviewer has to look at it/).waitFor();
  await page.getByLabel('First name').fill('Ana');
  await another.waitFor({ state: 'detached' });
  await keys('Control+Enter');
  await submit();
  await page.getByRole('heading', { name: 'The request was not submitted' }).waitFor();
  expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
  await page.getByRole('link', { name: /^Authorization AU-/ }).click();
  await page.waitForURL(/\/cases\//);
}, 120_000);

test('a request whose answer was lost is opened once, even after a reload, and brings back no one who has left', async () => {
  await visit();
  let isReloaded = false;
  const connection = await breakConnection(async () => {
    if (isReloaded) await goElsewhere();
  });
  const goElsewhere = async () => {
    await page.getByRole('link', { name: 'Renewals' }).click();
    await page.getByRole('heading', { level: 1, name: 'Renewals' }).waitFor();
  };
  // Another payer decides: the case is closed at once, and stands in no other's way.
  const asked = { ...request(), lineOfBusiness: 'medicare-part-d' };
  await fillIn(asked);
  await page.getByText('Draft saved').waitFor();
  await keys('Control+Enter');
  await submit();
  // It was asked again at once, and waits.
  await lostTwice(connection.keysSent);
  await page.reload();
  connection.mend();
  isReloaded = true;
  await page.getByText('Draft saved').waitFor();

  const checks: (() => void)[] = [];
  await page.getByText('This request was sent before, but the answer was lost.').waitFor();
  await page.route('**/v1/determinations', async (route) => {
    await new Promise<void>((resolve) => checks.push(resolve));
    await route.continue();
  });
  const form = page.url();
  await keys('Control+Enter');
  expect(await until(() => checks.length > 0, { timeoutMs: 20_000 })).toBe(true);
  await goElsewhere();
  const checked = page.waitForResponse('**/v1/determinations');
  for (const answer of checks) answer();
  await (await checked).finished();
  await page.evaluate(
    'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
  );
  expect(new URL(page.url()).pathname).toBe('/renewals');

  await page.unroute('**/v1/determinations');
  await page.goto(form);
  await page.getByText('Draft saved').waitFor();
  await keys('Control+Enter');
  await submit();
  await page.getByRole('link', { name: 'Go to case' }).click();
  await page.waitForURL(/\/cases\//);
  expect(await casesOf(asked.member.memberId)).toBe(1);
}, 90_000);

test('a lost answer is requested again automatically, whatever happens, and leads to the case', async () => {
  await visit();
  const connection = await breakConnection();
  const asked = await submitIncomplete();
  await page.getByRole('heading', { name: "We don't know yet if this was recorded" }).waitFor();
  connection.mend();
  await page.waitForURL(/\/cases\//);
  expect(connection.keysSent.length).toBeGreaterThan(1);
  expect(new Set(connection.keysSent).size).toBe(1);
  expect(await casesOf(asked.member.memberId)).toBe(1);
}, 60_000);

test('a case does not block the request that opened it, if its answer was lost', async () => {
  await visit();
  const connection = await breakConnection();
  const asked = await submitIncomplete();
  await lostTwice(connection.keysSent);
  // Sooner than it is asked again by itself.
  await keys('Control+Enter');
  const isSent = () => connection.keysSent.length === 3;
  expect(await until(isSent, { timeoutMs: 4_000 })).toBe(true);
  await page.getByRole('button', { name: /^Submit/, disabled: false }).waitFor();
  const form = page.url().replace('&check=true', '');
  await page.goto(form);
  connection.mend();
  await page.getByText('Draft saved').waitFor();
  await page.getByText('so this may be its result').waitFor();
  await page.getByRole('link', { name: /^Case PA-/ }).waitFor();
  expect(await page.getByText('withdraw that case').count()).toBe(0);
  const given = page.getByLabel('First name');
  await given.fill('Zoe');
  await page.getByText(/^You can't submit this request while case PA-\S+ is open\.$/).waitFor();
  await given.fill('Ana');
  await page.getByText('so this may be its result').waitFor();
  await page.getByRole('button', { name: 'Check your answers', disabled: false }).click();
  await page.getByRole('button', { name: 'Submit request' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await submit();
  await page.waitForURL(/\/cases\//);
  expect(new Set(connection.keysSent).size).toBe(1);
  expect(await casesOf(asked.member.memberId)).toBe(1);
}, 90_000);

test('an opened case is shown even if the save of its draft is never answered', async () => {
  await visit();
  const asked = request();
  await fillIn({ ...asked, drug: 'Ninlaro' });
  await page.getByText('Draft saved').waitFor();
  await page.route('**/v1/drafts/*', () => undefined);
  await page.getByLabel('First name').fill('Anna');
  await page.getByText(/^Saving/).waitFor();
  await keys('Control+Enter');
  await submit();
  await page.waitForURL(/\/cases\//);
  expect(await casesOf(asked.member.memberId)).toBe(1);
}, 60_000);
