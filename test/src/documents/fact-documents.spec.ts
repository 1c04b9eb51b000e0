import { randomUUID } from 'node:crypto';
import { timeline } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { ANSWER, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { caseOf, kept, PDF, upload } from './uploads';

let api: ApiServer;

beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.stop());

const tell = (caseId: string, body: object) =>
  api.call('POST', `/v1/cases/${caseId}/information`, { body });

it('a document of the case can be the source of facts', async () => {
  const caseId = await caseOf(api, ONE_MISSING);
  const { id } = kept(await upload(api, caseId, PDF, { name: 'Brief März.pdf' }));
  const { shown } = await tell(caseId, { facts: ANSWER, document: { id, page: 3 } });
  expect(shown.factSources?.['diagnosis.symptomatic']).toMatchObject({
    by: { subject: 'intake-1', role: 'intake' },
    document: { id, name: 'Brief März.pdf', page: 3 },
  });
  expect(shown.factSources?.['setting']?.document).toBeNull();
  const { body } = await api.call('GET', `/v1/cases/${caseId}/timeline`);
  const event = timeline.parse(body).items.find(({ type }) => type === 'information-given');
  expect(event?.details['document']).toEqual({ id, name: 'Brief März.pdf', page: 3 });
});

it('a document without a page can be the source of facts that it only confirms', async () => {
  const caseId = await caseOf(api, TOO_MANY_CAPSULES);
  const { id, name } = kept(await upload(api, caseId, PDF));
  const { shown } = await tell(caseId, {
    facts: { dosing: TOO_MANY_CAPSULES.dosing },
    document: { id },
  });
  expect(shown.factSources?.['dosing.capsulesPer28Days']?.document).toEqual({
    id,
    name,
    page: null,
  });
});

it("a document of another case, or a nonexistent one, can't be a source", async () => {
  const [own, other] = [await caseOf(api, ONE_MISSING), await caseOf(api, ONE_MISSING)];
  const { id } = kept(await upload(api, other, PDF));
  const before = await api.stored();
  const answers = [
    await tell(own, { facts: ANSWER, document: { id } }),
    await tell(own, { facts: ANSWER, document: { id: randomUUID() } }),
    await tell(own, { facts: { setting: 7 }, document: { id, page: 1 } }),
  ];
  expect(answers.map(({ status, faulty }) => [status, faulty])).toEqual([
    [422, ['document.id']],
    [422, ['document.id']],
    [422, ['document.id', 'facts.setting']],
  ]);
  expect(await api.stored()).toBe(before);
});
