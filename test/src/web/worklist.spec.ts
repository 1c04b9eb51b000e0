import type { Locator, Page } from 'playwright-core';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { openSampleCase } from './support/sample-cases';
import { LOOKS, startWebApp, type Role, type WebApp, type WebWindow } from './support/web-app';
import { START_HOOK_MS } from '../stack/running-stack';

let app: WebApp;
let window: WebWindow;
let page: Page;

beforeAll(async () => {
  app = await startWebApp();
}, START_HOOK_MS);
afterAll(() => app.stop());
afterEach(() => window.close());

async function visit(
  address: string,
  { role = 'intake', name, ...look }: Partial<Visitor> = {},
): Promise<void> {
  window = await app.open(look);
  page = window.page;
  await page.goto(address);
  await window.signIn(role, name ?? `${role}-1`);
  await page.getByRole('heading', { level: 1, name: /^Worklist/ }).waitFor();
}

type Visitor = (typeof LOOKS)[number] & { readonly role: Role; readonly name: string };

const grid = () => page.getByRole('grid');
const rowOf = (text: string): Locator => grid().getByRole('row').filter({ hasText: text });
const dialog = () => page.getByRole('dialog');

/** Chooses in a field of the dialog. */
async function choose(field: RegExp, option: RegExp): Promise<void> {
  await dialog().getByRole('button', { name: field }).click();
  await page.getByRole('option', { name: option }).click();
}

/** Types a name that nobody has into the field of a dialog, and presses Enter: it is asked about. */
async function enterStranger(field: RegExp): Promise<void> {
  await dialog().getByRole('combobox', { name: field }).waitFor();
  await page.keyboard.type('lidomide');
  const closed = dialog().getByRole('combobox', { name: field, expanded: false });
  // The first closes the list of those who fit, while it is open.
  for (const _ of ['list', 'field']) {
    await page.keyboard.press('Enter');
    await closed.waitFor();
  }
  await dialog().getByText('No one named “lidomide” has signed in here.').waitFor();
}

/** The id of the row that has the focus; empty where none has it. */
async function focusedRow(): Promise<string> {
  return page.evaluate<string>("document.activeElement?.closest('[role=row]')?.id ?? ''");
}

/** Waits until what has the focus holds the text. */
async function focusOn(text: string): Promise<void> {
  await page.locator(':focus', { hasText: text }).waitFor();
}

describe.each(LOOKS)('$size, $scheme', (look) => {
  test('shows list, selection, dialogs and emptiness without errors', async () => {
    await openSampleCase(app, { familyName: 'Ahrens' });
    await visit('/worklist?queue=all', look);
    await rowOf('Ahrens').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await page.getByRole('region', { name: 'Selected cases' }).waitFor();
    const faults = [...(await accessibilityFaults(page))];
    await page.keyboard.press('s');
    await dialog().waitFor();
    faults.push(...(await accessibilityFaults(page)));
    expect(await sidewaysScroll(page)).toBe(0);
    await page.goto('/worklist?queue=overdue');
    await page.getByRole('heading', { name: 'Nothing is past due' }).waitFor();
    faults.push(...(await accessibilityFaults(page)));
    expect(faults).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  }, 120_000);
});

describe('with the keys alone', () => {
  test('moves down and up the list, opens a case and returns to it', async () => {
    const { number } = await openSampleCase(app, { familyName: 'Brandt', isExpedited: true });
    await visit('/worklist?queue=all');
    await rowOf(number).waitFor();
    await page.keyboard.press('j');
    const first = await focusedRow();
    expect(first).toMatch(/^case-/);
    await page.keyboard.press('j');
    const second = await focusedRow();
    expect(second).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focusedRow()).toBe(first);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 2, name: 'Criteria' }).waitFor();
    await page.goBack();
    await page.locator('[role="row"]:focus').waitFor();
    expect(await focusedRow()).toBe(first);
  });

  test('assigns a case to the user, says so, and undoes it; assigns it to no unknown name by Enter', async () => {
    const { number } = await openSampleCase(app, { familyName: 'Carlsen', isExpedited: true });
    await visit('/worklist?queue=all');
    await rowOf(number).getByRole('rowheader').waitFor();
    await rowOf(number).focus();
    await page.keyboard.press('a');
    await enterStranger(/Assignee/);
    await page.keyboard.press('Control+A');
    // Enter takes the one who fits, to be seen before another Enter sends it.
    const iris = { subject: 'Iris Kahn', role: 'intake' };
    await page.route('**/v1/suggestions/people', (route) =>
      route.fulfill({ json: { items: [iris] } }),
    );
    await page.keyboard.type('iris');
    await page.getByRole('option', { name: iris.subject }).waitFor();
    await page.keyboard.press('Enter');
    await dialog()
      .getByRole('button', { name: `Assign to ${iris.subject}` })
      .waitFor();
    await dialog().getByRole('combobox', { expanded: false }).waitFor();
    await page.unroute('**/v1/suggestions/people');
    // Whom Enter meant is looked up while another name is typed: nobody gets the case.
    const answers: (() => Promise<void>)[] = [];
    await page.route('**/v1/suggestions/people', (route) => {
      answers.push(() => route.fulfill({ json: { items: [{ ...iris, subject: 'Ian Rowe' }] } }));
    });
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Ian Rowe');
    // The first closes the list that is looking, the second sends.
    await page.keyboard.press('Enter');
    await dialog().getByRole('button', { name: 'Assign to Ian Rowe' }).waitFor();
    await page.keyboard.press('Enter');
    const field = dialog().getByRole('combobox', { name: /Assignee/ });
    await field.fill('Ian Rowes');
    await dialog().getByText('Assign to Ian Rowes').waitFor();
    for (const answer of answers) await answer();
    await page.unroute('**/v1/suggestions/people');
    await field.fill('');
    await field.press('Enter');
    await dialog().getByRole('combobox', { expanded: false }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByText(`${number} is now assigned to you`).waitFor();
    await rowOf(number).getByText('You', { exact: true }).waitFor();
    await focusOn(number);
    await page.getByRole('button', { name: 'Undo' }).click();
    await rowOf(number).getByText('Unassigned').waitFor();
  });

  test('snoozes a case for a reason, and leaves it in its place until the list is refreshed', async () => {
    const { number } = await openSampleCase(app, { familyName: 'Dahl', isExpedited: true });
    await visit('/worklist?queue=unassigned');
    await rowOf(number).focus();
    await page.keyboard.press('s');
    const snooze = dialog().getByRole('button', { name: 'Snooze', exact: true });
    await choose(/Until/, /For 3 hours/);
    expect(await snooze.isDisabled()).toBe(true);
    await choose(/Reason/, /A document is on the way/);
    // What is refused stands in the dialog with all that was chosen, to be sent again.
    let refuse = (): void => undefined;
    const isRefused = new Promise<void>((resolve) => (refuse = resolve));
    await page.route('**/snooze', async (route) => {
      await isRefused;
      await route.abort();
    });
    await snooze.click();
    await dialog().getByRole('button', { name: 'Cancel', disabled: true }).waitFor();
    refuse();
    const unknown = /We don't know yet if this was recorded. Can't reach the server/;
    await dialog().getByText(unknown).waitFor();
    await page.unroute('**/snooze');
    await snooze.click();
    await rowOf(number)
      .getByText(/Snoozed until/)
      .waitFor();
    await focusOn(number);
    await page.keyboard.press('r');
    await rowOf(number).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText(`${number} is back in its queues`).waitFor();
  });

  test('finds out by itself what became of an action on a case whose answer was lost', async () => {
    const { number } = await openSampleCase(app, { familyName: 'Evers', isExpedited: true });
    await visit('/worklist?queue=all');
    await rowOf(number).focus();
    const sent: (string | undefined)[] = [];
    await page.route('**/claim', async (route) => {
      sent.push(route.request().headers()['idempotency-key']);
      const response = await route.fetch();
      await (sent.length < 2 ? route.abort() : route.fulfill({ response }));
    });
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: `Assign ${number} to me` }).click();
    await page.getByText(`${number} is now assigned to you`).waitFor();
    expect([sent.length, new Set(sent).size]).toEqual([2, 1]);
    await page.route('**/release', (route) => route.abort());
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText("We don't know yet if this was recorded").waitFor();
  });

  test('finds in the palette what can be done with the case', async () => {
    const { number } = await openSampleCase(app, { familyName: 'Ebner', isExpedited: true });
    await visit('/worklist?queue=all');
    await rowOf(number).focus();
    await page.keyboard.press('Control+k');
    await page.getByRole('option', { name: `Assign ${number} to me` }).click();
    await page.getByText(`${number} is now assigned to you`).waitFor();
  });
});

test('works on several cases at once, after a preview, and only once for a double click', async () => {
  const cases = [
    await openSampleCase(app, { familyName: 'Fabian', isExpedited: true }),
    await openSampleCase(app, { familyName: 'Fabian', isExpedited: true }),
  ];
  const [taken] = cases;
  await visit('/worklist?queue=unassigned');
  for (const { number } of cases) {
    await rowOf(number).focus();
    await page.keyboard.press('x');
    await page.getByRole('checkbox', { name: `Select ${number}`, checked: true }).waitFor();
  }
  await page.getByRole('button', { name: 'Assign…' }).click();
  await enterStranger(/Assignee/);
  await dialog().getByRole('button', { name: 'Cancel' }).click();
  await app.call('pharmacist', 'POST', `/v1/cases/${taken?.id ?? ''}/claim`, {});
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Assign to me', exact: true }).click();
  await dialog().getByText("1 case can be changed; 1 can't.").waitFor();
  let sent = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/cases/batch')) sent += 1;
  });
  await dialog().getByRole('button', { name: 'Assign 1 case to me' }).dblclick();
  await dialog().getByRole('heading', { name: '1 of 2 cases assigned to you' }).waitFor();
  expect(await dialog().getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringContaining(taken?.number ?? ''),
    expect.stringContaining('assigned to you'),
  ]);
  expect(sent).toBe(1);
});

test('leaves the list unchanged when others change it, says so, and shows it on demand', async () => {
  const { number } = await openSampleCase(app, { familyName: 'Gerber', isExpedited: true });
  await visit('/worklist?queue=unassigned');
  await rowOf(number).focus();
  const before = await grid().getByRole('rowheader').allInnerTexts();
  const another = await openSampleCase(app, { familyName: 'Gruber', isExpedited: true });
  await page.getByRole('button', { name: /1 new or changed case/ }).waitFor();
  expect(await grid().getByRole('rowheader').allInnerTexts()).toEqual(before);
  await page.keyboard.press('r');
  await rowOf(another.number).waitFor();
  await focusOn(number);
});

test('keeps filters in the address, and names out of it', async () => {
  // Of one person alone the search would open the case.
  await openSampleCase(app, { familyName: 'Hartwig', needsReview: true });
  await openSampleCase(app, { familyName: 'Hartwig', needsReview: true });
  await visit('/worklist?queue=all');
  await page.getByRole('button', { name: /^Filters/ }).click();
  await dialog()
    .getByRole('button', { name: /Status/ })
    .click();
  await page.getByRole('option', { name: 'In review' }).click();
  await page.waitForURL(/status=in-review/);
  await page.keyboard.press('Escape');
  await page.reload();
  await page.getByRole('button', { name: /Remove filter: In review/ }).waitFor();
  await page.keyboard.press('/');
  await page.keyboard.type('Hartwig');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: /Remove filter: Search: Hartwig/ }).waitFor();
  await rowOf('Hartwig').first().waitFor();
  expect(page.url().toLowerCase()).not.toContain('hartwig');
  expect(await page.title()).not.toContain('Hartwig');
});

test('keeps the filters open while they are chosen one after the other', async () => {
  await visit('/worklist?queue=all');
  await page.getByRole('button', { name: /^Filters/ }).click();
  await dialog()
    .getByRole('button', { name: /Status/ })
    .click();
  await page.getByRole('option', { name: 'In review' }).click();
  await page.waitForURL(/status=in-review/);
  await dialog()
    .getByRole('button', { name: /Urgency/ })
    .click();
  await page.getByRole('option', { name: 'Standard' }).click();
  await page.waitForURL(/urgency=standard/);
  await dialog().getByRole('combobox', { name: 'Assignee', exact: true }).waitFor();
});

test('starts with the reviews for a reviewer who has no cases', async () => {
  await openSampleCase(app, { familyName: 'Hollander', needsReview: true });
  await visit('/worklist', { role: 'pharmacist', name: 'Nils Overgaard' });
  await page.getByRole('heading', { level: 1, name: 'Worklist: In review' }).waitFor();
  await rowOf('Hollander').waitFor();
});

test('gives a reviewer the review that is due first, and opens it', async () => {
  await openSampleCase(app, { familyName: 'Quist', needsReview: true, isExpedited: true });
  await visit('/worklist?queue=all', { role: 'pharmacist', name: 'Tove Lindqvist' });
  const take = page.getByRole('button', { name: 'Get the next review' });
  await take.click();
  await page.getByText(/ is now assigned to you$/).waitFor();
  await page.getByRole('button', { name: /^Decide/ }).waitFor();
  await page.getByText('Quist').first().waitFor();
});

test('prints every row completely', async () => {
  const long = 'Featherstonehaugh-Cholmondeley-Wriothesley';
  await openSampleCase(app, { familyName: long });
  await visit('/worklist?queue=all');
  await grid().getByRole('row').nth(1).waitFor();
  await page.setViewportSize({ width: 1280, height: 300 });
  await page.emulateMedia({ media: 'print' });
  await rowOf('Featherstonehaugh').first().waitFor();
  const clipped = await page.evaluate<string[]>(`
    [...document.querySelectorAll('[role="row"] *')]
      .filter((each) => !each.closest('.visually-hidden, label'))
      .filter((each) => getComputedStyle(each).overflowX !== 'visible' && each.scrollWidth > each.clientWidth + 1)
      .map((each) => each.className)`);
  expect(clipped).toEqual([]);
  const tops = await page.evaluate<number[]>(`
    [...document.querySelectorAll('[role="row"]')].map((each) => each.getBoundingClientRect().top)`);
  expect(tops).toEqual([...new Set(tops)].sort((a, b) => a - b));
  expect(tops.length).toBe(Number(await grid().getAttribute('aria-rowcount')));
});

test('asks for a written reason to snooze a case past its deadline', async () => {
  const { number } = await openSampleCase(app, { familyName: 'Hvidt', isExpedited: true });
  await visit('/worklist?queue=unassigned');
  await rowOf(number).focus();
  await page.keyboard.press('s');
  await choose(/Reason/, /A document is on the way/);
  await choose(/Until/, /For 1 week/);
  await dialog()
    .getByText(/^Warning: this is past the decision deadline/)
    .waitFor();
  const snooze = dialog().getByRole('button', { name: 'Snooze', exact: true });
  expect(await snooze.isDisabled()).toBe(true);
  await dialog()
    .getByLabel('Reason for snoozing past the deadline')
    .fill('The medical director asked for it.');
  await snooze.click();
  await rowOf(number)
    .getByText(/Snoozed until/)
    .waitFor();
});

test('distinguishes the current page and queue in forced colors', async () => {
  await visit('/worklist?queue=all');
  await page.emulateMedia({ forcedColors: 'active' });
  const outlines = await page.evaluate<string[]>(`
    [...document.querySelectorAll('[aria-current="page"]')]
      .map((each) => getComputedStyle(each).outlineStyle)`);
  expect(outlines.length).toBeGreaterThan(1);
  expect(new Set(outlines)).toEqual(new Set(['solid']));
});

test('saves a list as a view that others see, and removes it with an undo', async () => {
  await visit('/worklist?queue=all&urgency=expedited');
  await page.getByRole('button', { name: 'Save view' }).click();
  await dialog().getByLabel('Name').fill('Expedited today');
  await dialog().getByText('Share with the team').click();
  await dialog().getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { level: 1, name: 'Worklist: Expedited today' }).waitFor();
  const address = page.url();
  const mine = window;
  await visit(new URL(address).pathname + new URL(address).search, { role: 'pharmacist' });
  await page.getByRole('link', { name: /Expedited today \(shared\)/ }).waitFor();
  expect(await page.getByRole('button', { name: /Rename, share or remove/ }).count()).toBe(0);
  await window.close();
  window = mine;
  page = mine.page;
  await page.getByRole('button', { name: /Rename, share or remove/ }).click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByText('View Expedited today removed').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('link', { name: /Expedited today \(shared\)/ }).waitFor();
});

test('offers an auditor no actions', async () => {
  await openSampleCase(app, { familyName: 'Ilic', isExpedited: true });
  await visit('/worklist?queue=all', { role: 'auditor' });
  await rowOf('Ilic').first().waitFor();
  expect(await grid().getByRole('checkbox').count()).toBe(0);
  expect(await grid().getByRole('button').count()).toBe(0);
  await page.keyboard.press('j');
  await page.keyboard.press('a');
  expect(await dialog().count()).toBe(0);
});
