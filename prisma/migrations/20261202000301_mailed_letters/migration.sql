-- Who mailed a printed letter to a member, and when.
ALTER TABLE "member_letter"
  ADD COLUMN "mailed_at" timestamptz(3),
  ADD COLUMN "mailed_by" text,
  ADD COLUMN "mailed_role" text,
  ADD CONSTRAINT "a_mailed_letter_was_printed" CHECK
    (num_nonnulls("mailed_at", "mailed_by", "mailed_role") IN (0, 3)
      AND ("mailed_at" IS NULL OR ("made_at" IS NOT NULL AND "recipient" IS NULL)));

CREATE INDEX "member_letters_to_print" ON "member_letter"("made_at", "id")
  WHERE "made_at" IS NOT NULL AND "recipient" IS NULL AND "mailed_at" IS NULL;
