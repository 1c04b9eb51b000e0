import { setTimeout } from 'node:timers/promises';
import { until } from '@assent/local';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { accessibilityFaults } from './support/accessibility';
import { choose } from './support/choose';
import { pressAtOnce } from './support/press-at-once';
import { importJson, openImport } from './support/import-json';
import { openSharedWebApp, type WebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

const FACTS = {
  setting: 'self-administered',
  diagnosis: {
    icd10: 'C90.00',
    condition: 'multiple-myeloma',
    treatmentPhase: 'relapsed-refractory',
  },
  regimen: { combinationAgents: ['Revlimid', 'dexamethasone'] },
  dosing: { capsuleStrengthMg: 4, capsulesPer28Days: 3 },
  priorTherapies: [{ agents: ['bortezomib'], adequateDuration: true, endedOn: '2026-05-01' }],
};
const REQUEST = {
  requestType: 'initiation',
  urgency: 'standard',
  channel: 'portal',
  lineOfBusiness: 'commercial',
  member: { memberId: 'AN1', givenName: 'Ana', familyName: 'Ruiz', birthDate: '1958-03-09' },
  prescriber: { npi: '1234567893', name: 'Lee Park MD', phone: '+13055550100' },
  drug: 'Ninlaro',
  facts: FACTS,
};

let app: WebApp;
let window: WebWindow;
let page: Page;

beforeAll(async () => {
  app = await openSharedWebApp();
}, START_HOOK_MS);
afterAll(() => app.stop());
afterEach(() => window.close());

async function visit(locale = 'en-US'): Promise<void> {
  window = await app.open({ locale });
  ({ page } = window);
  page.setDefaultTimeout(20_000);
  await page.goto('/open');
  // Whose drafts nobody else sees.
  await window.signIn('intake', 'Avery');
  await page.getByRole('heading', { level: 1, name: 'Open a case' }).waitFor();
}

async function fillIn(json: unknown): Promise<void> {
  await paste(JSON.stringify(json));
}

const paste = (text: string) => importJson(page, text);

const field = (path: string) => page.locator(`[data-field="${path}"]`);

/** Types into a field as a person does, and goes on by Tab. */
async function type(path: string, text: string): Promise<void> {
  await field(path).getByRole('textbox').focus();
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
  await page.keyboard.press('Tab');
}

const STRENGTH = 'facts.dosing.capsuleStrengthMg';

const dosingSent = z.object({ facts: z.object({ dosing: z.unknown() }) });

/** Waits until an evaluation is told such a strength. */
async function isTold(capsuleStrengthMg: number, act: () => Promise<void>): Promise<void> {
  const told = page.waitForRequest(
    (request) =>
      request.url().endsWith('/v1/determinations') &&
      JSON.stringify(dosingSent.parse(request.postDataJSON()).facts.dosing) ===
        JSON.stringify({ capsuleStrengthMg, capsulesPer28Days: 3 }),
  );
  await act();
  await told;
}

/** Both notations of numbers come first: the others are tried with `npm run test:looks`. */
const LOCALES = ['en-US', 'de-DE', 'es-ES', 'fr-FR', 'pt-BR'];

test.each(process.env['LOOKS'] === 'every' ? LOCALES : LOCALES.slice(0, 2))(
  "reads a number in one notation in a browser of %s, and reports what it can't read",
  async (locale) => {
    await visit(locale);
    await fillIn(REQUEST);
    await page.getByText(/^All \d+ criteria met\.$/).waitFor();
    for (const [typed, says] of [
      ['2,3', 'Enter the number without a comma.'],
      ['1,5', 'Enter the number without a comma.'],
      ['1e1', "“1e1” can't be read."],
    ] as const) {
      await type(STRENGTH, typed);
      await field(STRENGTH).getByText(says).waitFor();
      expect(await field(STRENGTH).getByRole('textbox').inputValue()).toBe(typed);
    }
    await page.getByText(/1 item missing: capsule strength/i).waitFor();

    await isTold(2.3, () => type(STRENGTH, '2.3'));
    await isTold(4.00004, () => type(STRENGTH, '4.00004'));
    // Only led through, it stays as it is.
    await field(STRENGTH).getByRole('textbox').focus();
    await page.keyboard.press('Tab');
    expect(await field(STRENGTH).getByRole('textbox').inputValue()).toBe('4.00004');
  },
  120_000,
);

test('opens no case with an unreadable number, or an end without its date', async () => {
  await visit();
  await fillIn(REQUEST);
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();
  await type(STRENGTH, '2,3');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: "Capsule strength can't be read" }).click();
  await page.locator(`[data-field="${STRENGTH}"]:focus-within`).waitFor();

  await type(STRENGTH, '4');
  const therapies = field('facts.priorTherapies');
  await therapies.getByRole('textbox', { name: 'Ended on' }).fill('');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: /needs a date/ }).waitFor();
  expect(page.url()).toContain('/open');
  expect(page.url()).not.toContain('check');
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT');
  const notKnown = therapies
    .getByRole('radiogroup', { name: 'When did it end?' })
    .getByRole('radio', { name: 'Not documented' });
  await choose(notKnown);
  expect((await saved).status()).toBe(200);
  await page.reload();
  await notKnown.waitFor({ state: 'attached' });
  expect(await notKnown.isChecked()).toBe(true);
}, 120_000);

const BORN = 'member.birthDate';
const dateOf = (path: string) => field(path).getByRole('textbox').inputValue();

test('says that a date does not exist, and accepts one that is pasted', async () => {
  await visit('de-DE');
  await type(BORN, '02/30/1958');
  await field(BORN).getByText("February 30, 1958 doesn't exist.").waitFor();
  expect(await dateOf(BORN)).toBe('02/30/1958');
  await type(BORN, '13/01/1958');
  await field(BORN).getByText('There is no month 13.').waitFor();
  for (const pasted of ['1958-03-09', '03/09/1958', '3/9/1958 ']) {
    await field(BORN).getByRole('textbox').fill('');
    await page.keyboard.insertText(pasted);
    await field(BORN).getByText('= Mar 9, 1958').waitFor();
    await page.keyboard.press('Tab');
    expect(await dateOf(BORN)).toBe(pasted);
  }

  await field('receivedAt').getByRole('textbox').focus();
  await page.keyboard.type('11/20/2026 2:30 PM');
  await field('receivedAt')
    .getByText(/= Fri, Nov 20, 2026, 2:30.PM EST/)
    .waitFor();
  await page.keyboard.press('Enter');
  await page.locator('[data-field="requestedStart"]:focus-within').waitFor();
}, 120_000);

test('accepts JSON with a byte-order mark, pasted or from a file', async () => {
  await visit();
  const text = `\uFEFF${JSON.stringify(REQUEST)}`;
  await openImport(page);
  await page.getByLabel('Request as JSON').focus();
  await page.keyboard.insertText(text);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();

  await openImport(page);
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose a file' }).click();
  const other = { ...REQUEST, prescriber: { ...REQUEST.prescriber, name: 'Kim Osei MD' } };
  await (
    await chooser
  ).setFiles({
    name: 'request.json',
    mimeType: 'application/json',
    buffer: Buffer.from(`\uFEFF${JSON.stringify(other)}`),
  });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await field('prescriber.name').getByRole('combobox').inputValue()).toBe('Kim Osei MD');
}, 120_000);

test('names a member that appears twice in pasted JSON, and accepts an NPI with spaces', async () => {
  await visit();
  const text = JSON.stringify(REQUEST);
  await paste(text.replace('"drug":', '"drug":"other","drug":'));
  await page.getByText('“drug” is repeated').waitFor();
  await page.getByLabel('Request as JSON').fill(`\uFEFF${text}`);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();

  const npi = page.getByLabel('NPI');
  await npi.fill('');
  await npi.focus();
  await page.keyboard.insertText(' 1234567893 \u200B');
  expect(await npi.inputValue()).toBe('1234567893');
}, 120_000);

/** The radio buttons of the questions that are chosen, by their question. */
async function chosen(): Promise<readonly string[]> {
  return page.evaluate<
    string[]
  >(`[...document.querySelectorAll('[data-field^="facts."] input:checked')]
    .map((input) => input.closest('[data-field]').dataset.field)`);
}

test.each([250, 1_500])(
  'lets Enter choose nothing while an answer is evaluated for %i ms',
  async (delay) => {
    await visit();
    const { treatmentPhase: _, ...diagnosis } = FACTS.diagnosis;
    await fillIn({
      ...REQUEST,
      facts: {
        ...FACTS,
        diagnosis: { ...diagnosis, treatmentPhase: 'primary' },
        dosing: { capsuleStrengthMg: 4 },
      },
    });
    const capsules = 'facts.dosing.capsulesPer28Days';
    await field(capsules).getByRole('textbox').waitFor();
    await page.getByText(/items missing/).waitFor();
    await page.route('**/v1/determinations', async (route) => {
      await setTimeout(delay);
      await route.continue();
    });
    const before = await chosen();
    await field(capsules).getByRole('textbox').focus();
    await page.keyboard.type('3');
    await page.keyboard.press('Enter');
    // Held while the focus moves on, released on whatever has it then, and pressed once more.
    await page.keyboard.down('Enter');
    await page.keyboard.down('Enter');
    await page.locator(`[data-field]:focus-within:not([data-field="${capsules}"])`).waitFor();
    await page.keyboard.up('Enter');
    for (let turn = 0; turn < 3; turn += 1) await page.keyboard.press('Enter', { delay: 50 });
    await page.getByText('Checking…').waitFor({ state: 'detached' });
    expect(await chosen()).toEqual(before);
    expect(page.url()).toContain('/open');
    expect(page.url()).not.toContain('check');
  },
  120_000,
);

test('takes a suggested drug with Enter, and any other text only once it is confirmed', async () => {
  await visit();
  await fillIn({ ...REQUEST, facts: { ...FACTS, regimen: {} } });
  const agents = field('facts.regimen.combinationAgents');
  await agents.getByRole('combobox').focus();
  await page.keyboard.type('dexamethasone');
  await page.keyboard.press('Enter');
  await page.keyboard.type('Revl');
  await agents.page().getByRole('option', { name: 'lenalidomide' }).waitFor();
  await page.keyboard.press('Enter');
  await agents.getByRole('row', { name: 'lenalidomide' }).waitFor();
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();

  await page.keyboard.press('Backspace');
  await agents.getByRole('row', { name: 'lenalidomide' }).waitFor({ state: 'detached' });
  await page.keyboard.type('Revlimed');
  await page.keyboard.press('Enter');
  await agents.getByText("“Revlimed” isn't a recognized drug.").waitFor();
  const meant = "“Revlimed” isn't a recognized drug. Did you mean lenalidomide (Revlimid)?";
  const verdict = page.getByRole('status').filter({ hasText: meant });
  await verdict.getByText(/^\d items? missing/).waitFor();
  await agents.getByRole('button', { name: 'Keep “Revlimed”' }).click();
  await verdict.getByText(/^Not met: /).waitFor();
  await agents.getByRole('button', { name: 'Change to lenalidomide' }).click();
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();

  const code = 'facts.diagnosis.icd10';
  await field(code).getByRole('combobox').fill('lung');
  await page.keyboard.press('Enter');
  await field(code).getByText("“lung” isn't a diagnosis code.").waitFor();
  await page.getByText(/^\d items? missing/).waitFor();
}, 120_000);

test('removes no selected drug while a key is held, neither in its field nor on it', async () => {
  await visit();
  await fillIn(REQUEST);
  const agents = field('facts.regimen.combinationAgents');
  const chosen = agents.getByRole('row');
  await agents.getByRole('row', { name: 'dexamethasone' }).waitFor();
  const hold = async (key: string) => {
    for (let times = 0; times < 6; times += 1) await page.keyboard.down(key);
    await page.keyboard.up(key);
  };
  await agents.getByRole('combobox').focus();
  await page.keyboard.type('xx');
  await hold('Backspace');
  expect(await agents.getByRole('combobox').inputValue()).toBe('');
  expect(await chosen.count()).toBe(2);
  await page.keyboard.press('Backspace');
  await page.getByText('dexamethasone removed').waitFor({ state: 'attached' });
  expect(await chosen.count()).toBe(1);
  await page.keyboard.type('dexamethasone,bortezomib,');
  await agents.getByRole('row', { name: 'bortezomib' }).waitFor();
  await agents.getByRole('row', { name: 'bortezomib' }).focus();
  await hold('Delete');
  await agents.getByRole('row', { name: 'bortezomib' }).waitFor({ state: 'detached' });
  expect(await chosen.count()).toBe(2);
}, 120_000);

test('restores the answer when “Not documented” or “None” is unchecked', async () => {
  await visit();
  await fillIn(REQUEST);
  const therapies = field('facts.priorTherapies');
  const strength = field('facts.dosing.capsuleStrengthMg');
  const drug = therapies.getByRole('row', { name: 'bortezomib' });
  await drug.waitFor();
  for (const name of [/not documented$/, /none$/]) {
    await choose(therapies.getByRole('checkbox', { name }));
    await drug.waitFor({ state: 'detached' });
    await choose(therapies.getByRole('checkbox', { name }), false);
    await drug.waitFor();
  }
  await strength.getByRole('textbox').fill('3');
  await choose(strength.getByRole('checkbox'));
  await strength.locator('input:not([value="3"])').first().waitFor();
  await choose(strength.getByRole('checkbox'), false);
  expect(await strength.getByRole('textbox').inputValue()).toBe('3');
}, 120_000);

test('suggests a drug even if the suggestions arrive after the last key', async () => {
  await visit();
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/v1/suggestions/agents', async (route) => {
    await arrival;
    await route.continue();
  });
  await fillIn({ ...REQUEST, member: { ...REQUEST.member, memberId: 'AN9' } });
  const agents = field('facts.regimen.combinationAgents');
  await agents.getByRole('combobox').focus();
  await page.keyboard.type('cyclophos');
  arrive();
  await page.getByRole('option', { name: 'cyclophosphamide' }).waitFor();
}, 120_000);

test('keeps the suggestions next to their field while the page moves', async () => {
  await visit();
  await fillIn({ ...REQUEST, member: { ...REQUEST.member, memberId: 'AN8' } });
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();
  await field('facts.regimen.combinationAgents').getByRole('combobox').focus();
  await page.keyboard.type('cyclophos');
  const suggested = page.getByRole('option', { name: 'cyclophosphamide' });
  await suggested.waitFor();
  const gap = `(() => {
    const list = document.querySelector('[data-trigger="ComboBox"]').getBoundingClientRect();
    const field = document.activeElement.closest('[role="group"]').getBoundingClientRect();
    return Math.min(Math.abs(list.top - field.bottom), Math.abs(field.top - list.bottom));
  })()`;
  const scrolled = 'scrollBy(0, 40)';
  const pushedDown = `document.querySelector('main')
    .prepend(Object.assign(document.createElement('p'), { style: 'height: 50px' }))`;
  for (const move of [scrolled, pushedDown]) {
    await page.evaluate(move);
    await page.evaluate(
      'new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))',
    );
    const isBeside = async () => (await page.evaluate<number>(gap)) < 8;
    expect(await until(isBeside, { timeoutMs: 5_000 })).toBe(true);
    expect(await suggested.isVisible()).toBe(true);
  }
  await page.keyboard.press('Enter');
  await suggested.waitFor({ state: 'detached' });
  await page.getByRole('row', { name: 'cyclophosphamide' }).waitFor();

  await page.keyboard.type('poma');
  await page.getByRole('option', { name: 'pomalidomide' }).waitFor();
  await page.evaluate('scrollTo(0, 0)');
  await page.getByRole('option', { name: 'pomalidomide' }).waitFor({ state: 'detached' });
}, 120_000);

test('shows all answers before they are sent, each with a way to change it', async () => {
  await visit();
  await fillIn(REQUEST);
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();
  // Held, the keys lead to the answers and send nothing.
  await page.keyboard.down('Control');
  await page.keyboard.down('Enter');
  await page.getByRole('heading', { name: 'Check your answers' }).waitFor();
  await page.keyboard.down('Enter');
  await page.keyboard.down('Enter');
  await page.keyboard.up('Enter');
  await page.keyboard.up('Control');
  expect(page.url()).toContain('/open');
  const rows = await page.getByRole('term').allInnerTexts();
  expect(rows).toEqual(
    expect.arrayContaining(['Drug', 'Date of birth', 'NPI', 'Capsule strength']),
  );
  await page.getByText('Mar 9, 1958', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Back' }).click();
  await pressAtOnce(page, 'When you submit', () => page.keyboard.press('Control+Enter'));
  await page.getByRole('button', { name: 'Submit request', disabled: false }).waitFor();
  expect(page.url()).toContain('/open');
  await page.keyboard.press('Control+Enter');
  await page.waitForURL(/\/cases\//);
}, 120_000);

test('leads from an answer to its field and back', async () => {
  await visit();
  await fillIn({ ...REQUEST, member: { ...REQUEST.member, memberId: 'AN2' } });
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: 'Change Capsule strength' }).click();
  await page.locator(`[data-field="${STRENGTH}"]:focus-within`).waitFor();
  await page.keyboard.press('Control+A');
  await page.keyboard.type('3');
  await page.keyboard.press('Control+Enter');
  await page.getByText('3 mg', { exact: true }).waitFor();
  await page.goBack();
  await page.getByRole('button', { name: 'Check your answers' }).waitFor();
}, 120_000);
