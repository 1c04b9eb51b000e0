import type { Browser, BrowserContext, Page } from 'playwright-core';
import { startStack, type RunningStack } from '../../stack/running-stack';
import { sharedStack } from '../../stack/shared-stack';
import { choose } from './choose';
import { openBrowser } from './chromium';

export type Role = 'intake' | 'pharmacist' | 'medical-director' | 'auditor' | 'admin';
export type Scheme = 'light' | 'dark';

/** The sizes that each page is looked at in. */
export const SIZES = {
  laptop: { width: 1280, height: 800 },
  desk: { width: 1920, height: 1080 },
  phone: { width: 390, height: 844 },
} as const;
export type Size = keyof typeof SIZES;

const EVERY_LOOK = (['laptop', 'desk', 'phone'] as const).flatMap((size) =>
  (['light', 'dark'] as const).map((scheme) => ({ size, scheme })),
);

/**
 * The sizes and colour schemes that each page is tried in: the two that differ most, or every one
 * with `npm run test:looks`.
 */
export const LOOKS = EVERY_LOOK.filter(
  ({ size, scheme }) =>
    process.env['LOOKS'] === 'every' ||
    (size === 'laptop' && scheme === 'light') ||
    (size === 'phone' && scheme === 'dark'),
);

export interface Visit {
  readonly size?: Size;
  readonly scheme?: Scheme;
  /** The browser's language, such as `de-DE`; American English if absent. */
  readonly locale?: string;
  /** Whether the browser has read nothing of the app before. */
  readonly isFirst?: boolean;
}

/** A person's window, and what the browser complained of in it. */
export interface WebWindow {
  readonly page: Page;
  /** Faults of scripts, refused resources, violations of the content security policy. */
  readonly complaints: readonly string[];
  /** Signs in wherever the window is, or at the first page, and waits for the shell. */
  signIn(role: Role, name?: string): Promise<void>;
  close(): Promise<void>;
}

/** The whole system with a browser before it: open it once for a spec file. */
export interface WebApp {
  readonly address: string;
  open(visit?: Visit): Promise<WebWindow>;
  /** Calls the API directly in a role, to set the scene. @throws on a refusal */
  call(
    role: Role,
    method: string,
    path: string,
    body?: unknown,
    headers?: Readonly<Record<string, string>>,
  ): Promise<unknown>;
  stop(): Promise<void>;
}

/** One whose system belongs to one spec file. */
export interface OwnWebApp extends WebApp {
  readonly stack: RunningStack;
}

/**
 * A system of the spec's own, for specs that stop parts of it, move its clock, write into its
 * database, or look at lists of all cases.
 */
export async function startWebApp(verb: 'start' | 'sandbox' = 'start'): Promise<OwnWebApp> {
  const browser = await openBrowser();
  const stack = await closingOnFailure(browser, startStack(verb));
  return {
    ...webApp(browser, stack.addresses.web),
    stack,
    stop: async () => {
      await browser.close();
      await stack.stop();
      stack.remove();
    },
  };
}

/**
 * A browser of its own before the system that spec files share, which run at the same time: each sets
 * its own scene, and looks only at that.
 */
export async function openSharedWebApp(): Promise<WebApp> {
  const browser = await openBrowser();
  const { web } = await closingOnFailure(browser, sharedStack());
  return webApp(browser, web);
}

function webApp(browser: Browser, address: string): WebApp {
  return {
    address,
    open: windowsInTurn(browser, address),
    call: (...asked) => call(address, ...asked),
    stop: () => browser.close(),
  };
}

async function closingOnFailure<Started>(
  browser: Browser,
  starting: Promise<Started>,
): Promise<Started> {
  return starting.catch(async (error: unknown) => {
    await browser.close();
    throw error;
  });
}

/** A profile of the browser, and what it complained of since its window was opened. */
interface Profile {
  readonly context: BrowserContext;
  readonly complaints: string[];
}

/** A window at `address`, with an empty profile of its own, which has not read the app before. */
export async function openWindow(
  browser: Browser,
  address: string,
  visit: Visit,
): Promise<WebWindow> {
  const profile = await newProfile(browser, address, visit);
  return windowOf(profile, () => profile.context.close());
}

/**
 * Opens windows whose profiles hold nothing but the app's code: one that is closed is emptied for the
 * next of the same looks, so that the code is read once.
 */
function windowsInTurn(browser: Browser, address: string): WebApp['open'] {
  const idle = new Map<string, Profile[]>();
  return async (visit = {}) => {
    if (visit.isFirst) return openWindow(browser, address, visit);
    const looks = JSON.stringify([visit.size, visit.scheme, visit.locale]);
    const free = idle.get(looks) ?? [];
    idle.set(looks, free);
    const profile = free.pop() ?? (await newProfile(browser, address, visit));
    return windowOf(profile, async () => {
      await empty(profile, address);
      free.push(profile);
    });
  };
}

async function windowOf(profile: Profile, leave: () => Promise<void>): Promise<WebWindow> {
  const page = await profile.context.newPage();
  return {
    page,
    complaints: profile.complaints,
    signIn: (role, name = `${role}-1`) => signIn(page, role, name),
    close: leave,
  };
}

async function newProfile(
  browser: Browser,
  address: string,
  { size = 'laptop', scheme = 'light', locale = 'en-US' }: Visit,
): Promise<Profile> {
  const context = await browser.newContext({
    baseURL: address,
    viewport: SIZES[size],
    colorScheme: scheme,
    locale,
    // Pictures and checks show what is there in the end, not how it got there.
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  return { context, complaints: await complaintsOf(context) };
}

async function empty({ context, complaints }: Profile, address: string): Promise<void> {
  // A page that is closed asks nobody whether what was typed in it may go.
  await Promise.all(context.pages().map((page) => page.close()));
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Storage.clearDataForOrigin', {
    origin: address,
    storageTypes: 'local_storage',
  });
  await page.close();
  await context.setOffline(false);
  complaints.length = 0;
}

async function complaintsOf(context: BrowserContext): Promise<string[]> {
  const complaints: string[] = [];
  context.on('weberror', (fault) => complaints.push(fault.error().message));
  context.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await context.exposeFunction('reportViolation', (text: string) => complaints.push(text));
  await context.addInitScript(`
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) =>
      reportViolation('policy: ' + [violatedDirective, blockedURI, sourceFile].join(' ')));
    // Newer browsers than the packaged one answer a scroll with a Promise.
    for (const [owner, name] of [
      [Element.prototype, 'scrollIntoView'],
      ...[Element.prototype, window].flatMap((each) =>
        ['scroll', 'scrollTo', 'scrollBy'].map((of) => [each, of])),
    ]) {
      const scroll = owner[name];
      owner[name] = function (...given) {
        scroll.apply(this, given);
        return Promise.resolve();
      };
    }
  `);
  return complaints;
}

const ROLE_NAMES: Readonly<Record<Role, string>> = {
  intake: 'Intake',
  pharmacist: 'Pharmacist',
  'medical-director': 'Medical director',
  auditor: 'Auditor',
  admin: 'Administrator',
};

async function signIn(page: Page, role: Role, name: string): Promise<void> {
  if (page.url() === 'about:blank') await page.goto('/');
  await choose(page.getByRole('radio', { name: ROLE_NAMES[role] }));
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: /^Sign in as/ }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

async function call(
  address: string,
  role: Role,
  method: string,
  path: string,
  body?: unknown,
  more: Readonly<Record<string, string>> = {},
): Promise<unknown> {
  const issued = await send(`${address}/dev/token`, 'POST', {}, { role, subject: `${role}-1` });
  const { token } = issued as { token: string };
  const headers = {
    authorization: `Bearer ${token}`,
    ...(method === 'POST' && { 'idempotency-key': crypto.randomUUID() }),
    ...more,
  };
  return send(`${address}${path}`, method, headers, body);
}

async function send(
  address: string,
  method: string,
  headers: Readonly<Record<string, string>>,
  body: unknown,
): Promise<unknown> {
  const response = await fetch(address, {
    method,
    headers: { ...headers, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw new Error(`\`${method} ${address}\` was refused: ${response.status}`);
  return answer;
}
