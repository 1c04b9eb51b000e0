-- Checks of the audit that people started, by the database's clock. `findings` are sentences without member
-- data, at most the first hundred; `failure` is why a check came to no result.
CREATE TABLE "audit_check" (
  "id" uuid PRIMARY KEY,
  "started_at" timestamptz(3) NOT NULL,
  "started_by" text NOT NULL,
  "started_role" text NOT NULL,
  "finished_at" timestamptz(3),
  "entries" bigint,
  "finding_count" integer,
  "findings" text[],
  "failure" text,
  CONSTRAINT "a_finished_check_has_a_result" CHECK
    (("finished_at" IS NULL AND num_nonnulls("entries", "finding_count", "failure") = 0)
      OR ("finished_at" IS NOT NULL AND num_nonnulls("entries", "finding_count") = CASE WHEN "failure" IS NULL THEN 2 ELSE 0 END))
);
CREATE INDEX "audit_check_started_at_idx" ON "audit_check"("started_at");

-- One at a time. One that does not end by itself makes room for the next.
CREATE UNIQUE INDEX "one_audit_check_runs" ON "audit_check"((true)) WHERE "finished_at" IS NULL;

CREATE TRIGGER "a_finished_check_stays" BEFORE UPDATE ON "audit_check" FOR EACH ROW
  WHEN (OLD."finished_at" IS NOT NULL) EXECUTE FUNCTION "refuse_change_of_what_stays"();

GRANT SELECT, INSERT ON "audit_check" TO "assent_api";
GRANT UPDATE ("finished_at", "entries", "finding_count", "findings", "failure") ON "audit_check" TO "assent_api";
GRANT SELECT ON "audit_check" TO "assent_auditor";
