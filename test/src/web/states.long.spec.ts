import { until } from '@assent/local';
import type { Page, Route } from 'playwright-core';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { choose } from './support/choose';
import { openSampleCase, type SampleCase } from './support/sample-cases';
import { LOOKS, startWebApp, type Role, type WebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

type Look = (typeof LOOKS)[number];

const LAPTOP: Look = { size: 'laptop', scheme: 'light' };
const PHONE: Look = { size: 'phone', scheme: 'dark' };
const NOBODY = '00000000-0000-4000-8000-000000000000';
const DEFECT = {
  type: 'urn:assent:problem:defect',
  code: 'defect',
  title: 'Something went wrong',
  status: 500,
  detail: 'the fault is logged; try again later',
  requestId: '6c9f2d0e-5f3c-4b7e-9a51-0d2f8f0c7d11',
};
const UNAUTHENTICATED = { ...DEFECT, code: 'unauthenticated', status: 401 };

let app: WebApp;
let reviewed: SampleCase;
const windows = new Map<string, WebWindow>();
let page: Page;

beforeAll(async () => {
  // Here the bar of the sandbox stands on every page, too.
  app = await startWebApp('sandbox');
  await openSampleCase(app, { familyName: 'Lindgren' });
  reviewed = await openSampleCase(app, { familyName: 'Moreau', needsReview: true });
}, START_HOOK_MS);
afterAll(() => app.stop());
afterEach(async () => {
  await page.context().setOffline(false);
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

/** The window of somebody who signed in; one for each role and look. */
async function be(role: Role, look = LAPTOP): Promise<void> {
  const key = `${role} ${look.size} ${look.scheme}`;
  const known = windows.get(key);
  if (known) {
    page = known.page;
    return;
  }
  const window = await app.open(look);
  page = window.page;
  await window.signIn(role);
  windows.set(key, window);
}

/** Goes there, whatever was written where the window was. */
async function go(path: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(path);
}

const answer = (problem: { readonly status: number }) => (route: Route) =>
  route.fulfill({
    status: problem.status,
    contentType: 'application/problem+json',
    body: JSON.stringify(problem),
  });

/** Lets no answer to such a call come. @returns what lets them come */
async function hold(calls: RegExp): Promise<() => Promise<void>> {
  const held: Route[] = [];
  await page.route(calls, (route) => void held.push(route));
  return async () => {
    await page.unroute(calls);
    // Some may have been given up meanwhile.
    await Promise.all(held.map((route) => route.continue().catch(() => undefined)));
  };
}

const says = (text: string | RegExp) => page.getByText(text).first().waitFor();
const heading = (name: string | RegExp) => page.getByRole('heading', { name }).first();
const button = (name: string | RegExp) => page.getByRole('button', { name });
const dialog = () => page.getByRole('dialog');

/** Nothing that axe finds, and nothing to scroll to sideways. */
async function expectNoFault(): Promise<void> {
  const faults = await accessibilityFaults(page);
  expect({ faults, sideways: await sidewaysScroll(page) }).toEqual({ faults: [], sideways: 0 });
}

interface PageOf {
  readonly name: string;
  /** Who sees it; a pharmacist if absent. */
  readonly role?: Role;
  readonly path: () => string;
  /** What somebody does there before it reads; nothing if absent. */
  readonly begin?: () => Promise<void>;
  /** What it reads first. */
  readonly reads: RegExp;
  readonly loading: string;
  readonly failed: string;
  /** Resolves once it shows what it read. */
  readonly shown: () => Promise<void>;
}

/** Chooses what is asked for, on which the questions depend. */
async function chooseDrug(): Promise<void> {
  const isNew = page.getByRole('radio', { name: 'New', exact: true });
  // Right after the page came, a click may hit what is still settling: a person clicks again.
  await until(
    async () => {
      await isNew.locator('xpath=ancestor::label').click();
      return isNew.isChecked();
    },
    { timeoutMs: 20_000, everyMs: 250 },
  );
  const drug = page.getByRole('combobox', { name: /^Drug/ });
  await drug.fill('Ninlaro');
  await drug.press('Enter');
}

const PAGES: readonly PageOf[] = [
  {
    name: 'signing in',
    path: () => '/sign-in',
    reads: /\/v1\/sign-in$/,
    loading: 'Loading the sign-in options',
    failed: 'The sign-in options could not be loaded',
    shown: () => button(/^Sign in as/).waitFor(),
  },
  {
    name: 'the shell',
    path: () => '/worklist?queue=all',
    reads: /\/v1\/session$/,
    loading: 'Loading your session',
    failed: 'Your session could not be loaded',
    shown: () => page.getByRole('navigation', { name: 'Pages' }).waitFor(),
  },
  {
    name: 'the letters',
    path: () => '/letters',
    reads: /\/v1\/letter-templates$/,
    loading: 'Loading the letters',
    failed: 'The letters could not be loaded',
    shown: () => page.getByRole('region', { name: 'The letter' }).waitFor(),
  },
  {
    name: 'the worklist',
    path: () => '/worklist?queue=all',
    reads: /\/v1\/cases\/search$/,
    loading: 'Loading the cases',
    failed: 'The cases could not be loaded',
    shown: () => page.getByRole('grid').waitFor(),
  },
  {
    name: 'what is stuck',
    path: () => '/stuck',
    reads: /\/v1\/stuck$/,
    loading: 'Loading the cases',
    failed: 'The cases could not be loaded',
    shown: () => says(/^Last checked|^Cases have not been checked/),
  },
  {
    name: 'opening a case',
    path: () => '/open',
    begin: chooseDrug,
    reads: /\/v1\/guidelines\//,
    loading: 'Loading the questions',
    failed: 'The questions could not be loaded',
    shown: async () => {
      await heading('Prescriber').waitFor();
      await page.getByText('Loading the questions').waitFor({ state: 'detached' });
    },
  },
  {
    name: 'a case',
    path: () => `/cases/${reviewed.id}`,
    reads: /\/v1\/cases\/[^/]+$/,
    loading: 'Loading the case',
    failed: 'The case could not be loaded',
    shown: () => heading('Criteria').waitFor(),
  },
  {
    name: 'appeals',
    path: () => '/appeals',
    reads: /\/v1\/appeals/,
    loading: 'Loading the appeals',
    failed: 'The appeals could not be loaded',
    shown: () => heading(/^Undecided$|^No undecided appeals$/).waitFor(),
  },
  {
    name: 'letters to print',
    path: () => '/letters/to-print',
    reads: /\/v1\/letters\?/,
    loading: 'Loading the letters',
    failed: 'The letters could not be loaded',
    shown: () => heading(/^\d+ letters? to print$|^No letters to print$/).waitFor(),
  },
  {
    name: 'renewals',
    path: () => '/renewals',
    reads: /\/v1\/renewals/,
    loading: 'Loading the renewals',
    failed: 'The renewals could not be loaded',
    shown: () => heading(/^Calendar$|^No coverage ends/).waitFor(),
  },
  {
    name: 'operations',
    path: () => '/operations',
    reads: /\/v1\/overview$/,
    loading: 'Loading the figures',
    failed: 'The figures could not be loaded',
    shown: () => heading('Deadlines').waitFor(),
  },
  {
    name: 'the access log',
    role: 'auditor',
    path: () => '/access-log',
    begin: async () => {
      const person = page.getByRole('textbox', { name: 'Person' });
      await person.fill('auditor-1');
      await person.press('Enter');
    },
    reads: /\/v1\/access-log\?/,
    loading: 'Loading the access log',
    failed: 'The access log could not be loaded',
    shown: () => heading(/^Who viewed what|^No entries$|^Choose a member/).waitFor(),
  },
];

test.each(PAGES)(
  '$name says that it is loading',
  async ({ role = 'pharmacist', path, begin, reads, loading, shown }) => {
    await be(role, PHONE);
    const release = await hold(reads);
    await go(path());
    await begin?.();
    await page.getByRole('status').getByText(loading).waitFor({ state: 'attached' });
    await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
    await expectNoFault();
    await release();
    await shown();
  },
);

/** Each page in one of two looks, by turns; in every look where all are tried. */
const FAILING = PAGES.flatMap((each, place) =>
  LOOKS.filter((_, turn) => LOOKS.length > 2 || turn === place % 2).map((look) => ({
    ...each,
    ...look,
  })),
);

test.each(FAILING)(
  '$name at $size, $scheme says in the API’s words why it failed, and does not move while it is retried',
  async ({ role = 'pharmacist', path, begin, reads, failed, shown, size, scheme }) => {
    await be(role, { size, scheme });
    await page.route(reads, answer(DEFECT));
    await go(path());
    await begin?.();
    const failure = page.getByRole('alert').filter({ hasText: failed });
    await failure.getByText(`${DEFECT.title}: ${DEFECT.detail}`).waitFor();
    await failure.getByText(DEFECT.requestId).waitFor();
    await expectNoFault();
    await page.unroute(reads);
    const release = await hold(reads);
    const again = failure.getByRole('button', { name: 'Try again' });
    await again.press('Enter');
    await again.getByText('(working)').waitFor({ state: 'attached' });
    expect(await again.evaluate('document.activeElement.textContent')).toContain('Try again');
    await release();
    await failure.waitFor({ state: 'detached' });
    await shown();
    await page.locator('#main:focus').waitFor();
  },
);

test.each(PAGES.slice(2))(
  '$name says that nothing is reachable',
  async ({ role = 'pharmacist', path, shown }) => {
    await be(role);
    await go(path());
    await shown();
    await page.context().setOffline(true);
    const banner = page.getByText("Can't reach the server.", { exact: false }).first();
    await banner.waitFor();
    await expectNoFault();
    await page.context().setOffline(false);
    await banner.waitFor({ state: 'detached' });
  },
);

test('a list that could not be read appears by itself once the server answers', async () => {
  await be('pharmacist');
  await page.route(/\/v1\//, (route) => route.abort());
  await page
    .getByRole('navigation', { name: 'Pages' })
    .getByRole('link', { name: 'Needs attention' })
    .click();
  await page.getByRole('link', { name: 'Worklist' }).click();
  const failure = page.getByRole('alert').filter({ hasText: 'The cases could not be loaded' });
  await failure.waitFor();
  await page.unroute(/\/v1\//);
  await failure.waitFor({ state: 'detached' });
});

test('a page whose code does not arrive says so inside the shell', async () => {
  await be('pharmacist');
  await go('/worklist?queue=all');
  await page.getByRole('grid').waitFor();
  const away = /\/assets\/renewals|\/healthz$/;
  await page.route(away, (route) => route.abort());
  const pages = page.getByRole('navigation', { name: 'Pages' });
  await pages.getByRole('link', { name: 'Renewals' }).click();
  await heading('This page could not be shown').waitFor();
  await says(/^Can't reach the server: /);
  await expectNoFault();
  await page.unroute(away);
  await button('Try again').click();
  await heading('Renewals').waitFor();
});

test('an interrupted event stream is reported, and so is its return', async () => {
  await be('pharmacist');
  await page.route('**/v1/events', (route) => route.abort());
  await go('/worklist?queue=all');
  await says(/^Live updates are paused/);
  await expectNoFault();
  await page.unroute('**/v1/events');
  await page.getByText(/^Live updates are paused/).waitFor({ state: 'detached' });
});

interface State {
  readonly name: string;
  readonly role?: Role;
  readonly path: () => string;
  /** Brings it about. */
  readonly given?: () => Promise<unknown>;
  /** What a person needs to read. */
  readonly words: string | RegExp;
  /** The button or link that leads on. */
  readonly way?: string | RegExp;
}

/** The board as it is, without its cases. */
async function nothingStuck(route: Route): Promise<void> {
  const answer = await route.fetch();
  const board = (await answer.json()) as object;
  await route.fulfill({ json: { ...board, total: 0, groups: [] } });
}

const STATES: readonly State[] = [
  {
    name: 'a worklist without a case',
    path: () => '/worklist?queue=mine',
    words: 'You have no assigned cases',
    way: 'Show unassigned cases',
  },
  {
    name: 'filters that nothing fits',
    path: () => '/worklist?queue=overdue&urgency=expedited',
    words: 'No case in this list matches all the filters.',
    way: 'Clear filters',
  },
  {
    name: 'a board without a stuck case',
    path: () => '/stuck',
    given: () => page.route('**/v1/stuck', nothingStuck),
    words: 'Nothing needs attention',
    way: 'Check now',
  },
  {
    name: 'a status without appeals',
    path: () => '/appeals?status=forwarded',
    words: 'No appeals have this status',
    way: 'Show undecided appeals',
  },
  {
    name: 'months without renewals',
    path: () => '/renewals?from=2031-01&to=2031-02',
    words: /^No coverage ends/,
    way: 'Clear filters',
  },
  {
    name: 'views that could not be loaded',
    path: () => '/worklist?queue=all',
    given: () => page.route('**/v1/views', answer(DEFECT)),
    words: 'Saved views could not be loaded.',
    way: /^Try again/,
  },
  {
    name: 'panels of a case that could not be loaded',
    path: () => `/cases/${reviewed.id}`,
    given: () =>
      page.route(/\/v1\/(cases\/[^/]+\/(documents|notices|timeline)|guidelines\/)/, answer(DEFECT)),
    words: 'The timeline could not be loaded',
    way: 'Try again',
  },
  {
    name: 'a case that nobody has',
    path: () => `/cases/${NOBODY}`,
    words: 'Case not found',
    way: 'Go to all cases',
  },
  {
    name: 'an address of no page',
    path: () => '/nowhere',
    words: 'There is no page at this address',
    way: 'Go to the worklist',
  },
  {
    name: 'a draft that is not there',
    path: () => `/open?draft=${NOBODY}`,
    words: 'Draft not found',
    way: 'New request',
  },
  {
    name: 'a view that is gone',
    path: () => `/worklist?view=${NOBODY}`,
    words: 'This view is no longer available',
    way: 'Show my cases',
  },
  {
    name: 'the worklist to who only reads',
    role: 'auditor',
    path: () => '/worklist?queue=mine',
    words: 'Read-only access.',
    way: 'Show all cases',
  },
  {
    name: 'the board to who only reads',
    role: 'auditor',
    path: () => '/stuck',
    words: 'Read-only access.',
  },
  {
    name: 'a case to who only reads',
    role: 'auditor',
    path: () => `/cases/${reviewed.id}`,
    words: 'Read-only access.',
  },
  {
    name: 'opening a case to who only reads',
    role: 'auditor',
    path: () => '/open',
    words: "Your role can't submit requests",
    way: 'Show all cases',
  },
  {
    name: 'a review to who may not decide',
    role: 'intake',
    path: () => `/cases/${reviewed.id}`,
    words: /^A pharmacist or medical director decides/,
    way: /^Add information/,
  },
];

test.each(STATES)(
  '$name: says so, and how to continue',
  async ({ role, path, given, words, way }) => {
    await be(role ?? 'pharmacist');
    await given?.();
    await go(path());
    await says(words);
    if (way !== undefined) {
      const main = page.getByRole('main');
      await main
        .getByRole('button', { name: way })
        .or(main.getByRole('link', { name: way }))
        .or(page.getByRole('navigation', { name: 'Queues' }).getByRole('button', { name: way }))
        .first()
        .waitFor();
    }
    await expectNoFault();
  },
);

test('answers that could not be checked are checked again on demand', async () => {
  await be('intake');
  await page.route('**/v1/determinations', answer(DEFECT));
  await go('/open');
  await chooseDrug();
  await choose(page.getByRole('radio', { name: 'Commercial' }));
  const failure = page.getByRole('alert').filter({ hasText: 'The answers could not be checked' });
  await failure.waitFor();
  await expectNoFault();
  await page.unroute('**/v1/determinations');
  await failure.getByRole('button', { name: 'Try again' }).click();
  await failure.waitFor({ state: 'detached' });
  await says(/\d items? missing/);
});

test('what others do is announced over the list, which stays unchanged', async () => {
  await be('pharmacist');
  await go('/worklist?queue=all');
  await page.getByRole('grid').waitFor();
  await openSampleCase(app, { familyName: 'Novak' });
  await button(/^1 new or changed case/).waitFor();
  await expectNoFault();
});

test('an ended session asks who is there over unsaved input, and keeps it', async () => {
  await be('medical-director');
  await go(`/cases/${reviewed.id}`);
  await heading('Criteria').waitFor();
  await page.keyboard.press('d');
  await page.locator('label', { hasText: 'Approve' }).click();
  const why = page.getByLabel('Rationale');
  await why.fill('The fourth capsule replaces a lost one.');
  await page.route(/\/v1\/(?!sign-in)/, answer(UNAUTHENTICATED));
  await button('Assign to me').click();
  await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
  await expectNoFault();
  await page.unroute(/\/v1\/(?!sign-in)/);
  // Who was there before is proposed.
  await button('Sign in as medical director').click();
  await dialog().waitFor({ state: 'detached' });
  expect(await why.inputValue()).toBe('The fourth capsule replaces a lost one.');
});

interface Refusal {
  readonly name: string;
  readonly path: () => string;
  readonly fails: RegExp;
  readonly act: () => Promise<unknown>;
  readonly words: string | RegExp;
}

const toCase = () => `/cases/${reviewed.id}`;
const toList = () => '/worklist?queue=all';

const REFUSALS: readonly Refusal[] = [
  {
    name: 'a decision',
    path: toCase,
    fails: /\/decision$/,
    act: async () => {
      await page.keyboard.press('d');
      await page.locator('label', { hasText: 'Approve' }).click();
      await page.getByLabel('Rationale').fill('The fourth capsule replaces a lost one.');
      await page.keyboard.press('Control+Enter');
    },
    words: 'The request was not approved',
  },
  {
    name: 'a claim',
    path: toCase,
    fails: /\/claim$/,
    act: () => button('Assign to me').click(),
    words: /could not be assigned to you$/,
  },
  {
    name: 'a check of what is stuck',
    path: () => '/stuck',
    fails: /\/stuck\/check$/,
    act: () => button('Check now').click(),
    words: 'The cases could not be checked',
  },
  {
    name: 'the preview of a batch',
    path: toList,
    fails: /\/cases\/batch$/,
    act: async () => {
      await page.keyboard.press('j');
      await page.keyboard.press('x');
      await button('More').click();
      await page.getByRole('menuitem', { name: 'Assign to me', exact: true }).click();
    },
    words: 'The preview could not be loaded',
  },
  {
    name: 'keeping a view',
    path: toList,
    fails: /\/v1\/views(\/|$)/,
    act: async () => {
      await button('Save view').click();
      await dialog().getByRole('textbox').first().fill('All of them');
      await page.keyboard.press('Enter');
    },
    // In the dialog, which stays with what was typed.
    words: 'Save this list as a view',
  },
  {
    name: 'a search',
    path: toList,
    fails: /\/v1\/(cases\/search|authorizations\/.*)$/,
    act: async () => {
      await page.keyboard.press('/');
      await page.keyboard.type('PA-00000');
      await page.keyboard.press('Enter');
    },
    words: 'The search failed',
  },
  {
    name: 'a move of the clock',
    path: toList,
    fails: /\/dev\/clock$/,
    act: () => button('+1 day').click(),
    words: 'The clock could not be moved',
  },
];

test.each(REFUSALS)(
  '$name that the server fails is described in its words',
  async ({ path, fails, act, words }) => {
    await be('pharmacist');
    await go(path());
    await heading(/./).waitFor();
    await page
      .getByRole('grid')
      .or(heading('Criteria'))
      .or(page.getByText(/^Last checked|^Cases have not/))
      .first()
      .waitFor();
    await page.route(fails, answer(DEFECT));
    await act();
    await says(words);
    await says(new RegExp(DEFECT.detail));
    await expectNoFault();
  },
);

test('the sandbox says that the clock moves, and what happened in words, never in codes', async () => {
  await be('admin');
  await go('/operations');
  await button('Skip to next event').waitFor();
  let move: Route | undefined;
  await page.route('**/dev/clock', async (route) => {
    if (route.request().method() === 'POST') move = route;
    else await route.continue();
  });
  await button('Skip to next event').click();
  await says(/^Moving to /);
  await expectNoFault();
  await move?.continue();
  await heading('What happened in between').waitFor();
  const happened = await page.getByRole('list', { name: 'What happened in between' }).innerText();
  expect(happened).not.toMatch(/: [a-z]+-[a-z-]+\.|\d-\d\dT\d\d/);
  await expectNoFault();
}, 120_000);

test('a case prints without header, pages and buttons', async () => {
  await be('pharmacist');
  await go(toCase());
  await heading('Criteria').waitFor();
  await page.emulateMedia({ media: 'print' });
  try {
    await page.getByRole('banner').waitFor({ state: 'hidden' });
    await page.getByRole('navigation', { name: 'Pages' }).waitFor({ state: 'hidden' });
    await button('Decide').waitFor({ state: 'hidden' });
    expect(await heading('Criteria').isVisible()).toBe(true);
  } finally {
    await page.emulateMedia({ media: null });
  }
});
