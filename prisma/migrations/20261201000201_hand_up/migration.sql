-- A case that a pharmacist left to the medical directors, and the opinions of other reviewers. Both are
-- empty for cases of before, and the release before leaves them as they are.
ALTER TABLE "pa_case"
  ADD COLUMN "handed_up_by" TEXT,
  ADD COLUMN "handed_up_role" TEXT,
  ADD COLUMN "handed_up_at" TIMESTAMPTZ(3),
  ADD COLUMN "handed_up_reason" TEXT,
  ADD COLUMN "opinions" JSONB,
  ADD COLUMN "opinions_owed_by" TEXT[];

-- NOT VALID: no earlier row has any of it, so none has to be read.
ALTER TABLE "pa_case"
  ADD CONSTRAINT "a_hand_up_is_whole" CHECK
    (num_nonnulls("handed_up_by", "handed_up_role", "handed_up_at", "handed_up_reason") IN (0, 4)) NOT VALID,
  ADD CONSTRAINT "what_was_handed_up_is_left_to_medical_directors" CHECK
    ("handed_up_at" IS NULL OR "decided_role" IS NULL
      OR "decided_role" IN ('medical-director', 'software')) NOT VALID,
  ADD CONSTRAINT "few_opinions_are_owed" CHECK
    (cardinality("opinions_owed_by") <= 3) NOT VALID;

-- What a queue's conditions ask for is in its index, so that it is counted without reading cases.
DROP INDEX "open_cases_of_nobody";
CREATE INDEX "open_cases_of_nobody" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "snoozed_until", "handed_up_at")
  WHERE "closed_at" IS NULL AND "assignee" IS NULL;
CREATE INDEX "open_cases_for_physicians" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "snoozed_until")
  WHERE "status" = 'in-review' AND "handed_up_at" IS NOT NULL;
CREATE INDEX "open_cases_with_opinions_owed" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "opinions_owed_by")
  WHERE "closed_at" IS NULL AND cardinality("opinions_owed_by") > 0;
