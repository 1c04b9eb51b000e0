-- Signed statements of which entries there were; each is also kept outside of this database. `payload` is what
-- is signed, a line of JSON; the other columns are read from it.
CREATE TABLE "audit_seal" (
  "number" integer PRIMARY KEY CHECK ("number" > 0),
  "up_to" bigint NOT NULL,
  "payload" text NOT NULL,
  "signature" text NOT NULL,
  CONSTRAINT "a_seal_states_its_number" CHECK
    (("payload"::jsonb ->> 'number')::integer = "number" AND ("payload"::jsonb ->> 'upTo')::bigint = "up_to")
);

CREATE TRIGGER "audit_seal_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- The worker seals: it reads which entries there are, and not what they say.
GRANT SELECT ("id", "written_at", "hash") ON "audit_entry" TO "assent_worker";
GRANT SELECT, INSERT ON "audit_seal" TO "assent_worker";
GRANT SELECT ON "audit_seal" TO "assent_api", "assent_auditor";
