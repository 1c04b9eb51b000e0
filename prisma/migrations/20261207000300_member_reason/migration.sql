-- The reason of a decision in the words of the letter to the member, beside the rationale, which is for
-- the provider office: a ground of the decision like the others.
ALTER TABLE "pa_case" ADD COLUMN "member_reason" text;
ALTER TABLE "appeal" ADD COLUMN "member_reason" text;

ALTER TABLE "pa_case" ADD CONSTRAINT "a_reason_for_the_member_is_of_a_decision" CHECK
  ("member_reason" IS NULL OR "decision" IS NOT NULL) NOT VALID;
ALTER TABLE "appeal" ADD CONSTRAINT "a_reason_for_the_member_is_of_an_appeal_decision" CHECK
  ("member_reason" IS NULL OR "decision" IS NOT NULL) NOT VALID;

CREATE TRIGGER "a_closed_case_keeps_the_reason_for_the_member" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND NEW."member_reason" IS DISTINCT FROM OLD."member_reason")
  EXECUTE FUNCTION "refuse_second_decision"();
CREATE TRIGGER "a_decided_appeal_keeps_the_reason_for_the_member" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN (OLD."decision" IS NOT NULL AND NEW."member_reason" IS DISTINCT FROM OLD."member_reason")
  EXECUTE FUNCTION "refuse_second_decision"();
