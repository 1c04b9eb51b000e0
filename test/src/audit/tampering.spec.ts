import { databaseUrlOf } from '@assent/local';
import { auditLog } from '@assent/persistence';
import type { NumberedSeal } from '@assent/application';
import { openDesk, type Desk } from '../support/desk';
import { ANSWER, MET, ONE_MISSING, TOO_MANY_CAPSULES } from '../support/facts';
import { deliverDue, makeMemberLetters } from '../support/letters';
import { accepted, decide, DIRECTOR, inform, opened } from '../support/requests';
import { openSql, type Sql } from '../record/sql';
import { copyOf, verifyCopy, type AuditCopy } from './audit-copy';
import { sealedAudit, type SealedAudit } from './sealed-audit';
import { chanceOf, TAMPERINGS, type Chance } from './tamperings';

/** How many of each kind: of seven kinds, a thousand altogether. */
const IN_MEMORY = 150;
const IN_POSTGRES = 7;

/** `AUDIT_SEED` repeats what a failure names. */
const SEED = Number(process.env['AUDIT_SEED'] ?? Math.floor(Math.random() * 2 ** 31));

let desk: Desk;
let audit: SealedAudit;
let owner: Sql;
let whole: AuditCopy;
let outside: NumberedSeal[];

beforeAll(async () => {
  desk = await openDesk();
  audit = sealedAudit(desk);
  owner = await openSql(desk.databaseUrl);
  const { ports } = desk;
  for (let round = 0; round < 4; round += 1) {
    await opened(ports, { facts: MET });
    const asked = await opened(ports, { facts: ONE_MISSING });
    await deliverDue(desk);
    accepted(await inform(ports, asked.record.id, ANSWER));
    const reviewed = await opened(ports, { facts: TOO_MANY_CAPSULES });
    accepted(
      await decide(ports, reviewed.record.id, 'deny', {
        actor: DIRECTOR,
        rationale: 'Four capsules.',
        clauses: ['I.3'],
      }),
    );
    await deliverDue(desk);
    await makeMemberLetters(desk);
    await audit.seal();
  }
  whole = await copyOf(auditLog(databaseUrlOf('assent_auditor', desk.databaseUrl)));
  outside = [...whole.seals];
  await owner.run('CREATE TABLE kept_entry AS TABLE audit_entry');
  await owner.run('CREATE TABLE kept_seal AS TABLE audit_seal');
  await owner.run('CREATE TABLE kept_case AS TABLE pa_case');
  await owner.run('CREATE TABLE kept_notice AS TABLE notice');
  await owner.run('CREATE TABLE kept_authorization AS TABLE pa_authorization');
  for (const table of ['audit_entry', 'audit_seal', 'pa_case', 'notice', 'pa_authorization']) {
    await owner.run(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
  }
  await owner.run('DROP INDEX audit_entry_case_id_place_key');
}, 120_000);
afterAll(async () => {
  await owner.close();
  await audit.remove();
  await desk.close();
});

test('finds nothing in an audit that is whole', async () => {
  expect(whole.entries.length).toBeGreaterThan(40);
  expect(whole.seals.length).toBe(4);
  const found = await verifyCopy(whole, outside, audit.signer);
  expect(found).toMatchObject({ findings: [], unsealed: 0, entries: whole.entries.length });
  expect(await audit.verify()).toEqual(found);
});

test.each(Object.keys(TAMPERINGS) as (keyof typeof TAMPERINGS)[])(
  `finds each of ${IN_MEMORY} tamperings: %s, seed ${SEED}`,
  async (kind) => {
    const chance = chanceOf(SEED);
    const ways = TAMPERINGS[kind];
    const missed: number[] = [];
    let found = 0;
    for (let turn = 0; turn < IN_MEMORY; turn += 1) {
      const way = turn % ways.length;
      const { findingCount } = await verifyCopy(ways[way]!(whole, chance), outside, audit.signer);
      if (findingCount > 0) found += 1;
      else missed.push(way);
    }
    expect({ missed, found }).toEqual({ missed: [], found: IN_MEMORY });
  },
);

/** Hashes a chain again from its first entry on, as someone would who hides what they did. */
const REHASH = `DO $$
  DECLARE
    each record;
    last_case uuid;
    last_hash bytea;
  BEGIN
    FOR each IN SELECT e FROM audit_entry e ORDER BY case_id, place, id LOOP
      last_hash := audit_hash(each.e, CASE WHEN last_case = (each.e).case_id THEN last_hash END);
      last_case := (each.e).case_id;
      UPDATE audit_entry SET hash = last_hash WHERE id = (each.e).id;
    END LOOP;
  END $$`;

/** Statements of the owner of the database, with the rules of the tables off. */
const IN_SQL: Readonly<Record<keyof typeof TAMPERINGS, readonly ((chance: Chance) => string[])[]>> =
  {
    edit: [
      (chance) => [`UPDATE audit_entry SET actor = 'eve' WHERE id = ${entry(chance)}`],
      (chance) => [
        `UPDATE audit_entry SET at = at - interval '1 day' WHERE id = ${entry(chance)}`,
        REHASH,
      ],
      (chance) => [`UPDATE pa_case SET drug_text = 'Other words' WHERE id = '${aCase(chance)}'`],
      (chance) => [
        `UPDATE pa_case SET facts = facts || '{"stage": "I"}' WHERE id = '${aCase(chance)}'`,
      ],
      () => [
        `UPDATE notice SET text = text || '.' WHERE id = (SELECT min(id::text)::uuid FROM notice WHERE sent_at IS NOT NULL)`,
      ],
      () => [`UPDATE pa_authorization SET end_date = end_date + 1`],
      (chance) => [
        `UPDATE pa_case SET version = version + 1, assignee = 'eve' WHERE id = '${aCase(chance)}'`,
      ],
    ],
    deletion: [
      (chance) => [`DELETE FROM audit_entry WHERE id = ${entry(chance)}`],
      (chance) => [
        `DELETE FROM audit_entry WHERE id = ${entry(chance)}`,
        `UPDATE audit_entry e SET place = n.place FROM (SELECT id, row_number() OVER (PARTITION BY case_id ORDER BY id) AS place FROM audit_entry) n WHERE n.id = e.id`,
        REHASH,
      ],
      (chance) => [`DELETE FROM audit_entry WHERE case_id = '${aCase(chance)}'`],
      (chance) => [`DELETE FROM audit_seal WHERE number = ${1 + chance.below(4)}`],
    ],
    insertion: [
      (chance) => [
        `INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', e.id - 1, 'actor', 'eve'))).* FROM audit_entry e WHERE id = ${entry(chance)} AND NOT EXISTS (SELECT FROM audit_entry o WHERE o.id = e.id - 1)`,
        `UPDATE audit_entry e SET place = n.place FROM (SELECT id, row_number() OVER (PARTITION BY case_id ORDER BY id) AS place FROM audit_entry) n WHERE n.id = e.id`,
        REHASH,
      ],
    ],
    reordering: [
      () => [`UPDATE audit_entry SET place = 3 - place WHERE place IN (1, 2)`, REHASH],
      () => [`UPDATE audit_entry SET place = 3 - place WHERE place IN (1, 2)`],
    ],
    'cut tail': [
      () => [`DELETE FROM audit_entry WHERE id = (SELECT max(id) FROM audit_entry)`],
      (chance) => [
        `DELETE FROM audit_entry WHERE id >= ${entry(chance)}`,
        `DELETE FROM audit_seal WHERE up_to >= (SELECT max(id) FROM audit_entry)`,
      ],
      () => [`DELETE FROM audit_seal WHERE number = 4`],
    ],
    fork: [
      (chance) => [
        `INSERT INTO audit_entry SELECT (jsonb_populate_record(e, jsonb_build_object('id', (SELECT max(id) + 1 FROM audit_entry), 'actor', 'eve'))).* FROM audit_entry e WHERE id = ${entry(chance)}`,
      ],
      (chance) => [
        `UPDATE audit_seal SET signature = reverse(signature) WHERE number = ${1 + chance.below(4)}`,
      ],
    ],
    'full rewrite': [
      () => [`UPDATE audit_entry SET actor = 'eve' WHERE actor = 'ivy'`, REHASH],
      () => [
        `UPDATE audit_entry SET actor = 'eve' WHERE actor = 'ivy'`,
        REHASH,
        'DELETE FROM audit_seal',
      ],
    ],
  };

const entry = (chance: Chance): string => chance.of(whole.entries).id;
const aCase = (chance: Chance): string => chance.of(whole.cases).caseId;

async function mend(): Promise<void> {
  for (const statement of [
    'TRUNCATE audit_entry, audit_seal',
    'INSERT INTO audit_entry SELECT * FROM kept_entry',
    'INSERT INTO audit_seal SELECT * FROM kept_seal',
    `UPDATE pa_case c SET drug_text = k.drug_text, facts = k.facts, version = k.version,
      assignee = k.assignee FROM kept_case k WHERE k.id = c.id`,
    'UPDATE notice n SET text = k.text FROM kept_notice k WHERE k.id = n.id',
    `UPDATE pa_authorization a SET end_date = k.end_date FROM kept_authorization k
      WHERE k.number = a.number`,
  ]) {
    await owner.run(statement);
  }
}

test.each(Object.keys(IN_SQL) as (keyof typeof IN_SQL)[])(
  `finds what the owner of the database does with the rules off: %s, seed ${SEED}`,
  async (kind) => {
    const chance = chanceOf(SEED);
    const ways = IN_SQL[kind];
    const missed: string[][] = [];
    for (let turn = 0; turn < IN_POSTGRES; turn += 1) {
      const statements = ways[turn % ways.length]!(chance);
      for (const statement of statements) await owner.run(statement);
      if ((await audit.verify()).findingCount === 0) missed.push(statements);
      await mend();
    }
    expect(missed).toEqual([]);
    expect((await audit.verify()).findings).toEqual([]);
  },
);

test('says what is wrong in words without member data', async () => {
  const { caseId } = whole.entries[0]!;
  const { number } = whole.cases.find((each) => each.caseId === caseId)!;
  await owner.run(`DELETE FROM audit_entry WHERE case_id = $1 AND place = 1`, [caseId]);
  const { findings } = await audit.verify();
  await mend();
  expect(findings).toEqual([
    `Case ${number}: audit entry 1 is missing.`,
    expect.stringMatching(/^Seal \d covers \d+ audit entries; \d+ are there\.$/),
  ]);
});
