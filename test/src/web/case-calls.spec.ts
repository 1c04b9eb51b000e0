import { until } from '@assent/local';
import { CONTRADICTORY, TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  app,
  button,
  caseWith,
  heading,
  LACKING,
  page,
  show,
  startCasePages,
  window,
} from './support/case-page';
import { choose } from './support/choose';

startCasePages();

const dialog = () => page.getByRole('dialog');
const panel = () => page.getByRole('region', { name: 'Peer-to-peer' });

test('requests a call, records that the plan missed it, and then that it was held', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await panel().getByText('No call requested.').waitFor();
  await panel()
    .getByText(/^A call was offered to the provider office /)
    .waitFor();
  await page.getByText('Letter sent: peer-to-peer offer.').waitFor();
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
  await panel()
    .getByText(/^Due end of day /)
    .waitFor();

  const record = async (outcome: string) => {
    await panel().getByRole('button', { name: 'Record the outcome' }).click();
    await choose(dialog().getByRole('radio', { name: outcome }));
    await dialog().getByRole('textbox', { name: 'Note' }).fill('The line was busy.');
    await page.keyboard.press('Control+Enter');
  };
  await record('Missed by the plan');
  await dialog().waitFor({ state: 'hidden' });
  await panel()
    .getByText(/^Missed by the plan, .*The line was busy\.$/)
    .waitFor();
  await panel().getByText(/^Due /).waitFor();

  await panel().getByRole('button', { name: 'Record the agreed time' }).click();
  await choose(dialog().getByRole('radio', { name: /Jan 15, 2099/ }));
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Record the agreed time' }).click();
  await panel()
    .getByText(/^Agreed for .*Jan 15, 2099/)
    .waitFor();
  await page.getByText(/^Peer-to-peer call agreed for .*2099/).waitFor();

  await record('Missed by the prescriber');
  await dialog()
    .getByText(/agreed for January 15, 2099 at .*, so it was not missed yet/)
    .waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  await record('Call held');
  await panel()
    .getByText(/^Call held \(agreed for .*2099.*\), /)
    .waitFor();
  await panel().getByText(/^Due /).waitFor({ state: 'hidden' });
  await panel().getByRole('button', { name: 'Request another call' }).waitFor();
  expect(await panel().getByRole('button', { name: 'Change the times' }).count()).toBe(0);
  await page.getByText('Peer-to-peer call missed by the plan; it is still owed.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('shows an auditor no panel before there is a call or an offer of one', async () => {
  await show(await caseWith(LACKING), 'auditor');
  await page.getByRole('heading', { name: 'Correspondence' }).waitFor();
  await panel().waitFor({ state: 'hidden' });
});

test('says in the form for a denial that no call was offered, and denies nothing less', async () => {
  const words = /^The prescriber was not offered a peer-to-peer call\. /;
  await show(await caseWith(CONTRADICTORY), 'medical-director');
  await page.keyboard.press('d');
  expect(await page.getByText(words).count()).toBe(0);
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await page.getByText(words).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await window.close();

  await show(await caseWith(TOO_MANY_CAPSULES), 'medical-director');
  await panel()
    .getByText(/^A call was offered to the provider office /)
    .waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await page.getByLabel('Rationale').waitFor();
  expect(await page.getByText(/(?:not offered|offer of) a peer-to-peer call/).count()).toBe(0);
});

test('leaves a case to the medical directors, one of whom hands it back', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  await page.keyboard.press('u');
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('It needs a physician.');
  await page.keyboard.press('Control+Enter');
  const banner = () => page.getByRole('region', { name: /^Handed up by pharmacist-1/ });
  await banner().getByText('It needs a physician.').waitFor();
  await banner()
    .getByText(/Only a medical director can decide it\.$/)
    .waitFor();
  await button(/^Decide/).waitFor({ state: 'hidden' });
  expect(await button('Assign to me').count()).toBe(0);
  await window.close();

  await show(unmet, 'medical-director', { size: 'phone', scheme: 'dark' });
  await page.goto('/worklist?queue=needs-physician');
  const row = page.getByRole('row').filter({ hasText: unmet.number });
  await row.getByText('Handed up by pharmacist-1: It needs a physician.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await row.getByRole('link').click();
  await button('Hand back').click();
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('The label allows it.');
  await page.keyboard.press('Control+Enter');
  await banner().waitFor({ state: 'hidden' });
  await page.getByText('Handed back to pharmacist-1.').waitFor();
});

test('shows a reviewer what came in since, and approves the case once they unassign it', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  await button('Assign to me').click();
  await button('Unassign').waitFor();
  const facts = { dosing: { capsulesPer28Days: 3 } };
  await app.call('intake', 'POST', `/v1/cases/${unmet.id}/information`, { facts });
  const banner = () => page.getByRole('region', { name: 'The criteria are met now' });
  await banner()
    .getByText(/^Capsules per 28 days: 3 capsules \(intake-1 \(Intake.*\), /)
    .waitFor();
  await banner().getByText('Approve the case, or unassign it').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page
    .getByText('Sent to clinical review: criteria met, the reviewer approves or unassigns it.')
    .waitFor();
  // A press right after the case changed hands counts as the same gesture.
  const isApproved = async () => {
    await button('Unassign')
      .click({ timeout: 1_000 })
      .catch(() => undefined);
    return heading().getByText('Approved').isVisible();
  };
  expect(await until(isApproved, { timeoutMs: 30_000, everyMs: 500 })).toBe(true);
  await page.getByText(`${unmet.number} was unassigned and approved automatically`).waitFor();
});

test('lists the people who can have a case, without anything typed', async () => {
  await app.call('medical-director', 'GET', '/v1/session');
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await page.keyboard.press('a');
  await dialog().getByRole('combobox').waitFor();
  await dialog()
    .getByRole('button', { name: /Assignee/ })
    .click();
  const people = page.getByRole('option');
  await people.filter({ hasText: 'medical-director-1' }).click();
  expect(await people.filter({ hasText: 'intake-1' }).count()).toBe(0);
  await dialog().getByRole('button', { name: 'Assign to medical-director-1' }).click();
  await dialog().waitFor({ state: 'hidden' });
});

test('asks for a second opinion, which is given on the page of the case', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  const opinions = () => page.getByRole('region', { name: 'Second opinions' });
  await opinions().getByRole('button', { name: 'Request an opinion' }).click();
  await choose(dialog().getByRole('radio', { name: 'Any medical director' }));
  await dialog().getByRole('textbox', { name: 'Question' }).fill('Is this dose ever right?');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await opinions().getByText('Waiting for an answer').waitFor();
  expect(await opinions().getByRole('button', { name: 'Give your opinion' }).count()).toBe(0);
  await button(/^Decide/).click();
  await page.getByText(/still open: any medical director\. You can decide without it\./).waitFor();
  await window.close();

  await show(unmet, 'medical-director');
  await opinions().getByRole('button', { name: 'Give your opinion' }).click();
  await choose(dialog().getByRole('radio', { name: 'Disagree' }));
  await dialog().getByRole('textbox', { name: 'Your reasons' }).fill('Only in a trial.');
  await page.keyboard.press('Control+Enter');
  await opinions().getByText('Only in a trial.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByText('Second opinion given: disagrees.').waitFor();
});
