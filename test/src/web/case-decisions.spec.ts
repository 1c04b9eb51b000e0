import { until } from '@assent/local';
import type { Locator } from 'playwright-core';
import { z } from 'zod';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  app,
  button,
  caseWith,
  heading,
  openCaseWindow,
  page,
  show,
  startCasePages,
  window,
} from './support/case-page';
import { choose } from './support/choose';
import { pressAtOnce } from './support/press-at-once';
import { writeLicense } from './support/license';

startCasePages();

test('sends a question from the keys of a radio button, and then waits only for its answer', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await page.keyboard.press('d');
  const ask = page.getByRole('radio', { name: 'Ask for information' });
  await choose(ask);
  await page.getByLabel('Your question to the provider office').fill('Are four capsules meant?');
  await ask.focus();
  await page.keyboard.press('Control+Enter');
  await page.getByText('Waiting for the provider office: an answer to a question.').waitFor();
});

test('shows reviewers what would change this, and what those changes serve', async () => {
  const unmet = await caseWith({ ...TOO_MANY_CAPSULES, setting: 'provider-administered' });
  await show(unmet, 'pharmacist');
  const panel = () => page.getByRole('region', { name: 'What would change this' });
  await panel().getByText('Capsules per 28 days: 3 capsules (now: 4 capsules) Clinical').waitFor();
  await panel()
    .getByText(/^Administration: .* \(now: .*\) Clinical$/)
    .waitFor();
  await panel()
    .getByText(/^Meets: Dose within the limit: at most three capsules/)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await show(unmet, 'intake');
  await page.getByRole('region', { name: 'Criteria', exact: true }).waitFor();
  expect(await panel().count()).toBe(0);
});

test('leads from review to a denial that is checked once more', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'medical-director');
  await button(/^Decide/).click();
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await choose(page.getByRole('checkbox', { name: /at most three capsules/ }).first());
  await page.getByLabel('Rationale').fill('Four capsules are more than the label allows.');
  await writeLicense(page);
  await button('Check before you deny').click();
  const check = page.getByRole('form', { name: 'Check before you deny' });
  await check.getByText(/at most three capsules .*\(not met\)/).waitFor();
  const letter = await check.getByText(/To the office of/).innerText();
  expect(letter).toContain('Why: Four capsules are more than the label allows.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await readToTheEnd(check);
  await button('Deny the request').click();
  await heading().getByText('Denied').waitFor();
  await page
    .getByText(/medical-director-1 \(Medical director\), /)
    .first()
    .waitFor();
  await page.getByText('ME-104722, FL, Hematology').waitFor();
  await button('View (Denial letter)').click();
  await page.getByText(/You or the member may appeal this decision/).waitFor();
  const shown = page.getByText(/To the office of/).filter({ visible: true });
  expect(await shown.innerText()).toBe(letter);
});

/** Waits until a check takes a press of the keys, as a click does by itself. */
const ready = (name: string) => page.getByRole('button', { name, disabled: false }).waitFor();

/** Scrolls to the end of a letter, again if the letter comes only now and scrolls to its start. */
async function readToTheEnd(check: Locator): Promise<void> {
  const read = check.getByText(/submits\. What you typed/);
  const isRead = async () => {
    await check.getByText(/This can't be undone/).scrollIntoViewIfNeeded();
    return read.isVisible();
  };
  expect(await until(isRead, { timeoutMs: 30_000, everyMs: 100 })).toBe(true);
}

/** Fills in a denial up to the step that shows its letter. */
async function writeDenial(): Promise<void> {
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await choose(page.getByRole('checkbox', { name: /at most three capsules/ }).first());
  await page.getByLabel('Rationale').fill('Four capsules are more than the label allows.');
  await writeLicense(page);
}

/** Adds a document to a case outside of the page, as a colleague would. */
async function addDocumentTo(id: string): Promise<void> {
  const issued = await fetch(`${app.address}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'intake', subject: 'intake-1' }),
  });
  const { token } = z.looseObject({ token: z.string() }).parse(await issued.json());
  const form = new FormData();
  form.append('file', new Blob(['Four capsules were meant.']), 'note.txt');
  const added = await fetch(`${app.address}/v1/cases/${id}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    body: form,
  });
  expect(added.status).toBe(201);
}

test('shows the letter again, to be read again, if something came in after it was shown', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'medical-director');
  await page.setViewportSize({ width: 1280, height: 300 });
  await writeDenial();
  await page.keyboard.press('Control+Enter');
  const check = page.getByRole('form', { name: 'Check before you deny' });
  await readToTheEnd(check);
  await addDocumentTo(unmet.id);
  await check.getByRole('button', { name: 'note.txt' }).click();
  await page.getByText('Four capsules were meant.').waitFor();
  await check.getByText('You have opened all of them.').waitFor();
  await button('Close the document').click();
  await ready('Deny the request');
  await page.keyboard.press('Control+Enter');
  await check.getByText(/^The letter or the information behind it changed/).waitFor();
  await check.getByText('Scroll to the end of the letter before you deny the request.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await readToTheEnd(check);
  await ready('Deny the request');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Denied').waitFor();
});

test('shows what came in since an unassigned case was opened, before it is approved or a question asked', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'medical-director');
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Ask for information' }));
  const form = page.getByRole('form', { name: 'Decide' });
  expect(await form.getByText('Received documents').count()).toBe(0);
  await addDocumentTo(unmet.id);
  const banner = page.getByRole('region', { name: 'New information came in' });
  await banner.getByRole('button', { name: 'note.txt' }).waitFor();
  await form.getByText(/^You haven't opened 1 document yet\. Your decision/).waitFor();
  await choose(page.getByRole('radio', { name: 'Approve' }));
  await form.getByText('To open').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByLabel('Rationale').fill('Two specialists agree.');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
});

test('shows which documents are still to be opened before a denial, as they come in', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'medical-director', { size: 'phone', scheme: 'dark' });
  await writeDenial();
  const form = page.getByRole('form', { name: 'Decide' });
  expect(await form.getByText('Received documents').count()).toBe(0);
  await addDocumentTo(unmet.id);
  const received = form.getByRole('region', { name: 'Received documents' });
  await received.getByText('To open', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await received.getByRole('button', { name: 'note.txt' }).click();
  await page.getByText('Four capsules were meant.').waitFor();
  await page.keyboard.press('Escape');
  await received.getByText('Opened', { exact: true }).waitFor();
  await received.getByText('You have opened all of them.').waitFor();
  await received.locator('button:focus', { hasText: 'note.txt' }).waitFor();
});

test('asks for a license, and remembers it for the next denial', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'medical-director');
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Deny' }));
  const criterion = page.getByRole('checkbox', { name: /at most three capsules/ }).first();
  await choose(criterion);
  const rationale = page.getByLabel('Rationale');
  await rationale.fill('Four capsules are more than the label allows.');
  const form = page.getByRole('form', { name: 'Decide' });
  await page.keyboard.press('Control+Enter');
  await form.getByText('Enter your license number.').waitFor();
  await page.getByLabel('License number').fill('ME 104722');
  await page.keyboard.press('Control+Enter');
  await form.getByText(/in letters, digits, dots and dashes only/).waitFor();
  await writeLicense(page);
  await rationale.fill('');
  await choose(criterion, false);
  await page.reload();
  await page.getByRole('heading', { name: 'Criteria' }).waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Deny' }));
  const license = page.getByRole('group', { name: 'Your license' });
  expect(await license.getByLabel('License number').inputValue()).toBe('ME-104722');
  expect(await license.getByLabel('Specialty').inputValue()).toBe('Hematology');
  expect(await license.getByRole('combobox', { name: 'State' }).inputValue()).toBe('FL');
});

test('denies with the license that the sign-in states, which no one can change', async () => {
  const license = { number: 'FL-77', state: 'FL', specialty: 'Oncology' };
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await openCaseWindow();
  await page.route('**/dev/token', (route) => {
    const asked = z.looseObject({}).parse(route.request().postDataJSON());
    return route.continue({ postData: JSON.stringify({ ...asked, license }) });
  });
  await page.goto(`/cases/${unmet.id}`);
  await window.signIn('medical-director');
  await page.getByRole('heading', { name: 'Criteria' }).waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await choose(page.getByRole('checkbox', { name: /at most three capsules/ }).first());
  await page.getByLabel('Rationale').fill('Four capsules are more than the label allows.');
  const group = page.getByRole('group', { name: 'Your license' });
  expect(await group.getByLabel('License number').inputValue()).toBe('FL-77');
  expect(await group.getByLabel('License number').isEditable()).toBe(false);
  expect(await group.getByLabel('State').inputValue()).toBe('FL');
  expect(await group.getByLabel('State').isEditable()).toBe(false);
  await group.getByText('From your sign-in.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  const check = page.getByRole('form', { name: 'Check before you deny' });
  await readToTheEnd(check);
  await ready('Deny the request');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Denied').waitFor();
  await page.getByText('FL-77, FL, Oncology').waitFor();
});

test('denies by no held key and no double click, and only after the letter was read', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'medical-director');
  const statusNow = async () =>
    z
      .looseObject({ status: z.string() })
      .parse(await app.call('intake', 'GET', `/v1/cases/${unmet.id}`)).status;
  await writeDenial();
  const check = page.getByRole('form', { name: 'Check before you deny' });
  const letter = check.getByText(/To the office of/);
  await page.keyboard.down('Control');
  for (let pressed = 0; pressed < 30; pressed += 1) await page.keyboard.down('Enter');
  await letter.waitFor();
  for (let pressed = 0; pressed < 30; pressed += 1) await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  await letter.waitFor();
  expect(await statusNow()).toBe('in-review');

  await button('Edit').click();
  await button('Check before you deny').dblclick();
  await letter.waitFor();
  expect(await statusNow()).toBe('in-review');

  await button('Edit').click();
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.keyboard.press('Control+Enter');
  await letter.waitFor();
  const lack = check.getByText('Scroll to the end of the letter before you deny the request.');
  await lack.waitFor();
  for (const _ of ['told', 'told once more']) await page.keyboard.press('Control+Enter');
  const told = await lack.boundingBox();
  expect((told?.y ?? 300) + (told?.height ?? 0)).toBeLessThanOrEqual(300);
  await lack.waitFor();
  expect(await statusNow()).toBe('in-review');
  await readToTheEnd(check);
  await ready('Deny the request');
  expect(await statusNow()).toBe('in-review');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Denied').waitFor();
});

test('denies by no criterion that is met by now, and checks again after a change', async () => {
  const facts = { ...TOO_MANY_CAPSULES, setting: 'provider-administered' };
  const unmet = await caseWith(facts);
  await show(unmet, 'medical-director');
  await page.setViewportSize({ width: 1280, height: 300 });
  await writeDenial();
  const setting = page.getByRole('checkbox', { name: /I\.S$/ });
  await choose(setting.first());
  await page.keyboard.press('Control+Enter');
  const check = page.getByRole('form', { name: 'Check before you deny' });
  await check.getByText(/Self-administered, .*\(not met\)/).waitFor();
  await readToTheEnd(check);
  await app.call('intake', 'POST', `/v1/cases/${unmet.id}/information`, {
    facts: { setting: 'self-administered' },
  });
  await button(/Load the changes/).waitFor();
  await page.keyboard.press('r');
  const decide = page.getByRole('form', { name: 'Decide' });
  await decide.getByText(/^No longer chosen because it is now met: .* I\.S$/).waitFor();
  expect(await setting.count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  for (const _ of ['check', 'deny']) await page.keyboard.press('Control+Enter');
  await check.getByText(/at most three capsules .*\(not met\)/).waitFor();
  await check.getByText('Scroll to the end of the letter before you deny the request.').waitFor();
  expect(await check.getByText(/Self-administered, .*\(not met\)/).count()).toBe(0);
  await readToTheEnd(check);
  await ready('Deny the request');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Denied').waitFor();
});

test('can be reviewed with the keyboard alone, and lets a claim be undone', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: /^Assign/ });
  await dialog.getByRole('combobox').fill('intake-1');
  await dialog.getByRole('button', { name: 'Assign to intake-1' }).click();
  await dialog.getByText(/^Your role does not allow this: /).waitFor();
  await dialog.getByRole('combobox').fill('');
  await dialog.getByRole('combobox').press('Enter');
  await button('Unassign').waitFor();
  await button('Undo').first().click();
  await button('Assign to me').waitFor();
  // The second press of two, as soon as the button does the opposite.
  await page.evaluate(`new Promise((done) => {
    const named = (name) =>
      [...document.querySelectorAll('button')].find(({ innerText }) => innerText === name);
    new MutationObserver((_, watch) => {
      const back = named('Unassign');
      if (!back) return;
      watch.disconnect();
      back.click();
      done();
    }).observe(document.body, { childList: true, characterData: true, subtree: true });
    named('Assign to me').click();
  })`);

  await page.keyboard.press('d');
  await page.locator('form :focus').waitFor();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('The office confirmed a dose of three capsules.');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  const assigned = page
    .getByRole('region', { name: 'Status, deadline and assignee' })
    .getByText('You');
  await assigned.waitFor();
});

test('approves for no unintended length: none is preset, and a longer one is confirmed', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  await page.getByLabel('Rationale').fill('The office confirmed a dose of three capsules.');
  const months = page.getByRole('textbox', { name: 'Duration (months)' });
  expect(await months.inputValue()).toBe('6');
  await months.press('End');
  await months.press('Backspace');
  expect(await months.inputValue()).toBe('');
  // As on a machine that is busy, where the next key comes before any timer.
  await page.evaluate(`
    const key = { key: 'Enter', ctrlKey: true, bubbles: true, cancelable: true };
    document.activeElement.dispatchEvent(new KeyboardEvent('keydown', key));
    document.execCommand('insertText', false, '63');
  `);
  await page.getByText('The guideline approves 6 months.', { exact: true }).waitFor();
  expect(await months.inputValue()).toBe('63');
  await page.getByLabel('Reason for the changes').fill('Lifelong treatment.');
  await pressAtOnce(page, 'For 63 months', () => page.keyboard.press('Control+Enter'));
  const check = page.getByRole('form', { name: 'Check before you approve' });
  await check.getByText('For 63 months. The guideline approves 6 months.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await ready('Approve for 63 months');
  await check.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Escape');
  await months.fill('3');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  await page.getByText('Coverage for 3 months instead of 6 months').first().waitFor();
});

test('approves another first day and dose than asked, with the faults beside the fields', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist', { size: 'phone', scheme: 'dark' });
  await button(/^Decide/).click();
  await choose(page.getByRole('radio', { name: 'Approve' }));
  await page.getByLabel('Rationale').fill('Two specialists agree.');
  expect(await page.getByLabel('Reason for the changes').count()).toBe(0);
  await button('Change the start date or dose').click();
  await page.getByText('Requested: 4 capsules.').waitFor();
  const capsules = page.getByRole('textbox', { name: /^Capsules per/ });
  await capsules.fill('0');
  await page.getByLabel('Reason for the changes').fill('The label allows no more.');
  const start = page.getByRole('textbox', { name: /^First day of coverage/ });
  await start.fill('01/01/2099');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await page
    .getByText(/at most 12 months ahead/)
    .first()
    .waitFor();
  await page
    .getByText(/above zero/)
    .first()
    .waitFor();
  await capsules.fill('3');
  await start.fill('');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  await page
    .getByText(/3 capsules .* instead of 4/)
    .first()
    .waitFor();
});
