import type { Locator, Page } from 'playwright-core';

/** Fills in the license of a person whose token states none. */
export async function writeLicense(form: Locator | Page): Promise<void> {
  const license = form.getByRole('group', { name: 'Your license' });
  await license.getByLabel('License number').fill('ME-104722');
  await license.getByRole('combobox', { name: 'State' }).fill('Flor');
  await license.getByLabel('Specialty').fill('Hematology');
  await license.getByLabel('Your name').fill('Dana Brooks MD');
}
