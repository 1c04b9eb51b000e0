-- Where findings come first, an appeal has findings of its own: of the person who decides it, on the
-- information as it is then. NULL for most, and for every appeal before this.
ALTER TABLE "appeal"
  ADD COLUMN "findings" jsonb,
  ADD COLUMN "engine_part" jsonb;

-- Only a decision that kept the denial, or a part of it, says what part the engine had.
ALTER TABLE "appeal"
  ADD CONSTRAINT "only_an_upheld_denial_has_an_engine_part" CHECK
    (coalesce("decision", '') IN ('uphold', 'partly-overturn') OR "engine_part" IS NULL) NOT VALID;

-- Without findings of who decides, no denial is upheld, in full or in part, in such a state. A document
-- that came in after they found is a change that came too late: a second try says what to do.
CREATE FUNCTION "refuse_to_uphold_without_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  appealed record;
  found_at timestamptz;
BEGIN
  SELECT status, jurisdiction INTO appealed FROM pa_case WHERE id = NEW.case_id;
  IF jsonb_typeof(appealed.jurisdiction -> 'findingsFirst') IS DISTINCT FROM 'object' THEN
    RETURN NEW;
  END IF;
  SELECT max((recorded ->> 'at')::timestamptz) INTO found_at
    FROM jsonb_array_elements(NEW.findings) recorded
    WHERE recorded #>> '{by,subject}' = NEW.decided_by;
  IF found_at IS NULL
    OR NEW.engine_part ->> 'part' IS DISTINCT FROM 'not-shown-before-findings'
    OR (NEW.decision = 'uphold' AND appealed.status = 'denied' AND NOT EXISTS (
      SELECT FROM jsonb_array_elements(NEW.findings) recorded
      WHERE recorded #>> '{by,subject}' = NEW.decided_by
        AND recorded -> 'items' @> '[{"finding": "not-met"}]')) THEN
    RAISE EXCEPTION 'to uphold a denial in this state needs the own findings of who decides the appeal'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'findings_come_before_an_upheld_denial';
  END IF;
  IF EXISTS (SELECT FROM document WHERE case_id = NEW.case_id AND uploaded_at > found_at) THEN
    RAISE EXCEPTION 'a document came in after the findings on this appeal'
      USING ERRCODE = 'AS409', CONSTRAINT = 'findings_are_on_all_documents';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "an_appeal_decided_at_once_needs_findings" BEFORE INSERT ON "appeal" FOR EACH ROW
  WHEN (NEW."decision" IN ('uphold', 'partly-overturn'))
  EXECUTE FUNCTION "refuse_to_uphold_without_findings"();
CREATE TRIGGER "an_upheld_denial_needs_findings" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN (NEW."decision" IN ('uphold', 'partly-overturn') AND OLD."decision" IS DISTINCT FROM NEW."decision")
  EXECUTE FUNCTION "refuse_to_uphold_without_findings"();

-- They are only added to, by those who may decide it, and only until it is decided or closed.
CREATE FUNCTION "refuse_changed_appeal_findings"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."status" NOT IN ('open', 'in-review') THEN
    RAISE EXCEPTION 'an appeal that is decided or closed gets no findings'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_an_open_appeal_gets_findings';
  END IF;
  IF NEW."findings" IS NULL OR EXISTS (
    SELECT FROM jsonb_array_elements(OLD."findings") WITH ORDINALITY AS kept (recorded, place)
    WHERE NEW."findings" -> (place::int - 1) IS DISTINCT FROM recorded) THEN
    RAISE EXCEPTION 'findings are only added to'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'appeal_findings_are_only_added_to';
  END IF;
  IF EXISTS (SELECT FROM jsonb_array_elements(NEW."findings") recorded
    WHERE recorded #>> '{by,role}' IS DISTINCT FROM 'medical-director') THEN
    RAISE EXCEPTION 'only a medical director finds on an appeal'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'only_a_medical_director_finds_on_an_appeal';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "appeal_findings_are_only_added_to" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN (OLD."findings" IS DISTINCT FROM NEW."findings")
  EXECUTE FUNCTION "refuse_changed_appeal_findings"();

-- What led to a decision stays with it.
CREATE TRIGGER "a_decided_appeal_keeps_the_part_of_the_engine" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN (OLD."decision" IS NOT NULL AND NEW."engine_part" IS DISTINCT FROM OLD."engine_part")
  EXECUTE FUNCTION "refuse_second_decision"();

-- Whether an appeal of a case awaits the plan's decision, whichever release writes it; NULL where findings do
-- not come first, and before there is an appeal.
ALTER TABLE "pa_case" ADD COLUMN "under_appeal" boolean;

CREATE FUNCTION "keep_whether_a_case_is_appealed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE pa_case SET under_appeal = EXISTS (
    SELECT FROM appeal WHERE case_id = NEW.case_id AND status IN ('open', 'in-review'))
  WHERE id = NEW.case_id AND jsonb_typeof(jurisdiction -> 'findingsFirst') = 'object';
  RETURN NULL;
END $$;
CREATE TRIGGER "a_new_appeal_marks_its_case" AFTER INSERT ON "appeal" FOR EACH ROW
  EXECUTE FUNCTION "keep_whether_a_case_is_appealed"();
CREATE TRIGGER "an_appeal_marks_its_case" AFTER UPDATE ON "appeal" FOR EACH ROW
  WHEN (OLD."status" IS DISTINCT FROM NEW."status")
  EXECUTE FUNCTION "keep_whether_a_case_is_appealed"();

UPDATE "pa_case" SET "under_appeal" = true
  WHERE "id" IN (SELECT case_id FROM appeal WHERE status IN ('open', 'in-review'))
    AND jsonb_typeof("jurisdiction" -> 'findingsFirst') = 'object';
