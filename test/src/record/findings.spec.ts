import { openDesk, type Desk } from '../support/desk';
import { TOO_MANY_CAPSULES } from '../support/facts';
import { opened, unique } from '../support/requests';
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

const CHECK = '23514';
const NO_FINDINGS: BrokenRule = { code: CHECK, rule: 'findings_come_before_a_denial' };
const NOT_ADDED: BrokenRule = { code: CHECK, rule: 'findings_are_only_added_to' };
const CLOSED: BrokenRule = { code: 'AS001', rule: undefined };

const denial = {
  status: 'denied',
  closed_at: '2026-11-23T09:00:00Z',
  decision: 'deny',
  decided_by: 'maya',
  decided_role: 'medical-director',
  decided_at: '2026-11-23T09:00:00Z',
  rationale: 'Four capsules are more than the label allows.',
  license_number: 'ME-104722',
  license_state: 'TX',
  license_specialty: 'Hematology',
  letter_digest: `\\x${'ab'.repeat(32)}`,
};

const part = (word: string) => ({
  engine_part: { part: word, guideline: null, outcome: 'criteria-not-met', compared: [] },
});
const WITHHELD = part('not-shown-before-findings');

const found = (subject: string, ...words: string[]) => ({
  by: { subject, role: 'medical-director' },
  at: '2026-11-23T08:00:00.000Z',
  items: words.map((finding, place) => ({
    criterion: `I.${place}`,
    finding,
    note: null,
    basis: 'ab',
  })),
});

async function caseIn(state: 'TX' | 'FL'): Promise<string> {
  const member = {
    memberId: `TF${unique()}`,
    givenName: 'Rosa',
    familyName: 'Ibarra',
    birthDate: '1957-04-02',
    state,
  } as const;
  return (await opened(desk.ports, { facts: TOO_MANY_CAPSULES, member })).record.id;
}

/** Overwrites columns of a stored case. */
function update(id: string, columns: Row): Promise<BrokenRule | null> {
  const names = Object.keys(columns);
  return sql.refusalOf(
    `UPDATE pa_case SET ${names.map((name) => `${name} = new.${name}`).join(', ')}
     FROM jsonb_populate_record(NULL::pa_case, $2::jsonb) new WHERE pa_case.id = $1`,
    [id, columns],
  );
}

describe('a denial in a state where findings come first', () => {
  it.each([
    ['no findings', {}],
    ['findings of another person', { findings: [found('pia', 'not-met')] }],
    ['only findings that everything is met', { findings: [found('maya', 'met', 'cannot-tell')] }],
  ])('is refused with %s', async (_, findings) => {
    const id = await caseIn('TX');
    expect(await update(id, { ...denial, ...WITHHELD, ...findings })).toEqual(NO_FINDINGS);
  });

  it('is refused if it does not say that results were withheld', async () => {
    const id = await caseIn('TX');
    const findings = { findings: [found('maya', 'met', 'not-met')] };
    expect(await update(id, { ...denial, ...findings })).toEqual(NO_FINDINGS);
    const shown = part('shown-to-reviewer');
    expect(await update(id, { ...denial, ...findings, ...shown })).toEqual(NO_FINDINGS);
    expect(await update(id, { ...denial, ...findings, ...WITHHELD })).toBeNull();
  });

  it('keeps its findings and the part of the check', async () => {
    const id = await caseIn('TX');
    const findings = [found('maya', 'not-met')];
    expect(await update(id, { ...denial, ...WITHHELD, findings })).toBeNull();
    expect(await update(id, part('shown-to-reviewer'))).toEqual(CLOSED);
    const more = { findings: [...findings, found('pia', 'met')] };
    expect(await update(id, more)).toEqual(CLOSED);
  });
});

it('a denial in another state takes none', async () => {
  const id = await caseIn('FL');
  expect(await update(id, { ...denial, ...part('shown-to-reviewer') })).toBeNull();
});

it('findings are added to, and neither changed nor removed', async () => {
  const id = await caseIn('TX');
  const first = found('pia', 'met');
  expect(await update(id, { findings: [first] })).toBeNull();
  expect(await update(id, { findings: [found('pia', 'not-met')] })).toEqual(NOT_ADDED);
  expect(await update(id, { findings: [] })).toEqual(NOT_ADDED);
  expect(await update(id, { findings: null })).toEqual(NOT_ADDED);
  expect(await update(id, { findings: [found('maya', 'met'), first] })).toEqual(NOT_ADDED);
  expect(await update(id, { findings: [first, found('maya', 'not-met')] })).toBeNull();
});

it('a case keeps its jurisdiction', async () => {
  const id = await caseIn('TX');
  expect(await update(id, { jurisdiction: null })).toEqual({
    code: CHECK,
    rule: 'a_case_keeps_its_jurisdiction',
  });
});

it('only a denial says what part the check had', async () => {
  expect(await update(await caseIn('TX'), WITHHELD)).toEqual({
    code: CHECK,
    rule: 'only_a_denial_has_an_engine_part',
  });
});
