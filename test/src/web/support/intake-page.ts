import type { Page } from 'playwright-core';
import { importJson } from './import-json';
import { openSharedWebApp, type WebApp, type WebWindow } from './web-app';
import { START_HOOK_MS } from '../../stack/running-stack';

export const FACTS = {
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

let members = 0;

/** A request of a member of its own that is approved as it stands. */
export function request(): Readonly<Record<string, unknown>> & {
  readonly member: { readonly memberId: string; readonly [name: string]: string };
} {
  members += 1;
  return {
    requestType: 'initiation',
    urgency: 'standard',
    channel: 'portal',
    lineOfBusiness: 'commercial',
    member: {
      memberId: `OP100${members}`,
      givenName: 'Ana',
      familyName: 'Ruiz',
      birthDate: '1958-03-09',
    },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', phone: '+13055550100' },
    drug: 'Ninlaro',
    facts: FACTS,
  };
}

export let app: WebApp;
export let window: WebWindow;
export let page: Page;

/** Opens the web app once for a spec file of the intake page; each test has a window of its own. */
export function startIntakePages(): void {
  beforeAll(async () => {
    app = await openSharedWebApp();
  }, START_HOOK_MS);
  afterAll(() => app.stop());
  afterEach(() => window.close());
}

export async function openIntakeWindow(look: Parameters<WebApp['open']>[0] = {}): Promise<void> {
  window = await app.open(look);
  ({ page } = window);
}

export async function visit(look: Parameters<WebApp['open']>[0] = {}): Promise<void> {
  await openIntakeWindow(look);
  page.setDefaultTimeout(20_000);
  await page.goto('/open');
  await window.signIn('intake');
  await page.getByRole('heading', { level: 1, name: 'Open a case' }).waitFor();
}

/** The day so many days from today, as a clerk writes it. */
export function dayAhead(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toLocaleDateString('en-US', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
}

export const fillIn = (json: unknown) => importJson(page, JSON.stringify(json));

/** Sends the request once the answers stand there to check. */
export async function submit(): Promise<void> {
  await page.locator('h2:focus', { hasText: 'Check your answers' }).waitFor();
  await page.getByRole('button', { name: /^Submit/, disabled: false }).waitFor();
  await page.keyboard.press('Control+Enter');
}

/** Waits until the field at a path, or a part of it, has the focus. */
export const focused = (field: string) =>
  page.locator(`[data-field="${field}"]:focus-within`).waitFor();

/** Presses keys one after the other, as `Enter`, or types what stands in quotes. */
export async function keys(...strokes: readonly string[]): Promise<void> {
  for (const stroke of strokes) {
    if (stroke.startsWith("'")) await page.keyboard.type(stroke.slice(1, -1));
    else await page.keyboard.press(stroke);
  }
}
