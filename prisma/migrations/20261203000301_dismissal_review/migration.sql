-- A dismissal that outside review looks at: until when people may ask for that, and what became of it.
-- NULL for an appeal that was not dismissed, and where no one reviews dismissals.
ALTER TABLE "appeal"
  ADD COLUMN "dismissal_review" jsonb,
  DROP CONSTRAINT "a_forwarded_appeal_says_where",
  ADD CONSTRAINT "a_forwarded_appeal_says_where" CHECK
    ("status" <> 'forwarded' OR "forwarding" IS NOT NULL
      OR jsonb_typeof("dismissal_review" -> 'asked') IS NOT DISTINCT FROM 'object'),
  ADD CONSTRAINT "the_outcome_of_a_dismissal_comes_from_its_review" CHECK
    (jsonb_typeof("dismissal_review" -> 'outcome') IS DISTINCT FROM 'object'
      OR jsonb_typeof("dismissal_review" -> 'asked') = 'object');

-- A dismissed appeal stays closed, unless its dismissal goes to outside review, once.
DROP TRIGGER "a_decided_appeal_keeps_its_decision" ON "appeal";
CREATE TRIGGER "a_decided_appeal_keeps_its_decision" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN ((OLD."decision" IS NOT NULL AND
      (NEW."decision", NEW."decided_by", NEW."decided_role", NEW."decided_at", NEW."rationale",
        NEW."months", NEW."terms") IS DISTINCT FROM
      (OLD."decision", OLD."decided_by", OLD."decided_role", OLD."decided_at", OLD."rationale",
        OLD."months", OLD."terms"))
    OR (OLD."external" IS NOT NULL AND NEW."external" IS DISTINCT FROM OLD."external")
    OR (OLD."status" = 'withdrawn' AND NEW."status" <> 'withdrawn' AND NOT coalesce(
      NEW."status" = 'forwarded' AND OLD."withdrawal" ->> 'as' = 'dismissed'
        AND jsonb_typeof(OLD."dismissal_review") = 'object'
        AND jsonb_typeof(OLD."dismissal_review" -> 'asked') = 'null'
        AND jsonb_typeof(NEW."dismissal_review" -> 'asked') = 'object', false))
    OR (jsonb_typeof(OLD."dismissal_review" -> 'outcome') = 'object'
      AND NEW."dismissal_review" -> 'outcome' IS DISTINCT FROM OLD."dismissal_review" -> 'outcome'))
  EXECUTE FUNCTION "refuse_second_decision"();

-- Who dismissed an appeal does not decide it.
CREATE FUNCTION "refuse_decision_by_who_dismissed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'an appeal is decided by another person than the one who dismissed it'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'another_person_decides_a_dismissed_appeal';
END $$;
CREATE TRIGGER "another_person_decides_a_dismissed_appeal" BEFORE INSERT OR UPDATE OF "decided_by" ON "appeal"
  FOR EACH ROW WHEN (NEW."decided_by" IS NOT NULL
    AND NEW."dismissal_review" #>> '{dismissed,by,subject}' = NEW."decided_by")
  EXECUTE FUNCTION "refuse_decision_by_who_dismissed"();
