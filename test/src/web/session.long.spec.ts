import { setTimeout } from 'node:timers/promises';
import { until } from '@assent/local';
import type { Dialog, Page, Route } from 'playwright-core';
import { z } from 'zod';
import { PDF } from '../documents/uploads';
import { accessibilityFaults } from './support/accessibility';
import { choose } from './support/choose';
import { openSampleCase, type SampleCase } from './support/sample-cases';
import { importJson } from './support/import-json';
import { openSharedWebApp, type WebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

/** In milliseconds: more than the time after which a lost command is asked about again. */
const LONG = 6_000;
const REASON = 'Three capsules, as the office said by phone.';
const REFUSED = {
  status: 401,
  contentType: 'application/problem+json',
  body: JSON.stringify({
    type: 'about:blank',
    title: 'Sign-in required',
    status: 401,
    detail: 'the token was refused',
    code: 'unauthenticated',
    requestId: 'r-1',
  }),
};

const claims = z.object({ sub: z.string() });
const drafts = z.object({ items: z.array(z.unknown()) });
const issued = z.object({ token: z.string() });

let app: WebApp;
let window: WebWindow;
let page: Page;
/** What was sent, each call under the name that its token says. */
let sent: { readonly who: string; readonly what: string }[];
/** What the browser itself asked. */
let questions: Dialog[];

beforeAll(async () => {
  app = await openSharedWebApp();
}, START_HOOK_MS);
afterAll(() => app.stop());

beforeEach(async () => {
  window = await app.open();
  ({ page } = window);
  page.setDefaultTimeout(20_000);
  sent = [];
  questions = [];
  page.on('request', (request) => {
    const [, body] = (request.headers()['authorization'] ?? '').split('.');
    if (body === undefined) return;
    const { sub } = claims.parse(JSON.parse(Buffer.from(body, 'base64url').toString()));
    sent.push({ who: sub, what: `${request.method()} ${new URL(request.url()).pathname}` });
  });
  page.on('dialog', (dialog) => {
    questions.push(dialog);
    void dialog.dismiss();
  });
});
afterEach(() => window.close());

const sentBy = (name: string) => sent.filter(({ who }) => who === name).map(({ what }) => what);
const over = () => page.getByRole('dialog', { name: 'Your session has ended' });
const you = (name: string | RegExp) => page.getByRole('button', { name });
const why = () => page.getByLabel('Rationale');

async function signInAgain(name: string, role?: string): Promise<void> {
  await over().waitFor();
  if (role !== undefined) await choose(over().getByRole('radio', { name: role }));
  await over().getByLabel('Your name').fill(name);
  await over()
    .getByRole('button', { name: /^Sign in as/ })
    .click();
}

async function showCase({ id, number }: SampleCase): Promise<void> {
  await page.goto(`/cases/${id}`);
  await window.signIn('pharmacist', 'Pia');
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
}

/** Writes why a case is approved. */
async function write(): Promise<void> {
  await page.getByRole('heading', { name: 'Criteria' }).waitFor();
  await page.keyboard.press('d');
  await page.locator('label', { hasText: 'Approve' }).click();
  await why().fill(REASON);
}

/** As a token that is refused ends it, on the page where something is written. */
async function endSession(): Promise<void> {
  await page.route('**/claim', (route) => route.fulfill(REFUSED), { times: 1 });
  await page.getByRole('button', { name: 'Assign to me' }).click();
  await over().waitFor();
}

async function openRequest(): Promise<void> {
  await page.goto('/open');
  await window.signIn('intake', 'Anna');
  await importJson(
    page,
    JSON.stringify({
      requestType: 'initiation',
      urgency: 'standard',
      channel: 'portal',
      lineOfBusiness: 'commercial',
      member: { memberId: 'SE1', givenName: 'Ana', familyName: 'Ruiz', birthDate: '1958-03-09' },
      prescriber: { npi: '1234567893', name: 'Lee Park MD', phone: '+13055550100' },
      drug: 'Ninlaro',
    }),
  );
  await page.getByText('Draft saved').waitFor();
}

const openMenu = () => page.getByRole('button', { name: /^Account:/ }).click();
const signOut = async () => {
  await openMenu();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
};

async function draftsOf(subject: string): Promise<unknown[]> {
  const { token } = issued.parse(
    await page.evaluate(
      `fetch('/dev/token', { method: 'POST', headers: { 'content-type': 'application/json' },
        body: '{"role":"intake","subject":"${subject}"}' }).then((answer) => answer.json())`,
    ),
  );
  const answer = await fetch(`${app.address}/v1/drafts`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return drafts.parse(await answer.json()).items;
}

describe('a session that ended with unsaved input', () => {
  test("does not use another person's token on the page, and leaves it without a question", async () => {
    await showCase(await openSampleCase(app, { familyName: 'Ibarra', needsReview: true }));
    await write();
    await page.evaluate('window.isOfPia = true');
    await endSession();
    const cutOff = (route: Route) => route.abort();
    await page.route('**/v1/session', cutOff);
    await signInAgain('Quinn');
    await over().getByRole('alert').getByText("Can't reach the server").waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await page.evaluate("sessionStorage.getItem('assent.token')")).toBeNull();
    await setTimeout(LONG);
    expect(new Set(sentBy('Quinn'))).toEqual(new Set(['GET /v1/session']));
    await page.unroute('**/v1/session', cutOff);
    await signInAgain('Quinn');
    await you('Account: Quinn, Pharmacist').waitFor();
    await page.getByRole('heading', { name: 'Criteria' }).waitFor();
    expect(await page.evaluate('window.isOfPia')).toBeUndefined();
    expect(questions).toEqual([]);
    expect(await why().count()).toBe(0);
  }, 60_000);

  test('continues for the same person, even in another role, and says so', async () => {
    await showCase(await openSampleCase(app, { familyName: 'Sundby', needsReview: true }));
    await write();
    await endSession();
    await signInAgain('Pia');
    await over().waitFor({ state: 'detached' });
    expect(await why().inputValue()).toBe(REASON);
    await endSession();
    await signInAgain('Pia', 'Medical director');
    await page.getByText('You are now signed in as Medical director').waitFor();
    await you('Account: Pia, Medical director').waitFor();
    expect(await why().inputValue()).toBe(REASON);
  }, 60_000);

  test('resends a command whose answer was lost only as the same person', async () => {
    await openRequest();
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Submit request', disabled: false }).waitFor();
    const answers: ((route: Route) => Promise<void>)[] = [
      (route) => route.abort(),
      (route) => route.fulfill(REFUSED),
    ];
    await page.route('**/v1/cases', (route) => answers.shift()?.(route) ?? route.continue());
    await page.keyboard.press('Control+Enter');
    await over().waitFor();
    const cutOff = (route: Route) => route.abort();
    await page.route('**/v1/session', cutOff);
    await signInAgain('Bert');
    await over().getByRole('alert').waitFor();
    await setTimeout(LONG);
    expect(new Set(sentBy('Bert'))).toEqual(new Set(['GET /v1/session']));
    await page.unroute('**/v1/session', cutOff);
    await signInAgain('Anna');
    await page.waitForURL(/\/cases\//);
    expect(sentBy('Bert')).not.toContain('POST /v1/cases');
  }, 60_000);

  test('saves a draft only as its author', async () => {
    await openRequest();
    await page.getByRole('textbox', { name: 'Last name' }).fill('Ruizdottir');
    await page.route('**/v1/drafts/*', (route) => route.fulfill(REFUSED), { times: 1 });
    await over().waitFor();
    await page.route('**/v1/session', async (route) => {
      await setTimeout(2_500);
      await route.continue();
    });
    await signInAgain('Bert');
    await you('Account: Bert, Intake').waitFor();
    await page.getByRole('heading', { level: 1, name: 'Open a case' }).waitFor();
    expect(sentBy('Bert').filter((what) => what.startsWith('PUT'))).toEqual([]);
    expect(questions).toEqual([]);
    expect(await draftsOf('Bert')).toEqual([]);
  }, 60_000);
});

test('shows nothing of the previous person on the sign-in page that Back leads to', async () => {
  await page.goto('/renewals');
  await window.signIn('intake', 'Anna');
  await page.getByRole('heading', { level: 1, name: 'Renewals' }).waitFor();
  await page.evaluate('window.isOfAnna = true');
  await page.goBack();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  await window.signIn('pharmacist', 'Quinn');
  await you('Account: Quinn, Pharmacist').waitFor();
  expect(await page.evaluate('window.isOfAnna')).toBeUndefined();
  expect(new URL(page.url()).pathname).toBe('/renewals');
});

describe('signing out', () => {
  test('asks before unsaved input is lost, and leaves everything unchanged for a person who stays', async () => {
    const one = await openSampleCase(app, { familyName: 'Tveit', needsReview: true });
    await showCase(one);
    await write();
    await page.evaluate('window.isOfPia = true');
    await signOut();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    expect(await why().inputValue()).toBe(REASON);
    expect(new URL(page.url()).pathname).toBe(`/cases/${one.id}`);
    // The page still hears what others do.
    await app.call('medical-director', 'POST', `/v1/cases/${one.id}/claim`, {});
    await page.getByText('medical-director-1').first().waitFor();
    await signOut();
    await question.getByRole('button', { name: 'Discard and leave' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(await page.evaluate('window.isOfPia')).toBeUndefined();
    expect(await page.evaluate("sessionStorage.getItem('assent.token')")).toBeNull();
    expect(questions).toEqual([]);
  }, 60_000);

  test('asks before files that are being sent are lost, on any page', async () => {
    await showCase(await openSampleCase(app, { familyName: 'Oduya', needsReview: true }));
    await page.route('**/documents', (route) =>
      route.request().method() === 'POST' ? undefined : route.continue(),
    );
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'scan.pdf', mimeType: 'application/pdf', buffer: PDF });
    await page.getByRole('progressbar', { name: 'Uploading scan.pdf' }).waitFor();
    await page.getByRole('link', { name: 'Worklist' }).click();
    await page.getByRole('heading', { level: 1, name: /^Worklist/ }).waitFor();
    await signOut();
    const question = page.getByRole('dialog', { name: 'Sign out during an upload?' });
    await question.waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await question.getByRole('button', { name: 'Stay' }).click();
    await question.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: /^Worklist/ }).waitFor();
    await signOut();
    await question.getByRole('button', { name: 'Discard and sign out' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(questions).toEqual([]);
  });

  test('saves what was typed a moment before', async () => {
    await openRequest();
    await page.getByRole('textbox', { name: 'Last name' }).fill('Ruizdottir');
    await page.route('**/v1/drafts/*', async (route) => {
      await setTimeout(1_000);
      await route.continue();
    });
    await signOut();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(JSON.stringify(await draftsOf('Anna'))).toContain('Ruizdottir');
    expect(questions).toEqual([]);
  });

  test("asks if what was typed a moment before can't be saved", async () => {
    await openRequest();
    await page.route('**/v1/drafts/*', (route) => route.abort());
    await page.getByRole('textbox', { name: 'Last name' }).fill('Ruizdottir');
    await signOut();
    const question = page.getByRole('dialog', { name: 'Leave without saving?' });
    await question.getByRole('button', { name: 'Stay' }).click();
    await page.unroute('**/v1/drafts/*');
    await page.getByText('Draft saved').waitFor();
    await signOut();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
    expect(JSON.stringify(await draftsOf('Anna'))).toContain('Ruizdottir');
  }, 60_000);

  test('takes effect at once, however long the server takes to say where to go', async () => {
    await window.signIn('intake', 'Anna');
    await page.getByRole('heading', { level: 1, name: /^Worklist/ }).waitFor();
    let answer = (): void => undefined;
    const isAnswered = new Promise<void>((resolve) => (answer = resolve));
    await page.route('**/v1/sign-in', async (route) => {
      await isAnswered;
      await route.continue();
    });
    await signOut();
    await page.getByRole('heading', { level: 1, name: 'Signing out' }).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    const isForgotten = async () =>
      (await page.evaluate("sessionStorage.getItem('assent.token')")) === null;
    expect(await until(isForgotten, { timeoutMs: 5_000 })).toBe(true);
    answer();
    await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  });
});
