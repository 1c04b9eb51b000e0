import { letterPreview, tokenAnswer } from '@assent/contracts';
import { LICENSE } from '../support/requests';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { accessibilityFaults, sidewaysScroll } from './support/accessibility';
import {
  app,
  button,
  caseWith,
  openCaseWindow,
  page,
  show,
  startCasePages,
  window,
} from './support/case-page';
import { choose } from './support/choose';
import { LOOKS } from './support/web-app';
import { writeLicense } from './support/license';

startCasePages();

type Case = Awaited<ReturnType<typeof caseWith>>;

const dialog = () => page.getByRole('dialog');
const panel = () => page.getByRole('region', { name: 'Appeals' });

/** A case that `medical-director-1` denied after `medical-director-2` had it. */
async function deniedCase(): Promise<Case> {
  const unmet = await caseWith(TOO_MANY_CAPSULES);
  const path = `/v1/cases/${unmet.id}`;
  const other = await tokenOf('medical-director-2');
  const claim = { authorization: `Bearer ${other}` };
  await app.call('medical-director', 'POST', `${path}/claim`, {}, claim);
  const headers = { 'if-match': `"${unmet.version + 1}"` };
  const denial = { decision: 'deny', rationale: 'More than the label allows.', clauses: ['I.3'] };
  const preview = await app.call(
    'medical-director',
    'POST',
    `${path}/decision/preview`,
    denial,
    headers,
  );
  const { letterDigest } = letterPreview.parse(preview);
  const signed = { ...denial, license: LICENSE, letterDigest };
  await app.call('medical-director', 'POST', `${path}/decision`, signed, headers);
  return unmet;
}

async function tokenOf(subject: string): Promise<string> {
  const answer = await fetch(`${app.address}/dev/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'medical-director', subject }),
  });
  return tokenAnswer.parse(await answer.json()).token;
}

const APPEAL = { by: 'member', urgency: 'standard', reason: 'The dose helped before.' };
const appealOf = ({ id }: Case) => app.call('intake', 'POST', `/v1/cases/${id}/appeals`, APPEAL);

/** Shows a case to a medical director of that name. */
async function showTo(name: string, { id, number }: Case): Promise<void> {
  await openCaseWindow();
  await page.goto(`/cases/${id}`);
  await window.signIn('medical-director', name);
  await page.getByRole('heading', { level: 1, name: number }).waitFor();
}

test('records an appeal once though its answer is lost, and expedites it', async () => {
  await show(await deniedCase(), 'intake');
  await panel().getByText('No appeal received.').waitFor();
  await page.keyboard.press('p');
  await choose(dialog().getByRole('radio', { name: 'Representative' }));
  await choose(dialog().getByRole('radio', { name: 'Standard' }));
  await dialog().getByText('To choose a document, add it to this case first.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await dialog().getByRole('textbox', { name: 'Reason for the appeal' }).fill('It helped before.');
  const received = dialog().getByRole('textbox', { name: /^Received/ });
  await received.fill('01/15/2099 10:00 AM');
  await page.keyboard.press('Control+Enter');
  await dialog().getByText("This can't be in the future.").waitFor();
  expect(await dialog().getByRole('textbox', { name: 'Reason' }).inputValue()).toBe(
    'It helped before.',
  );
  await received.fill('');
  await page.route(
    /\/appeals$/,
    async (route) => {
      await route.fetch();
      await route.abort();
    },
    { times: 1 },
  );
  await page.keyboard.press('Control+Enter');
  await dialog().waitFor({ state: 'hidden' });
  expect(await panel().getByRole('listitem').count()).toBe(1);
  await panel().getByText('In review', { exact: true }).waitFor();
  await panel().getByText('The representative sent no proof of authority.').waitFor();
  await panel()
    .getByText(/^Appeal AP-\S+, decision, standard: 30 days from receipt of the appeal/)
    .waitFor();
  await panel()
    .getByText(/^Appeal received letter to the provider office, sent /)
    .waitFor({ timeout: 30_000 });
  await panel()
    .getByText(/^Appeal received letter to the member, in English, to print$/)
    .waitFor({ timeout: 30_000 });
  await panel()
    .getByRole('button', { name: /^View \(Appeal received letter to the member/ })
    .click();
  await panel()
    .getByText(/We will look at your case again and decide by /)
    .waitFor();
  await page.getByText(/^Appeal AP-\S+ received from the member's representative; /).waitFor();
  expect(await button('Record an appeal').count()).toBe(0);

  await button(/^Expedite: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Member' }));
  await dialog().getByRole('textbox', { name: 'Reason' }).fill('It is getting worse.');
  await page.keyboard.press('Control+Enter');
  await panel().getByText('Expedited', { exact: true }).waitFor();
  await panel()
    .getByText(/decision, expedited: 72 hours from the member's request to expedite/)
    .waitFor();
  await panel().getByText('A medical director who took no part in this case decides.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  const download = page.waitForEvent('download');
  await button(/^Download the case file of AP-/).click();
  expect((await download).suggestedFilename()).toMatch(/^AP-.*-file\.pdf$/);
});

test('is decided by a medical director who took no part, and by no other', async () => {
  const denied = await deniedCase();
  await appealOf(denied);
  await showTo('medical-director-1', denied);
  await panel()
    .getByText(/^You took part in this case/)
    .waitFor();
  expect(await button(/^Decide: /).count()).toBe(0);
  await window.close();

  await showTo('medical-director-2', denied);
  const rationale = () => dialog().getByRole('textbox', { name: 'Rationale' });
  const decide = async () => {
    await button(/^Decide: AP-/).waitFor();
    await page.keyboard.press('d');
    await choose(dialog().getByRole('radio', { name: 'Overturn the decision' }));
    await rationale().fill('The dose is supported.');
    await page.keyboard.press('Control+Enter');
  };
  await decide();
  await dialog()
    .getByText(/you worked on this case before the appeal; another medical director/)
    .waitFor();
  expect(await rationale().inputValue()).toBe('The dose is supported.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await window.close();

  await showTo('medical-director-3', denied);
  await decide();
  await dialog().waitFor({ state: 'hidden' });
  await panel().getByText('Overturned', { exact: true }).waitFor();
  await panel().locator(':focus').waitFor();
  await panel()
    .getByText(/^Overturned: medical-director-3 \(Medical director\), /)
    .waitFor();
  const number = await panel().getByText(/^AU-/).innerText();
  await page.getByRole('heading', { name: `Authorization ${number}` }).waitFor();
  await page.getByText(/decided: denial overturned, authorization AU-/).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
});

test('goes to outside review once it is upheld, and comes back overturned in part', async () => {
  const denied = await deniedCase();
  await appealOf(denied);
  await showTo('medical-director-3', denied);
  await button(/^Decide: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Overturn in part' }));
  await dialog().getByRole('textbox', { name: 'Duration (months)' }).fill('12');
  await dialog().getByRole('textbox', { name: 'Rationale' }).fill('Too much.');
  await writeLicense(dialog());
  await page.keyboard.press('Control+Enter');
  await dialog()
    .getByText(/^This must be fewer than the \d+ months that were asked/)
    .waitFor();
  await choose(dialog().getByRole('radio', { name: 'Uphold the decision' }));
  await page.keyboard.press('Control+Enter');
  await panel().getByText('Upheld', { exact: true }).waitFor();
  await panel().getByText('ME-104722, FL, Hematology').waitFor();
  await button('Record an appeal').waitFor();

  await button(/^Record forwarding: AP-/).click();
  await dialog().getByRole('button', { name: 'Record forwarding' }).click();
  await panel().getByText('In outside review', { exact: true }).waitFor();
  await panel()
    .getByText(/^External review: medical-director-3/)
    .waitFor();

  await button(/^Record outcome: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Partly overturned' }));
  await dialog().getByRole('textbox', { name: 'Duration (months)' }).fill('2');
  await dialog().getByRole('textbox', { name: 'Note' }).fill('Two months are supported.');
  await page.keyboard.press('Control+Enter');
  await panel()
    .getByText(/^Partly overturned, approved for 2 months: medical-director-3/)
    .waitFor();
  await panel().getByText(/^AU-/).waitFor();
  await page.getByText(/decided in outside review: denial overturned in part/).waitFor();
});

test('without proof of authority is dismissed by a medical director, and told why', async () => {
  const denied = await deniedCase();
  const body = { ...APPEAL, by: 'representative' };
  await app.call('intake', 'POST', `/v1/cases/${denied.id}/appeals`, body);
  await showTo('medical-director-3', denied);
  await button(/^Add proof of authority: AP-/).click();
  await dialog().getByText('To choose a document, add it to this case first.').waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await button(/^Hear or dismiss: AP-/).click();
  await choose(dialog().getByRole('radio', { name: 'Dismiss the appeal' }));
  await dialog().getByRole('textbox', { name: 'Why' }).fill('The proof never came.');
  expect(await accessibilityFaults(page)).toEqual([]);
  await page.keyboard.press('Control+Enter');
  await panel().getByText('Dismissed', { exact: true }).waitFor();
  await panel().getByText('Dismissed by', { exact: true }).waitFor();
  await panel().getByText('The proof never came.').waitFor();
  await page.getByText(/dismissed: the representative sent no proof of authority\.$/).waitFor();
  await button('Record an appeal').waitFor();
});

test('lists the appeals to decide, and leads from one to its case and back', async () => {
  const denied = await deniedCase();
  await appealOf(denied);
  await show(denied, 'auditor', LOOKS.at(-1));
  await panel().getByText('Open', { exact: true }).waitFor();
  expect(await button(/: AP-|^Record/).count()).toBe(0);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  const row = () => page.getByRole('row').filter({ hasText: denied.number });
  await row().getByText(/ left/).waitFor();
  await row().getByText('Open', { exact: true }).waitFor();
  expect(await accessibilityFaults(page)).toEqual([]);
  expect(await sidewaysScroll(page)).toBe(0);
  await page.getByRole('button', { name: /Status/ }).click();
  await page.getByRole('option', { name: 'Withdrawn' }).click();
  await row().waitFor({ state: 'detached' });
  expect(new URL(page.url()).search).toBe('?status=withdrawn');
  await page.goto('/appeals?status=open');
  await row().waitFor();
  await page.keyboard.press('j');
  await page.getByRole('row').getByRole('link').first().and(page.locator(':focus')).waitFor();
  await row().getByRole('link').press('Enter');
  await page.getByRole('heading', { level: 1, name: denied.number }).waitFor();
  await page.getByRole('link', { name: 'Appeals' }).first().click();
  await page.waitForURL(/\/appeals/);
});
