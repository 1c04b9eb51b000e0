import { TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import { button, caseWith, page, show, startCasePages } from './support/case-page';
import { choose } from './support/choose';

startCasePages();

const dialog = () => page.getByRole('dialog');
const panel = () => page.getByRole('region', { name: 'Peer-to-peer' });

test('requests a call, records that the plan missed it, and then that it was held', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await panel().getByText('No call requested.').waitFor();
  await button('Request a call').click();
  expect(await accessibilityFaults(page)).toEqual([]);
  const slot = dialog().getByRole('textbox', { name: /^Time 1/ });
  await slot.fill('01/02/2026 10:00 AM');
  await dialog().getByText('This must be in the future.').waitFor();
  expect(await dialog().getByRole('button', { name: 'Request the call' }).isDisabled()).toBe(true);
  await slot.fill('01/15/2099 10:00 AM');
  await dialog().getByRole('button', { name: 'Request the call' }).click();
  await panel()
    .getByText(/^Available: .*Jan 15, 2099/)
    .waitFor();
  await panel().getByText(/^Due /).waitFor();

  const record = async (outcome: string) => {
    await panel().getByRole('button', { name: 'Record the outcome' }).click();
    await choose(dialog().getByRole('radio', { name: outcome }));
    await dialog().getByRole('textbox', { name: 'Note' }).fill('The line was busy.');
    await page.keyboard.press('Control+Enter');
    await dialog().waitFor({ state: 'hidden' });
  };
  await record('Missed by the plan');
  await panel()
    .getByText(/^Missed by the plan, .*The line was busy\.$/)
    .waitFor();
  await panel().getByText(/^Due /).waitFor();
  await record('Call held');
  await panel()
    .getByText(/^Call held, /)
    .waitFor();
  await panel().getByText(/^Due /).waitFor({ state: 'hidden' });
  await page.getByText('Peer-to-peer call missed by the plan; it is still owed.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('shows an auditor no panel before there is a call', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'auditor');
  await page.getByRole('heading', { name: 'Correspondence' }).waitFor();
  await panel().waitFor({ state: 'hidden' });
});
