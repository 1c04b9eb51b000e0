-- What a reviewer saw before they decided: SHA-256 over facts, evaluation and documents. NULL for a
-- decision of software, and for decisions made before that was kept.
ALTER TABLE "pa_case" ADD COLUMN "seen_digest" bytea;

-- NOT VALID: no earlier row has one, so none has to be read.
ALTER TABLE "pa_case" ADD CONSTRAINT "a_reviewer_decides_on_what_they_saw" CHECK
  ("seen_digest" IS NULL OR (octet_length("seen_digest") = 32 AND "decision" IS NOT NULL
    AND "decided_role" <> 'software') IS TRUE) NOT VALID;

CREATE TRIGGER "a_decision_keeps_what_was_seen" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND NEW."seen_digest" IS DISTINCT FROM OLD."seen_digest")
  EXECUTE FUNCTION "refuse_second_decision"();
