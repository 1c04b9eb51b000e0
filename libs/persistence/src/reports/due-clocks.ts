import type { DueClocks, PlanGroup } from '@assent/application';
import type { ReadableLines } from '@assent/domain';
import { andReadable } from '../access/readable-lines';
import type { Database } from '../database/database';
import { PEER_TO_PEER } from '../database/json-columns';
import { toAppeal } from '../database/mappers';
import { Prisma } from '../generated/client';
import { PLAN } from './determination-figures';

/** The clocks of cases and appeals that were due from one instant and before another. */
export async function dueClocks(
  database: Database,
  from: Date,
  until: Date,
  now: Date,
  lines?: ReadableLines,
): Promise<DueClocks> {
  const inLines = andReadable(Prisma.sql`pa_case.line_of_business`, lines);
  const due = (at: Prisma.Sql) => Prisma.sql`${at} >= ${from} AND ${at} < ${until}`;
  const dueCase = Prisma.sql`${due(Prisma.sql`pa_case.due_at`)} ${inLines}`;
  const [decisions, calls, appeals] = await Promise.all([
    database.$queryRaw<DueClocks['decisions'][number][]>`
      SELECT "lineOfBusiness", "coverageType", kind, urgency, "ruleId", state,
        (count(*) FILTER (WHERE is_late))::int AS late,
        (count(*) FILTER (WHERE is_unwritten))::int AS unwritten,
        (count(*) FILTER (WHERE is_untold))::int AS untold
      FROM (
        SELECT ${PLAN}, ${RULE}, true AS is_late, false AS is_unwritten, false AS is_untold
        FROM pa_case WHERE closed_at IS NULL AND ${dueCase}
        UNION ALL
        SELECT ${PLAN}, ${RULE}, closed_at > due_at, coalesce(letters.is_unwritten, false),
          coalesce(letters.is_untold, false)
        FROM pa_case
        LEFT JOIN LATERAL (
          SELECT bool_or(coalesce(out_at, ${now}) > greatest(due_at, told.written_by)) AS is_unwritten,
            bool_or(coalesce(least(out_at, told.spoken_at), ${now}) > due_at) AS is_untold
          FROM ${LETTERS} letter
          LEFT JOIN LATERAL (
            SELECT (details ->> 'spokenAt')::timestamptz AS spoken_at,
              (details ->> 'writtenBy')::timestamptz AS written_by
            FROM case_event
            WHERE coalesce(letter.out_at, ${now}) > pa_case.due_at
              AND case_event.case_id = pa_case.id AND type = 'oral-notice-given'
              AND details ->> 'to' = letter.recipient AND details ? 'writtenBy'
            ORDER BY spoken_at LIMIT 1) told ON true
          HAVING bool_or(letter.recipient = 'prescriber')) letters ON true
        WHERE closed_at IS NOT NULL AND status IN ('approved', 'denied') AND ${dueCase}) due
      WHERE is_late OR is_unwritten OR is_untold
      GROUP BY "lineOfBusiness", "coverageType", kind, urgency, "ruleId", state`,
    database.$queryRaw<(PlanGroup & { readonly call: unknown })[]>`
      SELECT ${PLAN}, call
      FROM pa_case, jsonb_array_elements(pa_case.peer_to_peer) call
      WHERE pa_case.peer_to_peer <> '[]'
        AND ${due(Prisma.sql`(call ->> 'dueAt')::timestamptz`)} ${inLines}`,
    database.$queryRaw<(PlanGroup & { readonly id: string })[]>`
      SELECT ${PLAN}, appeal.id
      FROM appeal JOIN pa_case ON pa_case.id = appeal.case_id
      WHERE appeal.received_at < ${until} AND EXISTS (
        SELECT FROM jsonb_array_elements(appeal.clocks) clock
        WHERE ${due(Prisma.sql`(clock ->> 'dueAt')::timestamptz`)}) ${inLines}`,
  ]);
  const rows = await database.appeal.findMany({
    where: { id: { in: appeals.map(({ id }) => id) } },
  });
  const byId = new Map(rows.map((row) => [row.id, toAppeal(row)]));
  return {
    decisions,
    calls: calls.flatMap(({ call, ...plan }) =>
      PEER_TO_PEER.parse([call]).map((read) => ({ ...plan, call: read })),
    ),
    appeals: appeals.flatMap(({ id, ...plan }) => {
      const appeal = byId.get(id);
      return appeal ? [{ ...plan, appeal }] : [];
    }),
  };
}

/** What says whether a plan tells people of a decision by phone. */
const RULE = Prisma.sql`jsonb_path_query_first(pa_case.clocks,
    '$[*] ? (@.replacedAt == null).rule.id') #>> '{}' AS "ruleId",
  pa_case.jurisdiction ->> 'state' AS state`;

const KIND_OF_LETTER = Prisma.sql`CASE pa_case.decision WHEN 'approve' THEN 'approval' ELSE 'denial' END`;

/** The letters about the decision of a case, and when each went out, as its ledger of clocks reads them. */
const LETTERS = Prisma.sql`(
  (SELECT 'prescriber' AS recipient,
    CASE WHEN resend IS NULL THEN coalesce(resent_at, sent_at) END AS out_at
  FROM notice WHERE notice.case_id = pa_case.id AND notice.kind = ${KIND_OF_LETTER}
  ORDER BY notice.due_at, notice.id LIMIT 1)
  UNION ALL
  (SELECT 'member', CASE WHEN member_letter.recipient IS NULL THEN mailed_at ELSE made_at END
  FROM member_letter
  WHERE member_letter.case_id = pa_case.id AND member_letter.kind = ${KIND_OF_LETTER}
  ORDER BY member_letter.due_at, member_letter.id LIMIT 1))`;
