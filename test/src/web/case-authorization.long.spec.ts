import { z } from 'zod';
import { MET } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  app,
  button,
  caseWith,
  heading,
  loseAnswer,
  openCaseWindow,
  page,
  show,
  startCasePages,
  window,
} from './support/case-page';
import { dayAhead } from './support/days';

startCasePages();

test('says in the dialog that ends an authorization who ended it first, even if it was the same person', async () => {
  const approval = z.looseObject({
    id: z.uuid(),
    authorization: z.looseObject({ number: z.string() }),
  });
  const approved = async () => {
    const { id } = await caseWith(MET);
    return approval.parse(await app.call('intake', 'GET', `/v1/cases/${id}`));
  };
  const { id, authorization } = await approved();
  const other = await approved();
  await openCaseWindow();
  const lastDay = dayAhead(-1);
  const writeEnd = async () => {
    await button(/^End authorization/).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
    await page.getByRole('option', { name: 'Therapy stopped' }).click();
    await dialog.getByRole('textbox', { name: /^Last covered day/ }).fill(lastDay);
    await dialog.getByLabel('Note').fill('The pharmacy called.');
  };
  await page.goto(`/cases/${id}`);
  await window.signIn('pharmacist');
  await writeEnd();
  const reason = 'entered-in-error';
  const end = `/v1/authorizations/${authorization.number}/end`;
  await app.call('intake', 'POST', end, { reason, lastDay });
  const ended = page.getByRole('dialog', {
    name: `Authorization ${authorization.number} has ended`,
  });
  await ended.getByText(/because it was entered in error\. .* not submitted\.$/).waitFor();
  await ended.getByText('The pharmacy called.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await ended.getByRole('button', { name: 'Close' }).last().click();
  await ended.waitFor({ state: 'detached' });

  await page.goto(`/cases/${other.id}`);
  await writeEnd();
  await button('Check before you end it').click();
  await page.route(
    '**/v1/authorizations/*/end',
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.getByRole('dialog').getByRole('button', { name: 'End authorization' }).click();
  await page
    .getByText(`Authorization ${other.authorization.number} ended`, { exact: true })
    .waitFor();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('keeps what was typed to end an authorization until it has ended, and asks before it is lost', async () => {
  const approved = await caseWith(MET);
  await show(approved, 'intake');
  await page.getByRole('link', { name: 'Worklist' }).first().click();
  await page.waitForURL(/\/worklist/);
  await page.goBack();
  await heading().getByText('Approved').waitFor();
  const dialog = page.getByRole('dialog', { name: /^End authorization/ });
  const note = dialog.getByLabel('Note');
  const open = () => button(/^End authorization/).click();
  await open();
  await note.fill('The pharmacy called.');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await open();
  expect(await note.inputValue()).toBe('The pharmacy called.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Assent' }).click();
  const leave = page.getByRole('dialog', { name: 'Leave without saving?' });
  await leave.getByRole('button', { name: 'Stay' }).click();
  await leave.waitFor({ state: 'detached' });
  await open();
  await note.waitFor();
  await page.goBack();
  await leave.getByRole('button', { name: 'Stay' }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await leave.getByRole('button', { name: 'Stay' }).click();
  await leave.waitFor({ state: 'detached' });
  expect(await note.inputValue()).toBe('The pharmacy called.');

  // Corrected after the answer was lost: what ended it is told, and the correction stays.
  const lastDay = dialog.getByRole('textbox', { name: /^Last covered day/ });
  await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
  await page.getByRole('option', { name: 'Therapy stopped' }).click();
  await lastDay.fill(dayAhead(20));
  await button('Check before you end it').click();
  const check = page.getByRole('dialog', { name: 'Check before you end it' });
  const tell = await loseAnswer('**/v1/authorizations/*/end');
  await check.getByRole('button', { name: 'End authorization' }).click();
  await check.getByRole('alert').waitFor();
  await check.getByRole('button', { name: 'Edit' }).click();
  await lastDay.fill(dayAhead(5));
  tell();
  await page.getByText(/^Last covered day: .* Your later changes are not saved/).waitFor();
  await dialog.getByText(/ended early, last covered day/).waitFor();
  expect(await note.inputValue()).toBe('The pharmacy called.');
  await button('Check before you end it').click();
  await check.getByRole('button', { name: 'End authorization' }).click();
  await check.waitFor({ state: 'detached' });
  const { authorization } = z
    .looseObject({ authorization: z.looseObject({ endedOn: z.string() }) })
    .parse(await app.call('intake', 'GET', `/v1/cases/${approved.id}`));
  expect(authorization.endedOn).toBe(dayAhead(5));

  await button(/^End earlier/).click();
  await note.waitFor();
  expect(await note.inputValue()).toBe('');
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('link', { name: 'Assent' }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/cases/'));
}, 120_000);

test('ends an authorization again with an earlier day, but not once it covers no day', async () => {
  const approved = await caseWith(MET);
  await show(approved, 'pharmacist');
  const { authorization } = z
    .looseObject({ authorization: z.looseObject({ number: z.string() }) })
    .parse(await app.call('intake', 'GET', `/v1/cases/${approved.id}`));
  const { number } = authorization;
  const writeEnd = async (name: string, reason: string, lastDay: string) => {
    await button(`${name} ${number}`).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /Reason/ }).press('Enter');
    await page.getByRole('option', { name: reason }).click();
    await dialog.getByRole('textbox', { name: /^Last covered day/ }).fill(lastDay);
    return dialog;
  };
  const recordEnd = async (lastDay: string) => {
    await page
      .getByRole('dialog')
      .getByRole('textbox', { name: /^Last covered day/ })
      .fill(lastDay);
    await button('Check before you end it').click();
    await page.getByRole('dialog').getByRole('button', { name: 'End authorization' }).click();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await writeEnd('End authorization', 'Therapy stopped', dayAhead(20));
  await recordEnd(dayAhead(20));
  await writeEnd('End earlier', 'Therapy stopped', dayAhead(5));
  await button('Check before you end it').click();
  await app.call('intake', 'POST', `/v1/authorizations/${number}/end`, {
    reason: 'therapy-stopped',
    lastDay: dayAhead(15),
  });
  const fields = page.getByRole('dialog').filter({ hasText: 'ended early, last covered day' });
  await fields.getByRole('textbox', { name: /^Last covered day/ }).waitFor();
  await page.keyboard.press('Escape');
  const dialog = await writeEnd('End earlier', 'Coverage ended', dayAhead(16));
  await dialog.getByText(/^It was already ended, so the last covered day must be before/).waitFor();
  expect(await button('Check before you end it').isDisabled()).toBe(true);
  expect(await accessibilityFaults(page)).toEqual([]);
  await recordEnd(dayAhead(-1));
  await button(`End earlier ${number}`).waitFor({ state: 'detached' });
  await page.getByText(/Authorization \S+ ended: coverage ended/).waitFor();
});
