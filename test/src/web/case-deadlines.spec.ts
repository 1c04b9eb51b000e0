import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  app,
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

const clocks = () => page.getByRole('region', { name: 'Clocks' });

test('shows each clock with its source, confidence, and what a miss means', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'auditor', { size: 'phone', scheme: 'light' });
  const shown = clocks().getByRole('listitem');
  await shown.getByText('Decision', { exact: true }).waitFor();
  await shown.getByText('Running').waitFor();
  await shown.getByText(/^Due .* E[DS]T$/).waitFor();
  await shown
    .getByText('29 CFR 2560.503-1(f)(2)(iii)(A): 15 days for a pre-service claim', { exact: true })
    .waitFor();
  await shown.getByText('Medium: from a secondary source').waitFor();
  await shown.getByText(/^The member can treat it as denied, and appeal now/).waitFor();
  expect(await clocks().getByRole('button').count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
});

test('lets a reviewer apply the figures of today by the keyboard, and says why nothing changed', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await button('Apply current figures').focus();
  await page.keyboard.press('Enter');
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('Compliance read the rule again.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await dialog()
    .getByText(/already uses the plan's current figures; nothing was changed/)
    .waitFor();
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
});

test('folds the clocks that are over, and says on the timeline why the case was due then', async () => {
  await show(await caseWith(MET), 'auditor');
  const folded = clocks().getByRole('button', { name: /clocks? over$/ });
  await folded.focus();
  await page.keyboard.press('Enter');
  await clocks().getByText('On time').first().waitFor();
  const timeline = page.getByRole('region', { name: 'Timeline' });
  await timeline.getByText(/^Decision due .*15 days from receipt/).waitFor();
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

test('takes a request to expedite that was received earlier, with what shows that', async () => {
  const one = await caseWith(TOO_MANY_CAPSULES);
  await show(one, 'intake');
  await button('Change deadline').click();
  await choose(dialog().getByRole('radio', { name: 'The member' }));
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('It is getting worse.');
  await dialog().getByRole('button', { name: 'Received earlier?' }).click();
  const received = dialog().getByRole('textbox', { name: /^Received/ });
  await received.fill('01/15/2099 10:00 AM');
  await dialog().getByText("This can't be in the future.").waitFor();
  expect(await dialog().getByRole('button', { name: 'Expedite' }).isDisabled()).toBe(true);
  await received.fill('');
  await dialog()
    .getByRole('button', { name: /Evidence of receipt/ })
    .press('Enter');
  await page.getByRole('option', { name: 'Call log' }).click();
  await dialog()
    .getByRole('textbox', { name: /^Reference/ })
    .fill('call 12');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page.getByText(/ is now expedited$/).waitFor();
  const told = await app.call('auditor', 'GET', `/v1/cases/${one.id}/timeline`);
  for (const part of ['"evidence":"call-log"', '"reference":"call 12"']) {
    expect(JSON.stringify(told)).toContain(part);
  }
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
