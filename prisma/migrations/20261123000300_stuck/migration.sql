-- What holds a case up, one row for each cause, as the reconciler found it. Beside the case: it comes and
-- goes without the case having changed.
CREATE TABLE "stuck" (
    "case_id" UUID NOT NULL,
    "cause" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "waits_for" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "last_error" TEXT,
    "attempt" INTEGER,
    "next_try_at" TIMESTAMPTZ(3),
    "repair" TEXT,
    "authorization_number" TEXT,

    CONSTRAINT "stuck_pkey" PRIMARY KEY ("case_id", "cause")
);

ALTER TABLE "stuck" ADD CONSTRAINT "stuck_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id") ON DELETE CASCADE ON UPDATE CASCADE;

INSERT INTO "stuck" ("case_id", "cause", "since", "waits_for", "detail", "last_error", "repair")
  SELECT "id", "stuck_cause", coalesce("stuck_since", "opened_at"), 'mail-system',
    coalesce("stuck_detail", ''), "stuck_detail", 'send-again'
  FROM "pa_case" WHERE "stuck_cause" IS NOT NULL;

ALTER TABLE "pa_case" DROP COLUMN "stuck_cause", DROP COLUMN "stuck_since", DROP COLUMN "stuck_detail";

-- When cases were last compared with their workflows, and how far a rotation over many has come.
CREATE TABLE "reconciliation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "checked_at" TIMESTAMPTZ(3),
    "temporal_reachable" BOOLEAN NOT NULL DEFAULT true,
    "compared_up_to" UUID,

    CONSTRAINT "reconciliation_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "there_is_one_reconciliation" CHECK ("id" = 1)
);

INSERT INTO "reconciliation" DEFAULT VALUES;

-- How long a message has waited, by the database's clock.
ALTER TABLE "outbox" ADD COLUMN "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;

CREATE INDEX "open_cases_in_turn" ON "pa_case"("id") WHERE "closed_at" IS NULL;
CREATE INDEX "undeliverable_notices" ON "notice"("case_id")
  WHERE "sent_at" IS NULL AND "undeliverable_at" IS NOT NULL;
