-- What became of a letter that was sent by email, as a mail system or a person reported it. The code is
-- an enhanced status code (RFC 3463): no words, which may quote an address.
--
-- `sendings` is NULL for one that was sent at most once. `resend` is for one to the provider office that
-- came back: `owed` until a person acts, `due` while it is in the queue again. It keeps `sent_at`, so the
-- release before, which delivers only what has none, leaves it alone.
ALTER TABLE "notice"
  ADD COLUMN "delivery_outcome" text,
  ADD COLUMN "delivery_at" timestamptz(3),
  ADD COLUMN "delivery_code" text,
  ADD COLUMN "delivery_by" text,
  ADD COLUMN "delivery_role" text,
  ADD COLUMN "sendings" smallint,
  ADD COLUMN "resent_at" timestamptz(3),
  ADD COLUMN "resend" text,
  ADD CONSTRAINT "a_reported_notice_was_sent" CHECK
    (num_nonnulls("delivery_outcome", "delivery_at", "delivery_by", "delivery_role") IN (0, 4)
      AND ("delivery_outcome" IS NULL OR "sent_at" IS NOT NULL)
      AND ("delivery_code" IS NULL OR "delivery_outcome" IS NOT NULL)),
  ADD CONSTRAINT "a_notice_is_delivered_or_bounced" CHECK
    ("delivery_outcome" IN ('delivered', 'bounced')),
  ADD CONSTRAINT "a_notice_has_a_code_for_its_delivery" CHECK
    ("delivery_code" ~ '^[245]\.\d{1,3}\.\d{1,3}$'),
  ADD CONSTRAINT "only_what_came_back_is_sent_again" CHECK
    ("resend" IS NULL
      OR ("resend" IN ('owed', 'due') AND "delivery_outcome" IS NOT DISTINCT FROM 'bounced')),
  -- Sending it again may be given up.
  DROP CONSTRAINT "a_notice_is_sent_or_given_up",
  ADD CONSTRAINT "a_notice_is_sent_or_given_up" CHECK
    ("sent_at" IS NULL OR "undeliverable_at" IS NULL OR "resend" IS NOT DISTINCT FROM 'due'),
  ADD CONSTRAINT "a_notice_sent_again_says_when" CHECK
    (("resent_at" IS NULL) = ("sendings" IS NULL) AND ("sendings" IS NULL OR "sendings" > 1));

-- A letter to a member that came back is printed: its recipient becomes `returned_from`.
ALTER TABLE "member_letter"
  ADD COLUMN "delivery_outcome" text,
  ADD COLUMN "delivery_at" timestamptz(3),
  ADD COLUMN "delivery_code" text,
  ADD COLUMN "delivery_by" text,
  ADD COLUMN "delivery_role" text,
  ADD COLUMN "returned_from" text,
  ADD CONSTRAINT "a_reported_member_letter_was_sent" CHECK
    (num_nonnulls("delivery_outcome", "delivery_at", "delivery_by", "delivery_role") IN (0, 4)
      AND ("delivery_outcome" IS NULL OR "made_at" IS NOT NULL)
      AND ("delivery_code" IS NULL OR "delivery_outcome" IS NOT NULL)),
  ADD CONSTRAINT "a_member_letter_is_delivered_or_bounced" CHECK
    ("delivery_outcome" IN ('delivered', 'bounced')),
  ADD CONSTRAINT "a_member_letter_has_a_code_for_its_delivery" CHECK
    ("delivery_code" ~ '^[245]\.\d{1,3}\.\d{1,3}$'),
  ADD CONSTRAINT "a_member_letter_came_back_from_its_recipient" CHECK
    ("returned_from" IS NULL
      OR ("recipient" IS NULL AND "delivery_outcome" IS NOT DISTINCT FROM 'bounced'));

-- The queue. The index of the release before stays for as long as its workers run.
CREATE INDEX "notices_to_hand_over" ON "notice"((coalesce("next_attempt_at", "due_at")), "id")
  WHERE ("sent_at" IS NULL OR "resend" = 'due') AND "undeliverable_at" IS NULL;
CREATE INDEX "returned_notices" ON "notice"("case_id") WHERE "resend" IS NOT NULL;
CREATE INDEX "returned_notices_of_authorizations" ON "notice"("authorization_number")
  WHERE "resend" IS NOT NULL;

-- The lists of letters by what became of them, across cases.
CREATE INDEX "notices_sent" ON "notice"("sent_at", "id") WHERE "sent_at" IS NOT NULL;
CREATE INDEX "notices_with_a_report" ON "notice"("delivery_outcome", "sent_at", "id")
  WHERE "delivery_outcome" IS NOT NULL;
CREATE INDEX "member_letters_made" ON "member_letter"("made_at", "id") WHERE "made_at" IS NOT NULL;
CREATE INDEX "member_letters_with_a_report" ON "member_letter"("delivery_outcome", "made_at", "id")
  WHERE "delivery_outcome" IS NOT NULL;

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
-- A notice may name the letter to the member that goes out beside it. Notices may be cancelled without
-- those. What came back of a cancelled kind is not sent again.
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
    UPDATE notice SET resend = NULL, undeliverable_at = NULL WHERE resend IS NOT NULL AND item -> 'kinds' ? kind
      AND case_id = (item ->> 'case_id')::uuid;
    UPDATE notice SET resend = NULL, undeliverable_at = NULL WHERE resend IS NOT NULL AND item -> 'kinds' ? kind
      AND authorization_number = item ->> 'authorization';
    CONTINUE WHEN coalesce((item ->> 'keeps_member_letters')::boolean, false);
    DELETE FROM member_letter WHERE made_at IS NULL AND item -> 'kinds' ? kind
      AND case_id = (item ->> 'case_id')::uuid;
    DELETE FROM member_letter WHERE made_at IS NULL AND item -> 'kinds' ? kind
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
    -- What came back, or what could not be sent again.
    UPDATE notice SET attempts = 0, last_error = NULL, undeliverable_at = NULL, tried_since = NULL,
        next_attempt_at = NULL, leased_until = NULL, at_once = true, resend = 'due' WHERE id IN (
      SELECT id FROM notice WHERE resend IS NOT NULL
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
  INSERT INTO member_letter (id, kind, case_id, authorization_number, appeal_id, days_before, due_at)
    SELECT (given ->> 'member_letter')::uuid, new.kind, new.case_id, new.authorization_number,
      new.appeal_id, new.days_before, new.due_at
    FROM jsonb_array_elements(change -> 'notices') given,
      jsonb_populate_record(NULL::notice, given) new
    WHERE given ? 'member_letter';

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
