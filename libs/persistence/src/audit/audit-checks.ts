import type { AuditChecks } from '@assent/application';
import { reaching, sqlState, UNIQUE_VIOLATION, type Database } from '../database/database';
import type { AuditCheck as CheckRow } from '../generated/client';

/** After how long a check that has not ended will not end any more, by the database's clock. */
const GONE = '15 minutes';

/** The checks of the audit in Postgres, and how far it is sealed. */
export function auditChecks(database: Database): AuditChecks {
  return {
    sealing: () =>
      reaching(async () => {
        const last = await database.auditSeal.findFirst({ orderBy: { number: 'desc' } });
        const { _count, _min } = await database.auditEntry.aggregate({
          where: { id: { gt: last?.upTo ?? 0n } },
          _count: true,
          _min: { writtenAt: true },
        });
        return { last, unsealed: _count, unsealedSince: _min.writtenAt };
      }),

    latest: () =>
      reaching(async () => {
        const row = await database.auditCheck.findFirst({ orderBy: { startedAt: 'desc' } });
        return row && toCheck(row);
      }),

    begin: (id, { role, subject }) =>
      reaching(async () => {
        await database.$executeRaw`
          UPDATE audit_check SET finished_at = now(), failure = 'the check was interrupted'
          WHERE finished_at IS NULL AND started_at < now() - ${GONE}::interval`;
        try {
          await database.$executeRaw`
            INSERT INTO audit_check (id, started_at, started_by, started_role)
            VALUES (${id}::uuid, now(), ${subject}, ${role})`;
          return true;
        } catch (error) {
          if (sqlState(error) === UNIQUE_VIOLATION) return false;
          throw error;
        }
      }),

    finish: (id, result) =>
      reaching(async () => {
        const [failure, entries, count, findings] =
          'failure' in result
            ? [result.failure, null, null, []]
            : [null, result.entries, result.findingCount, [...result.findings]];
        await database.$executeRaw`
          UPDATE audit_check SET finished_at = now(), entries = ${entries}::bigint,
            finding_count = ${count}::integer, findings = ${findings}::text[], failure = ${failure}
          WHERE id = ${id}::uuid AND finished_at IS NULL`;
      }),
  };
}

function toCheck(row: CheckRow) {
  const { entries, failure, findingCount, findings, finishedAt, startedAt, startedBy } = row;
  return {
    startedAt,
    startedBy,
    finishedAt,
    failure,
    result:
      entries === null || findingCount === null
        ? null
        : { entries: Number(entries), findingCount, findings },
  };
}
