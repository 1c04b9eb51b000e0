-- What is appealed: a denial, an approval with changes, or that nothing was decided in time. And what a
-- decision in part approves otherwise than asked; NULL where that is only months, or was not kept yet.
ALTER TABLE "appeal"
  ADD COLUMN "ground" text,
  ADD COLUMN "terms" jsonb;

-- The release before names no ground: it opens appeals of decisions only.
CREATE FUNCTION "fill_in_the_ground_of_an_appeal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.ground := CASE (SELECT status FROM pa_case WHERE id = NEW.case_id)
    WHEN 'approved' THEN 'modified-approval' ELSE 'denial' END;
  RETURN NEW;
END $$;
CREATE TRIGGER "an_appeal_has_a_ground" BEFORE INSERT ON "appeal" FOR EACH ROW
  WHEN (NEW."ground" IS NULL) EXECUTE FUNCTION "fill_in_the_ground_of_an_appeal"();

UPDATE "appeal" SET "ground" = CASE pa_case.status
    WHEN 'approved' THEN 'modified-approval' ELSE 'denial' END
  FROM pa_case WHERE pa_case.id = "appeal".case_id;

ALTER TABLE "appeal"
  ALTER COLUMN "ground" SET NOT NULL,
  ADD CONSTRAINT "an_appeal_has_a_known_ground" CHECK
    ("ground" IN ('denial', 'modified-approval', 'no-decision')),
  ADD CONSTRAINT "only_a_decision_has_terms" CHECK ("decision" IS NOT NULL OR "terms" IS NULL);

-- An appeal of a missing decision decides the case, too, if it approves: one person signs both, at one
-- instant. No one upholds their own decision.
CREATE OR REPLACE FUNCTION "refuse_own_appeal"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pa_case WHERE id = NEW.case_id AND decided_by = NEW.decided_by
      AND NOT (NEW.ground = 'no-decision' AND status = 'approved' AND decided_at = NEW.decided_at
        AND NEW.status IN ('overturned', 'partly-overturned'))) THEN
    RAISE EXCEPTION 'an appeal is decided by another person than its case'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'another_person_decides_an_appeal';
  END IF;
  RETURN NEW;
END $$;

-- Whoever writes, an appeal is not upheld while its case has no decision.
CREATE FUNCTION "refuse_to_uphold_nothing"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pa_case WHERE id = NEW.case_id AND closed_at IS NULL) THEN
    RAISE EXCEPTION 'an open case has no decision to uphold'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_decision_is_upheld_once_it_is_made';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "a_decision_is_upheld_once_it_is_made" BEFORE INSERT OR UPDATE OF "decision" ON "appeal"
  FOR EACH ROW WHEN (NEW."decision" = 'uphold') EXECUTE FUNCTION "refuse_to_uphold_nothing"();

DROP TRIGGER "a_decided_appeal_keeps_its_decision" ON "appeal";
CREATE TRIGGER "a_decided_appeal_keeps_its_decision" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN ((OLD."decision" IS NOT NULL AND
      (NEW."decision", NEW."decided_by", NEW."decided_role", NEW."decided_at", NEW."rationale",
        NEW."months", NEW."terms") IS DISTINCT FROM
      (OLD."decision", OLD."decided_by", OLD."decided_role", OLD."decided_at", OLD."rationale",
        OLD."months", OLD."terms"))
    OR (OLD."external" IS NOT NULL AND NEW."external" IS DISTINCT FROM OLD."external")
    OR (OLD."status" = 'withdrawn' AND NEW."status" <> 'withdrawn'))
  EXECUTE FUNCTION "refuse_second_decision"();
