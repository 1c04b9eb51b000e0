-- The state whose law a case is under, what reviewers found by themselves, and what part the engine had in
-- a denial. NULL for cases opened, and denials made, before that was kept.
ALTER TABLE "pa_case"
  ADD COLUMN "member_state" text,
  ADD COLUMN "jurisdiction" jsonb,
  ADD COLUMN "findings" jsonb,
  ADD COLUMN "engine_part" jsonb;

-- NOT VALID: no earlier row has one, so none has to be read.
ALTER TABLE "pa_case"
  ADD CONSTRAINT "only_a_denial_has_an_engine_part" CHECK
    ("status" = 'denied' OR "engine_part" IS NULL) NOT VALID;

-- Where findings come first, a denial takes a finding "not met" of who denies, and says so.
CREATE FUNCTION "refuse_denial_without_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF jsonb_typeof(NEW."jurisdiction" -> 'findingsFirst') = 'object' AND NOT (
    coalesce(NEW."engine_part" ->> 'part' = 'not-shown-before-findings', false)
    AND EXISTS (SELECT FROM jsonb_array_elements(NEW."findings") recorded
      WHERE recorded #>> '{by,subject}' = NEW."decided_by"
        AND recorded -> 'items' @> '[{"finding": "not-met"}]')) THEN
    RAISE EXCEPTION 'a denial in this state needs the own findings of who denies'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'findings_come_before_a_denial';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "a_new_denial_needs_findings" BEFORE INSERT ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'denied' AND NEW."jurisdiction" IS NOT NULL)
  EXECUTE FUNCTION "refuse_denial_without_findings"();
CREATE TRIGGER "a_denial_needs_findings" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'denied' AND OLD."status" <> 'denied' AND NEW."jurisdiction" IS NOT NULL)
  EXECUTE FUNCTION "refuse_denial_without_findings"();

-- Findings are only added to, and the jurisdiction of a case stays.
CREATE FUNCTION "refuse_changed_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."jurisdiction" IS DISTINCT FROM NEW."jurisdiction" THEN
    RAISE EXCEPTION 'a case keeps its jurisdiction'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_case_keeps_its_jurisdiction';
  END IF;
  IF EXISTS (
    SELECT FROM jsonb_array_elements(OLD."findings") WITH ORDINALITY AS kept (recorded, place)
    WHERE NEW."findings" -> (place::int - 1) IS DISTINCT FROM recorded) THEN
    RAISE EXCEPTION 'findings are only added to'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'findings_are_only_added_to';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "findings_are_only_added_to" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."jurisdiction" IS DISTINCT FROM NEW."jurisdiction"
    OR (OLD."findings" IS NOT NULL AND OLD."findings" IS DISTINCT FROM NEW."findings"))
  EXECUTE FUNCTION "refuse_changed_findings"();

-- What led to a decision stays with it.
DROP TRIGGER "a_closed_case_keeps_its_outcome" ON "pa_case";
CREATE TRIGGER "a_closed_case_keeps_its_outcome" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND
    (NEW."status", NEW."closed_at", NEW."decision", NEW."decided_by", NEW."decided_role",
      NEW."decided_at", NEW."rationale", NEW."decision_clauses", NEW."facts", NEW."determination",
      NEW."license_number", NEW."license_state", NEW."license_specialty", NEW."letter_digest",
      NEW."modification", coalesce(NEW."findings", '[]'), NEW."engine_part")
    IS DISTINCT FROM
    (OLD."status", OLD."closed_at", OLD."decision", OLD."decided_by", OLD."decided_role",
      OLD."decided_at", OLD."rationale", OLD."decision_clauses", OLD."facts", OLD."determination",
      OLD."license_number", OLD."license_state", OLD."license_specialty", OLD."letter_digest",
      OLD."modification", coalesce(OLD."findings", '[]'), OLD."engine_part"))
  EXECUTE FUNCTION "refuse_second_decision"();
