import { createHash, randomUUID } from 'node:crypto';
import { deliverMemberLetter, LetterNotAccepted } from '@assent/application';
import { letterList, problem, type LetterListJson } from '@assent/contracts';
import { letterRenderer } from '@assent/letters';
import { startApi, type ApiServer } from '../api/api-server';
import { openSql, type Sql } from '../record/sql';
import { MET, ONE_MISSING } from '../support/facts';
import { deliverDue, drawnAs, lettersOf, makeMemberLetters, willing } from '../support/letters';
import { readPdf } from '../support/pdf';
import { opened, requestOf } from '../support/requests';
import { switchOff } from '../support/switch-off';
import { caseOf } from './uploads';

let api: ApiServer;
let sql: Sql;

beforeAll(async () => {
  api = await startApi();
  sql = await openSql(api.desk.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await api.stop();
});

async function listed(caseId: string) {
  const { body } = await api.call('GET', `/v1/cases/${caseId}/letters`, { role: 'auditor' });
  return letterList.parse(body).items;
}

/** A case with a letter that was sent, and the letter. */
async function sent() {
  const caseId = await caseOf(api, ONE_MISSING);
  const [letter] = await lettersOf(api.desk, caseId);
  return { ...letter!, caseId, number: letter!.subject.slice(0, letter!.subject.indexOf(':')) };
}

const read = (id: string, accept?: string, method = 'GET') =>
  api.fetch(method, `/v1/letters/${id}`, {
    role: 'auditor',
    ...(accept !== undefined && { headers: { accept } }),
  });

async function problemOf(answer: Response) {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const { status, code } = problem.parse(await answer.json());
  return [answer.status, status, code];
}

const shown = ({ recipient, language, state }: LetterListJson['items'][number]) =>
  `${recipient} ${language} ${state}`;

const PLAIN = 'text/plain; charset=utf-8';
const HTML = 'text/html; charset=utf-8';
const PDF = 'application/pdf';

describe('the letters of a case', () => {
  it('are listed with their state, wording and language', async () => {
    const { id, caseId } = await sent();
    const about = { recipient: 'prescriber', language: 'en', version: 5, appealId: null };
    const queued = {
      planVersion: null,
      state: 'queued',
      sentAt: null,
      delivery: null,
      sendings: 0,
    };
    expect(await listed(caseId)).toEqual([
      {
        ...about,
        id,
        kind: 'information-request',
        planVersion: 1,
        state: 'sent',
        sentAt: (await api.desk.ports.clock.now()).toISOString(),
        delivery: null,
        sendings: 1,
      },
      {
        ...about,
        ...queued,
        id: (await listed(caseId))[1]!.id,
        kind: 'information-request',
        recipient: 'member',
      },
      ...(await listed(caseId)).slice(2).map((letter) => ({
        ...about,
        ...queued,
        id: letter.id,
        kind: 'information-reminder',
      })),
    ]);
  });

  it('are queued while the mail system may still take them, and failed after that', async () => {
    const caseId = await caseOf(api, MET);
    await deliverDue(api.desk, { send: () => Promise.reject(new LetterNotAccepted('450')) });
    const refused = await listed(caseId);
    await sql.run(`UPDATE notice SET next_attempt_at = NULL WHERE id = $1`, [refused[0]!.id]);
    await deliverDue(api.desk, { send: () => Promise.reject(new LetterNotAccepted('550', true)) });
    const rejected = await listed(caseId);
    expect([refused, rejected].map(([letter]) => [letter?.kind, letter?.state])).toEqual([
      ['approval', 'queued'],
      ['approval', 'failed'],
    ]);
    expect(await problemOf(await read(rejected[0]!.id))).toEqual([404, 404, 'letter-not-sent']);
  });

  it('are none of a nonexistent case', async () => {
    const { problem: told } = await api.call('GET', `/v1/cases/${randomUUID()}/letters`);
    expect(told.code).toBe('case-not-found');
  });
});

describe('a letter to the member', () => {
  it('about an information request is a tagged PDF of its words', async () => {
    const { member } = await requestOf(api.desk.ports);
    const { record } = await opened(api.desk.ports, {
      facts: ONE_MISSING,
      member: { ...member, language: 'es' },
    });
    await makeMemberLetters(api.desk);
    const toMember = (await listed(record.id)).filter(({ recipient }) => recipient === 'member');
    expect(toMember.map(({ kind }) => kind)).toEqual(['information-request']);
    const answer = await read(toMember[0]!.id, 'application/pdf');
    const { isTagged, pages } = readPdf(Buffer.from(await answer.arrayBuffer()));
    const words = pages
      .map(({ text }) => text)
      .join(' ')
      .replace(/\s+/g, ' ');
    expect([isTagged, words]).toEqual([
      true,
      expect.stringContaining('El consultorio tiene la lista.'),
    ]);
  });

  it('is listed with its language, and comes in it once it is made', async () => {
    const { member } = await requestOf(api.desk.ports);
    const { record } = await opened(api.desk.ports, {
      facts: MET,
      member: { ...member, language: 'es' },
    });
    const queued = (await listed(record.id)).filter(({ kind }) => kind === 'approval');
    const { memberLetters } = api.desk.records;
    const sender = willing;
    const renderer = letterRenderer;
    const deliver = deliverMemberLetter({ ...api.desk.ports, memberLetters, sender, renderer });
    const due = await memberLetters.take(await api.desk.ports.clock.now(), 10);
    for (const letter of due) await deliver(letter);
    const made = (await listed(record.id)).filter(({ kind }) => kind === 'approval');
    expect([queued, made].map((list) => list.map(shown))).toEqual([
      ['prescriber en queued', 'member es queued'],
      ['prescriber en queued', 'member es to-print'],
    ]);
    const { id } = made[1]!;
    const [plain, html, pdf] = await Promise.all(
      [PLAIN, HTML, PDF].map(async (type) => {
        const answer = await read(id, type);
        expect(answer.headers.get('content-disposition')).toContain(`${record.number}-approval.`);
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    expect(plain!.toString()).toContain('Aprobamos ixazomib para usted.');
    expect(html!.toString()).toContain('<html lang="es">');
    expect(pdf!.toString('latin1')).toMatch(/\/Lang \(es\)/);
  });

  it('is for a language that letters have, and an address', async () => {
    const { member, ...request } = await requestOf(api.desk.ports);
    const { receivedAt: _, ...body } = request;
    const { status, problem: told } = await api.call('POST', '/v1/cases', {
      headers: { 'idempotency-key': randomUUID() },
      body: { ...body, member: { ...member, language: 'fr', email: 'nobody' } },
    });
    expect([status, told.errors?.map(({ path }) => path)]).toEqual([
      422,
      ['member.language', 'member.email'],
    ]);
  });
});

describe('a letter', () => {
  it.each([
    [undefined, PLAIN],
    ['*/*', PLAIN],
    ['text/*', PLAIN],
    ['text/plain', PLAIN],
    ['text/html', HTML],
    ['text/html;charset=utf-8', HTML],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', HTML],
    ['application/pdf', PDF],
    ['APPLICATION/PDF', PDF],
    ['application/*', PDF],
    ['application/json, application/pdf;q=0.1', PDF],
    ['text/plain;q=0.4, text/html;q=0.5, application/pdf;q=0.6', PDF],
    ['text/plain;q=0, */*', HTML],
    ['text/*;q=0, */*;q=0.1', PDF],
  ])('that is asked for with Accept: %s comes as %s', async (accept, type) => {
    const { id } = await sent();
    const answer = await read(id, accept);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
    expect(answer.headers.get('vary')).toBe('Accept');
    expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
  });

  it.each(['application/json', 'image/*', 'text/html;q=0', 'text/html;level=1'])(
    'does not come as %s',
    async (accept) => {
      const { id } = await sent();
      expect(await problemOf(await read(id, accept))).toEqual([406, 406, 'not-acceptable']);
    },
  );

  it('comes as it was sent, in each format the same bytes whatever happened since', async () => {
    const { id, text, subject, caseId } = await sent();
    const formats = [PLAIN, HTML, PDF];
    const bytes = async (type: string) => Buffer.from(await (await read(id, type)).arrayBuffer());
    const before = await Promise.all(formats.map(bytes));
    await api.call('POST', `/v1/cases/${caseId}/withdraw`, { body: { reason: 'duplicate' } });
    const after = await Promise.all(formats.map(bytes));
    expect(after).toEqual(before);
    const [plain, html, pdf] = after.map((each) => each.toString('latin1'));
    expect(plain).toBe(text);
    expect(html).toContain(`<h1>${subject}</h1>`);
    expect(pdf).toMatch(/^%PDF-1\.7\n/);
  });

  it('comes byte for byte as it went out, whatever draws letters now', async () => {
    const caseId = await caseOf(api, ONE_MISSING);
    const drawn = drawnAs('as it was drawn then');
    await deliverDue(api.desk, willing, { draw: () => Promise.resolve(drawn) });
    const [letter] = await listed(caseId);
    const [html, pdf] = [await read(letter!.id, HTML), await read(letter!.id, PDF)];
    const policy = html.headers.get('content-security-policy');
    expect(await html.text()).toBe(drawn.html);
    expect(Buffer.from(await pdf.arrayBuffer())).toEqual(drawn.pdf);
    const style = createHash('sha256').update('p { margin: 7px; }').digest('base64');
    expect(policy).toContain(`style-src 'sha256-${style}'`);
    expect(await (await read(letter!.id, PLAIN)).text()).not.toContain('as it was drawn then');
  });

  it('comes as the page that was mailed', async () => {
    const caseId = await caseOf(api, ONE_MISSING);
    const [mailed] = await lettersOf(api.desk, caseId);
    expect(await (await read(mailed!.id, HTML)).text()).toBe(mailed!.html);
  });

  it.each([
    [PLAIN, 'txt'],
    [HTML, 'html'],
    [PDF, 'pdf'],
  ])('comes as %s in a file without a name of a member, and runs nothing', async (type, ending) => {
    const { id, number } = await sent();
    const answer = await read(id, type);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-disposition': `attachment; filename=${number}-information-request.${ending}`,
      'content-length': String(bytes.byteLength),
      'content-security-policy': expect.stringMatching(
        /^default-src 'none';frame-ancestors 'none';style-src 'sha256-[\w+/]{43}=';sandbox$/,
      ) as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      etag: `"${createHash('sha256').update(bytes).digest('hex')}"`,
    });
  });

  it('answers HEAD as GET, without the letter', async () => {
    const { id } = await sent();
    const [head, get] = [await read(id, PDF, 'HEAD'), await read(id, PDF)];
    for (const name of ['content-type', 'content-length', 'content-disposition', 'etag']) {
      expect([name, head.headers.get(name)]).toEqual([name, get.headers.get(name)]);
    }
    expect([head.status, (await head.arrayBuffer()).byteLength]).toEqual([200, 0]);
    await get.arrayBuffer();
  });

  it('that was sent before its content was kept comes in paragraphs of its text', async () => {
    const { id, text, caseId } = await sent();
    await switchOff(
      api.desk.records,
      'a_sent_letter_stays_as_it_was',
      'letter_form_is_append_only',
    );
    await sql.run('UPDATE notice SET content = NULL WHERE id = $1', [id]);
    await sql.run('DELETE FROM letter_form WHERE letter_id = $1', [id]);
    const [plain, html, pdf] = await Promise.all(
      [PLAIN, HTML, PDF].map(async (type) => (await read(id, type)).text()),
    );
    expect(plain).toBe(text);
    expect(html).toContain('<p>Case: ');
    expect(pdf).toMatch(/^%PDF-/);
    expect((await listed(caseId))[0]).toMatchObject({ id, version: 1, state: 'sent' });
  });

  it('can be read once it is sent, and only then', async () => {
    const caseId = await caseOf(api, ONE_MISSING);
    const [queued] = await listed(caseId);
    expect(queued?.state).toBe('queued');
    expect(await problemOf(await read(queued!.id))).toEqual([404, 404, 'letter-not-sent']);
    await lettersOf(api.desk, caseId);
    expect((await read(queued!.id)).status).toBe(200);
  });

  it.each([randomUUID(), 'PA-1'])('with an unknown id (%s) is not found', async (id) => {
    expect(await problemOf(await read(id))).toEqual([404, 404, 'letter-not-found']);
  });
});
