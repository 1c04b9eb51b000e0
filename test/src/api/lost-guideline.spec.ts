import { openContinuationReview } from '@assent/application';
import { casePage, caseSummaryPage, renewalPage } from '@assent/contracts';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { startApi, type ApiServer, type ShownCase } from './api-server';
import { bodyOf, send } from './bodies';

/** A case that keeps its guideline, and cases that lose theirs. */
let whole: ShownCase;
let lost: Readonly<Record<'waiting' | 'inReview' | 'approved', ShownCase>>;
let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
  const opened = async (facts: object) => (await send(api, bodyOf(facts))).shown;
  whole = await opened(ONE_MISSING);
  lost = {
    waiting: await opened(ONE_MISSING),
    inReview: await opened(TOO_MANY_CAPSULES),
    approved: await opened(MET),
  };
  api.desk.clock.set('2027-03-25T15:00:00Z');
  await openContinuationReview(api.desk.ports)(lost.approved.authorization?.number ?? '');
});
afterAll(() => api.stop());

async function losing(columns: string, which = 'closed_at IS NULL'): Promise<void> {
  await api.desk.records.database.$executeRawUnsafe(
    `UPDATE pa_case SET ${columns} WHERE ${which} AND id <> '${whole.id}'`,
  );
}

const NO_SUCH_VERSION = `guideline_version = '1999-01-01'`;

async function viewed({ id }: ShownCase): Promise<ShownCase> {
  return (await api.call('GET', `/v1/cases/${id}`)).shown;
}

describe.each([
  [
    'reading',
    `guideline_digest = sha256('gone'), determination = determination || '{"verdicts": "m"}'`,
  ],
  ['version', NO_SUCH_VERSION],
])('cases whose %s of the guideline is gone', (_, columns) => {
  beforeAll(() => losing(columns));

  it('are listed next to the others', async () => {
    const { items } = casePage.parse((await api.call('GET', '/v1/cases')).body);
    const complete = items.filter(({ determinationGap }) => determinationGap === null);
    expect([items.length, complete.map(({ id }) => id)]).toEqual([5, [whole.id, lost.approved.id]]);
  });

  it('are found by a search', async () => {
    const { body } = await api.call('POST', '/v1/cases/search', { body: {} });
    expect(caseSummaryPage.parse(body).items).toHaveLength(5);
  });

  it('appear among the renewals, with what they wait for', async () => {
    const { items } = renewalPage.parse((await api.call('GET', '/v1/renewals')).body);
    expect(items[0]?.review?.missing.map(({ fact }) => fact)).toContain(
      'beneficialResponse.achieved',
    );
  });

  it.each(['/v1/stuck', '/v1/overview', '/v1/queues', '/v1/activity?from=2026-01-01T00:00:00Z'])(
    'do not fail %s',
    async (path) => {
      expect((await api.call('GET', path)).status).toBe(200);
    },
  );

  it('are shown with what they lack, and everything that needs no guideline', async () => {
    const shown = await viewed(lost.waiting);
    const { outcome, clauses } = shown.determination;
    expect(shown.determinationGap).toContain('is not installed');
    expect([shown.request, outcome, clauses]).toEqual([
      lost.waiting.request,
      'information-needed',
      null,
    ]);
    expect(shown.missing.map(({ fact }) => fact)).toEqual(
      lost.waiting.missing.map(({ fact }) => fact),
    );
  });

  it('accept no decision, and say why', () =>
    refusedFor(lost.inReview, 'decision', {
      decision: 'deny',
      rationale: 'Four capsules are too many.',
      clauses: ['I.3'],
    }));
});

it('a case whose version is gone accepts no information, and says why', () =>
  refusedFor(lost.waiting, 'information', { facts: MET }));

async function refusedFor(of: ShownCase, command: string, body: object): Promise<void> {
  const call = { role: 'medical-director', headers: { 'if-match': `"${of.version}"` }, body };
  const answer = await api.call('POST', `/v1/cases/${of.id}/${command}`, call);
  expect([answer.status, answer.problem.code]).toEqual([503, 'guideline-missing']);
  expect(answer.problem.detail).toContain('ask an administrator to restore its folder');
  expect((await viewed(of)).version).toBe(of.version);
}

it('an approved case whose guideline is gone still shows its authorization', async () => {
  await losing(NO_SUCH_VERSION, 'closed_at IS NOT NULL');
  const { authorization, determinationGap } = await viewed(lost.approved);
  expect(authorization).toMatchObject({ number: lost.approved.authorization?.number });
  expect(determinationGap).toContain('is not installed');
});

it('a case whose guideline is gone can still be withdrawn', async () => {
  const body = { reason: 'The office asked for it.' };
  const { shown } = await api.call('POST', `/v1/cases/${lost.waiting.id}/withdraw`, { body });
  expect([shown.status, shown.determinationGap]).toEqual([
    'withdrawn',
    expect.stringContaining('is not installed'),
  ]);
});
