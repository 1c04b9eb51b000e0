import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { z } from 'zod';
import { MET } from '../../support/facts';
import { openSharedWebApp, type LOOKS, type WebApp, type WebWindow } from './web-app';
import { START_HOOK_MS } from '../../stack/running-stack';

/** The facts of a request in which one answer is missing. */
export const LACKING = { ...MET, dosing: { capsuleStrengthMg: 4 } };

export const opened = z.object({ id: z.uuid(), number: z.string(), version: z.int() });

export let app: WebApp;
/** The window of the test that runs, and its page. */
export let window: WebWindow;
export let page: Page;

/** Has the web app for the tests of this spec file, and closes the window of each. */
export function startCasePages(): void {
  beforeAll(async () => {
    app = await openSharedWebApp();
  }, START_HOOK_MS);
  afterAll(() => app.stop());
  afterEach(() => window.close());
}

export const LEE_PARK = { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' };

/** Opens a case of a member of its own. */
export async function caseWith(
  facts: Readonly<Record<string, unknown>>,
  prescriber = LEE_PARK,
  more: Readonly<Record<string, unknown>> = {},
) {
  const answer = await app.call('intake', 'POST', '/v1/cases', {
    requestType: 'initiation',
    lineOfBusiness: 'commercial',
    drug: 'ixazomib',
    member: {
      memberId: `WC${randomUUID().slice(0, 8)}`,
      givenName: 'Iris',
      familyName: 'Falk',
      birthDate: '1957-04-02',
    },
    prescriber,
    facts,
    ...more,
  });
  return opened.parse(answer);
}

export async function openCaseWindow(look?: (typeof LOOKS)[number]): Promise<void> {
  window = await app.open(look);
  page = window.page;
}

/** Shows a case to a person of that role, who signs in. */
export async function show(
  { id, number }: { readonly id: string; readonly number: string },
  role: 'intake' | 'pharmacist' | 'medical-director' | 'auditor',
  look: (typeof LOOKS)[number] = { size: 'laptop', scheme: 'light' },
): Promise<void> {
  await openCaseWindow(look);
  await page.goto(`/cases/${id}`);
  await window.signIn(role);
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
  await page.getByRole('heading', { name: 'Criteria' }).waitFor();
}

export const heading = () => page.getByRole('heading', { level: 1 });
export const button = (name: string | RegExp) => page.getByRole('button', { name });
/** Where a fact is asked for. */
export const field = (fact: string) => page.locator(`[data-field="facts.${fact}"]`);

export async function addDocument(name: string, mimeType: string, buffer: Buffer): Promise<void> {
  // What still loads moves the button.
  await page
    .getByText(/^Loading /)
    .first()
    .waitFor({ state: 'detached' });
  const chooser = page.waitForEvent('filechooser');
  await button('Add documents').click();
  await (await chooser).setFiles({ name, mimeType, buffer });
}

/**
 * Lets the next such call through and cuts the connection before its answer; of the case the page reads
 * nothing more until it may.
 */
export async function loseAnswer(call: string): Promise<() => void> {
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
