-- A letter to the member that fails makes its case stuck: a check finds those that were tried, among many
-- that wait for their day, and a person has them tried again.
CREATE INDEX "member_letters_tried" ON "member_letter"("case_id")
  WHERE "made_at" IS NULL AND "tried_since" IS NOT NULL;

GRANT UPDATE ("last_error", "next_attempt_at", "tried_since") ON "member_letter"
  TO "assent_api", "assent_every_line";
