import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { openSampleCase } from './support/sample-cases';
import { LOOKS, startWebApp, type OwnWebApp } from './support/web-app';

let app: OwnWebApp;
beforeAll(async () => {
  app = await startWebApp();
  await openSampleCase(app, { familyName: 'Okafor', needsReview: true });
}, 120_000);
afterAll(() => app.stop());

test.each(LOOKS)(
  'an auditor checks the audit and reads that it is whole: $size, $scheme',
  async (look) => {
    const window = await app.open(look);
    const { page } = window;
    await window.signIn('auditor');
    await page.goto('/operations');
    await page.getByRole('link', { name: 'Audit', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: 'Audit' }).waitFor();
    await page.getByRole('button', { name: 'Check now' }).click();
    await page.getByText('The audit is whole').waitFor({ timeout: 60_000 });
    await page.getByText('started by auditor').waitFor();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
    await window.close();
  },
  120_000,
);

test('others have no link to it', async () => {
  const window = await app.open({});
  await window.signIn('pharmacist');
  await window.page.goto('/operations');
  await window.page.getByRole('link', { name: 'Letters', exact: true }).waitFor();
  expect(await window.page.getByRole('link', { name: 'Audit', exact: true }).count()).toBe(0);
  await window.close();
});
