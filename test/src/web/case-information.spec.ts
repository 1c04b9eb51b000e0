import { until } from '@assent/local';
import type { Locator } from 'playwright-core';
import { PDF } from '../documents/uploads';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults } from './support/accessibility';
import {
  LACKING,
  addDocument,
  app,
  button,
  caseWith,
  field,
  heading,
  page,
  show,
  startCasePages,
} from './support/case-page';
import { choose } from './support/choose';

startCasePages();

test('leads from an open case to an answer and an approval', async () => {
  const lacking = await caseWith(LACKING);
  await show(lacking, 'pharmacist');
  await page.getByText('1 item missing: capsules per 28 days.').waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  const reason = page.getByRole('textbox', { name: 'Rationale' });
  await reason.fill('Three capsules, as the office said by phone.');
  await button('Ask the provider office about Capsules per 28 days').click();
  const question = page.getByLabel('Your question to the provider office');
  expect(await question.inputValue()).toBe('How many capsules will the member take in 28 days?');
  await page.locator('form').getByRole('button', { name: 'Ask the provider office' }).click();
  await page.getByText(/^pharmacist-1 \(Pharmacist\) asked/).waitFor();
  await page.getByText('A question for the provider office was prepared').first().waitFor();
  await page.keyboard.press('d');
  await choose(page.getByRole('radio', { name: 'Approve' }));
  expect(await reason.inputValue()).toBe('Three capsules, as the office said by phone.');
  await page.keyboard.press('Escape');

  await page.keyboard.press('i');
  await page.getByRole('textbox', { name: 'Capsules per 28 days' }).fill('3');
  await choose(page.getByRole('radio', { name: 'Phone' }));
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  await page.getByText('All 10 criteria met.').first().waitFor();
  await page.getByRole('heading', { name: /^Authorization AU-/ }).waitFor();
  const unsent = page.getByRole('region', { name: 'What you typed was not submitted' });
  await unsent.getByText('Three capsules, as the office said by phone.').waitFor();
  await page
    .getByText(/\d{4} through \w+ \d+, \d{4}/)
    .first()
    .waitFor();
});

test('takes when an answer was received, and what shows that', async () => {
  const lacking = await caseWith(LACKING);
  await show(lacking, 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  await form.getByRole('textbox', { name: 'Capsules per 28 days' }).fill('3');
  await choose(form.getByRole('radio', { name: 'Fax' }));
  await form.getByRole('button', { name: 'Received earlier?' }).click();
  const received = form.getByRole('textbox', { name: /^Received/ });
  await received.fill('01/15/2099 10:00 AM');
  await form.getByRole('button', { name: /Evidence of receipt/ }).press('Enter');
  await page.getByRole('option', { name: 'Fax header' }).click();
  await form.getByRole('textbox', { name: /^Reference/ }).fill('page 1');
  await page.keyboard.press('Control+Enter');
  await form.getByText("This can't be in the future.").first().waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await received.fill('');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  const told = await app.call('auditor', 'GET', `/v1/cases/${lacking.id}/timeline`);
  for (const part of ['"evidence":"fax-header"', '"reference":"page 1"']) {
    expect(JSON.stringify(told)).toContain(part);
  }
});

test('accepts answers as intake does: Enter moves on, and nothing is preselected', async () => {
  const { icd10, condition } = MET.diagnosis;
  await show(await caseWith({ diagnosis: { icd10, condition } }), 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  await page.locator('form :focus').waitFor();
  for (let turn = 0; turn < 4; turn += 1) {
    await page.keyboard.press('Enter');
    expect(await isFocusInSight()).toBe(true);
  }
  expect(await form.getByRole('radio', { checked: true }).count()).toBe(0);
  await page.keyboard.press('Control+Enter');
  await form.getByText('Answer at least one question.').waitFor();
  await form.getByRole('radio', { name: 'Self-administered' }).first().focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+Enter');
  await form.getByText('Choose how it was received.').waitFor();
});

/** Whether what has the focus, or its label, is seen as a whole. */
async function isFocusInSight(): Promise<boolean> {
  return page.evaluate<boolean>(`(() => {
    const { activeElement } = document;
    const { top, bottom } = (activeElement.closest('label') ?? activeElement).getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  })()`);
}

test('sends no cleared answer before there is another one, or “Not documented”', async () => {
  await show(await caseWith(TOO_MANY_CAPSULES), 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  const code = field('diagnosis.icd10');
  const strength = field('dosing.capsuleStrengthMg');
  await code.getByRole('combobox').fill('');
  await strength.getByRole('textbox').fill('');
  await field('dosing.capsulesPer28Days').getByRole('textbox').fill('3');
  await choose(form.getByRole('radio', { name: 'Phone' }));
  await page.keyboard.press('Control+Enter');
  await form.getByText('Enter the answer that you removed, or choose “Not documented”.').waitFor();
  for (const emptied of [code, strength]) {
    await emptied.getByText('needs an answer, or “Not documented”.').waitFor();
  }
  expect(await accessibilityFaults(page)).toEqual([]);
  await strength.getByRole('textbox').fill('4');
  await choose(code.getByRole('checkbox'));
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Waiting for information').waitFor();
  await page.getByText('1 item missing: diagnosis code.').first().waitFor();
});

test('asks which answer to keep if two people answered, in view like everything that is sent', async () => {
  const bortezomib = { agents: ['bortezomib'], adequateDuration: true };
  const { id, number } = await caseWith({ ...LACKING, priorTherapies: [bortezomib] });
  await show({ id, number }, 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  await button('Correct or add other information').click();
  const therapies = field('priorTherapies');
  await therapies.locator('label', { hasText: /^No$/ }).click();
  expect(await therapies.getByRole('radio', { name: 'No', exact: true }).isChecked()).toBe(true);
  const strength = field('dosing.capsuleStrengthMg').getByRole('textbox');
  await strength.fill('3');
  await page.keyboard.press('Escape');
  await page.keyboard.press('i');
  await strength.waitFor();
  expect(await strength.inputValue()).toBe('3');
  await choose(form.getByRole('radio', { name: 'Phone' }));
  await app.call('intake', 'POST', `/v1/cases/${id}/information`, {
    facts: {
      priorTherapies: [bortezomib, { agents: ['Velcade'], adequateDuration: false }],
      dosing: { capsuleStrengthMg: 2.3 },
    },
  });
  await button(/Load the changes/).click();
  await therapies
    .getByText(/It is now: bortezomib, adequate duration; Velcade, duration not/)
    .waitFor();
  await field('dosing.capsuleStrengthMg')
    .getByText(/It is now: 2.3/)
    .waitFor();
  await page.keyboard.press('Control+Enter');
  await form
    .getByText(/^Check what changed while you were working: .*(Capsule strength|therapies), /)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await therapies.getByRole('button', { name: 'Replace it with mine' }).click();
  await form.getByRole('button', { name: 'Keep the saved answer' }).click();
  await strength.and(page.locator(':focus')).waitFor();
  expect(await strength.inputValue()).toBe('2.3');

  // While it is sent nothing is taken, and a try that fails gives the field back.
  let isFirst = true;
  let arrive = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrive = resolve));
  await page.route('**/information', async (route) => {
    await arrival;
    if (!isFirst) return route.continue();
    isFirst = false;
    return route.abort();
  });
  await page.keyboard.press('Control+Enter');
  await page.locator('form[aria-busy="true"]').getByText('Submitting. You can make').waitFor();
  await page.keyboard.type('9d');
  await press(therapies.locator('label', { hasText: /^Yes$/ }).first());
  expect(await strength.inputValue()).toBe('2.3');
  expect(await therapies.getByRole('radio', { name: 'Yes' }).first().isChecked()).toBe(false);
  arrive();
  await page.getByText("We don't know yet if this was recorded").waitFor();
  await strength.and(page.locator(':focus')).waitFor();
  await page.keyboard.press('Control+Enter');
  await form.waitFor({ state: 'detached' });
  expect(await page.getByRole('form').count()).toBe(0);
  expect(await app.call('intake', 'GET', `/v1/cases/${id}`)).toMatchObject({
    request: {
      facts: {
        priorTherapies: [{ ...bortezomib, adequateDuration: false }],
        dosing: { capsuleStrengthMg: 2.3 },
      },
    },
  });
});

/** Presses the mouse on a choice, as a person does whose field still has the focus. */
async function press(choice: Locator): Promise<void> {
  await choice.scrollIntoViewIfNeeded();
  const { x = 0, y = 0 } = (await choice.boundingBox()) ?? {};
  await page.mouse.click(x + 10, y + 10);
}

test('keeps what is typed and what is pressed while its field still has the focus', async () => {
  const { regimen: _, ...facts } = TOO_MANY_CAPSULES;
  await show(await caseWith(facts), 'intake');
  await page.keyboard.press('i');
  const form = page.getByRole('form', { name: 'Add information' });
  const therapies = field('priorTherapies');
  await therapies.getByRole('button', { name: 'Add a therapy' }).click();
  await page.keyboard.type('bortezomib, zzz');
  await press(therapies.locator('label', { hasText: /^Yes$/ }));
  await therapies.getByRole('row', { name: 'zzz' }).waitFor();
  expect(await therapies.getByRole('radio', { name: 'Yes' }).isChecked()).toBe(true);
  await therapies.getByRole('row', { name: 'bortezomib' }).waitFor();

  // Across questions, and where the press says that there is no such answer.
  await field('diagnosis.icd10').getByRole('combobox').fill('C90.02');
  await press(form.locator('label', { hasText: /^Phone$/ }));
  await page.locator('[type="radio"]:focus').waitFor();
  expect(await field('diagnosis.icd10').getByRole('combobox').inputValue()).toBe('C90.02');
  expect(await form.getByRole('radio', { name: 'Phone' }).isChecked()).toBe(true);
  const drugs = field('regimen.combinationAgents');
  await drugs.getByRole('combobox').fill('zzz');
  await press(drugs.locator('label', { hasText: 'Not documented' }));
  await drugs.locator('[type="checkbox"]:focus').waitFor();
  expect(await drugs.getByRole('checkbox', { name: /not documented$/ }).isChecked()).toBe(true);
  expect(await drugs.getByRole('row').count()).toBe(0);

  // Escape closes the list and not the form; buttons that go hand the focus on.
  await drugs.getByRole('combobox').focus();
  await page.keyboard.type('dexa');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('option').first().waitFor({ state: 'detached' });
  expect(await drugs.getByRole('combobox').inputValue()).toBe('dexa');
  for (const [typed, answer] of [
    [',', 'Change to dexamethasone'],
    ['zzz,', 'Keep “zzz”'],
  ] as const) {
    await page.keyboard.type(typed);
    await drugs.getByRole('button', { name: answer }).press('Enter');
    await drugs.getByRole('combobox').and(page.locator(':focus')).waitFor();
  }
  await drugs.getByRole('row', { name: 'dexamethasone' }).waitFor();
  await therapies.getByRole('button', { name: 'Remove therapy 1' }).press('Enter');
  await therapies
    .getByRole('button', { name: 'Add a therapy' })
    .and(page.locator(':focus'))
    .waitFor();
});

test('keeps a document, names it as the source of a fact, and opens it next to the criteria', async () => {
  await show(await caseWith(LACKING), 'intake');
  await addDocument('chart.txt', 'text/plain', Buffer.from('Day 1, 8, 15.'));
  await button('Download chart.txt').waitFor();
  await button(/^Add information/)
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Capsules per 28 days' }).fill('3');
  await choose(page.getByRole('radio', { name: 'Fax' }));
  await page.getByRole('button', { name: /Document$/ }).click();
  await page.getByRole('option', { name: 'chart.txt' }).click();
  await page.getByRole('textbox', { name: 'Page' }).fill('2');
  await page.keyboard.press('Control+Enter');
  await heading().getByText('Approved').waitFor();
  await button(/criteria met$/).click();
  const source = button('chart.txt, page 2').first();
  await source.click();
  const view = page.getByRole('region', { name: 'chart.txt, page 2' });
  await view.getByText('Day 1, 8, 15.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await view.getByRole('button', { name: 'Download chart.txt' }).click();
  expect((await download).suggestedFilename()).toBe('chart.txt');
  await page.keyboard.press('Escape');
  await page.locator(':focus', { hasText: 'chart.txt, page 2' }).waitFor();
});

test("shows a PDF in the page, and says that browsers can't show a TIFF", async () => {
  await show(await caseWith(LACKING), 'intake');
  await addDocument('chart.pdf', 'application/pdf', PDF);
  await page.getByRole('button', { name: 'chart.pdf', exact: true }).click();
  const frame = page.getByTitle('chart.pdf', { exact: true });
  expect(await frame.getAttribute('src')).toMatch(/^blob:.*#page=1&navpanes=0$/);
  expect(await frame.getAttribute('allow')).toBe('');
  await button('Close the document').click();
  await frame.waitFor({ state: 'detached' });
  await addDocument('fax.tiff', 'image/tiff', Buffer.from('II*\0\b\0\0\0'));
  await page.getByRole('button', { name: 'fax.tiff', exact: true }).click();
  await page.getByText("Browsers can't display this type of document.").waitFor();
});

test('says beside a PDF, and in its view, that it contains a script', async () => {
  await show(await caseWith(LACKING), 'intake');
  const withScript = PDF.toString('latin1').replace('<< >>', '<</S/JavaScript/JS(app.alert(1))>>');
  await addDocument('form.pdf', 'application/pdf', Buffer.from(withScript, 'latin1'));
  const saysSo = { hasText: 'Active content. It contains JavaScript.' };
  await page.getByRole('note').filter(saysSo).waitFor();
  await page.getByRole('button', { name: 'form.pdf', exact: true }).click();
  const view = page.getByRole('region', { name: 'form.pdf' });
  await view.getByRole('note').filter(saysSo).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('shows a text file as text, and says that a file already exists under another name', async () => {
  await show(await caseWith(LACKING), 'intake');
  const content = Buffer.from('\ufeffGröße 1,80 m', 'utf16le');
  await addDocument('note.txt', 'text/plain', content);
  await page.getByRole('button', { name: 'note.txt', exact: true }).click();
  await page.getByText('Größe 1,80 m', { exact: true }).waitFor();
  await button('Close the document').click();
  await addDocument('copy.txt', 'text/plain', content);
  await page.getByText('The case has the same file as note.txt. It was not added again.').waitFor();
});

test('says word for word why a file was refused, even after leaving, and asks before it is lost', async () => {
  const one = await caseWith(LACKING);
  await show(one, 'intake');
  const answers: (() => void)[] = [];
  await page.route('**/documents', async (route) => {
    if (route.request().method() === 'POST')
      await new Promise<void>((resolve) => answers.push(resolve));
    await route.continue();
  });
  await addDocument('scan.pdf', 'application/pdf', Buffer.from('PK\x03\x04'));
  await page.getByRole('progressbar', { name: 'Uploading scan.pdf' }).waitFor();
  await page.getByRole('link', { name: 'Worklist' }).click();
  await page.getByRole('heading', { level: 1, name: /^Worklist/ }).waitFor();
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  expect(await until(() => answers.length === 1, { timeoutMs: 20_000 })).toBe(true);
  answers[0]?.();
  await page.getByText(`scan.pdf was not added to case ${one.number}`).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.getByRole('link', { name: 'Go to case' }).click();
  await page.getByRole('heading', { level: 1, name: one.number }).waitFor();
  await page.getByText('scan.pdf was not saved').waitFor();
  await page.getByText(/^The document cannot be added: /).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const asks = "!dispatchEvent(new Event('beforeunload', { cancelable: true }))";
  expect(await page.evaluate(asks)).toBe(false);
}, 60_000);
