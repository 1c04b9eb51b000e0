import { appeal, letterPreview, tokenAnswer } from '@assent/contracts';
import { randomUUID } from 'node:crypto';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { LICENSE } from '../support/requests';
import { found } from '../support/texas';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import {
  app,
  button,
  opened,
  openCaseWindow,
  page,
  startCasePages,
  window,
} from './support/case-page';
import { choose } from './support/choose';
import { writeLicense } from './support/license';

startCasePages();

type Case = ReturnType<(typeof opened)['parse']>;

const REQUEST = {
  requestType: 'initiation',
  lineOfBusiness: 'commercial',
  drug: 'ixazomib',
  prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
  facts: TOO_MANY_CAPSULES,
};

async function tokenOf(subject: string): Promise<string> {
  const answer = await fetch(`${app.address}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'medical-director', subject }),
  });
  return tokenAnswer.parse(await answer.json()).token;
}

/** A case that one medical director denied; where findings come first, after their own. */
async function deniedCase(state: 'TX' | 'FL', lineOfBusiness = 'commercial'): Promise<Case> {
  const role = 'medical-director';
  const member = {
    memberId: `WA${randomUUID().slice(0, 8)}`,
    givenName: 'Rosa',
    familyName: 'Ibarra',
    birthDate: '1957-04-02',
    state,
  };
  const request = { ...REQUEST, member, lineOfBusiness };
  const filed = opened.parse(await app.call('intake', 'POST', '/v1/cases', request));
  const path = `/v1/cases/${filed.id}`;
  const isTexas = state === 'TX';
  if (isTexas) {
    await app.call(role, 'POST', `${path}/findings`, { findings: found() }, { 'if-match': '"1"' });
  }
  const seen = { 'if-match': isTexas ? '"2"' : '"1"' };
  const denial = { decision: 'deny', rationale: 'Above the dose limit.', clauses: ['I.3'] };
  const preview = await app.call(role, 'POST', `${path}/decision/preview`, denial, seen);
  const { letterDigest } = letterPreview.parse(preview);
  const signed = { ...denial, license: LICENSE, letterDigest };
  await app.call(role, 'POST', `${path}/decision`, signed, seen);
  return filed;
}

const fileAppeal = ({ id }: Case, overrides: object = {}) =>
  app.call('intake', 'POST', `/v1/cases/${id}/appeals`, {
    by: 'member',
    urgency: 'standard',
    reason: 'The dose helped before.',
    ...overrides,
  });

/** Shows a case to a person of that name. */
async function showTo(
  name: string,
  { id, number }: Case,
  role: 'medical-director' | 'intake' = 'medical-director',
): Promise<void> {
  await openCaseWindow();
  await page.goto(`/cases/${id}`);
  await window.signIn(role, name);
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
}

const panel = () => page.getByRole('region', { name: 'Appeals' });
const dialog = () => page.getByRole('dialog');
const form = () => page.getByRole('region', { name: /^Your findings on AP-/ });
const criteria = () => form().getByRole('radiogroup');

test('who decides an appeal can only overturn the denial before they have found', async () => {
  const denied = await deniedCase('TX');
  await fileAppeal(denied);
  await showTo('medical-director-7', denied);
  await form()
    .getByText(/In TX, who decides an appeal judges for themselves first/)
    .waitFor();
  await page
    .getByText(/withheld from everyone who may decide or work on an appeal of this case/)
    .waitFor();
  expect(await page.getByText(/^Criteria check:/).count()).toBe(0);
  await button(/^Decide: AP-/).click();
  await dialog()
    .getByText(/record your own finding for each criterion first/)
    .waitFor();
  expect(await dialog().getByRole('radio', { name: 'Uphold the decision' }).isDisabled()).toBe(
    true,
  );
  expect(await dialog().getByRole('radio', { name: 'Overturn the decision' }).isDisabled()).toBe(
    false,
  );
  await page.keyboard.press('Escape');
  await dialog().waitFor({ state: 'hidden' });
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('takes the findings on an appeal, and then shows the results beside them', async () => {
  const denied = await deniedCase('TX');
  await fileAppeal(denied);
  await showTo('medical-director-7', denied);
  await form().waitFor();
  expect(await criteria().count()).toBe(5);
  for (let each = 0; each < 4; each += 1) {
    await choose(criteria().nth(each).getByRole('radio', { name: 'Met', exact: true }));
  }
  await choose(criteria().nth(4).getByRole('radio', { name: 'Not met' }));
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await sidewaysScroll(page)).toBe(0);
  await page.setViewportSize({ width: 1280, height: 900 });
  await form().getByRole('button', { name: 'Save findings' }).click();
  const compared = page.getByRole('region', { name: /^Findings on AP-/ });
  await compared.getByText('Your finding: Not met').waitFor();
  await compared.getByText('Criteria check: Not met').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('who has found on an appeal can uphold the denial', async () => {
  const denied = await deniedCase('TX');
  const { id } = appeal.parse(await fileAppeal(denied));
  const authorization = `Bearer ${await tokenOf('medical-director-7')}`;
  const headers = { 'if-match': '"1"', authorization };
  const body = { findings: found() };
  await app.call('medical-director', 'POST', `/v1/appeals/${id}/findings`, body, headers);
  await showTo('medical-director-7', denied);
  await button(/^Decide: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Uphold the decision' }));
  await dialog().getByRole('textbox', { name: 'Rationale' }).fill('The label allows three.');
  await writeLicense(dialog());
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'hidden' });
  await panel()
    .getByText(/^Upheld/)
    .first()
    .waitFor();
  await page.getByText(/^Own findings recorded on appeal AP-/).waitFor();
});

test('intake staff see neither results nor a form while the appeal is open', async () => {
  const denied = await deniedCase('TX');
  await fileAppeal(denied);
  await showTo('intake-1', denied, 'intake');
  await page
    .getByText(/withheld from everyone who may decide or work on an appeal of this case/)
    .waitFor();
  expect(await page.getByRole('radiogroup').count()).toBe(0);
  expect(await page.getByText(/^Criteria check:/).count()).toBe(0);
});

test('a dismissal in Medicare Advantage goes to review, and is open again once vacated', async () => {
  const denied = await deniedCase('FL', 'medicare-advantage');
  await fileAppeal(denied, { by: 'representative' });
  await showTo('medical-director-7', denied);
  await button(/^Hear or dismiss: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Dismiss the appeal' }));
  await dialog().getByRole('textbox', { name: 'Why' }).fill('No proof came.');
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'hidden' });
  await panel()
    .getByText(/^Independent review entity, if requested by /)
    .waitFor();
  await panel().getByText('Dismissed', { exact: true }).waitFor();
  await button(/^Vacate the dismissal: AP-/).waitFor();
  await button(/^Record forwarding: AP-/).click();
  await dialog()
    .getByText(/^Its dismissal is reviewed if someone asks for that within 60 days/)
    .waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('button', { name: 'Record forwarding' }).click();
  await dialog().waitFor({ state: 'hidden' });
  await page
    .getByText(/^Dismissal of appeal AP-\S+ sent to the independent review entity/)
    .waitFor();
  await button(/^Record outcome: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Dismissal vacated' }));
  await dialog().getByRole('textbox', { name: 'Note' }).fill('The proof was on file.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'hidden' });
  await panel()
    .getByText(/^Dismissal vacated: /)
    .waitFor();
  expect(await button(/^Vacate the dismissal: /).count()).toBe(0);
  await panel()
    .getByText(/^Appeal reopened letter to the provider office, /)
    .waitFor();
  await panel().getByText('Open', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});
