-- The work on cases: what is put off, and what people keep for themselves.

-- AlterTable
ALTER TABLE "pa_case"
    ADD COLUMN "snoozed_until" TIMESTAMPTZ(3),
    ADD COLUMN "snooze_reason" TEXT,
    ADD COLUMN "snoozed_by" TEXT,
    ADD COLUMN "snoozed_role" TEXT;

ALTER TABLE "pa_case"
  ADD CONSTRAINT "a_snooze_says_who_and_why" CHECK
    (num_nulls("snoozed_until", "snooze_reason", "snoozed_by", "snoozed_role") IN (0, 4)),
  ADD CONSTRAINT "only_an_open_case_is_snoozed" CHECK
    ("closed_at" IS NULL OR "snoozed_until" IS NULL);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "shared" BOOLEAN NOT NULL,
    "filter" JSONB NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_view_owner_idx" ON "saved_view"("owner");

CREATE INDEX "shared_views" ON "saved_view"("name") WHERE "shared";

-- CreateTable
CREATE TABLE "draft" (
    "owner" TEXT NOT NULL,
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,
    "request" JSONB NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("owner","id")
);

-- Worklists, each read in its order from an index: a case without a deadline comes after those with
-- one. What is open is indexed apart, so that a queue costs the same however many cases are closed.
DROP INDEX "open_cases_by_deadline";
CREATE INDEX "open_cases_by_deadline" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id") WHERE "closed_at" IS NULL;
CREATE INDEX "open_cases_of_a_person" ON "pa_case"
  ("assignee", (coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "closed_at" IS NULL AND "assignee" IS NOT NULL;
CREATE INDEX "open_cases_of_nobody" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "closed_at" IS NULL AND "assignee" IS NULL;
CREATE INDEX "open_continuations" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "closed_at" IS NULL AND "request_type" = 'continuation';
CREATE INDEX "cases_by_status" ON "pa_case"
  ("status", (coalesce("due_at", 'infinity'::timestamptz)), "id");
CREATE INDEX "cases_open_first" ON "pa_case"
  (("closed_at" IS NOT NULL), (coalesce("due_at", 'infinity'::timestamptz)), "id");
CREATE INDEX "cases_of_a_person" ON "pa_case"
  ("assignee", ("closed_at" IS NOT NULL), (coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "assignee" IS NOT NULL;

-- The rare ones among them: a list of these alone would otherwise be looked for among all others.
CREATE INDEX "open_expedited_cases" ON "pa_case"
  ((coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "closed_at" IS NULL AND "urgency" = 'expedited';
CREATE INDEX "expedited_cases" ON "pa_case"
  (("closed_at" IS NOT NULL), (coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "urgency" = 'expedited';
CREATE INDEX "open_cases_of_other_lines" ON "pa_case"
  ("line_of_business", (coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "closed_at" IS NULL AND "line_of_business" <> 'commercial';
CREATE INDEX "cases_of_other_lines" ON "pa_case"
  ("line_of_business", ("closed_at" IS NOT NULL), (coalesce("due_at", 'infinity'::timestamptz)), "id")
  WHERE "line_of_business" <> 'commercial';

-- What people search by, beside case number and member.
CREATE INDEX "cases_by_family_name" ON "pa_case"(lower("family_name") text_pattern_ops);
CREATE INDEX "cases_by_prescriber" ON "pa_case"("npi");
