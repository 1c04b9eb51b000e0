import { until } from '@assent/local';
import type { Page } from 'playwright-core';
import { accessibilityFaults } from './support/accessibility';
import { startProviderWebApp, type ProviderWebApp } from './support/provider-web-app';
import type { WebWindow } from './support/web-app';

const PEOPLE = {
  'rosa.lindqvist': ['pharmacist'],
  'ivy.chen': ['intake', 'some-role-of-another-system'],
};

/** Long enough to begin typing, in seconds. */
const BRIEF = 10;
const HOUR = 3_600;
/** A token lives five seconds longer for clocks that differ; in milliseconds. */
const EXPIRY = 40_000;

let app: ProviderWebApp;
let window: WebWindow;
let page: Page;

beforeAll(async () => {
  app = await startProviderWebApp(PEOPLE);
}, 120_000);
afterAll(() => app.stop());

beforeEach(async () => {
  app.provider.lifetime = HOUR;
  window = await app.open();
  ({ page } = window);
});
afterEach(() => window.close());

/** Tells the provider's own pages who is there. */
async function introduce(at: Page, login: string): Promise<void> {
  await at.getByPlaceholder('Enter any login').fill(login);
  await at.getByPlaceholder('and password').fill('anything');
  await at.getByRole('button', { name: 'Sign-in' }).click();
  await at.getByRole('button', { name: 'Continue' }).click();
}

async function signIn(login: keyof typeof PEOPLE | 'guest', address = '/'): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await introduce(page, login);
}

/** The addresses that the provider sends the browser back to. */
function answersTo(at: Page): readonly string[] {
  const answers: string[] = [];
  at.on('request', (request) => {
    if (request.isNavigationRequest() && request.url().includes('/sign-in/callback?')) {
      answers.push(request.url());
    }
  });
  return answers;
}

const policyFaults = () => window.complaints.filter((text) => text.startsWith('policy:'));
const kept = () =>
  page.evaluate<string[]>(
    "[...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((name) => !name.startsWith('tsr-scroll'))",
  );

test('asks the provider who is there, and returns to the requested address', async () => {
  await signIn('rosa.lindqvist', '/renewals?drug=ixazomib');
  await page.getByRole('heading', { level: 1, name: 'Renewals' }).waitFor();
  const { pathname, search, hash } = new URL(page.url());
  expect({ pathname, search, hash }).toEqual({
    pathname: '/renewals',
    search: '?drug=ixazomib',
    hash: '',
  });
  await page.getByRole('button', { name: 'Account: rosa.lindqvist, Pharmacist' }).waitFor();
  const asked = app.provider.asked.at(-1);
  expect(asked).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    scope: 'openid',
  });
  expect(asked?.['code_challenge']).toMatch(/^[\w-]{43}$/);
  expect(policyFaults()).toEqual([]);
});

test('accepts the roles in the token that it knows, and keeps tokens only in this tab', async () => {
  await signIn('ivy.chen');
  await page.getByRole('button', { name: 'Account: ivy.chen, Intake' }).waitFor();
  expect((await kept()).sort()).toEqual(['assent.id-token', 'assent.token']);
  expect(await page.evaluate('localStorage.length')).toBe(0);
  expect(page.url()).not.toMatch(/code=|state=|token/);
});

test('asks again when the token has expired, while what was typed stays and is saved', async () => {
  app.provider.lifetime = BRIEF;
  await signIn('ivy.chen', '/open');
  await page.getByLabel('First name').fill('Ana');
  const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
  await dialog.waitFor({ timeout: EXPIRY });
  expect(await accessibilityFaults(page)).toEqual([]);
  app.provider.lifetime = HOUR;
  await dialog.getByRole('button', { name: 'Sign in' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByLabel('First name').inputValue()).toBe('Ana');
  await page.getByLabel('Last name').fill('Ruiz');
  await page.getByText('Draft saved').waitFor();
  await page.reload();
  await page.getByLabel('Last name').waitFor();
  expect(await page.getByLabel('First name').inputValue()).toBe('Ana');
  expect(policyFaults()).toEqual([]);
}, 90_000);

describe('an ended session', () => {
  const dialog = () => page.getByRole('dialog', { name: 'Your session has ended' });

  /** As a token that is refused ends it; the provider has forgotten the person meanwhile. */
  async function endSession(): Promise<void> {
    // The provider's last cookies come with the answer that leads here.
    const pages = page.getByRole('navigation', { name: 'Pages' });
    await pages.waitFor();
    await page.context().clearCookies();
    await page.route('**/v1/stuck', (route) => route.fulfill({ status: 401, json: {} }), {
      times: 1,
    });
    await pages.getByRole('link', { name: 'Needs attention' }).click();
    await dialog().waitFor();
  }

  test('continues with nothing of the last person if another person signs in', async () => {
    await signIn('ivy.chen');
    await endSession();
    await page.evaluate('window.isOfIvy = true');
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog().getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await introduce(beside, 'rosa.lindqvist');
    await page.getByRole('button', { name: 'Account: rosa.lindqvist, Pharmacist' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/stuck');
    expect(await page.evaluate('window.isOfIvy')).toBeUndefined();
    expect(beside.isClosed()).toBe(true);
  });

  test('uses no token before it is known whose it is', async () => {
    await signIn('ivy.chen');
    await endSession();
    await page.route('**/v1/session', (route) => route.abort(), { times: 1 });
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog().getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await introduce(beside, 'rosa.lindqvist');
    await dialog().getByRole('alert').getByText("Can't reach the server").waitFor();
    expect(await kept()).toEqual([]);
    await dialog().getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('button', { name: 'Account: rosa.lindqvist, Pharmacist' }).waitFor();
  });

  test('leaves the page for a person who may see nothing here', async () => {
    await signIn('ivy.chen');
    await endSession();
    const [beside] = await Promise.all([
      page.context().waitForEvent('page'),
      dialog().getByRole('button', { name: 'Sign in' }).click(),
    ]);
    await introduce(beside, 'guest');
    await page.getByRole('heading', { name: 'Your session could not be loaded' }).waitFor();
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
  });

  test('can be restarted on the page if the browser opens no window', async () => {
    await page.addInitScript('window.open = () => null');
    await signIn('ivy.chen');
    await endSession();
    await dialog().getByRole('button', { name: 'Sign in' }).click();
    await page.getByText(/^Your browser blocked the window\./).waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    await dialog().getByRole('button', { name: 'Sign in on this page' }).click();
    await introduce(page, 'ivy.chen');
    await page.getByRole('heading', { level: 1, name: 'Needs attention' }).waitFor();
  });
});

/** Whether the API refuses a token by now. */
const isRefused = (token: string) =>
  until(
    async () => {
      const headers = { authorization: `Bearer ${token}` };
      return (await fetch(`${app.address}/v1/session`, { headers })).status === 401;
    },
    { timeoutMs: 30_000 },
  );

test('is signed out here, too, after signing out at the provider', async () => {
  await signIn('rosa.lindqvist');
  await page.getByRole('button', { name: /^Account:/ }).waitFor();
  const token = await page.evaluate<string>("sessionStorage.getItem('assent.token')");
  const beside = await page.context().newPage();
  await beside.goto(`${app.provider.issuer}/session/end`);
  await beside.getByRole('button', { name: 'Yes, sign me out' }).click();
  expect(await isRefused(token)).toBe(true);
  await beside.close();
});

test('also ends the session at the provider, and copies of its token', async () => {
  await signIn('rosa.lindqvist');
  await page.getByRole('button', { name: /^Account:/ }).waitFor();
  const token = await page.evaluate<string>("sessionStorage.getItem('assent.token')");
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).click();
  await page.getByRole('heading', { level: 1, name: 'Sign in' }).waitFor();
  expect(await isRefused(token)).toBe(true);
  expect(await kept()).toEqual([]);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByPlaceholder('Enter any login').waitFor();
  expect(policyFaults()).toEqual([]);
});

describe('an untrusted answer', () => {
  const refused = () => page.getByRole('heading', { name: 'Sign-in failed' }).waitFor();

  test('is refused with an explanation if it was not requested', async () => {
    await page.goto('/sign-in/callback?code=made-up&state=made-up');
    await refused();
    await page.getByText('This sign-in was started in another tab or was already used').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await kept()).toEqual([]);
    expect(new URL(page.url()).search).toBe('');
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  test('is refused if its state was changed on the way', async () => {
    await page.route(`${app.provider.issuer}/auth?*`, (route) => {
      const changed = new URL(route.request().url());
      changed.searchParams.set('state', 'changed');
      return route.continue({ url: changed.href });
    });
    await signIn('ivy.chen');
    await refused();
    expect(await page.evaluate("sessionStorage.getItem('assent.token')")).toBeNull();
  });

  test('is refused if it arrives a second time', async () => {
    const answers = answersTo(page);
    await signIn('ivy.chen');
    await page.getByRole('button', { name: /^Account: ivy/ }).waitFor();
    await page.goto(answers[0] ?? '');
    await refused();
  });

  test('is refused if the provider let no one in', async () => {
    await page.goto('/');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await refused();
    await page.getByText('Your identity provider denied access.').waitFor();
  });
});

test('says that the provider is unreachable, and stays where it is', async () => {
  await page.route(`${app.provider.issuer}/**`, (route) => route.abort());
  await page.goto('/stuck');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText("Can't reach your identity provider. Try again.").waitFor();
});

test('tells a person without a role that they have no access, and lets them sign out', async () => {
  await signIn('guest');
  await page.getByRole('heading', { name: 'Your session could not be loaded' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Yes, sign me out' }).waitFor();
});
