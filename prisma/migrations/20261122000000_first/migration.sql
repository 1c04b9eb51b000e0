-- CreateTable
CREATE TABLE "pa_case" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "request_type" TEXT NOT NULL,
    "urgency" TEXT NOT NULL,
    "line_of_business" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "drug_text" TEXT NOT NULL,
    "drug" TEXT NOT NULL,
    "member_id" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "birth_date" DATE NOT NULL,
    "npi" TEXT NOT NULL,
    "prescriber_name" TEXT NOT NULL,
    "prescriber_phone" TEXT,
    "prescriber_email" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "as_of" DATE NOT NULL,
    "requested_start" DATE NOT NULL,
    "facts" JSONB NOT NULL,
    "guideline_id" TEXT,
    "guideline_version" TEXT,
    "guideline_digest" BYTEA,
    "determination" JSONB NOT NULL,
    "evaluation_digest" BYTEA NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "information_due_at" TIMESTAMPTZ(3),
    "next_step_at" TIMESTAMPTZ(3),
    "assignee" TEXT,
    "review_reason" TEXT,
    "review_since" TIMESTAMPTZ(3),
    "escalated_at" TIMESTAMPTZ(3),
    "information_request" JSONB,
    "decision" TEXT,
    "decided_by" TEXT,
    "decided_role" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "rationale" TEXT,
    "decision_clauses" TEXT[],
    "renews" TEXT,
    "carried_from" UUID,
    "without_cover_since" DATE,
    "stuck_cause" TEXT,
    "stuck_since" TIMESTAMPTZ(3),
    "stuck_detail" TEXT,

    CONSTRAINT "pa_case_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "case_event" (
    "id" BIGSERIAL NOT NULL,
    "case_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "type" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "details" JSONB,
    "command_key" TEXT,
    "command_digest" BYTEA,

    CONSTRAINT "case_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "case_version" INTEGER NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pa_authorization" (
    "number" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "status" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "member_id" TEXT NOT NULL,
    "drug" TEXT NOT NULL,
    "line_of_business" TEXT NOT NULL,
    "start_date" DATE NOT NULL,
    "end_date" DATE NOT NULL,
    "issued_at" TIMESTAMPTZ(3) NOT NULL,
    "dosing" JSONB NOT NULL,
    "warnings" JSONB NOT NULL,
    "continuation_case_id" UUID,
    "renewed_by" TEXT,
    "next_step_at" TIMESTAMPTZ(3),

    CONSTRAINT "pa_authorization_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "case_id" UUID NOT NULL,
    "authorization_number" TEXT,
    "days_before" SMALLINT,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "recipient" TEXT,
    "subject" TEXT,
    "text" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "undeliverable_at" TIMESTAMPTZ(3),

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "topic" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pa_case_number_key" ON "pa_case"("number");

-- CreateIndex
CREATE INDEX "pa_case_member_id_idx" ON "pa_case"("member_id");

-- CreateIndex
CREATE UNIQUE INDEX "case_event_command_key_key" ON "case_event"("command_key") WHERE "command_key" IS NOT NULL;

-- CreateIndex
CREATE INDEX "case_event_case_id_idx" ON "case_event"("case_id");

-- CreateIndex
CREATE UNIQUE INDEX "pa_authorization_case_id_key" ON "pa_authorization"("case_id");

-- CreateIndex
CREATE INDEX "pa_authorization_member_id_drug_idx" ON "pa_authorization"("member_id", "drug");

-- CreateIndex
CREATE INDEX "pa_authorization_end_date_number_idx" ON "pa_authorization"("end_date", "number");

-- CreateIndex
CREATE INDEX "notice_case_id_idx" ON "notice"("case_id");

-- AddForeignKey
ALTER TABLE "case_event" ADD CONSTRAINT "case_event_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pa_authorization" ADD CONSTRAINT "pa_authorization_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_authorization_number_fkey" FOREIGN KEY ("authorization_number") REFERENCES "pa_authorization"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that must never break, whoever writes.

ALTER TABLE "pa_case"
  ADD CONSTRAINT "a_case_has_a_known_status" CHECK ("status" IN
    ('pending-information', 'in-review', 'approved', 'denied', 'withdrawn', 'routed')),
  ADD CONSTRAINT "a_case_is_open_or_closed" CHECK
    (("closed_at" IS NULL) = ("status" IN ('pending-information', 'in-review'))),
  ADD CONSTRAINT "only_a_medical_director_denies" CHECK ("status" <> 'denied' OR
    ("decision" = 'deny' AND "decided_by" IS NOT NULL AND "decided_role" = 'medical-director'
      AND "decided_at" IS NOT NULL AND "rationale" IS NOT NULL) IS TRUE),
  ADD CONSTRAINT "software_approves_only_what_meets_the_criteria" CHECK ("status" <> 'approved' OR
    ("decision" = 'approve' AND "decided_by" IS NOT NULL AND "decided_at" IS NOT NULL
      AND ("decided_role" IN ('pharmacist', 'medical-director')
        OR ("decided_role" = 'software' AND "determination" ->> 'outcome' = 'criteria-met'
          AND "determination" -> 'holds' = '[]'))) IS TRUE),
  ADD CONSTRAINT "a_decision_stands_on_a_decided_case" CHECK
    ("decision" IS NULL OR "status" IN ('approved', 'denied'));

CREATE UNIQUE INDEX "one_open_case_of_a_kind" ON "pa_case"("member_id", "drug", "request_type")
  WHERE "closed_at" IS NULL;

-- The worklist, soonest due first, and the work that is planned next.
CREATE INDEX "open_cases_by_deadline" ON "pa_case"("due_at", "id") WHERE "closed_at" IS NULL;
CREATE INDEX "cases_by_next_step" ON "pa_case"("next_step_at") WHERE "next_step_at" IS NOT NULL;
CREATE INDEX "authorizations_by_next_step" ON "pa_authorization"("next_step_at")
  WHERE "next_step_at" IS NOT NULL;

ALTER TABLE "pa_authorization"
  ADD CONSTRAINT "an_authorization_has_a_known_status" CHECK
    ("status" IN ('active', 'expired', 'ended')),
  ADD CONSTRAINT "an_authorization_covers_at_least_a_day" CHECK ("end_date" >= "start_date");

CREATE FUNCTION "refuse_cover_without_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM pa_case WHERE id = NEW.case_id AND status = 'approved') THEN
    RAISE EXCEPTION 'an authorization takes an approved case' USING ERRCODE = 'AS001';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "an_authorization_takes_an_approved_case" BEFORE INSERT OR UPDATE OF "case_id"
  ON "pa_authorization" FOR EACH ROW EXECUTE FUNCTION "refuse_cover_without_approval"();

-- Other notices of an authorization have no days, and are found by it all the same.
CREATE UNIQUE INDEX "one_reminder_of_a_kind" ON "notice"("authorization_number", "days_before")
  WHERE "authorization_number" IS NOT NULL;
CREATE INDEX "unsent_notices" ON "notice"("due_at")
  WHERE "sent_at" IS NULL AND "undeliverable_at" IS NULL;

CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'AS001';
END $$;
CREATE TRIGGER "case_event_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entry_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

CREATE FUNCTION "refuse_second_decision"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a closed case keeps its outcome and its grounds' USING ERRCODE = 'AS001';
END $$;
CREATE TRIGGER "a_closed_case_keeps_its_outcome" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND
    (NEW."status", NEW."closed_at", NEW."decision", NEW."decided_by", NEW."decided_role",
      NEW."decided_at", NEW."rationale", NEW."decision_clauses", NEW."facts", NEW."determination")
    IS DISTINCT FROM
    (OLD."status", OLD."closed_at", OLD."decision", OLD."decided_by", OLD."decided_role",
      OLD."decided_at", OLD."rationale", OLD."decision_clauses", OLD."facts", OLD."determination"))
  EXECUTE FUNCTION "refuse_second_decision"();

-- Writes one use case's change whole, in one statement: each member of `change` is a row, or a list of
-- rows, with the column names of its table. `changed` and `authorization` replace the row whose version
-- is one less; where there is none, the change is refused with the code AS409.
--
-- Its plans are made while a new database is still empty, when an index of few rows looks like the best
-- for anything. So what it looks for is put so that only the index fits that is meant.
CREATE FUNCTION "commit_change"("change" jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF change ? 'opened' THEN
    -- A case that is decided as it opens never counts as open, yet it is not to pass one that is.
    INSERT INTO pa_case SELECT new.* FROM jsonb_populate_record(NULL::pa_case, change -> 'opened') new
      WHERE NOT EXISTS (SELECT FROM pa_case c
        WHERE c.member_id = new.member_id AND c.drug = new.drug
          AND c.request_type = new.request_type
          AND c.status IN ('pending-information', 'in-review'));
    IF NOT FOUND THEN
      RAISE EXCEPTION 'there is an open case of this kind' USING ERRCODE = 'unique_violation';
    END IF;
  END IF;

  IF change ? 'changed' THEN
    UPDATE pa_case c SET
      (version, status, facts, determination, evaluation_digest, due_at, information_due_at,
        next_step_at, closed_at, assignee, review_reason, review_since, escalated_at,
        information_request, decision, decided_by, decided_role, decided_at, rationale,
        decision_clauses, without_cover_since, stuck_cause, stuck_since, stuck_detail)
      = (SELECT version, status, facts, determination, evaluation_digest, due_at, information_due_at,
        next_step_at, closed_at, assignee, review_reason, review_since, escalated_at,
        information_request, decision, decided_by, decided_role, decided_at, rationale,
        decision_clauses, without_cover_since, stuck_cause, stuck_since, stuck_detail
        FROM jsonb_populate_record(NULL::pa_case, change -> 'changed'))
    WHERE c.id = (change #>> '{changed,id}')::uuid
      AND c.version = (change #>> '{changed,version}')::int - 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'stale case' USING ERRCODE = 'AS409';
    END IF;
  END IF;

  IF change ? 'issued' THEN
    INSERT INTO pa_authorization
      SELECT * FROM jsonb_populate_record(NULL::pa_authorization, change -> 'issued');
  END IF;

  IF change ? 'authorization' THEN
    UPDATE pa_authorization a SET
      (version, status, continuation_case_id, renewed_by, next_step_at)
      = (SELECT version, status, continuation_case_id, renewed_by, next_step_at
        FROM jsonb_populate_record(NULL::pa_authorization, change -> 'authorization'))
    WHERE a.number = change #>> '{authorization,number}'
      AND a.version = (change #>> '{authorization,version}')::int - 1;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'stale authorization' USING ERRCODE = 'AS409';
    END IF;
  END IF;

  IF change ? 'cancelled_notices' THEN
    -- Apart, so that each finds its notices by an index.
    DELETE FROM notice WHERE sent_at IS NULL
      AND case_id = (change #>> '{cancelled_notices,case_id}')::uuid;
    DELETE FROM notice WHERE sent_at IS NULL
      AND authorization_number = change #>> '{cancelled_notices,authorization}';
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
END $$;
