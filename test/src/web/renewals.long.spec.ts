import { z } from 'zod';
import { tourFile } from '../stack/clerk';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { pressAtOnce } from './support/press-at-once';
import { LOOKS, startWebApp, type WebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

const opened = z.looseObject({ id: z.string() });
const answered = z.looseObject({
  authorization: z.looseObject({ number: z.string(), period: z.looseObject({ end: z.string() }) }),
});
const LONG = 60_000;

let app: WebApp;
let window: WebWindow;
let authorization: { number: string; period: { end: string } };

beforeAll(async () => {
  app = await startWebApp('sandbox');
  const { id } = opened.parse(
    await app.call('intake', 'POST', '/v1/cases', tourFile('request.json')),
  );
  const answer = await app.call(
    'intake',
    'POST',
    `/v1/cases/${id}/information`,
    tourFile('answer.json'),
  );
  ({ authorization } = answered.parse(answer));
  window = await app.open();
  await window.signIn('intake');
}, START_HOOK_MS);
afterAll(() => app.stop());

/** The row of our authorization in the list under the calendar. */
function listed() {
  return window.page.getByRole('row').filter({ hasText: authorization.number });
}

/** Types a day and nine in the morning into the sandbox bar, by the keyboard alone. */
async function moveToDayBeforeEnd(days: number): Promise<void> {
  const { page } = window;
  const day = new Date(Date.parse(authorization.period.end) - days * 86_400_000);
  await page.getByRole('button', { name: 'Skip to date and time…' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Date and time' }).focus();
  const [year = '', month = '', date = ''] = day.toISOString().slice(0, 10).split('-');
  await page.keyboard.type(`${month}/${date}/${year} 9:00 AM`, { delay: 15 });
  await page.getByRole('button', { name: 'Move', exact: true }).press('Enter');
  await page.getByRole('heading', { name: 'What happened in between' }).waitFor({ timeout: LONG });
}

test('distinguishes the states of renewals in forced colors', async () => {
  const { page } = window;
  await page.goto('/renewals');
  await listed().waitFor({ timeout: LONG });
  await page.emulateMedia({ forcedColors: 'active' });
  const patterns = await page.evaluate<string[]>(`
    [...document.querySelectorAll('[class*="swatch"] [class*="safe"]')].map((each) => {
      const { backgroundImage, backgroundColor, borderTopStyle } = getComputedStyle(each);
      return [backgroundImage, backgroundColor, borderTopStyle].join(' ');
    })`);
  await page.emulateMedia({ forcedColors: 'none' });
  expect(patterns.length).toBe(7);
  expect(new Set(patterns).size).toBe(7);
});

test('shows a new authorization as a window that is not open, in words next to the bar', async () => {
  const { page } = window;
  await page.goto('/renewals');
  await listed().getByText('Not open yet', { exact: true }).waitFor({ timeout: LONG });
  await listed()
    .getByText(/^ID \S+$/)
    .waitFor();
  await page
    .getByRole('img', { name: /^Not open yet: opens .* coverage ends/ })
    .first()
    .waitFor();
});

test("shows a person's renewal windows in a calendar, until its address is deleted", async () => {
  const { page } = window;
  await page.goto('/renewals');
  await page.getByRole('button', { name: 'Add to my calendar' }).click();
  await page.getByRole('button', { name: 'Create link' }).click();
  const address = await page.getByRole('textbox', { name: 'Link' }).inputValue();
  expect(await (await fetch(address)).text()).toContain(
    `Coverage under ${authorization.number} ends`,
  );
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Remove link' }).click();
  await page.getByRole('button', { name: 'Create link' }).waitFor();
  expect((await fetch(address)).status).toBe(404);
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}, 60_000);

test('moves the clock to the open window, says what happened, and leads to the review', async () => {
  const { page } = window;
  await moveToDayBeforeEnd(55);
  await page.getByText('Renewal review opened.').first().waitFor();
  await listed().getByText('Open', { exact: true }).waitFor({ timeout: LONG });
  await listed()
    .getByText(/^60 days before: sent/)
    .waitFor();
  expect(await listed().getByRole('listitem').count()).toBeGreaterThan(4);
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close what happened' }).click();
  await listed()
    .getByRole('link', { name: /^Review PA-/ })
    .click();
  await page.waitForURL(/\/cases\//);
}, 120_000);

test('shows the renewal once the review is answered, without moving rows', async () => {
  const { page } = window;
  const review = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto('/renewals?state=open');
  await listed().waitFor({ timeout: LONG });
  const facts = { beneficialResponse: { achieved: true, evidence: 'M-protein fell by half' } };
  await app.call('intake', 'POST', `/v1/cases/${review}/information`, { facts });
  await page.getByRole('button', { name: /changed/ }).waitFor({ timeout: LONG });
  expect(await listed().count()).toBe(1);
  await page.keyboard.press('r');
  await listed().waitFor({ state: 'detached' });
  await page.goto('/renewals?state=renewed');
  await listed()
    .getByText(/^Renewed as AU-/)
    .waitFor({ timeout: LONG });
});

test('lets keys move from window to window, and opens the case of one', async () => {
  const { page } = window;
  await page.goto('/renewals');
  await listed().waitFor({ timeout: LONG });
  const focused = 'document.activeElement.textContent';
  await page.keyboard.press('j');
  const first = await page.evaluate<string>(focused);
  await page.keyboard.press('j');
  expect(await page.evaluate<string>(focused)).not.toBe(first);
  await page.keyboard.press('k');
  expect(await page.evaluate<string>(focused)).toBe(first);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/cases\//);
});

test('keeps its filters in the address, and says how to clear them if they find nothing', async () => {
  const { page } = window;
  await page.goto('/renewals?state=late&from=2031-01&to=2031-02');
  await page.getByRole('heading', { name: /^No coverage ends/ }).waitFor({ timeout: LONG });
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Clear filters' }).last().click();
  await listed().waitFor();
  expect(new URL(page.url()).search).toBe('');
});

test('ends an authorization early from its case, and no longer lists its renewal', async () => {
  const { page } = window;
  await page.goto('/renewals?state=renewed');
  await listed().waitFor({ timeout: LONG });
  const button = { name: `End authorization ${authorization.number}` };
  // What is typed outlasts a list that is read anew without its row.
  await listed().getByRole('button', button).click();
  const note = page.getByRole('dialog').getByLabel('Note');
  await note.fill('The pharmacy called.');
  await page.context().setOffline(true);
  await page.getByText(/^Can't reach the server/).waitFor();
  const isList = (url: URL) => url.pathname === '/v1/renewals';
  await page.route(isList, (route) => route.fulfill({ json: { items: [], nextCursor: null } }));
  await page.getByText(/^No coverage ends/).waitFor({ timeout: LONG });
  await page.context().setOffline(false);
  expect(await note.inputValue()).toBe('The pharmacy called.');
  await page.unroute(isList);
  await page.keyboard.press('Escape');
  await page.goto('/renewals?state=renewed');
  await listed().waitFor({ timeout: LONG });
  await listed().getByRole('link', { name: authorization.number }).click();
  // The list, which goes, has such a button too.
  await page.waitForURL(/\/cases\//);
  await listed().waitFor({ state: 'detached' });
  await page.getByRole('button', button).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
  await page.getByRole('option', { name: 'Member died' }).click();
  expect(await accessibilityFaults(page)).toEqual([]);
  const [year = '', month = '', day = ''] = authorization.period.end.split('-');
  const lastDay = dialog.getByRole('textbox', { name: /^Last covered day/ });
  await lastDay.fill(`${month}/${day}/${Number(year) + 1}`);
  await dialog.getByText(/^The last covered day can't be after/).waitFor();
  expect(await dialog.getByRole('button', { name: /^Check/ }).isDisabled()).toBe(true);
  await lastDay.fill(`${month}/${day}/${year}`);
  const tooLate = await dialog.getByText(/can't be after today/).innerText();
  const [, today = ''] = /today, (.*)\.$/.exec(tooLate) ?? [];
  expect(await dialog.getByRole('button', { name: /^Check/ }).isDisabled()).toBe(true);
  await lastDay.fill(new Date(`${today} UTC`).toISOString().slice(0, 10));
  await lastDay.press('Enter');
  await dialog.getByLabel('Note').and(page.locator(':focus')).waitFor();
  // The second press of a double click falls beside the check, which is shorter.
  await dialog.getByRole('button', { name: /^Check/ }).dblclick();
  const check = page.getByRole('dialog', { name: 'Check before you end it' });
  await check.getByText(`${today} instead of`).waitFor();
  await page.mouse.click(5, 5);
  await check.locator(':focus').waitFor();
  await page.keyboard.press('Escape');
  await lastDay.waitFor();
  await page.mouse.click(5, 5);
  await pressAtOnce(page, `${today} instead of`, () => lastDay.press('Control+Enter'));
  await check.getByText(`${today} instead of`).waitFor();
  for (let pressed = 0; pressed < 10; pressed += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await check.getByText(/^Renewal reminders stop/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await check.getByRole('button', { name: 'End authorization' }).click();
  await page.getByText(`through ${today}; ended early: the member died`).waitFor({ timeout: LONG });
  const told = page.getByText(/Authorization \S+ ended: member died/);
  await told.waitFor({ timeout: LONG });
  // The timeline writes the month out.
  const words = new RegExp(`last day of coverage ${today.replace(' ', '[a-z]* ')}\\.$`);
  expect(await told.innerText()).toMatch(words);
  expect(await page.getByRole('button', button).count()).toBe(0);
  await page.goto('/renewals');
  await page.getByRole('heading', { name: 'Calendar' }).waitFor({ timeout: LONG });
  expect(await listed().count()).toBe(0);
}, 120_000);

test.each(LOOKS)('has no errors at $size, $scheme', async (look) => {
  const other = await app.open(look);
  await other.signIn('auditor');
  await other.page.goto('/renewals');
  await other.page.getByRole('heading', { name: 'Calendar' }).waitFor({ timeout: LONG });
  expect(await accessibilityFaults(other.page)).toEqual([]);
  expect(await sidewaysScroll(other.page)).toBe(0);
  expect(other.complaints.filter((text) => text.startsWith('policy:'))).toEqual([]);
  await other.close();
});
