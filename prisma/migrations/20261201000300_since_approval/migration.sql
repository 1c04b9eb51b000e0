-- How the information of a denied renewal differs from that of the approval it renews, as its letter
-- says it: a ground of the decision like the others.
ALTER TABLE "pa_case" ADD COLUMN "since_approval" jsonb;

ALTER TABLE "pa_case" ADD CONSTRAINT "only_a_denied_renewal_is_compared" CHECK
  ("since_approval" IS NULL OR ("status" = 'denied' AND "request_type" = 'continuation') IS TRUE) NOT VALID;

CREATE TRIGGER "a_denied_renewal_keeps_its_comparison" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND NEW."since_approval" IS DISTINCT FROM OLD."since_approval")
  EXECUTE FUNCTION "refuse_second_decision"();
