import { setTimeout } from 'node:timers/promises';
import { until } from '@assent/local';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import { choose } from './support/choose';
import {
  app,
  FACTS,
  fillIn,
  focused,
  keys,
  openIntakeWindow,
  page,
  request,
  startIntakePages,
  submit,
  visit,
  window,
} from './support/intake-page';
import { LOOKS } from './support/web-app';

startIntakePages();

/** What a clerk types at each control of a field, in turn; then they press Enter. */
const ANSWERS = (memberId: string): Readonly<Record<string, readonly (readonly string[])[]>> => ({
  requestType: [['Space']],
  drug: [["'nin'"]],
  lineOfBusiness: [['Space']],
  urgency: [['Space']],
  channel: [['Space']],
  'member.memberId': [[`'${memberId}'`]],
  'member.birthDate': [["'03091958'"]],
  'member.givenName': [["'Ana'"]],
  'member.familyName': [["'Ruiz'"]],
  'member.language': [['ArrowDown']],
  'member.email': [["'ana.ruiz@example.org'"]],
  'prescriber.name': [["'Lee Park MD'"]],
  'prescriber.npi': [["'1234567893'"]],
  'facts.setting': [['Space']],
  'facts.diagnosis.icd10': [["'C90.00'"]],
  'facts.diagnosis.treatmentPhase': [['Space', 'ArrowDown']],
  'facts.regimen.combinationAgents': [["'Revlimid'", 'Enter', "'dexamethasone'", 'Enter']],
  'facts.dosing.capsuleStrengthMg': [["'4'"]],
  'facts.dosing.capsulesPer28Days': [["'3'"]],
  'facts.priorTherapies': [[], ["'bortezomib'", 'Enter'], ['y']],
});

/** The field that has the focus, or the name of what else has it. */
async function placeOfFocus(): Promise<string> {
  return page.evaluate<string>(
    "document.activeElement.closest('[data-field]')?.dataset.field ?? document.activeElement.ariaLabel",
  );
}

test.each([0, 800])(
  'a clerk opens a complete case without a mouse, and typing ahead does nothing, with answers evaluated after %i ms more',
  async (delay) => {
    await visit();
    await page.route('**/v1/determinations', async (route) => {
      await setTimeout(delay);
      await route.continue();
    });
    await page.getByRole('radio', { name: 'New', exact: true }).focus();
    const memberId = `OP${7000 + delay}`;
    const turns = Object.entries(ANSWERS(memberId));
    const left = new Map(turns.map(([field, strokes]) => [field, [...strokes]]));
    let place = await placeOfFocus();
    while (place !== 'End of the questions') {
      await page.evaluate('window.before = document.activeElement');
      await keys(...(left.get(place)?.shift() ?? []), 'Enter');
      const hasMoved = () =>
        page.evaluate<boolean>(
          "document.activeElement !== window.before && !document.activeElement.matches('p')",
        );
      expect(await until(hasMoved, { timeoutMs: 20_000 })).toBe(true);
      place = await placeOfFocus();
    }
    await page.getByText(/^All \d+ criteria met\.$/).waitFor();
    // Who types on has not seen yet that this was the last question.
    await keys("'g/'", 'Enter');
    expect(await placeOfFocus()).toBe('End of the questions');
    await keys('Tab', 'Enter');
    await page.locator('h2:focus', { hasText: 'Check your answers' }).waitFor();
    await keys('Enter');
    await submit();
    await page.waitForURL(/\/cases\//);
    await page
      .getByText(/^Case .* is approved\.$/)
      .first()
      .waitFor();
    const of = (name: string) => page.locator('dt', { hasText: name }).locator('xpath=../dd');
    await of('Letters in').getByText('Spanish').waitFor();
    await of('Member email').getByText('ana.ruiz@example.org').waitFor();
    expect(page.url()).not.toContain(memberId);
  },
  60_000,
);

test("the member's state is typed by name or code, or chosen from a list, and kept with the draft", async () => {
  await visit();
  const kept = page.waitForRequest(
    (sent) => sent.method() === 'PUT' && sent.postData()?.includes('"state":"TX"') === true,
  );
  const field = page.locator('[data-field="member.state"]');
  const state = field.getByRole('combobox');
  await state.click();
  await keys("'Tex'", 'Enter');
  expect(await state.inputValue()).toBe('TX');
  expect((await kept).url()).toContain('/v1/drafts/');
  await state.fill('flor');
  await keys('Tab');
  expect(await state.inputValue()).toBe('FL');
  await state.fill('ma');
  await keys('Tab');
  expect(await state.inputValue()).toBe('MA');
  await state.fill('dakota');
  await keys('Tab');
  await field.getByText('Several states match “dakota”. Choose one.').waitFor();
  await state.fill('Quebec');
  await keys('Tab');
  await field.getByText('No state is called “Quebec”. Enter its name or code.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await state.click();
  await keys('Control+A', "'north'");
  await page.getByRole('option', { name: /^ND/ }).click();
  expect(await state.inputValue()).toBe('ND');
  await state.fill('');
  await keys('Tab');
  expect(await state.inputValue()).toBe('');
}, 60_000);

test('the coverage type is chosen where a deadline depends on it, and shown with the case', async () => {
  await visit();
  await fillIn({ ...request(), facts: { ...FACTS, dosing: { capsuleStrengthMg: 4 } } });
  const types = page.locator('[data-field="coverageType"]');
  const usual = types.getByRole('radio', { name: 'Employer plan' });
  expect(await usual.isChecked()).toBe(true);
  await choose(types.getByRole('radio', { name: 'Exchange plan' }));
  await choose(page.getByRole('radio', { name: 'Medicare Part D' }));
  await types.waitFor({ state: 'detached' });
  await choose(page.getByRole('radio', { name: 'Commercial' }));
  expect(await usual.isChecked()).toBe(true);
  await choose(types.getByRole('radio', { name: 'Medicaid plan' }));
  const evidence = page.locator('[data-field="receipt.evidence"]');
  expect(await evidence.count()).toBe(0);
  await choose(page.getByRole('radio', { name: 'Fax', exact: true }));
  await choose(evidence.getByRole('radio', { name: 'Fax header' }));
  await page.getByLabel('Reference of the evidence').fill('page 1');
  await page.keyboard.press('Control+Enter');
  await page.locator('dd', { hasText: /^Medicaid plan$/ }).waitFor();
  await submit();
  await page.waitForURL(/\/cases\//);
  await page.locator('dd', { hasText: 'Commercial, Medicaid plan' }).waitFor();
  await page.locator('dd', { hasText: 'Fax header, page 1' }).waitFor();
  await page
    .getByText(/^Commercial \(Medicaid plan\), standard: 24 hours from receipt \(Social Security/)
    .first()
    .waitFor();
});

test("the member's mailing address is folded, and kept with the case", async () => {
  await visit();
  const name = 'Mailing address (optional)';
  await page.getByRole('button', { name }).click();
  const address = (part: string) => page.locator(`[data-field="member.address.${part}"]`);
  await address('line1').getByRole('textbox').fill('7 Long Street');
  await address('city').getByRole('textbox').fill('Miami');
  await address('postalCode').getByRole('textbox').fill('33101');
  const kept = page.waitForRequest(
    (sent) => sent.method() === 'PUT' && sent.postData()?.includes('"state":"FL"') === true,
  );
  await address('state').getByRole('button').click();
  await page.getByRole('option', { name: 'FL', exact: true }).click();
  expect((await kept).postData()).toContain(
    '"address":{"line1":"7 Long Street","city":"Miami","postalCode":"33101","state":"FL"}',
  );
});

test('a known prescriber is chosen by a few letters, with their number, which another name does not keep', async () => {
  const leona = { npi: '1497758544', name: 'Leona Park MD', phone: '+13055550100' };
  await app.call('intake', 'POST', '/v1/cases', { ...request(), prescriber: leona });
  await visit();
  await page.locator('[data-field="prescriber.name"]').getByRole('combobox').focus();
  await keys("'Leona'");
  await page.getByRole('option', { name: leona.name }).waitFor();
  await keys('ArrowDown', 'Enter');
  expect(await page.getByLabel('NPI').inputValue()).toBe(leona.npi);
  const name = page.locator('[data-field="prescriber.name"]').getByRole('combobox');
  await keys('Control+A', "'Leona Parker MD'", 'Tab');
  expect(await page.getByLabel('NPI').inputValue()).toBe(leona.npi);
  await name.focus();
  await keys('Control+A', "'Maria Gomez MD'", 'Tab');
  await page.getByText(/^Removed the NPI.* phone.* of Leona Park MD\./).waitFor();
  expect(await page.getByLabel('NPI').inputValue()).toBe('');
  expect(await name.inputValue()).toBe('Maria Gomez MD');

  // The same holds while nobody has said yet who was seen before.
  await page.route('**/v1/suggestions/prescribers', () => undefined);
  const email = page.getByLabel('Email', { exact: true });
  const rosa = { npi: '1234567893', name: 'Rosa Marin', email: 'marin@example.org' };
  await fillIn({ ...request(), prescriber: rosa });
  const isFilledIn = async () => (await name.inputValue()) === rosa.name;
  expect(await until(isFilledIn, { timeoutMs: 20_000 })).toBe(true);
  await name.focus();
  await keys('Control+A', "'Rosa Marín MD'", 'Tab');
  await page.getByRole('textbox', { name: 'Phone' }).fill('305-555-0100');
  expect(await email.inputValue()).toBe(rosa.email);
  await name.focus();
  await keys('Control+A', "'Anna Bell MD'", 'Tab');
  await page.getByText('Removed the NPI, phone, and email of Rosa Marín MD.').waitFor();
  expect(await page.getByLabel('NPI').inputValue()).toBe('');
  expect(await page.getByRole('textbox', { name: 'Phone' }).inputValue()).toBe('');
  expect(await email.inputValue()).toBe('');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
}, 60_000);

test('a whole request in JSON fills the form and answers nothing else, and its errors lead to their fields', async () => {
  await visit();
  const { urgency: _, ...faulty } = request();
  await fillIn({
    ...faulty,
    member: { ...faulty.member, memberId: 9100001, birthDate: '03/09/1958' },
    prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'nobody' },
    facts: { ...FACTS, stage: 3, dosing: { capsuleStrengthMg: -1, capsulesPer28Days: '3' } },
  });
  await page.getByRole('heading', { name: 'Some answers need correction' }).waitFor();
  // What a field reads is no fault, in whatever notation it was filled in.
  const listed = page.getByRole('alert', { name: 'Some answers need correction' });
  await listed.getByRole('listitem').nth(3).waitFor({ state: 'detached' });
  expect(await listed.getByRole('listitem').count()).toBe(3);
  expect(await page.getByLabel('Member ID').inputValue()).toBe('9100001');
  const urgency = page.locator('[data-field="urgency"]');
  expect(await urgency.locator('input:checked').count()).toBe(0);
  await choose(urgency.getByRole('radio').first());
  await page.getByRole('button', { name: 'Remove it' }).click();
  await page.getByRole('button', { name: 'Email must be one email address' }).click();
  await focused('prescriber.email');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('office@exam ple.org');
  await page.keyboard.press('Tab');
  const email = page.locator('[data-field="prescriber.email"]');
  await email.getByText(/must be one email address/).waitFor();
  await email.getByRole('textbox').fill(' office@example.org ');
  await page.getByRole('button', { name: 'Capsule strength must be above zero' }).click();
  await focused('facts.dosing.capsuleStrengthMg');
  await page.keyboard.press('Control+A');
  await keys("'4'", 'Control+Enter');
  await page.getByRole('button', { name: 'Back' }).click();
  await page.locator('button:focus', { hasText: 'Check your answers' }).waitFor();
  await keys('Control+Enter');
  await submit();
  await page.waitForURL(/\/cases\//);
  await page
    .getByText(/^Case .* is approved\.$/)
    .first()
    .waitFor();
}, 60_000);

test('a request in JSON that is still being read fills in nothing once it is closed or replaced', async () => {
  await visit();
  const answers: (() => Promise<void>)[] = [];
  const keepBack = () =>
    page.route('**/v1/determinations', (route) => void answers.push(() => route.continue()), {
      times: 1,
    });
  const answerIt = async () => {
    const answered = page.waitForResponse('**/v1/determinations');
    await answers.pop()?.();
    await answered;
  };
  const [closed, replaced, meant] = [request(), request(), request()];
  const memberId = page.getByLabel('Member ID');

  await keepBack();
  await fillIn(closed);
  expect(await until(() => answers.length > 0, { timeoutMs: 20_000 })).toBe(true);
  await page.keyboard.press('Escape');
  await memberId.fill('MINE1');
  await page.getByLabel('Last name').fill('Typed');
  await answerIt();

  await keepBack();
  await fillIn(replaced);
  expect(await until(() => answers.length > 0, { timeoutMs: 20_000 })).toBe(true);
  await page.getByLabel('Request as JSON').fill('');
  await answerIt();
  await page.getByRole('button', { name: 'Import', exact: true, disabled: false }).waitFor();
  await page.keyboard.press('Escape');
  expect(await memberId.inputValue()).toBe('MINE1');
  expect(await page.getByLabel('Last name').inputValue()).toBe('Typed');

  await fillIn(meant);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expect(await memberId.inputValue()).toBe(meant.member.memberId);
}, 60_000);

test("a case that can't be opened yet names what is missing, at its field", async () => {
  await visit();
  await choose(page.getByRole('radio', { name: 'Commercial' }));
  await keys('Control+Enter');
  await page.getByRole('heading', { name: 'There is a problem' }).waitFor();
  await page
    .getByRole('button', { name: /^Member ID/ })
    .first()
    .click();
  await focused('member.memberId');
  await page.getByLabel('NPI').fill('1234567890');
  await page.getByText("This isn't a valid NPI.").waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
}, 60_000);

test('what would be a second case of the same kind, or of another person, is shown before it is refused', async () => {
  const open = { ...request(), facts: {} };
  await app.call('intake', 'POST', '/v1/cases', open);
  await visit();
  await fillIn(open);
  await page.getByText('Possible duplicate').waitFor();
  await page.getByText("You can't open a second case of the same type.").waitFor();
  await page.getByText(/^You can't submit this request while case PA-\S+ is open\.$/).waitFor();
  const check = page.getByRole('button', { name: 'Check your answers' });
  expect(await check.isDisabled()).toBe(true);
  await choose(page.getByRole('radio', { name: 'Renewal' }));
  await page.getByText('You can still open another case.').waitFor();
  const born = page.locator('[data-field="member.birthDate"]');
  await born.getByRole('textbox').fill('09/03/1958');
  await page.getByText('This member ID is on file with a different date of birth.').waitFor();
  await born.getByRole('textbox').fill('03/09/1958');
  await page
    .getByText('This member ID is on file with a different date of birth.')
    .waitFor({ state: 'detached' });
  await check.click();
  await page.getByRole('button', { name: 'Submit another request' }).waitFor();
}, 60_000);

test('a case of the same kind that was opened in the meantime is shown once this one is refused', async () => {
  const open = { ...request(), facts: {} };
  await visit();
  const nothingFound = page.waitForResponse('**/v1/cases/duplicates');
  await fillIn(open);
  const promise = page.getByText('If you submit now, we will ask the provider office');
  await promise.waitFor();
  await nothingFound;
  await app.call('intake', 'POST', '/v1/cases', open);
  await keys('Control+Enter');
  await submit();
  await page.getByText('The request was not submitted').waitFor();
  await page.getByText("You can't open a second case of the same type.").waitFor();
  await page.getByRole('link', { name: /^Case PA-/ }).waitFor();
  expect(await promise.count()).toBe(0);
}, 60_000);

test("a person who can't open a case is told who can", async () => {
  await openIntakeWindow();
  await page.goto('/open');
  await window.signIn('auditor');
  await page.getByRole('heading', { name: "Your role can't submit requests" }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test.each(LOOKS)(
  'the form has no errors at $size, $scheme',
  async (look) => {
    await visit(look);
    await fillIn({ ...request(), facts: { ...FACTS, priorTherapies: [{ agents: [] }] } });
    const received = page.locator('[data-field="receivedAt"]');
    await received.getByRole('textbox').fill('11/25/2026 12:00 AM');
    await received.getByText('= Wed, Nov 25, 2026, 12:00 AM EST').waitFor();
    const isCut = `[...document.querySelectorAll('[data-field="receivedAt"] :is(input, span)')]
      .some(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)`;
    expect(await page.evaluate(isCut)).toBe(false);
    expect(await page.getByText('Checking which questions').filter({ visible: true }).count()).toBe(
      0,
    );
    await page.getByRole('heading', { name: 'Some answers need correction' }).waitFor();
    await page.getByRole('button', { name: 'Additional clinical information' }).click();
    expect(await accessibilityFaults(page)).toEqual([]);
    expect(await sidewaysScroll(page)).toBe(0);
  },
  60_000,
);
