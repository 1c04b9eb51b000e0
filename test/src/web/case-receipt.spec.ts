import { ONE_MISSING } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import { button, caseWith, LEE_PARK, page, show, startCasePages } from './support/case-page';
import { choose } from './support/choose';

startCasePages();

const dialog = () => page.getByRole('dialog');
const LONG_AGO = {
  channel: 'fax',
  receivedAt: '2026-11-20T14:14:00Z',
  coverageType: 'exchange-plan',
};

test('says that evidence of receipt is missing, until intake adds it', async () => {
  await show(await caseWith(ONE_MISSING, LEE_PARK, LONG_AGO), 'intake');
  await page.locator('dd', { hasText: 'Commercial, Exchange plan' }).waitFor();
  await page.getByText('Missing. It was entered well after it was received.').waitFor();
  const status = page.getByRole('region', { name: 'Status, deadline and assignee' });
  await status.getByText(/by fax, .*; evidence of receipt is missing\.$/).waitFor();
  await button('Add evidence of receipt').click();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await dialog().getByRole('button', { name: 'Save evidence' }).isDisabled()).toBe(true);
  await choose(dialog().getByRole('radio', { name: 'Fax header' }));
  await dialog().getByRole('textbox', { name: 'Reference' }).fill('page 1');
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'hidden' });
  await page.getByText('Fax header, page 1', { exact: true }).waitFor();
  await page.getByText('Missing. It was entered well').waitFor({ state: 'detached' });
  await status.getByText(/by fax, .*, by the fax header\.$/).waitFor();
  await page.getByText('Evidence of receipt added: the fax header.').waitFor();
  await button('Change evidence of receipt').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('shows an auditor the evidence, and no way to change it', async () => {
  const receipt = { evidence: 'date-stamp' };
  await show(await caseWith(ONE_MISSING, LEE_PARK, { ...LONG_AGO, receipt }), 'auditor');
  await page.getByText('Date stamp', { exact: true }).waitFor();
  expect(await button('Change evidence of receipt').count()).toBe(0);
});

test('asks for no evidence of what the portal took in', async () => {
  await show(await caseWith(ONE_MISSING), 'intake');
  await page.locator('dd', { hasText: 'Commercial, Employer plan' }).waitFor();
  expect(await page.getByText('Evidence of receipt').count()).toBe(0);
});
