import type { Locator } from 'playwright-core';

/**
 * Sets a radio button or a checkbox as a person does, by a click on its label: the input itself is
 * out of sight, and a click forced at its place may hit what a page that still settles has there.
 */
export async function choose(input: Locator, checked = true): Promise<void> {
  if ((await input.isChecked()) === checked) return;
  await input.locator('xpath=ancestor::label').click();
  const wanted = checked ? ':checked' : ':not(:checked)';
  await input.and(input.page().locator(wanted)).waitFor({ state: 'attached' });
}
