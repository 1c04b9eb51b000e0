import type { Page } from 'playwright-core';
import { bodyOf } from '../api/bodies';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { choose } from './support/choose';
import { LOOKS, openSharedWebApp, type WebApp } from './support/web-app';

let app: WebApp;
beforeAll(async () => {
  app = await openSharedWebApp();
});
afterAll(() => app.stop());

async function openedCase(): Promise<{ readonly id: string; readonly number: string }> {
  const opened = await app.call('intake', 'POST', '/v1/cases', bodyOf(TOO_MANY_CAPSULES));
  return opened as { id: string; number: string };
}

/** Signs in as a pharmacist of Medicare Advantage alone, where the window is. */
async function signInOutside(page: Page, name: string): Promise<void> {
  await choose(page.getByRole('radio', { name: 'Pharmacist' }));
  await page.getByLabel('Your name').fill(name);
  await page.getByRole('button', { name: 'All lines of business' }).click();
  await choose(page.getByRole('checkbox', { name: 'Medicare Advantage' }));
  await page.getByRole('button', { name: /^Sign in as/ }).click();
  await page.getByRole('navigation', { name: 'Pages' }).waitFor();
}

test.each(LOOKS)('a case of another line asks for a reason: $size, $scheme', async (look) => {
  const { id, number } = await openedCase();
  const name = `omar-${number}`;
  const reason = `Covers for a colleague who is ill (${number}).`;
  const outside = await app.open(look);
  const { page } = outside;
  await page.goto(`/cases/${id}`);
  await signInOutside(page, name);
  await page
    .getByRole('heading', { name: 'The case belongs to another line of business' })
    .waitFor();
  const faults = [...(await accessibilityFaults(page))];
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByRole('button', { name: 'Open with a reason' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a case of another line of business' });
  await dialog.waitFor();
  expect(await dialog.getByRole('button', { name: 'Open case' }).isDisabled()).toBe(true);
  faults.push(...(await accessibilityFaults(page)));
  await dialog.getByLabel('Reason').fill(reason);
  await dialog.getByRole('button', { name: 'Open case' }).click();
  await page
    .getByRole('heading', { name: new RegExp(number) })
    .first()
    .waitFor();
  expect(faults).toEqual([]);
  await outside.close();

  const auditor = await app.open(look);
  await auditor.page.goto('/access');
  await auditor.signIn('auditor');
  const row = auditor.page.getByRole('row').filter({ hasText: number });
  await row.getByText(reason).waitFor();
  await row.getByText(name).waitFor();
  expect(await accessibilityFaults(auditor.page)).toEqual([]);
  expect(await sidewaysScroll(auditor.page)).toBe(0);
  await auditor.close();
});
