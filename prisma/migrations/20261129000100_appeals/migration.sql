-- Appeals: a record of their own beside the case, which keeps its decision.
CREATE TABLE "appeal" (
  "id" uuid NOT NULL,
  "number" text NOT NULL,
  "version" integer NOT NULL,
  "case_id" uuid NOT NULL,
  "level" smallint NOT NULL,
  "status" text NOT NULL,
  "appellant" text NOT NULL,
  "urgency" text NOT NULL,
  "reason" text NOT NULL,
  "proof_of_authority" uuid,
  "received_at" timestamptz(3) NOT NULL,
  "opened_at" timestamptz(3) NOT NULL,
  "opened_by" text NOT NULL,
  "opened_role" text NOT NULL,
  "review_reasons" text[],
  "clocks" jsonb NOT NULL,
  "due_at" timestamptz(3) NOT NULL,
  "closed_at" timestamptz(3),
  "decision" text,
  "decided_by" text,
  "decided_role" text,
  "decided_at" timestamptz(3),
  "rationale" text,
  "months" smallint,
  "authorization_number" text,
  "forwarding" jsonb,
  "external" jsonb,
  "withdrawal" jsonb,
  CONSTRAINT "appeal_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "appeal_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id")
    ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT "an_appeal_has_a_known_status" CHECK ("status" IN ('open', 'in-review', 'upheld',
    'overturned', 'partly-overturned', 'withdrawn', 'forwarded')),
  CONSTRAINT "an_appeal_is_open_or_closed" CHECK
    (("closed_at" IS NULL) = ("status" IN ('open', 'in-review', 'forwarded'))),
  CONSTRAINT "an_appeal_has_a_known_decision" CHECK
    ("decision" IN ('uphold', 'overturn', 'partly-overturn')),
  CONSTRAINT "only_a_medical_director_decides_an_appeal" CHECK
    (num_nonnulls("decision", "decided_by", "decided_role", "decided_at", "rationale") IN (0, 5)
      AND ("decision" IS NULL OR "decided_role" = 'medical-director')),
  -- Decided by the plan, or by the review outside of it.
  CONSTRAINT "a_decided_appeal_has_its_decider" CHECK
    ("status" NOT IN ('upheld', 'overturned', 'partly-overturned')
      OR "decision" IS NOT NULL OR "external" IS NOT NULL),
  CONSTRAINT "a_forwarded_appeal_says_where" CHECK
    ("status" <> 'forwarded' OR "forwarding" IS NOT NULL),
  CONSTRAINT "an_outcome_comes_from_a_forwarded_appeal" CHECK
    ("external" IS NULL OR "forwarding" IS NOT NULL),
  CONSTRAINT "a_withdrawn_appeal_says_why" CHECK
    (("status" = 'withdrawn') = ("withdrawal" IS NOT NULL))
);
CREATE UNIQUE INDEX "appeal_number_key" ON "appeal"("number");
CREATE INDEX "appeal_case_id_idx" ON "appeal"("case_id");
CREATE INDEX "appeal_due_at_id_idx" ON "appeal"("due_at", "id");
CREATE UNIQUE INDEX "one_open_appeal_of_a_level" ON "appeal"("case_id", "level")
  WHERE "closed_at" IS NULL;

-- Who decided the case does not decide whether that was right.
CREATE FUNCTION "refuse_own_appeal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pa_case WHERE id = NEW.case_id AND decided_by = NEW.decided_by) THEN
    RAISE EXCEPTION 'an appeal is decided by another person than its case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'another_person_decides_an_appeal';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "another_person_decides_an_appeal" BEFORE INSERT OR UPDATE OF "decided_by" ON "appeal"
  FOR EACH ROW WHEN (NEW."decided_by" IS NOT NULL) EXECUTE FUNCTION "refuse_own_appeal"();

-- A decision is made once; what the review outside decides is kept beside it.
CREATE TRIGGER "a_decided_appeal_keeps_its_decision" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN ((OLD."decision" IS NOT NULL AND
      (NEW."decision", NEW."decided_by", NEW."decided_role", NEW."decided_at", NEW."rationale",
        NEW."months") IS DISTINCT FROM
      (OLD."decision", OLD."decided_by", OLD."decided_role", OLD."decided_at", OLD."rationale",
        OLD."months"))
    OR (OLD."external" IS NOT NULL AND NEW."external" IS DISTINCT FROM OLD."external")
    OR (OLD."status" = 'withdrawn' AND NEW."status" <> 'withdrawn'))
  EXECUTE FUNCTION "refuse_second_decision"();

-- An authorization of an appeal is one more of its case. There is still one of the case's own decision.
ALTER TABLE "pa_authorization"
  ADD COLUMN "appeal_id" uuid,
  ADD CONSTRAINT "pa_authorization_appeal_id_fkey" FOREIGN KEY ("appeal_id")
    REFERENCES "appeal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
DROP INDEX "pa_authorization_case_id_key";
CREATE UNIQUE INDEX "pa_authorization_case_id_key" ON "pa_authorization"("case_id")
  WHERE "appeal_id" IS NULL;
CREATE INDEX "pa_authorization_case_id_idx" ON "pa_authorization"("case_id");

CREATE OR REPLACE FUNCTION "refuse_cover_without_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pa_case WHERE id = NEW.case_id AND status = 'approved'
      AND NEW.appeal_id IS NULL)
    AND NOT EXISTS (SELECT FROM appeal WHERE id = NEW.appeal_id AND case_id = NEW.case_id
      AND status IN ('overturned', 'partly-overturned')) THEN
    RAISE EXCEPTION 'an authorization takes an approved case' USING ERRCODE = 'AS001';
  END IF;
  RETURN NEW;
END $$;

-- Letters about an appeal.
ALTER TABLE "notice"
  ADD COLUMN "appeal_id" uuid,
  ADD CONSTRAINT "notice_appeal_id_fkey" FOREIGN KEY ("appeal_id") REFERENCES "appeal"("id")
    ON DELETE RESTRICT ON UPDATE CASCADE;

-- Writes one use case's change whole, in one statement: each part of `change` is a row, or a list of rows.
--
-- Changes that concern one member take turns, for the length of this one statement. One that names the
-- version of the member it rests on, null for one that the record does not know, is stale once there is
-- another, and nothing is written; for a row whose version is not one less, the change is refused with the
-- code AS409. With a case that is opened, the email address is told that is known of its prescriber.
--
-- An appeal is written before what it issues: an authorization takes an approved case, or an overturned
-- appeal.
--
-- Its plans are made while a new database is still empty, when an index of few rows looks like the best
-- for anything. So what it looks for is put so that only the index fits that is meant.
CREATE OR REPLACE FUNCTION "commit_change"("change" jsonb, OUT "is_stale" boolean, OUT "known_email" text)
  LANGUAGE plpgsql AS $$
DECLARE
  item jsonb;
  seen CONSTANT jsonb := change -> 'member';
  -- The release before names no blockers, and of a case it leaves out what is empty.
  left_out CONSTANT jsonb := '{"prescriber_phone": null, "prescriber_email": null,
    "guideline_digest": null, "review_reason": null, "review_since": null, "escalated_at": null,
    "decision": null, "decided_by": null, "decided_role": null, "decided_at": null, "rationale": null,
    "decision_clauses": null, "snoozed_until": null, "snooze_reason": null, "snoozed_by": null,
    "snoozed_role": null}';
  authorizations CONSTANT jsonb :=
    as_rows(change -> 'authorizations') || as_rows(change -> 'authorization');
  tried_again CONSTANT uuid[] := ARRAY(
    SELECT value::uuid FROM jsonb_array_elements_text(as_rows(change -> 'tried_again')));
  alters CONSTANT boolean := change ? 'issued' OR jsonb_array_length(authorizations) > 0
    OR coalesce((seen ->> 'is_altered')::boolean, false);
  is_new CONSTANT boolean := coalesce(seen -> 'version' = 'null', false);
  key CONSTANT text := member_key(coalesce(seen ->> 'member_id', change #>> '{issued,member_id}',
    authorizations #>> '{0,member_id}'));
BEGIN
  is_stale := false;
  IF key IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(key, 1));
  END IF;
  IF seen IS NOT NULL AND (SELECT version FROM member WHERE member_key(member_id) = key)
    IS DISTINCT FROM (seen ->> 'version')::int THEN
    is_stale := true;
    RETURN;
  END IF;

  IF change ? 'opened' THEN
    -- A case that is decided as it opens never counts as open, yet it is not to pass one that is.
    INSERT INTO pa_case SELECT new.* FROM jsonb_populate_record(NULL::pa_case, change -> 'opened') new
      WHERE NOT EXISTS (SELECT FROM pa_case c
        WHERE c.member_id = new.member_id AND c.drug = new.drug
          AND c.request_type = new.request_type AND c.line_of_business = new.line_of_business
          AND c.closed_at IS NULL);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is an open case of this kind' USING ERRCODE = 'unique_violation';
    END IF;
    known_email := (SELECT email FROM prescriber_seen WHERE npi = change #>> '{opened,npi}');
  END IF;

  FOR item IN SELECT CASE WHEN change ? 'gone_blockers' THEN value ELSE left_out || value END
    FROM jsonb_array_elements(as_rows(change -> 'changed')) LOOP
    IF NOT replace_given('pa_case', 'id', item) THEN
      RAISE EXCEPTION 'stale case' USING ERRCODE = 'AS409';
    END IF;
  END LOOP;
  FOR item IN SELECT value FROM jsonb_array_elements(as_rows(change -> 'gone_blockers')) LOOP
    DELETE FROM stuck WHERE case_id = (item ->> 'case_id')::uuid AND item -> 'causes' ? cause
      AND repair IS NOT DISTINCT FROM coalesce(item ->> 'repair', repair);
  END LOOP;

  IF change ? 'appeal_opened' THEN
    INSERT INTO appeal SELECT * FROM jsonb_populate_record(NULL::appeal, change -> 'appeal_opened');
  END IF;
  FOR item IN SELECT value FROM jsonb_array_elements(as_rows(change -> 'appeal')) LOOP
    IF NOT replace_given('appeal', 'id', item) THEN
      RAISE EXCEPTION 'stale appeal' USING ERRCODE = 'AS409';
    END IF;
  END LOOP;

  -- What is ended makes room for what is issued, so it comes first; in one order, whoever writes.
  FOR item IN SELECT value FROM jsonb_array_elements(authorizations) ORDER BY value ->> 'number' LOOP
    IF NOT replace_given('pa_authorization', 'number', item) THEN
      RAISE EXCEPTION 'stale authorization' USING ERRCODE = 'AS409';
    END IF;
  END LOOP;
  IF change ? 'issued' THEN
    INSERT INTO pa_authorization
      SELECT * FROM jsonb_populate_record(NULL::pa_authorization, change -> 'issued');
  END IF;

  FOR item IN SELECT value FROM jsonb_array_elements(as_rows(change -> 'cancelled_notices')) LOOP
    -- Apart, so that each finds its notices by an index.
    DELETE FROM notice WHERE sent_at IS NULL AND item -> 'kinds' ? kind
      AND case_id = (item ->> 'case_id')::uuid;
    DELETE FROM notice WHERE sent_at IS NULL AND item -> 'kinds' ? kind
      AND authorization_number = item ->> 'authorization';
  END LOOP;

  IF cardinality(tried_again) > 0 THEN
    -- What waits for its next attempt, or was given up, is due at once. What somebody is handing over
    -- at this moment needs no help.
    UPDATE notice SET attempts = 0, last_error = NULL, undeliverable_at = NULL, tried_since = NULL,
        next_attempt_at = NULL, leased_until = NULL, at_once = true WHERE id IN (
      SELECT id FROM notice WHERE sent_at IS NULL AND (attempts > 0 OR undeliverable_at IS NOT NULL)
        AND (leased_until IS NULL OR leased_until <= now())
        AND case_id = ANY (tried_again)
      FOR UPDATE SKIP LOCKED);
    UPDATE outbox SET next_attempt_at = now() WHERE id IN (
      SELECT id FROM outbox WHERE next_attempt_at > now() AND (subject = ANY (tried_again::text[])
        OR subject IN (SELECT number FROM pa_authorization WHERE case_id = ANY (tried_again)))
      FOR UPDATE SKIP LOCKED);
  END IF;

  IF change ? 'confirmed_email' THEN
    UPDATE prescriber_seen SET email = change #>> '{confirmed_email,email}'
    WHERE npi = change #>> '{confirmed_email,npi}';
  END IF;

  INSERT INTO case_event SELECT new.* FROM jsonb_array_elements(change -> 'events') given,
    jsonb_populate_record(NULL::case_event,
      given || jsonb_build_object('id', nextval('case_event_id_seq'))) new;
  INSERT INTO audit_entry SELECT new.* FROM jsonb_array_elements(change -> 'audit') given,
    jsonb_populate_record(NULL::audit_entry,
      given || jsonb_build_object('id', nextval('audit_entry_id_seq'))) new;
  INSERT INTO outbox SELECT new.* FROM jsonb_array_elements(change -> 'outbox') given,
    jsonb_populate_record(NULL::outbox, jsonb_build_object('attempts', 0, 'next_attempt_at', now(),
      'written_at', now()) || given || jsonb_build_object('id', nextval('outbox_id_seq'))) new;
  INSERT INTO notice SELECT new.* FROM jsonb_array_elements(change -> 'notices') given,
    jsonb_populate_record(NULL::notice, '{"attempts": 0, "at_once": false}' || given) new;

  IF seen ? 'given_name' THEN
    UPDATE member SET given_name = seen ->> 'given_name', family_name = seen ->> 'family_name',
      birth_date = (seen ->> 'birth_date')::date, version = version + 1,
      search = member_words(seen ->> 'given_name', seen ->> 'family_name',
        (seen ->> 'birth_date')::date, member_id)
    WHERE member_key(member_id) = key AND (given_name, family_name, birth_date) IS DISTINCT FROM
      (seen ->> 'given_name', seen ->> 'family_name', (seen ->> 'birth_date')::date);
  END IF;
  -- Of a new one, nobody has seen a version before.
  IF alters AND NOT is_new THEN
    UPDATE member SET version = version + 1 WHERE member_key(member_id) = key;
  END IF;
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
