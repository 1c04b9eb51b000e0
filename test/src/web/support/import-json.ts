import type { Page } from 'playwright-core';

/** Opens the dialog that takes a whole request, which only the command palette offers. */
export async function openImport(page: Page): Promise<void> {
  await page.getByLabel('First name').waitFor();
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Command palette' });
  await palette.getByRole('combobox').fill('Import JSON');
  await palette.getByRole('option', { name: 'Import JSON' }).click();
}

/** Fills in the form of a request by JSON. */
export async function importJson(page: Page, text: string): Promise<void> {
  await openImport(page);
  await page.getByLabel('Request as JSON').fill(text);
  await page.getByRole('button', { name: 'Import', exact: true }).click();
}
