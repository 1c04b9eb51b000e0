import type { Page } from 'playwright-core';
import { z } from 'zod';
import { startWebApp, type WebApp, type WebWindow } from './support/web-app';

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
  app = await startWebApp();
}, 120_000);
afterAll(() => app.stop());
afterEach(() => window.close());

async function visit(locale = 'en-US'): Promise<void> {
  window = await app.open({ locale });
  ({ page } = window);
  page.setDefaultTimeout(20_000);
  await page.goto('/open');
  await window.signIn('intake');
  await page.getByRole('heading', { level: 1, name: 'Open a case' }).waitFor();
}

async function fillIn(json: unknown): Promise<void> {
  await page.getByRole('button', { name: 'Fill in from JSON' }).click();
  await page.getByLabel('A whole request').fill(JSON.stringify(json));
  await page.getByRole('button', { name: 'Fill in', exact: true }).click();
}

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

test.each(['en-US', 'es-ES', 'de-DE', 'fr-FR', 'pt-BR'])(
  'reads a number in one notation in a browser of %s, and says what it cannot read',
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
  60_000,
);

test('opens no case with a number that could not be read', async () => {
  await visit();
  await fillIn(REQUEST);
  await page.getByText(/^All \d+ criteria met\.$/).waitFor();
  await type(STRENGTH, '2,3');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: "Capsule strength can't be read" }).click();
  await page.locator(`[data-field="${STRENGTH}"]:focus-within`).waitFor();
  expect(page.url()).toContain('/open');
}, 60_000);
