import { changeLetterTemplates, lettersOf as listed, openLetter } from '@assent/application';
import { letterTemplates, type LetterTemplatesJson } from '@assent/contracts';
import { startApi, type ApiServer } from '../api/api-server';
import { openSql, type Sql } from '../record/sql';
import { MET, TOO_MANY_CAPSULES } from '../support/facts';
import { lettersOf } from '../support/letters';
import { readPdfs } from '../support/pdf';
import { accepted, decide, opened } from '../support/requests';

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

const PATH = '/v1/letter-templates';

async function current(): Promise<LetterTemplatesJson> {
  return letterTemplates.parse((await api.call('GET', PATH, { role: 'auditor' })).body);
}

type Change = Partial<Pick<LetterTemplatesJson, 'closing' | 'hours' | 'letterhead' | 'paragraphs'>>;

async function change(altered: Change, { role = 'admin', key = '', version = 0 } = {}) {
  const { closing, hours, letterhead, paragraphs, version: now } = await current();
  return api.call('PUT', PATH, {
    role,
    headers: {
      'if-match': `"${version || now}"`,
      ...(key !== '' && { 'idempotency-key': key }),
    },
    body: { closing, hours, letterhead, paragraphs, reason: 'As the state asks.', ...altered },
  });
}

async function digestOf(key: string): Promise<string> {
  const [row] = await sql.run(
    `SELECT encode(command_digest, 'hex') AS digest FROM letter_setting WHERE command_key = $1`,
    [key],
  );
  return String(row?.['digest']);
}

const preview = (kind: string, query: string, accept = 'text/plain') =>
  api.fetch('GET', `${PATH}/${kind}/preview?${query}`, { role: 'auditor', headers: { accept } });

const OWN = {
  kind: 'approval',
  recipient: 'member',
  language: 'en',
  text: 'You can ask a nurse of your plan for help.',
} as const;

describe('the letters of a plan', () => {
  it('are listed as configured, each without a fault', async () => {
    const shown = await current();
    expect([shown.version, shown.versions, shown.paragraphs]).toEqual([1, [], []]);
    expect(shown.letterhead).toEqual(api.desk.ports.settings.letterhead);
    expect(shown.templates).toHaveLength(15 + 12 * 2);
    expect(shown.templates.filter(({ faults }) => faults.length > 0)).toEqual([]);
  });

  it('have a preview of each, in every format', async () => {
    for (const { kind, language, recipient } of (await current()).templates) {
      const query = `recipient=${recipient}&language=${language}`;
      const answers = await Promise.all(
        ['text/plain', 'text/html', 'application/pdf'].map((type) => preview(kind, query, type)),
      );
      const [plain = '', html = '', pdf = ''] = await Promise.all(
        answers.map((each) => each.text()),
      );
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
      expect(plain).toContain('PA-SAMPL-E0001');
      expect(plain).not.toMatch(/undefined|null|NaN|\[object|\n\n\n/);
      expect([html.includes('<!doctype html>') || html.includes('<html'), pdf.slice(0, 5)]).toEqual(
        [true, '%PDF-'],
      );
    }
    expect((await preview('routing', 'recipient=member&language=en')).status).toBe(404);
    expect((await preview('no-letter', 'recipient=member&language=en')).status).toBe(404);
  });

  it('have a preview of an approval with changes, and of no other letter with changes', async () => {
    for (const query of [
      'recipient=prescriber',
      'recipient=member',
      'recipient=member&language=es',
    ]) {
      const [usual, modified] = await Promise.all(
        ['usual', 'modified'].map(async (sample) =>
          (await preview('approval', `${query}&sample=${sample}`)).text(),
        ),
      );
      expect(modified).toMatch(/\b12\b/);
      expect(modified).not.toBe(usual);
      expect(await (await preview('approval', query)).text()).toBe(usual);
    }
    expect((await preview('denial', 'recipient=member&sample=modified')).status).toBe(404);
    expect((await preview('approval', 'recipient=member&sample=none')).status).toBe(422);
  });

  it('have only characters that the font of the PDF has', async () => {
    const { templates } = await current();
    const pdfs: Buffer[] = [];
    for (const { kind, language, recipient } of templates) {
      const query = `recipient=${recipient}&language=${language}`;
      const answer = await preview(kind, query, 'application/pdf');
      pdfs.push(Buffer.from(await answer.arrayBuffer()));
    }
    const texts = readPdfs(pdfs).map(({ pages }) => pages.map(({ text }) => text).join(' '));
    const unknown = templates.filter((_, place) => texts[place]?.includes('\uFFFD') !== false);
    expect(unknown.map(({ kind, language, recipient }) => [kind, language, recipient])).toEqual([]);
  }, 120_000);

  it('are changed by an administrator only, from the version that they saw', async () => {
    const refusals = [
      await change({}, { role: 'medical-director' }),
      await change({}, { version: 7 }),
      await api.call('PUT', PATH, { role: 'admin', body: {} }),
    ];
    expect(refusals.map(({ problem }) => problem.code)).toEqual([
      'role-not-allowed',
      'letter-templates-changed',
      'version-required',
    ]);
    expect((await current()).version).toBe(1);
  });

  it('are refused with every fault named', async () => {
    const { body } = await change({
      closing: { en: 'Estimado, los datos para usted.', es: null },
      paragraphs: [
        { ...OWN, text: 'The PI was stopped.' },
        { ...OWN, kind: 'routing' },
        {
          ...OWN,
          kind: 'denial',
          text: 'The organization shall furnish administrative documentation retrospectively.',
        },
        { ...OWN, kind: 'denial' },
      ],
    });
    expect(body).toMatchObject({
      code: 'invalid',
      errors: [
        { path: 'closing.en', message: expect.stringContaining('another language') as string },
        { path: 'paragraphs.0.text', message: expect.stringContaining('PI') as string },
        {
          path: 'paragraphs.1.text',
          message: 'no such letter goes to this recipient in this language',
        },
        { path: 'paragraphs.2.text', message: expect.stringContaining('grade 8') as string },
        { path: 'paragraphs.3.text', message: 'the letter already has a paragraph' },
      ],
    });
  });
});

test('a change makes a version, and what was sent stays as it was sent', async () => {
  const first = await opened(api.desk.ports, { facts: MET });
  const denied = await opened(api.desk.ports, { facts: TOO_MANY_CAPSULES });
  const [sent] = await lettersOf(api.desk, first.record.id);
  accepted(await decide(api.desk.ports, denied.record.id, 'deny'));
  const { letterhead } = await current();
  api.desk.clock.set('2026-11-22T15:00:01Z');

  const office = { ...OWN, recipient: 'prescriber', text: 'Thank you for your request.' } as const;
  const altered = {
    letterhead: { ...letterhead, phone: '217-555-0177' },
    hours: { en: 'Monday to Friday, 8 AM to 6 PM', es: null },
    closing: { en: 'With kind regards,', es: null },
    paragraphs: [OWN, office, { ...office, kind: 'denial' as const }],
  };
  const changed = await change(altered, { key: 'letters-1' });
  const repeated = await change(altered, { key: 'letters-1', version: 1 });
  const reused = await change({ paragraphs: [] }, { key: 'letters-1' });
  expect([changed.status, changed.headers.get('etag')]).toEqual([200, '"2"']);
  expect(repeated.body).toEqual(changed.body);
  expect(reused.problem.code).toBe('idempotency-key-reused');
  expect(reused.problem.detail).toContain('already used for another request');
  const byAnother = await changeLetterTemplates(api.desk.ports)({
    settings: altered,
    reason: 'As the state asks.',
    version: 1,
    actor: { subject: 'admin-2', role: 'admin' },
    command: { key: 'letters-1', digest: await digestOf('letters-1') },
  });
  expect(byAnother).toMatchObject({
    ok: false,
    refusal: {
      code: 'idempotency-key-reused',
      detail: expect.stringContaining('another person has already used') as string,
    },
  });

  const { versions, templates } = await current();
  expect(versions).toMatchObject([{ version: 2, reason: 'As the state asks.' }]);
  expect(templates.filter(({ paragraph }) => paragraph !== null)).toHaveLength(3);

  const [signed] = await lettersOf(api.desk, denied.record.id);
  const second = await opened(api.desk.ports, { facts: MET });
  const [after] = await lettersOf(api.desk, second.record.id);
  expect(signed?.text).not.toContain('Thank you for your request.');
  expect(signed?.text).toContain('Phone 217-555-0100');
  expect(after?.text).toContain(
    'Phone 217-555-0177, Fax 217-555-0101\nhttps://portal.example.org\nMonday to Friday, 8 AM to 6 PM',
  );
  expect(after?.text).toMatch(/Thank you for your request\.\n\nWith kind regards,\n\nTest Health/);
  const open = openLetter(api.desk.ports);
  const [before, now] = [
    accepted(await open(sent?.id ?? '')),
    accepted(await open(after?.id ?? '')),
  ];
  expect([before.text, before.content.planVersion]).toEqual([sent?.text, undefined]);
  expect(now.content.planVersion).toBe(2);
  const versionsOf = async (caseId: string) =>
    accepted(await listed(api.desk.ports)(caseId))
      .filter(({ state }) => state === 'sent')
      .map(({ planVersion }) => planVersion);
  expect([await versionsOf(denied.record.id), await versionsOf(second.record.id)]).toEqual([
    // The offer of a call, and the denial.
    [1, 1],
    [2],
  ]);
  const earlier = await (await preview('approval', 'recipient=prescriber&version=1')).text();
  expect(earlier).toContain('Phone 217-555-0100');
  expect(accepted(await listed(api.desk.ports)(first.record.id))).not.toHaveLength(0);
});

test('a version can not be changed or removed', async () => {
  await expect(sql.run(`UPDATE letter_setting SET reason = 'x'`)).rejects.toThrow();
  await expect(sql.run('DELETE FROM letter_setting')).rejects.toThrow();
});
