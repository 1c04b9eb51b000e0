-- What was replaced by an authorization that was none stands again, in the change that ends the other: so
-- whatever ends is written before whatever stands, or both would cover the same days for a moment. Nothing
-- else of the function is new.
-- Writes one use case's change whole, in one statement: each member of `change` is a row, or a list of
-- rows, with the column names of its table. `changed` and `authorizations` replace the rows whose version
-- is one less; where there is none, the change is refused with the code AS409.
--
-- Its plans are made while a new database is still empty, when an index of few rows looks like the best
-- for anything. So what it looks for is put so that only the index fits that is meant.
CREATE OR REPLACE FUNCTION "write_change"("change" jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  item jsonb;
  -- A build of before sends one row where there may be several now, some under another name.
  changed CONSTANT jsonb := CASE jsonb_typeof(change -> 'changed')
    WHEN 'object' THEN jsonb_build_array(change -> 'changed') ELSE change -> 'changed' END;
  authorizations CONSTANT jsonb := CASE WHEN change ? 'authorization'
    THEN jsonb_build_array(change -> 'authorization') ELSE change -> 'authorizations' END;
  cancelled CONSTANT jsonb := CASE jsonb_typeof(change -> 'cancelled_notices')
    WHEN 'object' THEN jsonb_build_array(change -> 'cancelled_notices')
    ELSE change -> 'cancelled_notices' END;
BEGIN
  IF change ? 'issued' THEN
    -- Two that issue to one member at once would each wait for the other's days. They take turns,
    -- before either holds a row.
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(E'\x1f', change #>> '{issued,member_id}',
      change #>> '{issued,drug}', change #>> '{issued,line_of_business}'), 0));
  END IF;

  IF change ? 'opened' THEN
    -- A case that is decided as it opens never counts as open, yet it is not to pass one that is.
    INSERT INTO pa_case SELECT new.* FROM jsonb_populate_record(NULL::pa_case, change -> 'opened') new
      WHERE NOT EXISTS (SELECT FROM pa_case c
        WHERE c.member_id = new.member_id AND c.drug = new.drug
          AND c.request_type = new.request_type AND c.line_of_business = new.line_of_business
          AND c.status IN ('pending-information', 'in-review'));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is an open case of this kind' USING ERRCODE = 'unique_violation';
    END IF;
  END IF;

  FOR item IN SELECT value FROM jsonb_array_elements(changed) LOOP
    UPDATE pa_case c SET
      (version, status, facts, guideline_digest, determination, evaluation_digest, holds, due_at,
        information_due_at, next_step_at, closed_at, assignee, review_reason, review_since,
        escalated_at, information_request, decision, decided_by, decided_role, decided_at, rationale,
        decision_clauses, renews, without_cover_since, snoozed_until, snooze_reason, snoozed_by,
        snoozed_role, prescriber_phone, prescriber_email)
      = (SELECT version, status, facts, guideline_digest, determination, evaluation_digest, holds,
        due_at, information_due_at, next_step_at, closed_at, assignee, review_reason, review_since,
        escalated_at, information_request, decision, decided_by, decided_role, decided_at, rationale,
        decision_clauses, renews, without_cover_since, snoozed_until, snooze_reason, snoozed_by,
        snoozed_role, prescriber_phone, prescriber_email
        FROM jsonb_populate_record(NULL::pa_case, item))
    WHERE c.id = (item ->> 'id')::uuid AND c.version = (item ->> 'version')::int - 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'stale case' USING ERRCODE = 'AS409';
    END IF;
    -- What the change itself has mended is not to be shown until the next check.
    DELETE FROM stuck s USING pa_case c
    WHERE s.case_id = (item ->> 'id')::uuid AND c.id = s.case_id
      AND CASE s.cause
        WHEN 'review-unclaimed' THEN c.status <> 'in-review' OR c.assignee IS NOT NULL
        WHEN 'reassign-needed' THEN c.status <> 'in-review' OR c.assignee IS NULL
          OR NOT takes_no_review(c.assignee)
        WHEN 'no-answer' THEN c.status <> 'pending-information'
        WHEN 'deadline-near' THEN c.closed_at IS NOT NULL
        WHEN 'deadline-missed' THEN c.closed_at IS NOT NULL
        ELSE false END;
  END LOOP;

  -- What is ended makes room for what stands again, and for what is issued.
  FOR item IN SELECT value FROM jsonb_array_elements(authorizations)
    ORDER BY value ->> 'status' = 'active', value ->> 'number' LOOP
    UPDATE pa_authorization a SET
      (version, status, ended_on, end_reason, continuation_case_id, renewed_by, next_step_at)
      = (SELECT version, status, ended_on, end_reason, continuation_case_id, renewed_by, next_step_at
        FROM jsonb_populate_record(NULL::pa_authorization, item))
    WHERE a.number = item ->> 'number' AND a.version = (item ->> 'version')::int - 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'stale authorization' USING ERRCODE = 'AS409';
    END IF;
  END LOOP;

  IF change ? 'issued' THEN
    INSERT INTO pa_authorization
      SELECT * FROM jsonb_populate_record(NULL::pa_authorization, change -> 'issued');
  END IF;

  FOR item IN SELECT value FROM jsonb_array_elements(cancelled) LOOP
    -- Apart, so that each finds its notices by an index.
    DELETE FROM notice WHERE sent_at IS NULL AND item -> 'kinds' ? kind
      AND case_id = (item ->> 'case_id')::uuid;
    DELETE FROM notice WHERE sent_at IS NULL AND item -> 'kinds' ? kind
      AND authorization_number = item ->> 'authorization';
  END LOOP;

  IF change ? 'tried_again' THEN
    -- What waits for its next attempt, or was given up, is due at once. What somebody is handing over
    -- at this moment needs no help.
    UPDATE notice SET attempts = 0, last_error = NULL, undeliverable_at = NULL, tried_since = NULL,
        next_attempt_at = NULL, leased_until = NULL, at_once = true WHERE id IN (
      SELECT id FROM notice WHERE sent_at IS NULL AND (attempts > 0 OR undeliverable_at IS NOT NULL)
        AND (leased_until IS NULL OR leased_until <= now())
        AND case_id = (change ->> 'tried_again')::uuid
      FOR UPDATE SKIP LOCKED);
    DELETE FROM stuck WHERE case_id = (change ->> 'tried_again')::uuid
      AND repair = 'send-again' AND cause <> 'outbox-failing';
    UPDATE outbox SET next_attempt_at = now() WHERE id IN (
      SELECT id FROM outbox WHERE next_attempt_at > now() AND (subject = change ->> 'tried_again'
        OR subject IN (SELECT number FROM pa_authorization
          WHERE case_id = (change ->> 'tried_again')::uuid))
      FOR UPDATE SKIP LOCKED);
  END IF;

  IF change ? 'confirmed_email' THEN
    UPDATE prescriber_seen SET email = change #>> '{confirmed_email,email}'
    WHERE npi = change #>> '{confirmed_email,npi}';
  END IF;

  INSERT INTO case_event (case_id, at, type, actor, role, details, command_key, command_digest)
    SELECT case_id, at, type, actor, role, details, command_key, command_digest
    FROM jsonb_populate_recordset(NULL::case_event, change -> 'events');
  INSERT INTO audit_entry (at, actor, role, action, case_id, case_version)
    SELECT at, actor, role, action, case_id, case_version
    FROM jsonb_populate_recordset(NULL::audit_entry, change -> 'audit');
  INSERT INTO outbox (topic, subject)
    SELECT topic, subject FROM jsonb_populate_recordset(NULL::outbox, change -> 'outbox');
  INSERT INTO notice (id, kind, case_id, authorization_number, days_before, due_at)
    SELECT id, kind, case_id, authorization_number, days_before, due_at
    FROM jsonb_populate_recordset(NULL::notice, change -> 'notices');
EXCEPTION WHEN integrity_constraint_violation THEN
  -- Postgres tells the values that break a rule, and writes them into its log. The rule's name is enough.
  DECLARE
    rule text;
    state text;
  BEGIN
    GET STACKED DIAGNOSTICS rule = CONSTRAINT_NAME, state = RETURNED_SQLSTATE;
    RAISE EXCEPTION 'the change breaks the rule %', coalesce(nullif(rule, ''), 'of one open case')
      USING ERRCODE = state, CONSTRAINT = rule;
  END;
END $$;
