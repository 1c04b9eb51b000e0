import { randomUUID } from 'node:crypto';
import type { Locator } from 'playwright-core';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { app, button, heading, opened, page, show, startCasePages } from './support/case-page';
import { choose } from './support/choose';

startCasePages();

/** A case of a member who lives in Texas, with one capsule too many. */
async function caseInTexas() {
  const answer = await app.call('intake', 'POST', '/v1/cases', {
    requestType: 'initiation',
    lineOfBusiness: 'commercial',
    drug: 'ixazomib',
    member: {
      memberId: `WF${randomUUID().slice(0, 8)}`,
      givenName: 'Rosa',
      familyName: 'Ibarra',
      birthDate: '1957-04-02',
      state: 'TX',
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
    facts: TOO_MANY_CAPSULES,
  });
  return opened.parse(answer);
}

const panel = (name = 'Your findings') => page.getByRole('region', { name, exact: true });
const criteria = () => panel().getByRole('radiogroup');
const dose = () => panel().getByRole('radiogroup', { name: /at most three capsules/ });

/** Finds that every criterion is met, but one. */
async function findAllMetBut(exception: Locator): Promise<void> {
  const count = await criteria().count();
  expect(count).toBe(5);
  for (let each = 0; each < count; each += 1) {
    await choose(criteria().nth(each).getByRole('radio', { name: 'Met', exact: true }));
  }
  await choose(exception.getByRole('radio', { name: 'Not met' }));
}

test('shows facts and criteria without results until the reviewer has found, then both', async () => {
  await show(await caseInTexas(), 'medical-director');
  await panel()
    .getByText(/In TX, reviewers judge for themselves first/)
    .waitFor();
  await panel().getByText('4 capsules').waitFor();
  expect(await page.getByText(/not met/i).allInnerTexts()).toEqual(
    (await criteria().getByText('Not met').allInnerTexts()).map(() => 'Not met'),
  );
  expect(await page.getByRole('region', { name: 'What would change this' }).count()).toBe(0);
  await button(/^Decide/).click();
  const denial = page.getByRole('radio', { name: 'Deny' });
  await page.getByText(/Record your own finding for each criterion first/).waitFor();
  expect(await denial.isDisabled()).toBe(true);
  await button('Close').click();
  await findAllMetBut(dose());
  expect(await accessibilityFaults(page)).toEqual([]);
  await button('Save findings').click();
  const compared = panel('Findings of reviewers');
  await compared.getByText('Criteria check: Not met').waitFor();
  await page.getByText(/^Not met: “Dose within the limit/).waitFor();
  await page.getByRole('region', { name: 'What would change this' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await button(/^Decide/).click();
  await choose(denial);
  await page
    .getByRole('checkbox', { name: /at most three capsules/ })
    .first()
    .waitFor();
});

test('takes findings from the keys alone, on the narrowest screen', async () => {
  await show(await caseInTexas(), 'pharmacist', { size: 'phone', scheme: 'dark' });
  await page.setViewportSize({ width: 320, height: 700 });
  await criteria().first().getByRole('radio', { name: 'Met', exact: true }).focus();
  await page.keyboard.press('Space');
  for (let each = 1; each < 5; each += 1) {
    const next = criteria().nth(each);
    while ((await next.locator(':focus').count()) === 0) await page.keyboard.press('Tab');
    await page.keyboard.press('Space');
    if (each === 4) await page.keyboard.press('ArrowRight');
  }
  expect(await sidewaysScroll(page)).toBe(0);
  await page.keyboard.press('Enter');
  await panel('Findings of reviewers').getByText('Your finding: Not met').waitFor();
  expect(await sidewaysScroll(page)).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('shows intake staff neither the result nor a form, and after the denial both sides', async () => {
  const { id, number } = await caseInTexas();
  await show({ id, number }, 'intake');
  await page.getByText(/withheld from everyone who works on this case/).waitFor();
  expect(await page.getByText(/not met/i).count()).toBe(0);
  expect(await page.getByRole('radiogroup').count()).toBe(0);
  await page.getByRole('definition').getByText('TX', { exact: true }).waitFor();
  const role = 'medical-director';
  const findings = ['I.S', 'I.B', 'I.1', 'I.2', 'I.3'].map((criterion) => ({
    criterion,
    finding: criterion === 'I.3' || criterion === 'I.S' ? 'not-met' : 'met',
  }));
  await app.call(role, 'POST', `/v1/cases/${id}/findings`, { findings }, { 'if-match': '"1"' });
  const denial = { decision: 'deny', rationale: 'Above the dose limit.', clauses: ['I.3'] };
  const path = `/v1/cases/${id}/decision`;
  const seen = { 'if-match': '"2"' };
  const preview = await app.call(role, 'POST', `${path}/preview`, denial, seen);
  const license = { number: 'ME-104722', state: 'TX', specialty: 'Hematology' };
  const { letterDigest } = preview as { readonly letterDigest: string };
  await app.call(role, 'POST', path, { ...denial, license, letterDigest }, seen);
  await heading().getByText('Denied').waitFor();
  await page
    .getByText(/withheld until the person who denied had recorded their own findings/)
    .waitFor();
  await panel('Findings of reviewers').getByText('Differs').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
