-- Who read members' data (45 CFR 164.312(b)): the person, the call, whose data by ids, from where and why.
-- It holds no member data: every column but `actor`, which is the subject of a token, takes only ids, codes
-- and addresses. The id is that of the call, as in the log.
CREATE TABLE "access_entry" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "role" TEXT,
    "operation" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "purpose" TEXT NOT NULL,
    "cases" UUID[],
    "members" UUID[],
    "documents" UUID[],
    "letters" UUID[],
    "appeals" UUID[],
    "listed" INTEGER,
    "address" INET,
    "agent" TEXT,

    CONSTRAINT "access_entry_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "an_access_lists_ids" CHECK
      (num_nulls("cases", "members", "documents", "letters", "appeals") = 0),
    CONSTRAINT "an_access_names_a_call" CHECK ("operation" ~ '^[A-Za-z]{1,64}$'),
    CONSTRAINT "an_access_was_shown_or_not" CHECK ("outcome" IN ('shown', 'refused', 'failed')),
    CONSTRAINT "an_access_has_a_purpose" CHECK ("purpose" ~ '^[a-z-]{1,32}$'),
    CONSTRAINT "an_access_names_a_program_shortly" CHECK ("agent" ~ '^[A-Za-z]{1,16}( [0-9]{1,4})?$')
);

-- What a person read; what is old; and who read about a member, a case, a letter or an appeal.
CREATE INDEX "access_entry_actor_at_idx" ON "access_entry" ("actor", "at");
CREATE INDEX "access_entry_at_idx" ON "access_entry" USING BRIN ("at");
CREATE INDEX "access_by_whose_data" ON "access_entry"
  USING GIN ("cases", "members", "letters", "appeals");

-- Documentation is kept for six years (45 CFR 164.316(b)(2)(i)); then the owner may delete it.
CREATE TRIGGER "access_entry_is_append_only" BEFORE UPDATE OR TRUNCATE ON "access_entry"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "an_access_is_kept_for_six_years" BEFORE DELETE ON "access_entry" FOR EACH ROW
  WHEN (OLD."at" > now() - interval '6 years') EXECUTE FUNCTION "refuse_change_of_what_stays"();

GRANT SELECT, INSERT ON "access_entry" TO "assent_api";
GRANT SELECT ON "access_entry" TO "assent_auditor";
