import { randomUUID } from 'node:crypto';
import { openLetter } from '@assent/application';
import { startApi, type ApiServer } from '../api/api-server';
import { MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { makeMemberLetters } from '../support/letters';
import { accepted, decide, opened, requestOf } from '../support/requests';
import { switchOff } from '../support/switch-off';

const ADDRESS = {
  line1: '7 Long Street',
  city: 'Miami',
  state: 'FL',
  postalCode: '33101',
} as const;
const OTHER = { ...ADDRESS, line1: '8 Short Street', line2: 'Apt 2', postalCode: '33101-1234' };

let api: ApiServer;
beforeAll(async () => {
  api = await startApi();
});
beforeEach(async () => {
  await switchOff(api.desk.records, 'a_made_letter_is_kept');
  await api.desk.records.database.memberLetter.deleteMany();
});
afterAll(() => api.stop());

const change = (id: string, version: number, body: unknown, role = 'intake') =>
  api.call('PATCH', `/v1/cases/${id}/member-contact`, {
    role,
    headers: { 'if-match': `"${version}"`, 'idempotency-key': randomUUID() },
    body,
  });

const versionOf = async (id: string) => (await api.desk.ports.records.case(id))!.version;

async function madeLetter(id: string) {
  await makeMemberLetters(api.desk);
  const letters = await api.desk.ports.records.memberLetters(id);
  const made = letters.find(({ madeAt }) => madeAt !== null);
  const { text, content } = accepted(await openLetter(api.desk.ports)(made!.id));
  return { to: made!.to, text, language: content.language };
}

describe('the postal address of a member', () => {
  it('is kept with the request, shown, and printed on the letter', async () => {
    const { member } = await requestOf(api.desk.ports);
    const answer = await api.call('POST', '/v1/cases', {
      headers: { 'idempotency-key': randomUUID() },
      body: {
        requestType: 'initiation',
        lineOfBusiness: 'commercial',
        member: { ...member, address: ADDRESS },
        prescriber: { npi: '1234567893', name: 'Lee Park MD', email: 'office@example.org' },
        drug: 'ixazomib',
        facts: MET,
      },
    });
    expect(answer.shown.request.member.address).toEqual(ADDRESS);
    const { text } = await madeLetter(answer.shown.id);
    expect(text).toContain('Nadia Brandt\n7 Long Street\nMiami, FL 33101');
  });

  it.each([
    [{ ...ADDRESS, postalCode: '331' }, ['member.address.postalCode']],
    [{ ...ADDRESS, state: 'XX' }, ['member.address.state']],
    [{ ...ADDRESS, line1: '' }, ['member.address.line1']],
    [{ line1: 'x' }, ['member.address.city', 'member.address.postalCode', 'member.address.state']],
  ])('is refused as %j', async (address, faulty) => {
    const { member } = await requestOf(api.desk.ports);
    const answer = await api.call('POST', '/v1/cases', {
      headers: { 'idempotency-key': randomUUID() },
      body: {
        requestType: 'initiation',
        lineOfBusiness: 'commercial',
        member: { ...member, address },
        prescriber: { npi: '1234567893', name: 'Lee Park MD' },
        drug: 'ixazomib',
        facts: MET,
      },
    });
    expect([answer.status, answer.faulty]).toEqual([422, faulty]);
  });
});

describe("a correction of the member's contact", () => {
  it('is used by the letters that follow, and the timeline says what changed, without the values', async () => {
    const { record } = await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES });
    const { shown } = await change(record.id, 1, { language: 'es', address: OTHER });
    expect(shown.request.member).toMatchObject({ language: 'es', address: OTHER });
    accepted(await decide(api.desk.ports, record.id, 'deny', { version: shown.version }));
    const letter = await madeLetter(record.id);
    expect([letter.to, letter.language]).toEqual([null, 'es']);
    expect(letter.text).toContain('8 Short Street\nApt 2\nMiami, FL 33101-1234');
    const events = await api.desk.ports.records.events(record.id);
    expect(events.filter(({ type }) => type === 'member-contact-changed')).toMatchObject([
      { details: { changed: ['language', 'address'] } },
    ]);
    const { body } = await api.call('GET', `/v1/cases/${record.id}/timeline`, { role: 'auditor' });
    expect(JSON.stringify(body)).toContain(
      'Contact details of the member changed: language of letters; postal address.',
    );
    expect(JSON.stringify(body)).not.toContain('Short Street');
  });

  it('is taken on a closed case, and removes what is null', async () => {
    const { member } = await requestOf(api.desk.ports);
    const { record } = await opened(api.desk.ports, {
      facts: MET,
      member: { ...member, email: 'wrong@example.org', address: ADDRESS },
    });
    const version = await versionOf(record.id);
    const { shown } = await change(record.id, version, { email: null, address: null });
    expect([shown.status, shown.request.member]).toEqual(['approved', member]);
    const letter = await madeLetter(record.id);
    expect([letter.to, letter.text.includes('Long Street')]).toEqual([null, false]);
  });

  it('applies to the open renewal of the member, too', async () => {
    const { record, authorization } = await opened(api.desk.ports, { facts: MET });
    const renewal = await opened(api.desk.ports, {
      requestType: 'continuation',
      member: record.member,
      facts: ONE_MISSING,
    });
    expect(renewal.record.renews).toBe(authorization?.number);
    await change(renewal.record.id, await versionOf(renewal.record.id), { address: ADDRESS });
    expect((await api.desk.ports.records.case(record.id))?.member.address).toEqual(ADDRESS);
  });

  it('changes nothing if it is what the case has, and is refused for another version', async () => {
    const { record } = await opened(api.desk.ports, { facts: ONE_MISSING });
    const { shown } = await change(record.id, 1, { address: ADDRESS });
    const { shown: same } = await change(record.id, shown.version, { address: ADDRESS });
    expect(same.version).toBe(shown.version);
    const { problem } = await change(record.id, 1, { address: OTHER });
    expect(problem.code).toBe('case-changed');
  });

  it.each([
    [{}, 422],
    [{ email: 'x' }, 422],
    [{ language: 'fr' }, 422],
    [{ memberId: 'X1' }, 422],
  ])('%j is refused', async (body, status) => {
    const { record } = await opened(api.desk.ports, { facts: ONE_MISSING });
    expect((await change(record.id, 1, body)).status).toBe(status);
  });

  it('is not for auditors', async () => {
    const { record } = await opened(api.desk.ports, { facts: ONE_MISSING });
    expect((await change(record.id, 1, { email: null }, 'auditor')).status).toBe(403);
  });
});
