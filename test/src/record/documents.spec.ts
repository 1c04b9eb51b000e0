import { randomUUID } from 'node:crypto';
import { openDesk, type Desk } from '../support/desk';
import { MET } from '../support/facts';
import { digestLike, DIRECTOR, INTAKE, opened } from '../support/requests';
import { openSql, type Row, type Sql } from './sql';

let desk: Desk;
let sql: Sql;
let caseId: string;

beforeAll(async () => {
  desk = await openDesk();
  sql = await openSql(desk.databaseUrl);
  caseId = (await opened(desk.ports, { facts: MET })).record.id;
  await desk.ports.records.addDocument({
    id: randomUUID(),
    caseId,
    name: 'letter.pdf',
    mediaType: 'application/pdf',
    size: 1,
    sha256: digestLike('letter'),
    uploadedBy: INTAKE,
    uploadedAt: await desk.ports.clock.now(),
  });
});
afterAll(async () => {
  await sql.close();
  await desk.close();
});

/** Writes a document that is a copy of the stored one except for some columns. */
function insertCopy(columns: Row) {
  return sql.refusalOf(
    `INSERT INTO document SELECT new.*
     FROM document d, jsonb_populate_record(d, $1::jsonb) new`,
    [{ id: randomUUID(), sha256: `\\x${digestLike('another')}`, ...columns }],
  );
}

describe('the table of documents refuses', () => {
  it.each([
    ['an unknown type', { media_type: 'text/html' }, 'a_document_has_a_known_type'],
    ['an empty file', { size: 0 }, 'a_document_has_a_size_within_bounds'],
    ['more than 25 MB', { size: 26_214_401 }, 'a_document_has_a_size_within_bounds'],
    ['half a digest', { sha256: '\\xabcd' }, 'a_document_has_a_sha256'],
    ['no name', { name: '' }, 'a_document_has_a_name'],
  ])('%s', async (_, columns, rule) => {
    expect(await insertCopy(columns)).toEqual({ code: '23514', rule });
  });

  it('the same content twice for one case', async () => {
    expect(await insertCopy({ sha256: `\\x${digestLike('letter')}` })).toEqual({
      code: '23505',
      rule: 'document_case_id_sha256_key',
    });
  });

  it('a document of a nonexistent case', async () => {
    expect(await insertCopy({ case_id: randomUUID() })).toMatchObject({ code: '23503' });
  });

  it.each([
    `UPDATE document SET name = 'other.pdf'`,
    'DELETE FROM document',
    'TRUNCATE document CASCADE',
  ])('%s', async (statement) => {
    expect(await sql.refusalOf(statement)).toMatchObject({ code: 'AS001' });
    expect(await desk.ports.records.documents(caseId)).toHaveLength(1);
  });
});

describe('the table of openings', () => {
  const opening = async () => {
    const [document] = await desk.ports.records.documents(caseId);
    await desk.ports.records.keepOpening(document!, DIRECTOR, await desk.ports.clock.now());
  };

  it.each([
    `UPDATE document_opening SET opened_by = 'another'`,
    'DELETE FROM document_opening',
    'TRUNCATE document_opening',
  ])('refuses %s', async (statement) => {
    await opening();
    expect(await sql.refusalOf(statement)).toMatchObject({ code: 'AS001' });
    expect(await desk.ports.records.openings(caseId)).toHaveLength(1);
  });

  it('refuses half a digest', async () => {
    await opening();
    const refusal = await sql.refusalOf(
      `INSERT INTO document_opening SELECT document_id, 'another', opened_role, opened_at, '\\xabcd'
       FROM document_opening`,
    );
    expect(refusal).toEqual({ code: '23514', rule: 'an_opening_has_a_sha256' });
  });
});

describe('the table of scans', () => {
  const ownId = async () => (await desk.ports.records.documents(caseId))[0]!.id;

  beforeAll(async () => {
    await sql.run(
      `INSERT INTO document_scan (document_id, state, next_attempt_at) VALUES ($1, 'waiting', now())`,
      [await ownId()],
    );
  });

  it.each([
    ['a state without a time', `state = 'clean', next_attempt_at = NULL`, 'a_scan_has_a_time'],
    [
      'an infection without a name',
      `state = 'infected', next_attempt_at = NULL, scanned_at = now()`,
      'an_infection_has_a_name',
    ],
    [
      'an unknown state',
      `state = 'fine', next_attempt_at = NULL, scanned_at = now()`,
      'a_scan_has_a_known_state',
    ],
    ['waiting without end', 'next_attempt_at = NULL', 'a_waiting_document_is_tried_again'],
  ])('refuses %s', async (_, values, rule) => {
    expect(await sql.refusalOf(`UPDATE document_scan SET ${values}`)).toEqual({
      code: '23514',
      rule,
    });
  });

  it('keeps what was found, and takes no result that no scan made', async () => {
    const stays = { code: 'AS001', rule: 'a_finished_scan_stays' };
    await sql.run(
      `UPDATE document_scan SET state = 'infected', found = 'Test', next_attempt_at = NULL, scanned_at = now()`,
    );
    for (const values of [`state = 'clean', found = NULL`, `found = 'Another'`]) {
      expect(await sql.refusalOf(`UPDATE document_scan SET ${values}`)).toEqual(stays);
    }
    expect(
      await sql.refusalOf(
        `INSERT INTO document_scan (document_id, state, scanned_at) VALUES ($1, 'clean', now())`,
        [randomUUID()],
      ),
    ).toEqual(stays);
    for (const statement of ['DELETE FROM document_scan', 'TRUNCATE document_scan']) {
      expect(await sql.refusalOf(statement)).toMatchObject({ code: 'AS001' });
    }
  });
});
