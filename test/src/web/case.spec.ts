import { until } from '@assent/local';
import type { Locator, Page } from 'playwright-core';
import { z } from 'zod';
import { PDF } from '../documents/uploads';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { choose } from './support/choose';
import { dayAhead } from './support/days';
import { pressAtOnce } from './support/press-at-once';
import { LOOKS, startWebApp, type WebApp, type WebWindow } from './support/web-app';

const opened = z.object({ id: z.uuid(), number: z.string(), version: z.int() });

const LACKING = { ...MET, dosing: { capsuleStrengthMg: 4 } };

let app: WebApp;
let members = 7_000;
beforeAll(async () => {
  app = await startWebApp();
}, 120_000);
afterAll(() => app.stop());

let window: WebWindow;
let page: Page;
afterEach(() => window.close());

const LEE_PARK = { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' };

async function caseWith(facts: Readonly<Record<string, unknown>>, prescriber = LEE_PARK) {
  members += 1;
  const answer = await app.call('intake', 'POST', '/v1/cases', {
    requestType: 'initiation',
    lineOfBusiness: 'commercial',
    drug: 'ixazomib',
    member: {
      memberId: `WC${members}`,
      givenName: 'Iris',
      familyName: 'Falk',
      birthDate: '1957-04-02',
    },
    prescriber,
    facts,
  });
  return opened.parse(answer);
}

async function show(
  { id, number }: { readonly id: string; readonly number: string },
  role: 'intake' | 'pharmacist' | 'medical-director' | 'auditor',
  look: (typeof LOOKS)[number] = { size: 'laptop', scheme: 'light' },
): Promise<void> {
  window = await app.open(look);
  page = window.page;
  await page.goto(`/cases/${id}`);
  await window.signIn(role);
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('heading', { name: 'Criteria' }).waitFor();
}

const heading = () => page.getByRole('heading', { level: 1 });
const button = (name: string | RegExp) => page.getByRole('button', { name });

async function addDocument(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await button('Add documents').click();
  await (await chooser).setFiles({ name, mimeType, buffer });
}

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

test('leads from an open case to an answer and an approval', async () => {
  const lacking = await caseWith(LACKING);
  await show(lacking, 'pharmacist');
  await page.getByText('1 item missing: capsules per 28 days.').waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  const reason = page.getByRole('textbox', { name: 'Rationale' });
  await reason.fill('Three capsules, as the office said by phone.');
  await button('Ask the provider office about Capsules per 28 days').click();
  const question = page.getByLabel('Your question to the provider office');
  expect(await question.inputValue()).toBe('How many capsules will the member take in 28 days?');
  await page.locator('form').getByRole('button', { name: 'Ask the provider office' }).click();
  await page.getByText(/^pharmacist-1 \(Pharmacist\) asked/).waitFor();
  await page.getByText('A question for the provider office was prepared').first().waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  expect(await reason.inputValue()).toBe('Three capsules, as the office said by phone.');
  await page.keyboard.press('Escape');

  await page.keyboard.press('i');
  await page.getByRole('textbox', { name: 'Capsules per 28 days' }).fill('3');
  await choose(page.getByRole('radio', { name: 'Phone' }));
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  await page.getByText('All 10 criteria met.').first().waitFor();
  await page.getByRole('heading', { name: /^Authorization AU-/ }).waitFor();
  const unsent = page.getByRole('region', { name: 'What you typed was not submitted' });
  await unsent.getByText('Three capsules, as the office said by phone.').waitFor();
  await page
    .getByText(/\d{4} through \w+ \d+, \d{4}/)
    .first()
    .waitFor();
});

test('accepts answers as intake does: Enter moves on, and nothing is preselected', async () => {
  const { icd10, condition } = MET.diagnosis;
  await show(await caseWith({ diagnosis: { icd10, condition } }), 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  await page.locator('form :focus').waitFor();
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press('Enter');
    expect(await isFocusInSight()).toBe(true);
  }
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await form.getByText('Answer at least one question.').waitFor();
  await form.getByRole('radio', { name: 'Self-administered' }).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await form.getByText('Choose how it was received.').waitFor();
});

/** Whether what has the focus, or its label, is seen as a whole. */
async function isFocusInSight(): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const { activeElement } = document;
    const { top, bottom } = (activeElement.closest('label') ?? activeElement).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  })()`);
}

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

test('leads from review to a denial that is checked once more', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'medical-director');
  await button(/^Decide/).click();
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await choose(page.getByRole('checkbox', { name: /at most three capsules/ }).first());
  await page.getByLabel('Rationale').fill('Four capsules are more than the label allows.');
  await button('Check before you deny').click();
  const check = page.getByRole('form', { name: 'Check before you deny' });
  await check.getByText(/at most three capsules .*\(not met\)/).waitFor();
  const letter = await check.getByText(/To the office of/).innerText();
  expect(letter).toContain('Why: Four capsules are more than the label allows.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await check.getByText(/This can't be undone/).scrollIntoViewIfNeeded();
  await check.getByText(/submits\. What you typed/).waitFor();
  await button('Deny the request').click();
  await heading().getByText('Denied').waitFor();
  await page
    .getByText(/medical-director-1 \(Medical director\), /)
    .first()
    .waitFor();
  await button('View (Denial letter)').click();
  await page.getByText(/You or the member may appeal this decision/).waitFor();
  expect(await page.getByText(/To the office of/).innerText()).toBe(letter);
});

/** Waits until a check takes a press of the keys, as a click does by itself. */
const ready = (name: string) => page.getByRole('button', { name, disabled: false }).waitFor();

/** Fills in a denial up to the step that shows its letter. */
async function writeDenial(): Promise<void> {
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Deny' }));
  await choose(page.getByRole('checkbox', { name: /at most three capsules/ }).first());
  await page.getByLabel('Rationale').fill('Four capsules are more than the label allows.');
}

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
  await check.getByText(/This can't be undone/).scrollIntoViewIfNeeded();
  await check.getByText(/submits\. What you typed/).waitFor();
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
  await check.getByText(/This can't be undone/).scrollIntoViewIfNeeded();
  await check.getByText(/submits\. What you typed/).waitFor();
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
  await check.getByText(/This can't be undone/).scrollIntoViewIfNeeded();
  await check.getByText(/submits\. What you typed/).waitFor();
  await ready('Deny the request');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Denied').waitFor();
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
  const covering = await page.evaluate<Covering>(`
    [...document.querySelectorAll('*')]
      .filter((each) => ['sticky', 'fixed'].includes(getComputedStyle(each).position))
      .map((each) => ({ what: each.innerText, ...each.getBoundingClientRect().toJSON() }))
      .filter(({ width, top, bottom }) => width > 200 && bottom > 0 && top < innerHeight)
      .map(({ what, height }) => ({ what, share: height / innerHeight }))`);
  const covered = covering.reduce((sum, { share }) => sum + share, 0);
  expect({ covering, isLittle: covered < 0.25 }).toEqual({ covering, isLittle: true });
});

test("tells a pharmacist why they can't deny, and offers an auditor nothing", async () => {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  await show(unmet, 'pharmacist');
  await page.keyboard.press('d');
  expect(await page.getByRole('radio', { name: 'Deny' }).isDisabled()).toBe(true);
  await page.getByText(/Only a medical director may deny/).waitFor();
  await window.close();

  await show(unmet, 'auditor');
  const offered = await page.getByRole('main').getByRole('button').allInnerTexts();
  expect(
    offered.filter((name) => !/criteria met|other alternative|View|earlier/.test(name)),
  ).toEqual([]);
  expect(await accessibilityFaults(page)).toEqual([]);
});

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

/**
 * Lets the next such call through and cuts the connection before its answer; of the case the page reads
 * nothing more until it may.
 */
async function loseAnswer(call: string): Promise<() => void> {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  const { pathname } = new URL(page.url());
  await page.route(
    (url) => url.pathname === `/v1${pathname}`,
    async (route) => {
      await told;
      await route.continue();
    },
  );
  await page.route(
    call,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  return tell;
}

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

test('says in the dialog that ends an authorization who ended it first, even if it was the same person', async () => {
  const approval = z.looseObject({
    id: z.uuid(),
    authorization: z.looseObject({ number: z.string() }),
  });
  const approved = async () => {
    const { id } = await caseWith(MET);
    return approval.parse(await app.call('intake', 'GET', `/v1/cases/${id}`));
  };
  const { id, authorization } = await approved();
  const other = await approved();
  window = await app.open();
  page = window.page;
  const lastDay = dayAhead(-1);
  const writeEnd = async () => {
    await button(/^End authorization/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
    await page.getByRole('option', { name: 'Therapy stopped' }).click();
    await dialog.getByRole('textbox', { name: /^Last covered day/ }).fill(lastDay);
    await dialog.getByLabel('Note').fill('The pharmacy called.');
  };
  await page.goto(`/cases/${id}`);
  await window.signIn('pharmacist');
  await writeEnd();
  const reason = 'entered-in-error';
  const end = `/v1/authorizations/${authorization.number}/end`;
  await app.call('intake', 'POST', end, { reason, lastDay });
  const ended = page.getByRole('dialog', {
    name: `Authorization ${authorization.number} has ended`,
  });
  await ended.getByText(/because it was entered in error\. .* not submitted\.$/).waitFor();
  await ended.getByText('The pharmacy called.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await ended.getByRole('button', { name: 'Close' }).last().click();
  await ended.waitFor({ state: 'detached' });

  await page.goto(`/cases/${other.id}`);
  await writeEnd();
  await button('Check before you end it').click();
  await page.route(
    '**/v1/authorizations/*/end',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('dialog').getByRole('button', { name: 'End authorization' }).click();
  await page
    .getByText(`Authorization ${other.authorization.number} ended`, { exact: true })
    .waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('keeps what was typed to end an authorization until it has ended, and asks before it is lost', async () => {
  const approved = await caseWith(MET);
  await show(approved, 'intake');
  await page.getByRole('link', { name: 'Worklist' }).first().click();
  await page.waitForURL(/\/worklist/);
  await page.goBack();
  await heading().getByText('Approved').waitFor();
  const dialog = page.getByRole('dialog', { name: /^End authorization/ });
  const note = dialog.getByLabel('Note');
  const open = () => button(/^End authorization/).click();
  await open();
  await note.fill('The pharmacy called.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await open();
  expect(await note.inputValue()).toBe('The pharmacy called.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Assent' }).click();
  const leave = page.getByRole('dialog', { name: 'Leave without saving?' });
  await leave.getByRole('button', { name: 'Stay' }).click();
  await leave.waitFor({ state: 'detached' });
  await open();
  await note.waitFor();
  await page.goBack();
  await leave.getByRole('button', { name: 'Stay' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await leave.getByRole('button', { name: 'Stay' }).click();
  await leave.waitFor({ state: 'detached' });
  expect(await note.inputValue()).toBe('The pharmacy called.');

  // Corrected after the answer was lost: what ended it is told, and the correction stays.
  const lastDay = dialog.getByRole('textbox', { name: /^Last covered day/ });
  await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
  await page.getByRole('option', { name: 'Therapy stopped' }).click();
  await lastDay.fill(dayAhead(20));
  await button('Check before you end it').click();
  const check = page.getByRole('dialog', { name: 'Check before you end it' });
  const tell = await loseAnswer('**/v1/authorizations/*/end');
  await check.getByRole('button', { name: 'End authorization' }).click();
  await check.getByRole('alert').waitFor();
  await check.getByRole('button', { name: 'Edit' }).click();
  await lastDay.fill(dayAhead(5));
  tell();
  await page.getByText(/^Last covered day: .* Your later changes are not saved/).waitFor();
  await dialog.getByText(/ended early, last covered day/).waitFor();
  expect(await note.inputValue()).toBe('The pharmacy called.');
  await button('Check before you end it').click();
  await check.getByRole('button', { name: 'End authorization' }).click();
  await check.waitFor({ state: 'detached' });
  const { authorization } = z
    .looseObject({ authorization: z.looseObject({ endedOn: z.string() }) })
    .parse(await app.call('intake', 'GET', `/v1/cases/${approved.id}`));
  expect(authorization.endedOn).toBe(dayAhead(5));

  await button(/^End earlier/).click();
  await note.waitFor();
  expect(await note.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Assent' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/cases/'));
}, 120_000);

test('ends an authorization again with an earlier day, but not once it covers no day', async () => {
  const approved = await caseWith(MET);
  await show(approved, 'pharmacist');
  const { authorization } = z
    .looseObject({ authorization: z.looseObject({ number: z.string() }) })
    .parse(await app.call('intake', 'GET', `/v1/cases/${approved.id}`));
  const { number } = authorization;
  const writeEnd = async (name: string, reason: string, lastDay: string) => {
    await button(`${name} ${number}`).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
    await page.getByRole('option', { name: reason }).click();
    await dialog.getByRole('textbox', { name: /^Last covered day/ }).fill(lastDay);
    return dialog;
  };
  const recordEnd = async (lastDay: string) => {
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /^Last covered day/ })
      .fill(lastDay);
    await button('Check before you end it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'End authorization' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await writeEnd('End authorization', 'Therapy stopped', dayAhead(20));
  await recordEnd(dayAhead(20));
  await writeEnd('End earlier', 'Therapy stopped', dayAhead(5));
  await button('Check before you end it').click();
  await app.call('intake', 'POST', `/v1/authorizations/${number}/end`, {
    reason: 'therapy-stopped',
    lastDay: dayAhead(15),
  });
  const fields = page.getByRole('dialog').filter({ hasText: 'ended early, last covered day' });
  await fields.getByRole('textbox', { name: /^Last covered day/ }).waitFor();
  await page.keyboard.press('Escape');
  const dialog = await writeEnd('End earlier', 'Coverage ended', dayAhead(16));
  await dialog.getByText(/^It was already ended, so the last covered day must be before/).waitFor();
  expect(await button('Check before you end it').isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await recordEnd(dayAhead(-1));
  await button(`End earlier ${number}`).waitFor({ state: 'detached' });
  await page.getByText(/Authorization \S+ ended: coverage ended/).waitFor();
});

test('keeps a document, names it as the source of a fact, and opens it next to the criteria', async () => {
  await show(await caseWith(LACKING), 'intake');
  await addDocument('chart.txt', 'text/plain', Buffer.from('Day 1, 8, 15.'));
  await button('Download chart.txt').waitFor();
  await button(/^Add information/)
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Capsules per 28 days' }).fill('3');
  await choose(page.getByRole('radio', { name: 'Fax' }));
  await page.getByRole('button', { name: /Document$/ }).click();
  await page.getByRole('option', { name: 'chart.txt' }).click();
  await page.getByRole('textbox', { name: 'Page' }).fill('2');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  await button(/criteria met$/).click();
  const source = button('chart.txt, page 2').first();
  await source.click();
  const view = page.getByRole('region', { name: 'chart.txt, page 2' });
  await view.getByText('Day 1, 8, 15.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await view.getByRole('button', { name: 'Download chart.txt' }).click();
  expect((await download).suggestedFilename()).toBe('chart.txt');
  await page.keyboard.press('Escape');
  await page.locator(':focus', { hasText: 'chart.txt, page 2' }).waitFor();
});

test("shows a PDF in the page, and says that browsers can't show a TIFF", async () => {
  await show(await caseWith(LACKING), 'intake');
  await addDocument('chart.pdf', 'application/pdf', PDF);
  await page.getByRole('button', { name: 'chart.pdf', exact: true }).click();
  const frame = page.getByTitle('chart.pdf', { exact: true });
  expect(await frame.getAttribute('src')).toMatch(/^blob:.*#page=1&navpanes=0$/);
  await button('Close the document').click();
  await frame.waitFor({ state: 'detached' });
  await addDocument('fax.tiff', 'image/tiff', Buffer.from('II*\0\b\0\0\0'));
  await page.getByRole('button', { name: 'fax.tiff', exact: true }).click();
  await page.getByText("Browsers can't display this type of document.").waitFor();
});

test('shows a text file as text, and says that a file already exists under another name', async () => {
  await show(await caseWith(LACKING), 'intake');
  const content = Buffer.from('\ufeffGröße 1,80 m', 'utf16le');
  await addDocument('note.txt', 'text/plain', content);
  await page.getByRole('button', { name: 'note.txt', exact: true }).click();
  await page.getByText('Größe 1,80 m', { exact: true }).waitFor();
  await button('Close the document').click();
  await addDocument('copy.txt', 'text/plain', content);
  await page.getByText('The case has the same file as note.txt. It was not added again.').waitFor();
});

test('says word for word why a file was refused, even after leaving, and asks before it is lost', async () => {
  const one = await caseWith(LACKING);
  await show(one, 'intake');
  const answers: (() => void)[] = [];
  await page.route('**/documents', async (route) => {
    if (route.request().method() === 'POST')
      await new Promise<void>((resolve) => answers.push(resolve));
    await route.continue();
  });
  await addDocument('scan.pdf', 'application/pdf', Buffer.from('PK\x03\x04'));
  await page.getByRole('progressbar', { name: 'Uploading scan.pdf' }).waitFor();
  await page.getByRole('link', { name: 'Worklist' }).click();
  await page.getByRole('heading', { level: 1, name: /^Worklist/ }).waitFor();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  expect(await until(() => answers.length === 1, { timeoutMs: 20_000 })).toBe(true);
  answers[0]?.();
  await page.getByText(`scan.pdf was not added to case ${one.number}`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Go to case' }).click();
  await page.getByRole('heading', { level: 1, name: one.number }).waitFor();
  await page.getByText('scan.pdf was not saved').waitFor();
  await page.getByText(/^The document cannot be added: /).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const asks = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
  expect(await page.evaluate(asks)).toBe(false);
}, 60_000);

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
});

test('sends no cleared answer before there is another one, or “Not documented”', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  const code = field('diagnosis.icd10');
  const strength = field('dosing.capsuleStrengthMg');
  await code.getByRole('combobox').fill('');
  await strength.getByRole('textbox').fill('');
  await field('dosing.capsulesPer28Days').getByRole('textbox').fill('3');
  await choose(form.getByRole('radio', { name: 'Phone' }));
  await page.keyboard.press('Control+Enter');
  await form.getByText('Enter the answer that you removed, or choose “Not documented”.').waitFor();
  for (const emptied of [code, strength]) {
    await emptied.getByText('needs an answer, or “Not documented”.').waitFor();
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await strength.getByRole('textbox').fill('4');
  await choose(code.getByRole('checkbox'));
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Waiting for information').waitFor();
  await page.getByText('1 item missing: diagnosis code.').first().waitFor();
});

test('asks which answer to keep if two people answered, in view like everything that is sent', async () => {
  const bortezomib = { agents: ['bortezomib'], adequateDuration: true };
  const { id, number } = await caseWith({ ...LACKING, priorTherapies: [bortezomib] });
  await show({ id, number }, 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  await button('Correct or add other information').click();
  const therapies = field('priorTherapies');
  await therapies.locator('label', { hasText: /^No$/ }).click();
  expect(await therapies.getByRole('radio', { name: 'No', exact: true }).isChecked()).toBe(true);
  const strength = field('dosing.capsuleStrengthMg').getByRole('textbox');
  await strength.fill('3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await strength.waitFor();
  expect(await strength.inputValue()).toBe('3');
  await choose(form.getByRole('radio', { name: 'Phone' }));
  await app.call('intake', 'POST', `/v1/cases/${id}/information`, {
    facts: {
      priorTherapies: [bortezomib, { agents: ['Velcade'], adequateDuration: false }],
      dosing: { capsuleStrengthMg: 2.3 },
    },
  });
  await button(/Load the changes/).click();
  await therapies
    .getByText(/It is now: bortezomib, adequate duration; Velcade, duration not/)
    .waitFor();
  await field('dosing.capsuleStrengthMg')
    .getByText(/It is now: 2.3/)
    .waitFor();
  await page.keyboard.press('Control+Enter');
  await form
    .getByText(/^Check what changed while you were working: .*(Capsule strength|therapies), /)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await therapies.getByRole('button', { name: 'Replace it with mine' }).click();
  await form.getByRole('button', { name: 'Keep the saved answer' }).click();
  await strength.and(page.locator(':focus')).waitFor();
  expect(await strength.inputValue()).toBe('2.3');

  // While it is sent nothing is taken, and a try that fails gives the field back.
  let isFirst = true;
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/information', async (route) => {
    await arrival;
    if (!isFirst) return route.continue();
    isFirst = false;
    return route.abort();
  });
  await page.keyboard.press('Control+Enter');
  await page.locator('form[aria-busy="true"]').getByText('Submitting. You can make').waitFor();
  await page.keyboard.type('9d');
  await press(therapies.locator('label', { hasText: /^Yes$/ }).first());
  expect(await strength.inputValue()).toBe('2.3');
  expect(await therapies.getByRole('radio', { name: 'Yes' }).first().isChecked()).toBe(false);
  arrive();
  await page.getByText("We don't know yet if this was recorded").waitFor();
  await strength.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'detached' });
  expect(await page.getByRole('form').count()).toBe(0);
  expect(await app.call('intake', 'GET', `/v1/cases/${id}`)).toMatchObject({
    request: {
      facts: {
        priorTherapies: [{ ...bortezomib, adequateDuration: false }],
        dosing: { capsuleStrengthMg: 2.3 },
      },
    },
  });
});

/** Where a fact is asked for. */
const field = (fact: string) => page.locator(`[data-field="facts.${fact}"]`);

/** Presses the mouse on a choice, as a person does whose field still has the focus. */
async function press(choice: Locator): Promise<void> {
  await choice.scrollIntoViewIfNeeded();
  const { x = 0, y = 0 } = (await choice.boundingBox()) ?? {};
  await page.mouse.click(x + 10, y + 10);
}

test('keeps what is typed and what is pressed while its field still has the focus', async () => {
  const { regimen: _, ...facts } = TOO_MANY_CAPSULES;
  await show(await caseWith(facts), 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  const therapies = field('priorTherapies');
  await therapies.getByRole('button', { name: 'Add a therapy' }).click();
  await page.keyboard.type('bortezomib, zzz');
  await press(therapies.locator('label', { hasText: /^Yes$/ }));
  await therapies.getByRole('row', { name: 'zzz' }).waitFor();
  expect(await therapies.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
  await therapies.getByRole('row', { name: 'bortezomib' }).waitFor();

  // Across questions, and where the press says that there is no such answer.
  await field('diagnosis.icd10').getByRole('combobox').fill('C90.02');
  await press(form.locator('label', { hasText: /^Phone$/ }));
  await page.locator('[type="radio"]:focus').waitFor();
  expect(await field('diagnosis.icd10').getByRole('combobox').inputValue()).toBe('C90.02');
  expect(await form.getByRole('radio', { name: 'Phone' }).isChecked()).toBe(true);
  const drugs = field('regimen.combinationAgents');
  await drugs.getByRole('combobox').fill('zzz');
  await press(drugs.locator('label', { hasText: 'Not documented' }));
  await drugs.locator('[type="checkbox"]:focus').waitFor();
  expect(await drugs.getByRole('checkbox', { name: /not documented$/ }).isChecked()).toBe(true);
  expect(await drugs.getByRole('row').count()).toBe(0);

  // Escape closes the list and not the form; buttons that go hand the focus on.
  await drugs.getByRole('combobox').focus();
  await page.keyboard.type('dexa');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  expect(await drugs.getByRole('combobox').inputValue()).toBe('dexa');
  for (const [typed, answer] of [
    [',', 'Change to dexamethasone'],
    ['zzz,', 'Keep “zzz”'],
  ] as const) {
    await page.keyboard.type(typed);
    await drugs.getByRole('button', { name: answer }).press('Enter');
    await drugs.getByRole('combobox').and(page.locator(':focus')).waitFor();
  }
  await drugs.getByRole('row', { name: 'dexamethasone' }).waitFor();
  await therapies.getByRole('button', { name: 'Remove therapy 1' }).press('Enter');
  await therapies
    .getByRole('button', { name: 'Add a therapy' })
    .and(page.locator(':focus'))
    .waitFor();
});

const RIGHT = 'kim.osei@example.org';
const MISTYPED = 'kim.ose@example.org';

/** Opens a case with a mistyped email, of which no letter goes out yet, and corrects it on its page. */
async function correctEmail(npi: string, name: string): Promise<void> {
  await show(await caseWith(TOO_MANY_CAPSULES, { npi, name, email: MISTYPED }), 'pharmacist');
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
  await app.call('pharmacist', 'PATCH', contact, { email: RIGHT }, { 'if-match': '"1"' });
  await isLost;
  await page.getByRole('definition').filter({ hasText: RIGHT }).waitFor({ timeout: 20_000 });
}, 60_000);

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
  await show(await caseWith(TOO_MANY_CAPSULES, again), 'intake');
  await page
    .getByRole('status')
    .filter({ hasText: `went to ${RIGHT}. The next letter goes to ${MISTYPED}.` })
    .waitFor();
});

test('says that there is no such case, and where to go', async () => {
  window = await app.open();
  page = window.page;
  await page.goto('/cases/00000000-0000-4000-8000-000000000000');
  await window.signIn('intake');
  await page.getByText('Case not found').waitFor();
  await page.getByRole('link', { name: 'Go to all cases' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
