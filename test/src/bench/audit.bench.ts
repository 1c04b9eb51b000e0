import { sealAudit, verifyAudit } from '@assent/application';
import { databaseUrlOf, seedCases } from '@assent/local';
import { auditLog } from '@assent/persistence';
import { sealFolder, sealSigner, sha256 } from '@assent/platform';
import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSql, type Sql } from '../record/sql';
import { MET } from '../support/facts';
import { openOneOfEachKind } from '../support/one-of-each-kind';
import { opened } from '../support/requests';
import { inTurn, perSecond, type Figure } from './figure';
import { freshRows, rowsOf, toTemplate, type Template } from './row-template';
import { benchPorts, withRecords, type Stand } from './stand';

const PAIRS = 5;
const COMMITS = 500;
const CASES = 125_000;
const ENTRIES_OF_A_CASE = 8;

/** (j) What the chains of the audit cost a change, and how fast a check reads a million entries. */
export async function benchAudit(stand: Stand): Promise<readonly Figure[]> {
  return [...(await changes(stand)), ...(await checks(stand))];
}

/** Cases that are opened, beside the same without chains. */
async function changes(stand: Stand): Promise<readonly Figure[]> {
  const [own, bare] = [
    await stand.database('bench_chained'),
    await stand.database('bench_bare_audit'),
  ];
  const template = await withRecords(own, async (records) => {
    const member = { memberId: 'BENCH-0-0', givenName: 'Nadia', familyName: 'Brandt' };
    const { record } = await opened(benchPorts(records), {
      facts: MET,
      member: { ...member, birthDate: '1958-03-09' },
    });
    const rows = JSON.stringify(await rowsOf(records, record.id));
    // Each case has a command key of its own.
    const keyed = rows.replace(/"command_key":"[^"]*"/, '"command_key":"BENCH-0-0"');
    return toTemplate(JSON.parse(keyed) as object);
  });
  const owner = await openSql(bare);
  await owner.run('DROP TRIGGER audit_entries_are_chained ON audit_entry');
  await owner.run('ALTER TABLE audit_entry DROP CONSTRAINT an_entry_is_chained');
  await owner.close();
  const figures: Figure[] = [];
  for (const atOnce of [1, 10]) {
    const [ours, theirs] = [await sessions(own, atOnce), await sessions(bare, atOnce)];
    const rates = await inTurn(
      PAIRS,
      () => commits(ours, template),
      () => commits(theirs, template),
    ).finally(() => Promise.all([...ours, ...theirs].map((session) => session.close())));
    const what = `changes with a chain, ${atOnce} at once`;
    figures.push({ what, unit: 'changes/s', ...rates, aim: 'ratio at least 0.9' });
  }
  return figures;
}

function sessions(databaseUrl: string, count: number): Promise<readonly Sql[]> {
  const url = databaseUrlOf('assent_api', databaseUrl);
  return Promise.all(Array.from({ length: count }, () => openSql(url)));
}

let members = 0;

async function commits(on: readonly Sql[], template: Template): Promise<number> {
  const began = performance.now();
  const each = COMMITS / on.length;
  await Promise.all(
    on.map(async (session) => {
      for (let turn = 0; turn < each; turn += 1) {
        members += 1;
        const rows = freshRows(template, randomUUID(), `BENCH-1-${members}`);
        await session.run('SELECT commit_change($1::jsonb)', [rows]);
      }
    }),
  );
  return perSecond(COMMITS, performance.now() - began);
}

async function checks(stand: Stand): Promise<readonly Figure[]> {
  const databaseUrl = await stand.database('bench_audit');
  return withRecords(databaseUrl, async (records) => {
    await openOneOfEachKind(benchPorts(records));
    await seedCases(databaseUrl, { cases: CASES });
    const owner = await openSql(databaseUrl);
    for (const statement of CHAINS) await owner.run(statement);
    await owner.close();
    const folder = join(stand.folder, 'seals');
    await mkdir(folder);
    const key = join(stand.folder, 'seal-key.pem');
    const { privateKey } = generateKeyPairSync('ed25519');
    await writeFile(key, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    const signer = sealSigner(key);
    const outside = sealFolder(folder);
    const began = performance.now();
    const seal = sealAudit({ record: records.auditSeals, outside, signer, keys: signer, sha256 });
    const sealed = await seal();
    const sealing = performance.now() - began;
    const log = auditLog(databaseUrlOf('assent_auditor', databaseUrl));
    const verify = verifyAudit({ log, outside, keys: signer, sha256 });
    const start = performance.now();
    const { entries, findingCount, findings } = await verify();
    const took = performance.now() - start;
    if (findingCount > 0) throw new Error(`the check found ${findings.slice(0, 3).join(' ')}`);
    return [
      {
        what: `a check of ${entries.toLocaleString('en-US')} audit entries`,
        unit: 'seconds',
        reached: took / 1_000,
        aim: 'below 60 for a million',
      },
      { what: 'checked', unit: 'entries/s', reached: perSecond(entries, took) },
      {
        what: 'sealed at the first start',
        unit: 'entries/s',
        reached: perSecond(sealed ?? 0, sealing),
      },
    ];
  });
}

/** Chains of the seeded cases, which came in past the door; the last entry tells of the case. */
const CHAINS = [
  'ALTER TABLE audit_entry DISABLE TRIGGER USER',
  `SET timezone = 'UTC'`,
  `INSERT INTO audit_entry (at, actor, role, action, case_id, case_version, place, written_at, case_digest,
     beside_digest, hash)
   SELECT now(), 'ivy', 'intake', 'seed', c.id, c.version, place, date_trunc('milliseconds', now()),
     CASE WHEN place = ${ENTRIES_OF_A_CASE} THEN case_digest(c) ELSE sha256(convert_to(place::text, 'UTF8')) END,
     CASE WHEN place = ${ENTRIES_OF_A_CASE} THEN beside_digest(c.id) END, '\\x00'
   FROM generate_series(1, ${ENTRIES_OF_A_CASE}) place, pa_case c WHERE c.member_id LIKE 'SEED%'`,
  ...Array.from(
    { length: ENTRIES_OF_A_CASE },
    (_, index) => `UPDATE audit_entry e SET hash = audit_hash(e, (SELECT p.hash FROM audit_entry p
      WHERE p.case_id = e.case_id AND p.place = e.place - 1))
    WHERE e.place = ${index + 1} AND action = 'seed'`,
  ),
  'ALTER TABLE audit_entry ENABLE TRIGGER USER',
  'VACUUM (ANALYZE) audit_entry',
];
