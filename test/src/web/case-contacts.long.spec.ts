import { letterList } from '@assent/contracts';
import { until } from '@assent/local';
import { CONTRADICTORY, MET } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  app,
  button,
  caseWith,
  heading,
  opened,
  page,
  show,
  startCasePages,
  window,
} from './support/case-page';

startCasePages();

const RIGHT = 'kim.osei@example.org';
const MISTYPED = 'kim.ose@example.org';

/** Opens a case with a mistyped email, of which no letter goes out yet, and corrects it on its page. */
async function correctEmail(npi: string, name: string): Promise<void> {
  await show(await caseWith(CONTRADICTORY, { npi, name, email: MISTYPED }), 'pharmacist');
  await button('Change phone or email').click();
  const form = page.getByRole('form', { name: "Change the prescriber's phone or email" });
  await form.getByLabel('Phone').fill('abc');
  await form.getByLabel('Email').fill('kim.osei@');
  await form.getByText(/^Enter a phone number of 7 to 15 digits/).waitFor();
  await form.getByLabel('Phone').fill('');
  await form.getByRole('button', { name: 'Save' }).click();
  await form.getByText(/must be one email address/).waitFor();
  await form.getByLabel('Email').and(page.locator(':focus')).waitFor();
  expect(await form.getByRole('alert').count()).toBe(0);
  await form.getByLabel('Email').fill(RIGHT);
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
}

test("corrects a prescriber's mistyped email, as the timeline shows", async () => {
  await correctEmail('1245319599', 'Kim Osei MD');
  await page.getByRole('definition').filter({ hasText: RIGHT }).waitFor();
  const event = page.getByRole('listitem').filter({ hasText: 'contact details changed' });
  await event.getByText(/pharmacist-1 \(Pharmacist\)/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await button('Change phone or email').click();
  const phone = page.getByRole('textbox', { name: 'Phone' });
  await phone.fill('305 555 0100');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Assent' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Stay' }).click();
  await button('Change phone or email').click();
  expect(await phone.inputValue()).toBe('305 555 0100');
});

test('changes the contact on an approved case, for reminders that are still to come', async () => {
  const prescriber = { npi: '1003000126', name: 'Ada Quist MD', email: MISTYPED };
  await show(await caseWith(MET, prescriber), 'pharmacist');
  await heading().getByText('Approved').waitFor();
  await button('Change phone or email').click();
  const form = page.getByRole('form', { name: "Change the prescriber's phone or email" });
  await form.getByLabel('Email').fill(RIGHT);
  const address = `/v1${new URL(page.url()).pathname}`;
  const { version } = opened.parse(await app.call('pharmacist', 'GET', address));
  const phone = { phone: '+13055550177' };
  const seen = { 'if-match': `"${version}"` };
  await app.call('pharmacist', 'PATCH', `${address}/prescriber`, phone, seen);
  await page.getByText('What you typed is kept.').waitFor();
  await button(/^Load the changes/).click();
  await form.getByRole('button', { name: 'Save' }).click();
  await form.waitFor({ state: 'detached' });
  await page.getByRole('definition').filter({ hasText: RIGHT }).waitFor();
});

test('says for a suggested prescriber that the typed email is not the known one', async () => {
  await correctEmail('1679576722', 'Sol Ibarra MD');
  await page.goto('/open');
  const field = (path: string) => page.locator(`[data-field="${path}"]`);
  await field('prescriber.name').getByRole('combobox').focus();
  await page.keyboard.type('Sol Ib');
  await page.getByRole('option', { name: 'Sol Ibarra MD' }).click();
  const email = field('prescriber.email').getByRole('textbox');
  await page.waitForFunction(`document.querySelector(
    '[data-field="prescriber.email"] input').value === '${RIGHT}'`);
  const warning = page.getByRole('status').filter({ hasText: 'Check the email address.' });
  expect(await warning.count()).toBe(0);
  await email.fill(MISTYPED);
  await warning.getByText(`went to ${RIGHT}. The next letter goes to ${MISTYPED}.`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await email.fill(RIGHT.toUpperCase());
  await warning.waitFor({ state: 'detached' });
});

test('says on a case that its email is not the known one', async () => {
  await correctEmail('1003000126', 'Ada Novak MD');
  await window.close();
  const again = { npi: '1003000126', name: 'Ada Novak MD', email: MISTYPED };
  await show(await caseWith(CONTRADICTORY, again), 'intake');
  await page
    .getByRole('status')
    .filter({ hasText: `went to ${RIGHT}. The next letter goes to ${MISTYPED}.` })
    .waitFor();
});

test('lists the letter to the member with its language, to be printed', async () => {
  const approved = await caseWith(MET);
  const isMade = async () => {
    const list = await app.call('auditor', 'GET', `/v1/cases/${approved.id}/letters`);
    return letterList.parse(list).items.some(({ state }) => state === 'to-print');
  };
  expect(await until(isMade, { timeoutMs: 60_000, everyMs: 250 })).toBe(true);
  await show(approved, 'auditor');
  const letter = page
    .getByRole('listitem')
    .filter({ hasText: 'To the member, in English' })
    .filter({ hasText: 'Approval letter' });
  await letter.getByText('To print').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    letter.getByRole('button', { name: /^Download PDF: Approval letter/ }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`${approved.number}-approval.pdf`);
  await page.getByRole('listitem').filter({ hasText: 'To the provider office' }).first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
