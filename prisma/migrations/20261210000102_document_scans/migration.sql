-- What a virus scanner said of a document. One without a row was added while there was no scanner.
CREATE TABLE "document_scan" (
    "document_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "found" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "scanned_at" TIMESTAMPTZ(3),

    CONSTRAINT "document_scan_pkey" PRIMARY KEY ("document_id")
);

ALTER TABLE "document_scan" ADD CONSTRAINT "document_scan_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "document_scan_waiting_idx" ON "document_scan"("next_attempt_at") WHERE "state" = 'waiting';

ALTER TABLE "document_scan"
  ADD CONSTRAINT "a_scan_has_a_known_state" CHECK ("state" IN ('waiting', 'clean', 'infected')),
  ADD CONSTRAINT "an_infection_has_a_name" CHECK (("state" = 'infected') = ("found" IS NOT NULL)),
  ADD CONSTRAINT "a_scan_has_a_time" CHECK (("state" = 'waiting') = ("scanned_at" IS NULL)),
  ADD CONSTRAINT "a_waiting_document_is_tried_again" CHECK (("state" = 'waiting') = ("next_attempt_at" IS NOT NULL));

-- A document begins to wait when it is added, and what was found of it stays.
CREATE FUNCTION "refuse_second_scan"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a document is scanned once' USING ERRCODE = 'AS001', CONSTRAINT = 'a_finished_scan_stays';
END $$;
CREATE TRIGGER "a_finished_scan_stays" BEFORE UPDATE ON "document_scan" FOR EACH ROW
  WHEN (OLD."state" <> 'waiting' OR NEW."document_id" <> OLD."document_id")
  EXECUTE FUNCTION "refuse_second_scan"();
CREATE TRIGGER "a_scan_is_not_made_up" BEFORE INSERT ON "document_scan" FOR EACH ROW
  WHEN (NEW."state" <> 'waiting') EXECUTE FUNCTION "refuse_second_scan"();
CREATE TRIGGER "a_scan_is_not_removed" BEFORE DELETE OR TRUNCATE ON "document_scan"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- What was found is on the timeline, and has its entry for the auditor.
CREATE FUNCTION "record_scan"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = "public", "pg_temp" AS $$
DECLARE
  of_case CONSTANT uuid := (SELECT case_id FROM document WHERE id = NEW.document_id);
BEGIN
  INSERT INTO case_event (case_id, at, type, actor, role, details) VALUES (of_case, NEW.scanned_at,
    'document-scanned', 'assent', 'software', jsonb_strip_nulls(jsonb_build_object(
      'document', NEW.document_id, 'result', NEW.state, 'found', NEW.found)));
  INSERT INTO audit_entry (at, actor, role, action, case_id, case_version)
    SELECT NEW.scanned_at, 'assent', 'software', 'scan-document', c.id, c.version
    FROM pa_case c WHERE c.id = of_case;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION "record_scan"() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER "a_scan_is_recorded" AFTER UPDATE ON "document_scan"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."state" <> 'waiting')
  EXECUTE FUNCTION "record_scan"();

-- An infected document is opened by no one, so neither a denial nor an upheld one waits for it. One that
-- still waits for its scan does: it can be opened soon.
CREATE FUNCTION "unopened_document"("of_case" uuid, "by" text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM document d WHERE d.case_id = of_case
    AND NOT EXISTS (SELECT FROM document_opening o WHERE o.document_id = d.id AND o.opened_by = by)
    AND NOT EXISTS (SELECT FROM document_scan s WHERE s.document_id = d.id AND s.state = 'infected'))
$$;

REVOKE ALL ON FUNCTION "unopened_document"(uuid, text) FROM PUBLIC;

CREATE OR REPLACE FUNCTION "refuse_denial_of_unopened_documents"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF unopened_document(NEW.id, NEW.decided_by) THEN
    RAISE EXCEPTION 'a denial needs each document of the case to be opened by who denies it'
      USING ERRCODE = 'AS409', CONSTRAINT = 'a_denial_needs_opened_documents';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION "refuse_to_uphold_unsigned"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM jsonb_each_text(NEW.license) part
    WHERE part.key IN ('number', 'state', 'specialty') AND part.value <> '') IS DISTINCT FROM 3 THEN
    RAISE EXCEPTION 'to uphold a denial needs the license of who decides the appeal'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'an_upheld_denial_needs_a_license';
  END IF;
  IF unopened_document(NEW.case_id, NEW.decided_by) THEN
    RAISE EXCEPTION 'to uphold a denial needs each document of the case to be opened by who decides the appeal'
      USING ERRCODE = 'AS409', CONSTRAINT = 'an_upheld_denial_needs_opened_documents';
  END IF;
  RETURN NEW;
END $$;

ALTER TABLE "document_scan" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
DO $$
BEGIN
  CREATE POLICY "lines_of_business" ON "document_scan" TO assent_api
    USING (EXISTS (SELECT FROM document d WHERE d.id = document_id));
  EXECUTE 'CREATE POLICY "every_line" ON "document_scan" TO assent_every_line, assent_worker, CURRENT_USER '
    'USING (true)';
  CREATE POLICY "reports" ON "document_scan" FOR SELECT TO assent_reader, assent_auditor USING (true);
END $$;

GRANT SELECT ON "document_scan" TO "assent_api", "assent_every_line", "assent_worker", "assent_reader",
  "assent_auditor";
GRANT INSERT ON "document_scan" TO "assent_api", "assent_every_line";
GRANT UPDATE ("state", "found", "attempts", "last_error", "next_attempt_at", "scanned_at")
  ON "document_scan" TO "assent_worker";
