import { readFile } from 'node:fs/promises';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { openSampleCase, type SampleCase } from './support/sample-cases';
import { LOOKS, openSharedWebApp, type WebApp, type WebWindow } from './support/web-app';

const LONG = 60_000;

let app: WebApp;
let sample: SampleCase;
beforeAll(async () => {
  app = await openSharedWebApp();
  sample = await openSampleCase(app, { familyName: 'Okonjo' });
  await app.call('pharmacist', 'GET', `/v1/cases/${sample.id}/timeline`);
}, 120_000);
afterAll(() => app.stop());

/** The access log, as an auditor who came from the operations page. */
async function accessLog(look = {}): Promise<WebWindow> {
  const window = await app.open(look);
  await window.signIn('auditor');
  await window.page.goto('/operations');
  await window.page.getByRole('link', { name: 'Access log' }).click();
  await window.page.getByText('Choose a member or a person').waitFor({ timeout: LONG });
  return window;
}

test.each(LOOKS)(
  'shows an auditor who viewed a member: $size, $scheme',
  async (look) => {
    const window = await accessLog(look);
    const { page } = window;
    expect(await accessibilityFaults(page)).toEqual([]);
    await page.getByRole('combobox', { name: 'Member' }).fill('Okonjo');
    await page.getByRole('option', { name: /Okonjo/ }).click();
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: 'Lists every event of a case' }).first();
    await row.getByText('Pharmacist', { exact: true }).waitFor({ timeout: LONG });
    await row.getByRole('link', { name: sample.number }).waitFor();
    expect(page.url()).not.toContain('Okonjo');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await window.close();
  },
  120_000,
);

test('shows what a person viewed, and saves it for spreadsheets', async () => {
  const window = await accessLog();
  const { page } = window;
  const person = page.getByRole('textbox', { name: 'Person' });
  await person.fill('nobody-of-this-name');
  await person.press('Enter');
  await page.getByRole('heading', { name: 'No entries' }).waitFor();
  await person.fill('pharmacist-1');
  await person.press('Enter');
  await page.getByRole('heading', { name: 'Who viewed what, newest first' }).waitFor();
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download CSV' }).click();
  const saved = await saving;
  expect(saved.suggestedFilename()).toBe('access-log.csv');
  const text = await readFile(await saved.path(), 'utf8');
  expect(text).toContain(`pharmacist-1,pharmacist,showTimeline`);
  await window.close();
}, 120_000);

test('tells others that it is for auditors', async () => {
  const window = await app.open({});
  await window.signIn('pharmacist');
  await window.page.goto('/access-log');
  await window.page.getByText('Only auditors can read the access log.').waitFor({ timeout: LONG });
  await window.page.goto('/operations');
  await window.page.getByRole('heading', { name: 'Operations' }).waitFor();
  expect(await window.page.getByRole('link', { name: 'Access log' }).count()).toBe(0);
  await window.close();
}, 120_000);
