-- Who opened a case of another line of business, why, and until when they have it.
CREATE TABLE "case_access" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_role" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "open_until" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "case_access_pkey" PRIMARY KEY ("id")
);

ALTER TABLE "case_access" ADD CONSTRAINT "case_access_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "case_access_case_id_opened_by_idx" ON "case_access"("case_id", "opened_by");
CREATE INDEX "case_access_opened_at_id_idx" ON "case_access"("opened_at", "id");

ALTER TABLE "case_access"
  ADD CONSTRAINT "an_opened_case_says_why" CHECK (btrim("reason") <> ''),
  ADD CONSTRAINT "an_opened_case_is_open_for_a_time" CHECK ("open_until" > "opened_at");

CREATE TRIGGER "an_opened_case_stays_on_record" BEFORE UPDATE OR DELETE OR TRUNCATE ON "case_access"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

GRANT SELECT ON "case_access" TO "assent_api", "assent_worker", "assent_reader", "assent_auditor";
GRANT INSERT ON "case_access" TO "assent_api";

-- The lines of business of a calendar, with blanks between them, as its owner had them when it was made.
-- NULL for all.
ALTER TABLE "calendar_feed" ADD COLUMN "lines" TEXT;
