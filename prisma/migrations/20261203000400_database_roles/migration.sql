-- Who may do what in this database. The role that runs the migrations owns everything. API and worker
-- each have a role that owns nothing and may do what its own statements need; `assent_reader` and
-- `assent_auditor` only read. None has a password yet, so none can sign in with one.
--
-- Roles belong to the whole server: another of its databases may have made them, also at this moment.
DO $$
DECLARE
  role text;
BEGIN
  FOREACH role IN ARRAY ARRAY['assent_api', 'assent_worker', 'assent_reader', 'assent_auditor'] LOOP
    BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = role) THEN
        EXECUTE format('CREATE ROLE %I LOGIN', role);
      END IF;
    EXCEPTION
      WHEN duplicate_object OR unique_violation THEN
        NULL;
      WHEN insufficient_privilege THEN
        RAISE EXCEPTION 'the role % is missing, and % may not create roles; let an administrator of the '
          'server run: CREATE ROLE assent_api LOGIN; CREATE ROLE assent_worker LOGIN; '
          'CREATE ROLE assent_reader LOGIN; CREATE ROLE assent_auditor LOGIN', role, current_user
          USING ERRCODE = 'insufficient_privilege';
    END;
  END LOOP;
END $$;

-- The record of a case is written through `commit_change` alone, with the rights of the owner. A change
-- of a case comes with its entry for the auditor, in the same statement. The release before leaves out the
-- entry of another case that a new one changes; then that case gets the entry of the new one.
ALTER FUNCTION "commit_change"(jsonb) RENAME TO "write_change";
CREATE FUNCTION "commit_change"("change" jsonb, OUT "is_stale" boolean, OUT "known_email" text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "public", "pg_temp" AS $$
DECLARE
  entries CONSTANT jsonb := as_rows(change -> 'audit');
  left_out CONSTANT jsonb := (
    SELECT jsonb_agg(entries -> 0
      || jsonb_build_object('case_id', given -> 'id', 'case_version', given -> 'version'))
    FROM jsonb_array_elements(as_rows(change -> 'opened') || as_rows(change -> 'changed')) given
    WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(entries) entry
      WHERE entry ->> 'case_id' = given ->> 'id' AND entry -> 'case_version' = given -> 'version'));
BEGIN
  IF left_out IS NOT NULL AND (entries = '[]' OR NOT change ? 'opened') THEN
    RAISE EXCEPTION 'a change of a case has its entry for the auditor'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_change_has_its_audit_entry';
  END IF;
  SELECT written.is_stale, written.known_email INTO is_stale, known_email
    FROM write_change(CASE WHEN left_out IS NULL THEN change
      ELSE jsonb_set(change, '{audit}', entries || left_out) END) written;
END $$;

-- What others see or say about a case is remembered beside it, whoever adds the row.
ALTER FUNCTION "remember_person"() SECURITY DEFINER SET search_path = "public", "pg_temp";

REVOKE ALL ON ALL TABLES IN SCHEMA "public" FROM PUBLIC;
REVOKE ALL ON FUNCTION "commit_change"(jsonb), "write_change"(jsonb),
  "replace_given"(regclass, text, jsonb), "remember_person"() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION "commit_change"(jsonb) TO "assent_api", "assent_worker";
GRANT USAGE ON SCHEMA "public" TO "assent_api", "assent_worker", "assent_reader", "assent_auditor";

-- Each may read the record; what people keep for themselves, the API alone. Only the auditor's role, and
-- the API for auditors, read who did what.
GRANT SELECT ON "pa_case", "case_event", "pa_authorization", "appeal", "notice", "member_letter",
  "document", "document_opening", "outbox", "stuck", "reconciliation", "prescriber_seen", "member",
  "person_seen", "letter_setting"
  TO "assent_api", "assent_worker", "assent_reader", "assent_auditor";
GRANT SELECT ON "audit_entry" TO "assent_api", "assent_auditor";
GRANT SELECT, INSERT, UPDATE, DELETE ON "saved_view", "calendar_feed", "draft" TO "assent_api";

GRANT INSERT ON "case_event" TO "assent_api", "assent_worker";
GRANT USAGE ON SEQUENCE "case_event_id_seq" TO "assent_api", "assent_worker";

-- The API adds documents and says who opened them, keeps the plan's letter settings, marks printed letters
-- as mailed, keeps what mail systems report of the others, and looks for stuck cases.
GRANT INSERT ON "document", "document_opening", "audit_entry", "letter_setting" TO "assent_api";
GRANT USAGE ON SEQUENCE "audit_entry_id_seq" TO "assent_api";
GRANT UPDATE ("mailed_at", "mailed_by", "mailed_role", "recipient", "returned_from", "delivery_outcome",
  "delivery_at", "delivery_code", "delivery_by", "delivery_role") ON "member_letter" TO "assent_api";
GRANT UPDATE ("resend", "attempts", "last_error", "undeliverable_at", "tried_since", "next_attempt_at",
  "at_once", "delivery_outcome", "delivery_at", "delivery_code", "delivery_by", "delivery_role")
  ON "notice" TO "assent_api";
GRANT INSERT, UPDATE, DELETE ON "stuck" TO "assent_api";
GRANT UPDATE ON "reconciliation" TO "assent_api";

-- The worker takes messages and letters from their queues, and says which letters could not be sent.
GRANT INSERT, UPDATE, DELETE ON "outbox" TO "assent_worker";
GRANT USAGE ON SEQUENCE "outbox_id_seq" TO "assent_worker";
GRANT INSERT, UPDATE ON "notice", "member_letter" TO "assent_worker";
GRANT INSERT, UPDATE ON "stuck" TO "assent_worker";

-- An address that letters reach, or do not, is known for the next request of a prescriber.
GRANT UPDATE ("email") ON "prescriber_seen" TO "assent_api", "assent_worker";
-- Only to lock a case while a letter of it is given up or reported: the trigger below refuses to change it.
GRANT UPDATE ("number") ON "pa_case" TO "assent_api", "assent_worker";

-- Rules that hold for every role, the owner's too.
CREATE FUNCTION "refuse_change_of_what_stays"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the rule % forbids this change', TG_NAME
    USING ERRCODE = 'AS001', CONSTRAINT = TG_NAME;
END $$;

CREATE TRIGGER "a_case_keeps_its_identity" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN ((NEW."id", NEW."number", NEW."request_type", NEW."line_of_business", NEW."drug",
      NEW."member_id", NEW."received_at", NEW."opened_at", NEW."channel", NEW."carried_from")
    IS DISTINCT FROM
    (OLD."id", OLD."number", OLD."request_type", OLD."line_of_business", OLD."drug",
      OLD."member_id", OLD."received_at", OLD."opened_at", OLD."channel", OLD."carried_from"))
  EXECUTE FUNCTION "refuse_change_of_what_stays"();

CREATE TRIGGER "a_closed_case_keeps_its_dates" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND
    (NEW."given_name", NEW."family_name", NEW."birth_date", NEW."npi", NEW."prescriber_name",
      NEW."drug_text", NEW."as_of", NEW."requested_start", NEW."urgency") IS DISTINCT FROM
    (OLD."given_name", OLD."family_name", OLD."birth_date", OLD."npi", OLD."prescriber_name",
      OLD."drug_text", OLD."as_of", OLD."requested_start", OLD."urgency"))
  EXECUTE FUNCTION "refuse_change_of_what_stays"();

-- The last day of coverage that continues during an appeal moves with the appeal; that of an approval does not.
CREATE TRIGGER "an_authorization_keeps_its_terms" BEFORE UPDATE ON "pa_authorization" FOR EACH ROW
  WHEN ((NEW."number", NEW."case_id", NEW."appeal_id", NEW."member_id", NEW."drug",
      NEW."line_of_business", NEW."start_date", NEW."issued_at", NEW."dosing", NEW."warnings",
      NEW."twin_of", NEW."continues") IS DISTINCT FROM
    (OLD."number", OLD."case_id", OLD."appeal_id", OLD."member_id", OLD."drug",
      OLD."line_of_business", OLD."start_date", OLD."issued_at", OLD."dosing", OLD."warnings",
      OLD."twin_of", OLD."continues")
    OR (NEW."end_date" <> OLD."end_date" AND OLD."continues" IS NULL))
  EXECUTE FUNCTION "refuse_change_of_what_stays"();

-- It ends earlier, never later, and does not begin again.
CREATE TRIGGER "an_authorization_only_ends" BEFORE UPDATE ON "pa_authorization" FOR EACH ROW
  WHEN ((OLD."status" <> 'active' AND NEW."status" = 'active')
    OR (OLD."ended_on" IS NOT NULL AND (NEW."ended_on" IS NULL OR NEW."ended_on" > OLD."ended_on"))
    OR NEW."ended_on" > NEW."end_date")
  EXECUTE FUNCTION "refuse_change_of_what_stays"();

-- A letter that came back can be sent again, also to another address.
CREATE TRIGGER "a_sent_letter_stays_as_it_was" BEFORE UPDATE ON "notice" FOR EACH ROW
  WHEN (OLD."sent_at" IS NOT NULL AND
    ((NEW."id", NEW."kind", NEW."case_id", NEW."authorization_number", NEW."appeal_id", NEW."due_at",
      NEW."sent_at", NEW."subject", NEW."text", NEW."content") IS DISTINCT FROM
    (OLD."id", OLD."kind", OLD."case_id", OLD."authorization_number", OLD."appeal_id", OLD."due_at",
      OLD."sent_at", OLD."subject", OLD."text", OLD."content")
    OR (NEW."recipient" IS DISTINCT FROM OLD."recipient"
      AND coalesce(NEW."sendings", 1) <> coalesce(OLD."sendings", 1) + 1)))
  EXECUTE FUNCTION "refuse_change_of_what_stays"();
CREATE TRIGGER "a_sent_letter_is_kept" BEFORE DELETE ON "notice" FOR EACH ROW
  WHEN (OLD."sent_at" IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_what_stays"();

CREATE TRIGGER "a_made_letter_stays_as_it_was" BEFORE UPDATE ON "member_letter" FOR EACH ROW
  WHEN (OLD."made_at" IS NOT NULL AND
    (NEW."id", NEW."kind", NEW."case_id", NEW."authorization_number", NEW."appeal_id", NEW."due_at",
      NEW."made_at", coalesce(NEW."recipient", NEW."returned_from"), NEW."subject", NEW."text",
      NEW."content",
      coalesce(NEW."mailed_at", OLD."mailed_at")) IS DISTINCT FROM
    (OLD."id", OLD."kind", OLD."case_id", OLD."authorization_number", OLD."appeal_id", OLD."due_at",
      OLD."made_at", coalesce(OLD."recipient", OLD."returned_from"), OLD."subject", OLD."text",
      OLD."content",
      coalesce(OLD."mailed_at", NEW."mailed_at")))
  EXECUTE FUNCTION "refuse_change_of_what_stays"();
CREATE TRIGGER "a_made_letter_is_kept" BEFORE DELETE ON "member_letter" FOR EACH ROW
  WHEN (OLD."made_at" IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_what_stays"();
