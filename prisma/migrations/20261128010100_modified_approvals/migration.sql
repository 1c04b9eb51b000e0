-- What an approval changed of the request, and why: a ground of the decision like the others.
ALTER TABLE "pa_case" ADD COLUMN "modification" jsonb;

ALTER TABLE "pa_case" ADD CONSTRAINT "only_an_approval_is_modified" CHECK
  ("modification" IS NULL OR ("status" = 'approved' AND "decided_role" <> 'software') IS TRUE) NOT VALID;

DROP TRIGGER "a_closed_case_keeps_its_outcome" ON "pa_case";
CREATE TRIGGER "a_closed_case_keeps_its_outcome" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND
    (NEW."status", NEW."closed_at", NEW."decision", NEW."decided_by", NEW."decided_role",
      NEW."decided_at", NEW."rationale", NEW."decision_clauses", NEW."facts", NEW."determination",
      NEW."license_number", NEW."license_state", NEW."license_specialty", NEW."letter_digest",
      NEW."modification")
    IS DISTINCT FROM
    (OLD."status", OLD."closed_at", OLD."decision", OLD."decided_by", OLD."decided_role",
      OLD."decided_at", OLD."rationale", OLD."decision_clauses", OLD."facts", OLD."determination",
      OLD."license_number", OLD."license_state", OLD."license_specialty", OLD."letter_digest",
      OLD."modification"))
  EXECUTE FUNCTION "refuse_second_decision"();
