import { createHash } from 'node:crypto';
import type { LetterForm, SentNotice, TakenNotice } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { drawnAs } from '../support/letters';
import { caseRecord, noticeOf, store } from './records';
import { openSql, type Sql } from './sql';

const NOW = new Date('2026-11-22T15:00:00Z');

let desk: Desk;
let sql: Sql;
beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

const CONTENT: SentNotice['content'] = {
  recipient: 'prescriber',
  language: 'en',
  version: 7,
  blocks: [{ type: 'paragraph', text: 'words' }],
};

const letterOf = (words: string): SentNotice => ({
  id: 'l',
  to: 'office@example.org',
  subject: 'subject',
  text: words,
  content: CONTENT,
  drawn: drawnAs(words),
});

async function taken(): Promise<TakenNotice> {
  const record = caseRecord();
  await store(desk.ports.records, record, { notices: [noticeOf(record, { dueAt: NOW })] });
  const [notice] = await desk.records.notices.take(NOW, 1);
  if (!notice) throw new Error('a notice was due');
  return notice;
}

async function sent(words = 'words'): Promise<TakenNotice> {
  const notice = await taken();
  await desk.records.notices.sent(notice, letterOf(words), NOW);
  return notice;
}

async function kept(id: string, form: LetterForm): Promise<string | null> {
  const bytes = await desk.ports.records.keptForm(id, form);
  return bytes && Buffer.from(bytes).toString();
}

describe('the forms of a letter', () => {
  it('are kept when it is sent, with their digest and the version of what drew them', async () => {
    const { id } = await sent('Ñandú');
    const { html, pdf, renderer } = drawnAs('Ñandú');
    expect(await kept(id, 'text/html')).toBe(html);
    expect(await kept(id, 'application/pdf')).toBe(Buffer.from(pdf).toString());
    const digestOf = (bytes: string | Uint8Array) =>
      createHash('sha256').update(bytes).digest('hex');
    expect(
      await sql.run(
        `SELECT form, renderer, encode(sha256, 'hex') AS digest FROM letter_form
         WHERE letter_id = $1 ORDER BY form`,
        [id],
      ),
    ).toEqual([
      { form: 'application/pdf', renderer, digest: digestOf(pdf) },
      { form: 'text/html', renderer, digest: digestOf(html) },
    ]);
  });

  it('are those that were sent first, whoever sends it again', async () => {
    const notice = await sent('first');
    await desk.records.notices.sent(notice, letterOf('second'), NOW);
    const again = { sending: 2, subject: 'subject', text: 'first', content: CONTENT };
    await desk.records.notices.sent({ ...notice, again }, letterOf('third'), NOW);
    expect(await kept(notice.id, 'text/html')).toBe(drawnAs('first').html);
  });

  it('are none of a letter that is not sent, or has no id of ours', async () => {
    const { id } = await taken();
    expect([await kept(id, 'text/html'), await kept('PA-1', 'text/html')]).toEqual([null, null]);
  });

  it.each([
    `UPDATE letter_form SET bytes = 'x', sha256 = sha256('x')`,
    'UPDATE letter_form SET renderer = 8',
    'DELETE FROM letter_form',
    'TRUNCATE letter_form',
  ])('never change: %s', async (statement) => {
    const { id } = await sent();
    expect(await sql.refusalOf(statement)).toMatchObject({ code: 'AS001' });
    expect(await kept(id, 'text/html')).toBe(drawnAs('words').html);
  });

  const insert = (id: string, form: string, bytes: string, digested: string) =>
    sql.refusalOf(
      `INSERT INTO letter_form (letter_id, form, renderer, sha256, bytes, kept_at)
       VALUES ($1, $2, 1, sha256($3::bytea), $4::bytea, now())`,
      [id, form, digested, bytes],
    );

  it('are of a letter that was sent, with the digest of their bytes', async () => {
    const { id: unsent } = await taken();
    const refusals = [
      await insert(unsent, 'text/html', 'a', 'a'),
      await insert(crypto.randomUUID(), 'text/html', 'a', 'a'),
      await insert((await sent()).id, 'text/plain', 'a', 'a'),
      await insert((await sent()).id, 'text/html', 'a', 'b'),
    ];
    expect(refusals).toEqual([
      { code: 'AS001', rule: 'a_form_is_of_a_sent_letter' },
      { code: 'AS001', rule: 'a_form_is_of_a_sent_letter' },
      { code: '23514', rule: 'a_letter_has_known_forms' },
      { code: '23514', rule: 'a_digest_is_of_its_bytes' },
    ]);
  });
});
