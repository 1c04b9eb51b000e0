-- How many cases a queue has is counted from its index alone. So its index holds what its conditions ask
-- for, beside its order: also the deadline itself, because Postgres takes no column from an expression.
DROP INDEX "open_cases_by_deadline";
CREATE INDEX "open_cases_by_deadline" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "snoozed_until") WHERE "closed_at" IS NULL;
DROP INDEX "open_cases_of_a_person";
CREATE INDEX "open_cases_of_a_person" ON "pa_case"
  ("assignee", (coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "snoozed_until") WHERE "closed_at" IS NULL AND "assignee" IS NOT NULL;
DROP INDEX "open_cases_of_nobody";
CREATE INDEX "open_cases_of_nobody" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "snoozed_until") WHERE "closed_at" IS NULL AND "assignee" IS NULL;
DROP INDEX "cases_by_status";
CREATE INDEX "cases_by_status" ON "pa_case"
  ("status", (coalesce("due_at", 'infinity'::timestamptz)), "id")
  INCLUDE ("due_at", "snoozed_until");

-- AlterTable
ALTER TABLE "pa_case" ADD COLUMN "cover_ends_on" DATE;

-- Whose cover ends soon is found by the last day of it, which stands with the case: to look up the
-- authorization of each would cost more than all else. That keeps the period that was approved.
CREATE FUNCTION "fill_cover_end"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.cover_ends_on := coalesce(NEW.without_cover_since - 1,
    (SELECT end_date FROM pa_authorization WHERE number = NEW.renews));
  RETURN NEW;
END $$;
CREATE TRIGGER "a_renewal_tells_when_cover_ends"
  BEFORE INSERT OR UPDATE OF "renews", "without_cover_since", "cover_ends_on" ON "pa_case" FOR EACH ROW
  WHEN (NEW."renews" IS NOT NULL OR NEW."without_cover_since" IS NOT NULL OR NEW."cover_ends_on" IS NOT NULL)
  EXECUTE FUNCTION "fill_cover_end"();

CREATE INDEX "open_continuations_by_cover" ON "pa_case"("cover_ends_on")
  INCLUDE ("snoozed_until") WHERE "closed_at" IS NULL AND "request_type" = 'continuation';

-- The trigger fills it in.
UPDATE "pa_case" SET "cover_ends_on" = NULL WHERE "closed_at" IS NULL
  AND ("renews" IS NOT NULL OR "without_cover_since" IS NOT NULL);
