-- A check of stuck cases finds letters that the mail system refused without a look at all that are still
-- to be sent. A letter is in this index only from a refusal until it is sent or given up.
CREATE INDEX "refused_notices" ON "notice"("case_id")
  WHERE "sent_at" IS NULL AND "last_error" IS NOT NULL;
