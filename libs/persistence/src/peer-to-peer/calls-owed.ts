import { Prisma } from '../generated/client';

/**
 * When the workflow of a case acts next for a call that is owed, as `nextOfCall` of the domain; null for
 * none.
 */
export const CALL_STEP_AT = Prisma.sql`CASE WHEN call_owed_by IS NOT NULL THEN (
  SELECT min(least(
    CASE WHEN call ->> 'escalatedAt' IS NULL THEN (call ->> 'dueAt')::timestamptz END,
    CASE WHEN call #>> '{agreed,toldAt}' IS NULL
      AND (call #>> '{agreed,slot}')::timestamptz > (call #>> '{agreed,at}')::timestamptz
      THEN (call #>> '{agreed,slot}')::timestamptz END))
  FROM jsonb_array_elements(peer_to_peer) call
  WHERE NOT call @? '$.attempts[*] ? (@.outcome != "plan-missed")') END`;
