import { buffer } from 'node:stream/consumers';
import { until } from '@assent/local';
import type { Download } from 'playwright-core';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import {
  addDocument,
  button,
  caseWith,
  openCaseWindow,
  page,
  show,
  startCasePages,
  window,
} from './support/case-page';
import { choose } from './support/choose';
import { LOOKS } from './support/web-app';

startCasePages();

const bytesOf = async (file: Download) => buffer(await file.createReadStream());

describe.each(LOOKS)('$size, $scheme', (look) => {
  test('shows a case and a form without errors', async () => {
    await show(await caseWith(TOO_MANY_CAPSULES), 'medical-director', look);
    await page.getByText(/^Not met: “.*”\./).waitFor();
    const faults = [...(await accessibilityFaults(page))];
    await button(/criteria met$/).click();
    await button(/^Decide/).click();
    await choose(page.getByRole('radio', { name: 'Deny' }));
    faults.push(...(await accessibilityFaults(page)));
    expect(faults).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(window.complaints.filter((text) => text.startsWith('policy:'))).toEqual([]);
  });
});

test('keeps the member in view, even next to a document, and over it on a phone', async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  await addDocument('chart.txt', 'text/plain', Buffer.from('Day 1, 8, 15.'));
  await page.getByRole('button', { name: 'chart.txt', exact: true }).click();
  await page.getByText('Day 1, 8, 15.').waitFor();
  await page.evaluate('scrollTo(0, document.body.scrollHeight)');
  const member = page.getByText('DOB Apr 2, 1957').filter({ visible: true }).first();
  const isInSight = async () => {
    const box = await member.boundingBox();
    return box !== null && box.y >= 0 && box.y < 120;
  };
  expect(await isInSight()).toBe(true);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('region', { name: 'chart.txt' }).getByText('DOB Apr 2, 1957').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('saves a sent letter as a PDF, by mouse or by keyboard, and reports a failure', async () => {
  const approved = await caseWith(MET);
  await show(approved, 'auditor');
  const save = button(/^Download PDF: Approval letter$/);
  await save.waitFor();
  expect(await button(/^Download PDF: Renewal reminder/).count()).toBe(0);
  expect(await accessibilityFaults(page)).toEqual([]);
  const [byMouse] = await Promise.all([page.waitForEvent('download'), save.click()]);
  const [byKeyboard] = await Promise.all([page.waitForEvent('download'), save.press('Enter')]);
  const name = `${approved.number}-approval.pdf`;
  expect([byMouse, byKeyboard].map((file) => file.suggestedFilename())).toEqual([name, name]);
  const bytes = await bytesOf(byMouse);
  expect(bytes.subarray(0, 8).toString()).toBe('%PDF-1.7');
  expect(await bytesOf(byKeyboard)).toEqual(bytes);
  await page.route('**/v1/letters/*', (route) => route.abort());
  await save.click();
  await page.getByText('The letter could not be downloaded').waitFor();
});

test('asks for missing information even if another criterion is not met', async () => {
  const { setting: _, ...facts } = TOO_MANY_CAPSULES;
  await show(await caseWith(facts), 'pharmacist');
  await page.getByText(/^Not met: “.*”\. 1 criterion has missing information\.$/).waitFor();
  await button(/^Ask the provider office about/).click();
  expect(await page.getByLabel('Your question to the provider office').inputValue()).toMatch(/\?$/);
});

test('shows how numbers changed, and a note at the criterion that they concern', async () => {
  const mProtein = { serum: { baseline: 4, nadir: 2, current: 3.4 } };
  await show(await caseWith({ ...TOO_MANY_CAPSULES, mProtein, organDamage: false }), 'pharmacist');
  const trend = page.getByRole('table', { name: 'Serum M-protein, g/dL' });
  await trend.waitFor();
  expect(await trend.getByRole('columnheader').allInnerTexts()).toEqual([
    'Baseline',
    'Nadir',
    'Now',
  ]);
  expect(await trend.getByRole('cell').allInnerTexts()).toEqual(['4', '2', '3.4']);
  const criterion = page.locator('[id="clause-I.1.a.symptomatic"]');
  await criterion.getByText(/numbers without organ damage fit smoldering myeloma/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);

  await page.keyboard.press('i');
  await button(/^Additional clinical information/).click();
  const group = page.getByRole('group', { name: 'Serum M-protein' });
  const now = group.getByRole('textbox', { name: 'Serum M-protein, now' });
  await now.fill('1,5');
  await now.press('Tab');
  await group.getByText('Enter the number without a comma.').waitFor();
  await now.fill('1.5');
  await group.getByRole('cell', { name: '1.5' }).waitFor();
});

test('expands everything for printing', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  const folded = page.getByText(/^I\.S$/).first();
  await folded.waitFor({ state: 'attached' });
  expect(await folded.isVisible()).toBe(false);
  await page.emulateMedia({ media: 'print' });
  await folded.waitFor({ state: 'visible' });
});

test('leaves most of a small screen to the case', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'pharmacist');
  await page.setViewportSize({ width: 320, height: 480 });
  const isNameCut = `(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)(
    document.querySelector('[aria-label="Member"] b'))`;
  expect(await page.evaluate(isNameCut)).toBe(false);
  await page.evaluate('scrollTo(0, document.body.scrollHeight / 2)');
  type Covering = readonly { readonly what: string; readonly share: number }[];
  const measure = () =>
    page.evaluate<Covering>(`
    [...document.querySelectorAll('*')]
      .filter((each) => ['sticky', 'fixed'].includes(getComputedStyle(each).position))
      .map((each) => ({ what: each.innerText, ...each.getBoundingClientRect().toJSON() }))
      .filter(({ width, top, bottom }) => width > 200 && bottom > 0 && top < innerHeight)
      .map(({ what, height }) => ({ what, share: height / innerHeight }))`);
  const isLittle = (covering: Covering) =>
    covering.reduce((sum, { share }) => sum + share, 0) < 0.25;
  // A browser with much else to do takes a while to lay the page out for its new size.
  await until(async () => isLittle(await measure()), { timeoutMs: 10_000 });
  const covering = await measure();
  expect({ covering, isLittle: isLittle(covering) }).toEqual({ covering, isLittle: true });
});

test("tells a pharmacist why they can't deny, and offers an auditor nothing", async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  await page.keyboard.press('d');
  expect(await page.getByRole('radio', { name: 'Deny' }).isDisabled()).toBe(true);
  await page.getByText(/Only a medical director may deny/).waitFor();
  await window.close();

  await show(unmet, 'auditor');
  const buttons = page.getByRole('main').getByRole('button');
  const offered = await buttons
    .and(page.locator(':not([aria-label^="Download PDF"])'))
    .allInnerTexts();
  expect(
    offered.filter((name) => !/criteria met|other alternative|View|earlier/.test(name)),
  ).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('says that there is no such case, and where to go', async () => {
  await openCaseWindow();
  await page.goto('/cases/00000000-0000-4000-8000-000000000000');
  await window.signIn('intake');
  await page.getByText('Case not found').waitFor();
  await page.getByRole('link', { name: 'Go to all cases' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
