-- A dismissed appeal stays closed, unless its dismissal goes to outside review, once, or a medical
-- director vacates it. One that is open again can be dismissed again, for another reason.
DROP TRIGGER "a_decided_appeal_keeps_its_decision" ON "appeal";
CREATE TRIGGER "a_decided_appeal_keeps_its_decision" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN ((OLD."decision" IS NOT NULL AND
      (NEW."decision", NEW."decided_by", NEW."decided_role", NEW."decided_at", NEW."rationale",
        NEW."months", NEW."terms") IS DISTINCT FROM
      (OLD."decision", OLD."decided_by", OLD."decided_role", OLD."decided_at", OLD."rationale",
        OLD."months", OLD."terms"))
    OR (OLD."external" IS NOT NULL AND NEW."external" IS DISTINCT FROM OLD."external")
    OR (OLD."status" = 'withdrawn' AND NEW."status" <> 'withdrawn' AND NOT coalesce(
      OLD."withdrawal" ->> 'as' = 'dismissed'
        AND jsonb_typeof(OLD."dismissal_review") = 'object'
        AND jsonb_typeof(OLD."dismissal_review" -> 'asked') = 'null'
        AND ((NEW."status" = 'forwarded'
            AND jsonb_typeof(NEW."dismissal_review" -> 'asked') = 'object')
          OR (NEW."status" IN ('open', 'in-review')
            AND NEW."dismissal_review" #>> '{vacated,by,role}' = 'medical-director')), false))
    OR (jsonb_typeof(OLD."dismissal_review" -> 'outcome') = 'object'
      AND NEW."dismissal_review" -> 'outcome' IS DISTINCT FROM OLD."dismissal_review" -> 'outcome'
      AND NOT coalesce(NEW."status" = 'withdrawn' AND OLD."status" <> 'withdrawn'
        AND NEW."withdrawal" ->> 'as' = 'dismissed', false)))
  EXECUTE FUNCTION "refuse_second_decision"();
