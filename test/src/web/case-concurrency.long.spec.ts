import { until } from '@assent/local';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  LACKING,
  app,
  button,
  caseWith,
  field,
  heading,
  loseAnswer,
  page,
  show,
  startCasePages,
} from './support/case-page';
import { choose } from './support/choose';

startCasePages();

test('keeps what was typed when another person changes the case, and says what changed', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Ask for information' }));
  const question = page.getByLabel('Your question to the provider office');
  await question.fill('Which dose is meant?');
  await app.call('medical-director', 'POST', `/v1/cases/${unmet.id}/claim`, {});
  const changed = page.getByRole('region', { name: /changed while you were working/ });
  await changed.getByText('medical-director-1').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  // Sent from the version that was seen, it is refused in the API's own words.
  await page.locator('form').getByRole('button', { name: 'Ask the provider office' }).click();
  await page.getByText(/^The case has changed: /).waitFor();
  expect(await question.inputValue()).toBe('Which dose is meant?');
  await button(/Load the changes/).click();
  await changed.waitFor({ state: 'detached' });
  expect(await question.inputValue()).toBe('Which dose is meant?');
  await page.locator('form:focus').waitFor();
  await page.locator('form').getByRole('button', { name: 'Ask the provider office' }).click();
  await heading().getByText('Waiting for information').waitFor();

  await page.keyboard.press('w');
  await page.getByLabel('Reason for withdrawal').fill('The office takes it back.');
  await app.call('medical-director', 'POST', `/v1/cases/${unmet.id}/withdraw`, {
    reason: 'The prescriber chose another drug.',
  });
  await changed.getByText(/what you typed can't be submitted/).waitFor();
  await button(/Load the changes/).click();
  await page.locator('h1:focus', { hasText: 'Withdrawn' }).waitFor();
  await page.getByText('No longer due').waitFor();
  const unsent = page.getByRole('region', { name: 'What you typed was not submitted' });
  await unsent.getByText('The office takes it back.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await unsent.getByRole('button', { name: 'Dismiss' }).click();
  await unsent.waitFor({ state: 'detached' });
  await page.locator('h1:focus').waitFor();
});

test('approves no change by another person that a step of work or a cleared field brought along', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  const path = `/v1/cases/${unmet.id}`;
  await app.call('intake', 'POST', `${path}/snooze`, {
    until: new Date(Date.now() + 3_600_000).toISOString(),
    reason: 'The office calls back.',
  });
  await button('End snooze').waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  const reason = page.getByLabel('Rationale');
  await reason.fill('The office confirmed four capsules.');
  // By nobody but oneself.
  await button('End snooze').click();
  await button('End snooze').waitFor({ state: 'detached' });
  const changed = page.getByRole('region', { name: /changed while you were working/ });
  expect(await changed.count()).toBe(0);
  await app.call('intake', 'POST', `${path}/information`, {
    facts: { dosing: { capsulesPer28Days: 9 } },
  });
  await changed.getByText(/^is now 9/).waitFor();
  await button('Assign to me').click();
  await changed.getByText('pharmacist-1').waitFor();
  await reason.fill('');
  await reason.fill('The office confirmed four capsules again.');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^The case has changed: /).waitFor();
  await changed.getByText(/^is now 9/).waitFor();
  await button(/Load the changes/).click();
  await changed.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
});

test('finds out by itself what became of a command whose answer was lost', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  const path = `/v1/cases/${unmet.id}`;
  /** Lets a call through, or keeps it back, and cuts the connection before its answer. */
  const loseAnswer = (call: string, isDone = true) =>
    page.route(
      `**${path}/${call}`,
      async (route) => {
        if (isDone) await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
  const unknown = page.getByText("We don't know yet if this was recorded");
  const changed = page.getByRole('region', { name: /changed while you were working/ });
  await page.evaluate(`window.banners = 0;
    new MutationObserver(() => {
      if (document.body.innerText.includes('has changed while you were writing')) banners += 1;
    }).observe(document.body, { childList: true, subtree: true })`);

  await loseAnswer('decision');
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  const reason = page.getByLabel('Rationale');
  await reason.fill('Written for later.');
  await choose(page.getByRole('radio', { name: 'Ask for information' }));
  await page.getByLabel('Your question to the provider office').fill('Which dose is meant?');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Your question was recorded', { exact: true }).waitFor();
  await heading().getByText('Waiting for information').waitFor();

  await loseAnswer('information');
  await page.keyboard.press('i');
  await field('dosing.capsulesPer28Days').getByRole('textbox').fill('5');
  await choose(page.getByRole('radio', { name: 'Phone' }));
  await page.keyboard.press('Control+Enter');
  await page.getByText('Your information was recorded', { exact: true }).waitFor();
  expect(await page.getByRole('form').count()).toBe(0);
  expect(await page.evaluate('banners')).toBe(0);

  // One that did not arrive is refused as soon as somebody else was first, and is never done anew.
  await loseAnswer('decision', false);
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  expect(await reason.inputValue()).toBe('Written for later.');
  await page.keyboard.press('Control+Enter');
  await unknown.waitFor();
  await app.call('intake', 'POST', `${path}/information`, {
    facts: { dosing: { capsulesPer28Days: 9 } },
  });
  await page.getByText('The request was not approved').waitFor();
  await changed.getByText(/^is now 9/).waitFor();
  await button(/Load the changes/).click();

  await loseAnswer('decision');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Your approval was recorded', { exact: true }).waitFor();
  await heading().getByText('Approved').waitFor();
  expect(await changed.count()).toBe(0);
  expect(await page.getByText('What you typed was not submitted').count()).toBe(0);
});

test('keeps what was corrected after an answer was lost, and says what was saved instead', async () => {
  const { id, number } = await caseWith(TOO_MANY_CAPSULES);
  await show({ id, number }, 'pharmacist');
  const unknown = page.getByText("We don't know yet if this was recorded");
  const region = (name: string) => page.getByRole('region', { name });
  const unsaved = 'Your later changes are not saved yet.';
  const isFree = () => page.locator('form[aria-busy="false"]').waitFor();

  let tell = await loseAnswer('**/v1/cases/*/prescriber');
  await button('Change phone or email').click();
  const contact = page.getByRole('form', { name: "Change the prescriber's phone or email" });
  const email = contact.getByLabel('Email');
  await email.fill('first@example.org');
  await page.keyboard.press('Control+Enter');
  await unknown.waitFor();
  await email.fill('second@example.org');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^The case has changed: /).waitFor();
  tell();
  const changed = region('Your new contact details were recorded');
  await changed.getByText('first@example.org').waitFor();
  await changed.getByText(unsaved).waitFor();
  expect(await email.inputValue()).toBe('second@example.org');
  expect(await accessibilityFaults(page)).toEqual([]);
  await isFree();
  await page.keyboard.press('Control+Enter');
  await contact.waitFor({ state: 'detached' });
  expect(await changed.count()).toBe(0);
  const stored = () => app.call('intake', 'GET', `/v1/cases/${id}`);
  const withEmail = (address: string) => ({ request: { prescriber: { email: address } } });
  expect(await stored()).toMatchObject(withEmail('second@example.org'));

  // Nothing is pressed: it is asked what became of it while this person types, back to what was.
  let answer = (): void => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let calls = 0;
  await page.route('**/v1/cases/*/prescriber', async (route) => {
    calls += 1;
    const response = await route.fetch();
    if (calls === 1) return route.abort();
    await answered;
    return route.fulfill({ response });
  });
  await button('Change phone or email').click();
  await email.fill('third@example.org');
  await page.keyboard.press('Control+Enter');
  await until(() => calls === 2, { timeoutMs: 20_000 });
  await email.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('second@example.org');
  answer();
  await changed.getByText('third@example.org').waitFor();
  expect(await email.inputValue()).toBe('second@example.org');
  await page.unroute('**/v1/cases/*/prescriber');
  await isFree();
  await page.keyboard.press('Control+Enter');
  await contact.waitFor({ state: 'detached' });
  expect(await stored()).toMatchObject(withEmail('second@example.org'));

  tell = await loseAnswer('**/v1/cases/*/decision');
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Ask for information' }));
  const question = page.getByLabel('Your question to the provider office');
  await question.fill('Which dose is meant?');
  await page.keyboard.press('Control+Enter');
  await unknown.waitFor();
  await question.fill('Which strength is meant?');
  // Lost as well, on its way.
  const isCutOff = page.waitForEvent('requestfailed');
  await page.route('**/decision', (route) => route.abort(), { times: 1 });
  await page.keyboard.press('Control+Enter');
  await isCutOff;
  await unknown.waitFor();
  tell();
  const asked = region('Your question was recorded');
  await asked.getByText('Which dose is meant?').waitFor();
  await asked.getByText(unsaved).waitFor();
  expect(await question.inputValue()).toBe('Which strength is meant?');
  expect(await page.getByText('has changed while you were writing').count()).toBe(0);
  await isFree();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('form').waitFor({ state: 'detached' });
  await page.getByText('Which strength is meant?').first().waitFor();

  tell = await loseAnswer('**/v1/cases/*/information');
  await page.keyboard.press('i');
  const capsules = field('dosing.capsulesPer28Days').getByRole('textbox');
  await capsules.fill('5');
  await choose(page.getByRole('radio', { name: 'Phone' }));
  await page.keyboard.press('Control+Enter');
  await unknown.waitFor();
  await capsules.fill('1');
  await page.keyboard.press('Control+Enter');
  await page.getByText(/^The case has changed: /).waitFor();
  tell();
  await region('Your information was recorded').getByText(/^5\b/).waitFor();
  await capsules.and(page.locator(':focus')).waitFor();
  await isFree();
  await page.keyboard.type('2');
  expect(await capsules.inputValue()).toBe('12');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('form').waitFor({ state: 'detached' });
  const facts = { dosing: { capsulesPer28Days: 12 } };
  expect(await stored()).toMatchObject({ request: { facts } });
}, 120_000);

test('shows what others changed even if one read of the case got no answer', async () => {
  const { id, number } = await caseWith(LACKING);
  await show({ id, number }, 'pharmacist');
  await page.route(
    (url) => url.pathname === `/v1/cases/${id}`,
    (route) => route.abort(),
    { times: 1 },
  );
  const isLost = page.waitForEvent('requestfailed');
  const contact = `/v1/cases/${id}/prescriber`;
  const email = 'kim.osei@example.org';
  await app.call('pharmacist', 'PATCH', contact, { email }, { 'if-match': '"1"' });
  await isLost;
  await page.getByRole('definition').filter({ hasText: email }).waitFor({ timeout: 20_000 });
}, 60_000);
