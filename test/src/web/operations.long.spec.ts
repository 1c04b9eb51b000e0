import { signalProcess } from '@assent/local';
import { z } from 'zod';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { processListeningAt } from './support/processes';
import { LOOKS, startWebApp, type OwnWebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

const LONG = 60_000;
const seen = z.looseObject({
  health: z.looseObject({ reconciler: z.looseObject({}) }),
  deadlines: z.looseObject({}),
});

let app: OwnWebApp;
beforeAll(async () => {
  app = await startWebApp();
}, START_HOOK_MS);
afterAll(() => app.stop());

async function operations(look = {}): Promise<WebWindow> {
  const window = await app.open(look);
  await window.signIn('admin');
  await window.page.goto('/operations');
  await window.page.getByRole('heading', { name: 'Health' }).waitFor({ timeout: LONG });
  return window;
}

/** A part of the system as the page shows it. */
function part({ page }: WebWindow, name: string) {
  return page
    .getByRole('region', { name: 'Health' })
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) });
}

test.each(LOOKS)(
  'shows every part, and each chart next to its table: $size, $scheme',
  async (look) => {
    const window = await operations(look);
    const { page } = window;
    await page.locator('.recharts-bar').first().waitFor({ timeout: LONG });
    for (const name of ['API', 'Database', 'Temporal']) {
      await part(window, name).getByText('Up', { exact: true }).waitFor();
    }
    const days = page.getByRole('region', { name: 'Decisions per day, as a table' });
    await days.getByRole('row').nth(30).waitFor();
    expect(await days.getByRole('row').count()).toBe(31);
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    expect(window.complaints.filter((text) => text.startsWith('policy:'))).toEqual([]);
    await window.close();
  },
);

test('counts the determinations of any days, and saves them for spreadsheets', async () => {
  const window = await operations();
  const { page } = window;
  const table = page.getByRole('region', { name: 'Determinations by plan, as a table' });
  await table.getByRole('row', { name: /^All \d/ }).waitFor();
  const panel = page.getByRole('region', { name: 'Determinations by plan', exact: true });
  await panel.getByRole('textbox', { name: 'To' }).fill('01/31/2020');
  await panel.getByText("This can't be before the first day.").waitFor();
  await panel.getByRole('textbox', { name: 'From' }).fill('01/01/2020');
  await table.getByRole('row', { name: /^All 0 0 0 0 0 0 0 0 0 0 0 0 None None$/ }).waitFor();
  await table.getByRole('columnheader', { name: 'Denied after own findings' }).waitFor();
  await panel.getByRole('columnheader', { name: 'Sending to outside review' }).waitFor();
  await panel.getByText('No denials in these days.').waitFor();
  await panel.getByText('No information was requested in these days.').waitFor();
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Download CSV' }).click();
  expect((await download).suggestedFilename()).toBe('determinations-2020-01-01-2020-01-31.csv');
  expect(await accessibilityFaults(page)).toEqual([]);
  await window.close();
});

test('shows what is past due and stuck, next to what was decided on time', async () => {
  const window = await operations();
  const { page } = window;
  await page.route('**/v1/overview', async (route) => {
    const response = await route.fetch();
    const overview: unknown = await response.json();
    const { health, deadlines } = seen.parse(overview);
    const json = {
      ...seen.parse(overview),
      health: { ...health, reconciler: { ...health.reconciler, stuck: 1 } },
      deadlines: { ...deadlines, met: 9, missed: 0, overdue: 6 },
    };
    await route.fulfill({ response, json });
  });
  await page.getByRole('button', { name: 'Refresh' }).click();
  await page.getByText('Check: 6 cases past due, 1 case needs attention').waitFor();
  await page.getByText('100% of 9 decided on time; 6 open and past due').waitFor();
  await window.close();
});

test('says in words that the database is down and what to do, over the last figures', async () => {
  const window = await operations();
  const { page } = window;
  const problem = { type: 'about:blank', code: 'unavailable', title: 'Away', status: 503 };
  const body = JSON.stringify({ ...problem, detail: 'the record is away', requestId: 'r-1' });
  await page.route('**/v1/overview', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body }),
  );
  await page.getByRole('button', { name: 'Refresh' }).click();
  await part(window, 'Database').getByText('Down').waitFor();
  await page.getByRole('heading', { name: 'What to do' }).waitFor();
  await page.getByText('These figures are from before the failure.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await window.close();
});

test('shows automatically that Temporal stopped, and what that means for the work', async () => {
  const window = await operations();
  const { page } = window;
  await part(window, 'Temporal').getByText('Up', { exact: true }).waitFor();
  const temporal = processListeningAt(app.stack.addresses.temporal);
  signalProcess(temporal, 'SIGSTOP');
  try {
    await part(window, 'Temporal').getByText('Down').waitFor({ timeout: LONG });
    await page
      .getByText('Cases can be opened, updated and decided, and letters go out as usual.')
      .waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
  } finally {
    signalProcess(temporal, 'SIGCONT');
  }
  await part(window, 'Temporal').getByText('Up', { exact: true }).waitFor({ timeout: LONG });
  await window.close();
}, 150_000);
