import { filed } from '../support/appeals';
import { openDesk, type Desk } from '../support/desk';
import { INTAKE, LICENSE } from '../support/requests';
import { deniedInTexas } from '../support/texas';
import { randomUUID } from 'node:crypto';
import { openSql, type BrokenRule, type Row, type Sql } from './sql';

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

const rule = (name: string): BrokenRule => ({ code: '23514', rule: name });
const NO_FINDINGS = rule('findings_come_before_an_upheld_denial');
const NOT_ADDED = rule('appeal_findings_are_only_added_to');
const NOT_OPEN = rule('only_an_open_appeal_gets_findings');
const LATE_DOCUMENT: BrokenRule = { code: 'AS409', rule: 'findings_are_on_all_documents' };
const UNOPENED_DOCUMENT: BrokenRule = {
  code: 'AS409',
  rule: 'an_upheld_denial_needs_opened_documents',
};
const SECOND: BrokenRule = { code: 'AS001', rule: undefined };

const AT = '2026-12-01T09:00:00Z';

const decided = (decision: string, status: string) => ({
  status,
  closed_at: AT,
  decision,
  decided_by: 'max',
  decided_role: 'medical-director',
  decided_at: AT,
  rationale: 'Weighed again.',
  ...(decision !== 'overturn' && { license: LICENSE }),
});
const UPHELD = decided('uphold', 'upheld');

const part = (word: string) => ({
  engine_part: { part: word, guideline: null, outcome: 'criteria-not-met', compared: [] },
});
const WITHHELD = part('not-shown-before-findings');

const found = (subject: string, words: readonly string[], at = '2026-12-01T08:00:00.000Z') => ({
  by: { subject, role: 'medical-director' },
  at,
  items: words.map((finding, place) => ({
    criterion: `I.${place}`,
    finding,
    note: null,
    basis: 'ab',
  })),
});

async function appealInTexas(): Promise<{ readonly id: string; readonly caseId: string }> {
  const caseId = await deniedInTexas(desk.ports);
  return { id: (await filed(desk.ports, caseId)).id, caseId };
}

/** Overwrites columns of a stored appeal. */
function update(id: string, columns: Row): Promise<BrokenRule | null> {
  const names = Object.keys(columns);
  return sql.refusalOf(
    `UPDATE appeal SET ${names.map((name) => `${name} = new.${name}`).join(', ')}
     FROM jsonb_populate_record(NULL::appeal, $2::jsonb) new WHERE appeal.id = $1`,
    [id, columns],
  );
}

describe('where findings come first, a denial', () => {
  it.each([
    ['no findings', {}],
    ['findings of another person', { findings: [found('mia', ['not-met'])] }],
    ['only findings that everything is met', { findings: [found('max', ['met', 'cannot-tell'])] }],
  ])('is not upheld with %s', async (_, findings) => {
    const { id } = await appealInTexas();
    expect(await update(id, { ...UPHELD, ...WITHHELD, ...findings })).toEqual(NO_FINDINGS);
  });

  it('is not upheld if the appeal does not say that results were withheld', async () => {
    const { id } = await appealInTexas();
    const findings = { findings: [found('max', ['not-met'])] };
    expect(await update(id, { ...UPHELD, ...findings })).toEqual(NO_FINDINGS);
    const shown = part('shown-to-reviewer');
    expect(await update(id, { ...UPHELD, ...findings, ...shown })).toEqual(NO_FINDINGS);
    expect(await update(id, { ...UPHELD, ...findings, ...WITHHELD })).toBeNull();
  });

  it('is not upheld in part without findings, and overturned without any', async () => {
    const { id } = await appealInTexas();
    const partly = decided('partly-overturn', 'partly-overturned');
    expect(await update(id, { ...partly, ...WITHHELD })).toEqual(NO_FINDINGS);
    expect(await update(id, decided('overturn', 'overturned'))).toBeNull();
  });

  it('is not upheld on findings from before a document came in', async () => {
    const { id, caseId } = await appealInTexas();
    const early = [found('max', ['not-met'], '2026-11-01T08:00:00.000Z')];
    expect(await update(id, { findings: early })).toBeNull();
    await desk.ports.records.addDocument({
      id: randomUUID(),
      caseId,
      name: 'note.pdf',
      mediaType: 'application/pdf',
      size: 4,
      sha256: 'cd'.repeat(32),
      uploadedBy: INTAKE,
      uploadedAt: new Date('2026-11-30T08:00:00Z'),
    });
    expect(await update(id, { ...UPHELD, ...WITHHELD })).toEqual(LATE_DOCUMENT);
    const findings = [...early, found('max', ['not-met'])];
    const signed = { ...UPHELD, ...WITHHELD, findings };
    expect(await update(id, signed)).toEqual(UNOPENED_DOCUMENT);
    const [document] = await desk.ports.records.documents(caseId);
    const max = { subject: 'max', role: 'medical-director' } as const;
    await desk.ports.records.keepOpening(document!, max, new Date(AT));
    expect(await update(id, signed)).toBeNull();
    expect(await update(id, { license: { ...LICENSE, number: 'ME-1' } })).toEqual(SECOND);
  });
});

describe('findings on an appeal', () => {
  it('are added to, and neither changed nor removed', async () => {
    const { id } = await appealInTexas();
    const first = found('mia', ['met']);
    expect(await update(id, { findings: [first] })).toBeNull();
    expect(await update(id, { findings: [found('mia', ['not-met'])] })).toEqual(NOT_ADDED);
    expect(await update(id, { findings: [] })).toEqual(NOT_ADDED);
    expect(await update(id, { findings: null })).toEqual(NOT_ADDED);
    expect(await update(id, { findings: [first, found('max', ['not-met'])] })).toBeNull();
  });

  it('are those of medical directors', async () => {
    const { id } = await appealInTexas();
    const findings = [{ ...found('pia', ['met']), by: { subject: 'pia', role: 'pharmacist' } }];
    expect(await update(id, { findings })).toEqual(
      rule('only_a_medical_director_finds_on_an_appeal'),
    );
  });

  it('are not added once the appeal is decided, and stay with the decision', async () => {
    const { id } = await appealInTexas();
    const findings = [found('max', ['not-met'])];
    expect(await update(id, { ...UPHELD, ...WITHHELD, findings })).toBeNull();
    expect(await update(id, { findings: [...findings, found('mia', ['met'])] })).toEqual(NOT_OPEN);
    expect(await update(id, part('shown-to-reviewer'))).toEqual(SECOND);
  });

  it('open no closed case to findings of its own', async () => {
    const { caseId } = await appealInTexas();
    const refusal = await sql.refusalOf(
      `UPDATE pa_case SET findings = findings || $2::jsonb WHERE id = $1`,
      [caseId, JSON.stringify([found('max', ['met'])])],
    );
    expect(refusal).toEqual(SECOND);
  });
});

test('only a decision that keeps the denial says what part the check had', async () => {
  const { id } = await appealInTexas();
  expect(await update(id, WITHHELD)).toEqual(rule('only_an_upheld_denial_has_an_engine_part'));
});
