import { until } from '@assent/local';
import { randomUUID } from 'node:crypto';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { openSampleCase } from './support/sample-cases';
import { LOOKS, startWebApp, type OwnWebApp, type Role, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

const LONG = 60_000;

let app: OwnWebApp;
beforeAll(async () => {
  app = await startWebApp();
}, START_HOOK_MS);
afterAll(() => app.stop());

async function letters(role: Role, look = {}): Promise<WebWindow> {
  const window = await app.open(look);
  await window.signIn(role);
  await window.page.goto('/operations');
  await window.page.getByRole('link', { name: 'Letters' }).click();
  await window.page.getByRole('region', { name: 'The letter' }).waitFor({ timeout: LONG });
  return window;
}

test.each(LOOKS)(
  'shows a letter with its checks and versions: $size, $scheme',
  async (look) => {
    const window = await letters('admin', look);
    const { page } = window;
    await page.getByText('Passes all checks').waitFor();
    await page
      .getByRole('region', { name: 'The letter' })
      .getByText('We denied coverage')
      .waitFor();
    await page.getByRole('region', { name: 'Versions' }).getByText('As configured').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await window.close();
  },
  120_000,
);

test('an administrator adds a paragraph; its faults are named, and it makes a version', async () => {
  const window = await letters('admin');
  const { page } = window;
  const preview = page.getByRole('region', { name: 'The letter' });
  await page.getByRole('button', { name: /^Provider office/ }).click();
  await page.getByRole('option', { name: 'Member, English' }).click();
  await preview.getByText('We did not approve').waitFor();
  const own = page.getByRole('textbox', { name: 'Your paragraph: Denial (Member, English)' });
  await own.fill('The PI was stopped.');
  await page.getByRole('textbox', { name: 'Reason for the change' }).fill('Nurses can help.');
  await page.keyboard.press('Enter');
  await page.getByText('has abbreviations that it does not explain: PI').first().waitFor();
  await own.fill('A nurse of your plan can help you.');
  await page.getByRole('link', { name: 'Worklist' }).first().click();
  await page.getByRole('dialog').getByText('Your changes to the letters are not saved.').waitFor();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  expect(await own.inputValue()).toBe('A nurse of your plan can help you.');
  await page.getByRole('button', { name: 'Save as a new version' }).click();
  await page.getByText('Saved as version 2').first().waitFor();
  await preview.getByText('A nurse of your plan can help you.').waitFor();
  const saved = page.getByRole('region', { name: 'Versions' }).getByRole('row', { name: /^2 / });
  await saved.getByText('Nurses can help.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await window.close();
}, 120_000);

test("corrects the member's postal address on a closed case", async () => {
  const name = `Moved${randomUUID().replace(/[^a-f]/g, '')}`;
  const { id } = await openSampleCase(app, { familyName: name, isApproved: true });
  const window = await app.open();
  await window.signIn('intake');
  const { page } = window;
  await page.goto(`/cases/${id}`);
  await page.getByRole('button', { name: 'Change member contact' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Street address').fill('7 Long Street');
  await dialog.getByText('Enter street, city, state and ZIP Code').waitFor();
  await dialog.getByLabel('City').fill('Miami');
  await dialog.getByRole('combobox', { name: 'State' }).fill('Flor');
  await page.getByRole('option', { name: 'FL', exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await dialog.getByLabel('ZIP Code').fill('33101');
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await page.getByText('7 Long Street, Miami, FL 33101').waitFor();
  await page.getByText('Contact details of the member changed: postal address.').first().waitFor();
  await window.close();
});

test.each(LOOKS)(
  'lists the letters to print, and marks one as mailed: $size, $scheme',
  async (look) => {
    const name = `Paper${randomUUID().replace(/[^a-f]/g, '')}`;
    await openSampleCase(app, { familyName: name, isApproved: true });
    const window = await app.open(look);
    await window.signIn('intake');
    const { page } = window;
    await page.goto('/operations');
    await page.getByRole('link', { name: 'To print' }).click();
    const row = page.getByRole('row').filter({ hasText: name });
    await until(
      async () => {
        await page.reload();
        await page
          .getByRole('heading', { name: /letters? to print/ })
          .first()
          .waitFor();
        return (await row.count()) > 0;
      },
      { timeoutMs: LONG },
    );
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await row
      .getByRole('checkbox', { name: `Select Approval letter, Iris ${name}` })
      .check({ force: true });
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Download PDF (1)' }).click();
    expect((await saved).suggestedFilename()).toBe('letters.pdf');
    await page.getByRole('button', { name: 'Mark as mailed (1)' }).click();
    await row.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^To print/ }).click();
    await page.getByRole('option', { name: 'Mailed' }).click();
    await row.getByText('by intake-1').waitFor();
    await row.getByRole('link').click();
    await page.getByText('Printed letter to the member mailed: approval.').first().waitFor();
    await window.close();
  },
);

test.each(LOOKS)(
  'takes a report by hand that a letter came back, and sends it to the corrected address: $size, $scheme',
  async (look) => {
    const name = `Back${randomUUID().replace(/[^a-f]/g, '')}`;
    const { id } = await openSampleCase(app, { familyName: name, isApproved: true });
    const window = await app.open(look);
    await window.signIn('intake');
    const { page } = window;
    await page.goto(`/cases/${id}`);
    const letter = page
      .getByRole('listitem')
      .filter({ hasText: 'To the provider office' })
      .filter({ hasText: 'Approval letter' });
    await letter.getByText('Sent', { exact: true }).waitFor({ timeout: LONG });
    await letter.getByRole('button', { name: 'Report delivery (Approval letter)' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: /returned it/ }).check({ force: true });
    await dialog.getByLabel('Status code').fill('no mailbox');
    await dialog.getByText('for example 5.1.1.').last().waitFor();
    await dialog.getByLabel('Status code').fill('5.1.1');
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await dialog.getByRole('button', { name: 'Save the report' }).click();
    await letter.getByText('Bounced', { exact: true }).waitFor();
    await letter.getByText(/bounced .* \(5\.1\.1\)/).waitFor();
    await page.getByText('Letter to the provider office came back (5.1.1): approval.').waitFor();
    await page
      .getByText(/mail system returned the approval letter/)
      .first()
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);

    await page.goto('/operations');
    await page.getByRole('link', { name: 'To print' }).click();
    await page.getByRole('button', { name: /^To print/ }).click();
    await page.getByRole('option', { name: 'Bounced' }).click();
    const row = page.getByRole('row').filter({ hasText: name });
    await row.getByText(/Bounced .* \(5\.1\.1\)/).waitFor();
    await row.getByText('To the provider office').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await row.getByRole('link').click();

    await page.getByRole('button', { name: 'Change phone or email' }).click();
    const form = page.getByRole('form', { name: "Change the prescriber's phone or email" });
    await form.getByLabel('Email').fill(`${name}@example.org`);
    await form.getByRole('button', { name: 'Save' }).click();
    await letter.getByText(/sent 2 times, last/).waitFor({ timeout: LONG });
    await letter.getByText('Sent', { exact: true }).waitFor();
    await page.getByText('Letter sent again (sending 2): approval.').waitFor();
    await window.close();
  },
  180_000,
);
