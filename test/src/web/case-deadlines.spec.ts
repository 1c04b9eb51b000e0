import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  button,
  caseWith,
  heading,
  LEE_PARK,
  page,
  show,
  startCasePages,
} from './support/case-page';
import { choose } from './support/choose';

startCasePages();

const dialog = () => page.getByRole('dialog');
const deadline = () => page.getByRole('region', { name: 'Status, deadline and assignee' });

test('says why the decision is due then, by which rule', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'auditor');
  await deadline()
    .getByText(/^Commercial \(employer plan\), standard: 15 days from receipt \(29 CFR 2560\.503-1/)
    .waitFor();
  expect(await button('Change deadline').count()).toBe(0);
});

test('lets intake expedite a case, by the keyboard alone', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'intake');
  await heading().waitFor();
  await page.keyboard.press('t');
  await dialog().getByText('The sooner deadline applies.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Space');
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('The disease progresses.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/ is now expedited$/).waitFor();
  await deadline()
    .getByText(/^Commercial \(employer plan\), expedited: 72 hours from the prescriber's request/)
    .waitFor();
  await page.getByText(/^Expedited at the request of the prescriber; decision due/).waitFor();
  await page.getByText('The disease progresses.').waitFor();
  expect(await button('Change deadline').count()).toBe(0);
});

test('lets a reviewer extend a deadline once, and says why not twice', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  const extend = async () => {
    await button('Change deadline').click();
    await choose(dialog().getByRole('radio', { name: 'Extend deadline' }));
    await dialog().getByRole('textbox', { name: 'Reason' }).fill('A laboratory report is late.');
    await dialog().getByRole('button', { name: 'Extend deadline' }).click();
  };
  await extend();
  await deadline()
    .getByText(/Extended once by 15 days \(.*\): A laboratory report is late\.$/)
    .waitFor();
  await page.getByText('Deadline extension').first().waitFor();
  await extend();
  await dialog()
    .getByText(/the rule allows one extension \(29 CFR/)
    .waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

test('records a phone call about an expedited decision', async () => {
  const id = await caseWith(MET, LEE_PARK, { urgency: 'expedited' });
  await show(id, 'intake');
  await button('Record a phone call').click();
  await choose(dialog().getByRole('radio', { name: 'The provider office' }));
  await dialog().getByRole('textbox', { name: 'Time of the call' }).fill('01/15/2099 10:00 AM');
  await dialog().getByText("This can't be in the future.").waitFor();
  await dialog().getByRole('textbox', { name: 'Time of the call' }).fill('');
  await dialog().getByRole('textbox', { name: 'Note' }).fill('The nurse wrote it down.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'hidden' });
  await page.getByText(/^Told the prescriber of the decision by phone/).waitFor();
  await page.getByText('The nurse wrote it down.').waitFor();
});
