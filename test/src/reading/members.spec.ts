import { memberPage, type MemberJson } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { bodyOf, send } from '../api/bodies';
import { MET, ONE_MISSING } from '../support/facts';

const ANA = {
  memberId: 'FB1002003',
  givenName: 'Ana',
  familyName: 'Núñez-O’Brien',
  birthDate: '1961-03-19',
};
const BO = { memberId: 'FB9009009', givenName: 'Bo', familyName: 'Anaya', birthDate: '1970-01-31' };
const PRESCRIBER = { npi: '1999999984', name: 'Mia Quist MD', phone: '+1 (305) 555-0100' };

let api: ApiServer;
let number: string;
let authorization: string;

beforeAll(async () => {
  api = await startApi();
  const opened = async (member: object, facts: object, overrides: object = {}) => {
    api.desk.clock.set(new Date((await api.desk.clock.now()).getTime() + 60_000));
    return (await send(api, bodyOf(facts, { member, prescriber: PRESCRIBER, ...overrides }))).shown;
  };
  authorization = (await opened(ANA, MET)).authorization?.number ?? '';
  number = (await opened(ANA, ONE_MISSING, { lineOfBusiness: 'medicare-advantage' })).number;
  await opened(BO, ONE_MISSING);
});
afterAll(() => api.stop());

async function search(body: object) {
  return memberPage.parse((await api.call('POST', '/v1/members/search', { body })).body);
}

async function found(text: string): Promise<string[]> {
  return (await search({ text })).items.map(({ memberId }) => memberId);
}

async function ana(): Promise<MemberJson> {
  const [only] = (await search({ text: ANA.memberId })).items;
  if (!only) throw new Error('the member is not found');
  return only;
}

describe('a search for members', () => {
  it.each([
    'Ana Núñez-O’Brien',
    'obrien, ana',
    'nun',
    '03/19/1961',
    'March 19, 1961',
    'ana 3/19/61',
    'fb-100-2003',
    '0020',
  ])('finds the member for `%s`', async (text) => {
    expect(await found(text)).toEqual([ANA.memberId]);
  });

  it('finds a member by the numbers of their cases and authorizations', async () => {
    expect(await found(number)).toEqual([ANA.memberId]);
    expect(await found(authorization)).toEqual([ANA.memberId]);
    expect(await found(number.replaceAll('-', ' ').toLowerCase())).toEqual([ANA.memberId]);
  });

  it.each(['Quist', PRESCRIBER.npi, '305 555 0100', 'Bo Brien', '%', ', -'])(
    'finds no one for `%s`',
    async (text) => {
      expect(await found(text)).toEqual([]);
    },
  );

  it('shows the newest case first, in pages', async () => {
    const first = await search({ text: 'ana', limit: 1 });
    const cursor = first.nextCursor ?? '';
    const second = await search({ text: 'ana', limit: 1, cursor });
    const shown = [first, second].flatMap(({ items }) => items.map(({ memberId }) => memberId));
    expect(shown).toEqual([BO.memberId, ANA.memberId]);
    expect(second.nextCursor).toBeNull();
  });

  it.each([
    [{}, ['text']],
    [{ text: ' ' }, ['text']],
    [{ text: 'Ana', q: 'Ana' }, ['q']],
    [{ text: 'Ana', limit: 0 }, ['limit']],
    [{ text: 'Ana', cursor: 'made-up' }, ['cursor']],
  ])('refuses %j', async (body, faulty) => {
    const answer = await api.call('POST', '/v1/members/search', { body });
    expect([answer.status, answer.faulty]).toEqual([422, faulty]);
  });
});

describe('a member', () => {
  it('is shown with open cases and authorizations', async () => {
    const { id, openCases, authorizations, ...told } = await ana();
    expect(told).toEqual({
      memberId: ANA.memberId,
      name: 'Ana Núñez-O’Brien',
      birthDate: ANA.birthDate,
    });
    expect(openCases.map((each) => each.number)).toEqual([number]);
    expect(authorizations.map((each) => each.number)).toEqual([authorization]);
    expect((await api.call('GET', `/v1/members/${id}`)).body).toEqual(await ana());
  });

  it('keeps the id, and has the name from the newest case', async () => {
    const before = await ana();
    await send(
      api,
      bodyOf(ONE_MISSING, {
        member: { ...ANA, familyName: 'Nunez' },
        requestType: 'continuation',
      }),
    );
    const after = await ana();
    expect([after.id, after.name]).toEqual([before.id, 'Ana Nunez']);
  });

  it('has an id that reveals nothing about the person', async () => {
    expect((await ana()).id).toMatch(
      /^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/,
    );
  });

  it.each(['01a205be-2122-7257-a0f1-a80b45bcc7a4', ANA.memberId])(
    'is not found at `%s`',
    async (id) => {
      const answer = await api.call('GET', `/v1/members/${id}`);
      expect([answer.status, answer.problem.code]).toEqual([404, 'member-not-found']);
    },
  );
});
