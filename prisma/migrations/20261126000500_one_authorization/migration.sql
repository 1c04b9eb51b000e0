-- One authorization covers a day: the rule, the early end of an authorization, and what keeps software
-- from approving beside the guideline. Of every Postgres, part of `contrib`, and trusted: the owner of
-- the database may create it.
CREATE EXTENSION IF NOT EXISTS "btree_gist";

ALTER TABLE "pa_case" ADD COLUMN "holds" JSONB;
ALTER TABLE "pa_case" ADD CONSTRAINT "software_approves_nothing_that_is_held" CHECK
  ("decided_role" IS DISTINCT FROM 'software' OR coalesce("holds", '[]') = '[]');

ALTER TABLE "pa_authorization"
  ADD COLUMN "ended_on" DATE,
  ADD COLUMN "end_reason" TEXT,
  ADD COLUMN "twin_of" TEXT;
ALTER TABLE "pa_authorization"
  ADD CONSTRAINT "an_early_end_has_its_day_and_reason" CHECK
    (("status" = 'ended') = ("ended_on" IS NOT NULL)
      AND ("ended_on" IS NULL) = ("end_reason" IS NULL)),
  ADD CONSTRAINT "an_early_end_has_a_known_reason" CHECK ("end_reason" IN
    ('therapy-stopped', 'member-died', 'coverage-ended', 'superseded', 'entered-in-error')),
  ADD CONSTRAINT "an_early_end_is_not_late" CHECK ("ended_on" <= "end_date");

-- Authorizations of before that cover the same days stay as they are, each but the last to end marked as
-- the twin of another. The rule binds all others, and every one that is issued from now on.
UPDATE "pa_authorization" a SET "twin_of" = (
  SELECT b."number" FROM "pa_authorization" b
  WHERE b."member_id" = a."member_id" AND b."drug" = a."drug"
    AND b."line_of_business" = a."line_of_business"
    AND b."start_date" <= a."end_date" AND b."end_date" >= a."start_date"
    AND (b."end_date", b."number") > (a."end_date", a."number")
  ORDER BY b."end_date" DESC, b."number" DESC LIMIT 1);

-- The member, drug and line of business as one number, so that no error and no log quotes a member.
-- From the day after its last day on, an authorization that was ended early is in nobody's way.
ALTER TABLE "pa_authorization" ADD CONSTRAINT "one_authorization_covers_a_day" EXCLUDE USING gist (
  hashtextextended("member_id" || E'\x1f' || "drug" || E'\x1f' || "line_of_business", 0) WITH =,
  daterange("start_date", greatest("start_date", coalesce("ended_on", "end_date") + 1)) WITH &&
) WHERE ("twin_of" IS NULL);

-- A twin whose sibling was renewed is renewed as well: nobody is reminded of its end any more.
WITH followed AS (
  UPDATE "pa_authorization" a SET "version" = a."version" + 1, "renewed_by" = (
    SELECT b."number" FROM "pa_authorization" b
    WHERE b."member_id" = a."member_id" AND b."drug" = a."drug"
      AND b."line_of_business" = a."line_of_business" AND b."status" = 'active'
      AND b."number" <> a."number"
      AND b."start_date" <= a."end_date" + 1 AND b."end_date" >= a."end_date" + 1
    ORDER BY b."end_date" DESC LIMIT 1)
  WHERE a."status" = 'active' AND a."renewed_by" IS NULL AND a."continuation_case_id" IS NOT NULL
    AND EXISTS (
      SELECT FROM "pa_authorization" b
      WHERE b."member_id" = a."member_id" AND b."drug" = a."drug"
        AND b."line_of_business" = a."line_of_business" AND b."status" = 'active'
        AND b."number" <> a."number"
        AND b."start_date" <= a."end_date" + 1 AND b."end_date" >= a."end_date" + 1)
  RETURNING a."number")
DELETE FROM "notice" n USING followed f
  WHERE n."authorization_number" = f."number" AND n."kind" = 'renewal-reminder'
    AND n."sent_at" IS NULL;

-- One open case of a kind, and a kind belongs to a line of business: a review of one line is none of
-- another. An authorization that was joined to the review of another line gets its own at once.
DROP INDEX "one_open_case_of_a_kind";
CREATE UNIQUE INDEX "one_open_case_of_a_kind" ON "pa_case" (
  hashtextextended("member_id" || E'\x1f' || "drug" || E'\x1f' || "line_of_business", 0),
  "request_type"
) WHERE "closed_at" IS NULL;

WITH misjoined AS (
  UPDATE "pa_authorization" a SET "version" = a."version" + 1, "continuation_case_id" = NULL,
    "next_step_at" = least(a."next_step_at", now())
  FROM "pa_case" c
  WHERE c."id" = a."continuation_case_id" AND c."line_of_business" <> a."line_of_business"
    AND a."status" = 'active' AND a."renewed_by" IS NULL
  RETURNING a."number")
INSERT INTO "outbox" ("topic", "subject") SELECT 'authorization-restarted', "number" FROM misjoined;
