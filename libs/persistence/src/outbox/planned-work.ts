import type { PlannedWork } from '@assent/application';
import { TO_ESCALATE } from '../appeals/appeals';
import { UNMADE } from '../correspondence/member-letter-box';
import { NEXT_HAND_OVER, WAITING } from '../correspondence/notice-box';
import { reaching, type Database } from '../database/database';
import { CALL_STEP_AT } from '../peer-to-peer/calls-owed';

/** What Postgres knows of work that the software must still do by itself. */
export function plannedWork(database: Database): PlannedWork {
  return {
    unfinishedBy: (now) =>
      reaching(async () => {
        const [row] = await database.$queryRaw<{ unfinished: bigint }[]>`
          SELECT (SELECT count(*) FROM outbox)
            + (SELECT count(*) FROM notice WHERE ${WAITING} AND ${NEXT_HAND_OVER} <= ${now})
            + (SELECT count(*) FROM member_letter WHERE ${UNMADE} AND ${NEXT_HAND_OVER} <= ${now})
            + (SELECT count(*) FROM pa_case WHERE next_step_at <= ${now} AND closed_at IS NULL)
            + (SELECT count(*) FROM pa_authorization WHERE next_step_at <= ${now})
            + (SELECT count(*) FROM appeal WHERE ${TO_ESCALATE} AND owed_by <= ${now})
            + (SELECT count(*) FROM pa_case WHERE call_owed_by IS NOT NULL
              AND ${CALL_STEP_AT} <= ${now}) AS unfinished`;
        return Number(row?.unfinished ?? 0);
      }),
    nextAfter: (now) =>
      reaching(async () => {
        const [row] = await database.$queryRaw<{ next: Date | null }[]>`
          SELECT least(
            (SELECT min(${NEXT_HAND_OVER}) FROM notice
              WHERE ${WAITING} AND last_error IS NULL AND ${NEXT_HAND_OVER} > ${now}),
            (SELECT min(${NEXT_HAND_OVER}) FROM member_letter
              WHERE ${UNMADE} AND tried_since IS NULL AND ${NEXT_HAND_OVER} > ${now}),
            (SELECT min(next_step_at) FROM pa_case WHERE next_step_at > ${now}
              AND closed_at IS NULL),
            (SELECT min(next_step_at) FROM pa_authorization WHERE next_step_at > ${now}),
            (SELECT min(owed_by) FROM appeal WHERE ${TO_ESCALATE} AND owed_by > ${now}),
            (SELECT min(${CALL_STEP_AT}) FROM pa_case WHERE call_owed_by IS NOT NULL
              AND ${CALL_STEP_AT} > ${now})) AS next`;
        return row?.next ?? null;
      }),
  };
}
