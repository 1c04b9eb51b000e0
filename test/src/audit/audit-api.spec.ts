import { verifyAudit } from '@assent/application';
import { auditState } from '@assent/contracts';
import { databaseUrlOf, until } from '@assent/local';
import { auditLog } from '@assent/persistence';
import { sha256 } from '@assent/platform';
import { startApi, type ApiServer } from '../api/api-server';
import { openSql } from '../record/sql';
import { openDesk } from '../support/desk';
import { MET } from '../support/facts';
import { opened } from '../support/requests';
import { adminUrlOf } from '../support/services';
import { sealedAudit, type SealedAudit } from './sealed-audit';

let audit: SealedAudit;
let api: ApiServer;
let blind: ApiServer;

beforeAll(async () => {
  const desk = await openDesk();
  audit = sealedAudit(desk);
  const verify = verifyAudit({
    log: auditLog(databaseUrlOf('assent_api', desk.databaseUrl)),
    outside: audit.outside,
    keys: audit.signer,
    sha256,
  });
  api = await startApi({ audit: { checks: desk.records.auditChecks, verify } }, desk);
  blind = await startApi();
});
afterAll(async () => {
  await api.stop();
  await blind.stop();
  await audit.remove();
});

async function shown(server = api) {
  return auditState.parse((await server.call('GET', '/v1/audit', { role: 'auditor' })).body);
}

async function checked(role = 'auditor') {
  const { status, body } = await api.call('POST', '/v1/audit/check', { role });
  expect(status).toBe(200);
  expect(auditState.parse(body).check?.startedBy).toBe(`${role}-1`);
  let state = await shown();
  const hasEnded = await until(
    async () => {
      state = await shown();
      return state.check !== null && state.check.finishedAt !== null;
    },
    { timeoutMs: 30_000 },
  );
  expect(hasEnded).toBe(true);
  return state;
}

test('shows how far the audit is sealed', async () => {
  await opened(api.desk.ports, { facts: MET });
  expect(await shown()).toMatchObject({ lastSeal: null, unsealed: 1, entries: 1, check: null });
  await audit.seal();
  expect(await shown()).toMatchObject({
    lastSeal: { number: 1, entries: 1 },
    unsealed: 0,
    unsealedSince: null,
    entries: 1,
    canCheck: true,
  });
});

test('an auditor starts a check, and reads what it found', async () => {
  expect((await checked()).check).toMatchObject({
    findingCount: 0,
    findings: [],
    failure: null,
    entries: 1,
  });
  const { database } = api.desk.records;
  await database.$executeRaw`ALTER TABLE audit_entry DISABLE TRIGGER USER`;
  await database.$executeRaw`UPDATE audit_entry SET actor = 'eve'`;
  const { check } = await checked('admin');
  expect(check?.findingCount).toBe(1);
  expect(check?.findings).toEqual([
    expect.stringMatching(/^Case PA-\S+: audit entry 1 is not what was written/),
  ]);
});

test('a check that comes to no result says why', async () => {
  await audit.remove();
  expect((await checked()).check).toMatchObject({
    failure: 'the folder of the audit seals cannot be used',
    findingCount: null,
    entries: null,
  });
  const admin = await openSql(adminUrlOf(api.desk.databaseUrl));
  const left = await admin.run(
    `SELECT query FROM pg_stat_activity
     WHERE datname = current_database() AND state LIKE 'idle in transaction%'`,
  );
  await admin.close();
  expect(left).toEqual([]);
});

test('one check at a time, and one that was interrupted makes room', async () => {
  const { auditChecks, database } = api.desk.records;
  const by = { subject: 'aud', role: 'auditor' };
  const [one, other] = [api.desk.ports.ids.id(), api.desk.ports.ids.id()];
  expect(await auditChecks.begin(one, by)).toBe(true);
  expect(await auditChecks.begin(other, by)).toBe(false);
  await database.$executeRaw`
    UPDATE audit_check SET started_at = started_at - interval '20 minutes' WHERE finished_at IS NULL`;
  expect(await auditChecks.begin(other, by)).toBe(true);
  await auditChecks.finish(one, { failure: 'late' });
  const kept = await database.auditCheck.findUnique({ where: { id: one } });
  expect(kept?.failure).toBe('the check was interrupted');
});

test('without seals to compare with, nothing is checked', async () => {
  expect(await shown(blind)).toMatchObject({ canCheck: false, check: null });
  const { status, problem } = await blind.call('POST', '/v1/audit/check', { role: 'auditor' });
  expect([status, problem.code]).toEqual([409, 'audit-not-checkable']);
});
