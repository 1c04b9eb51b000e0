-- A denial needs two keys: the license of who decides, and the digest of the letter that they saw. Earlier
-- denials have neither and stay as they are.
ALTER TABLE "pa_case"
  ADD COLUMN "license_number" text,
  ADD COLUMN "license_state" text,
  ADD COLUMN "license_specialty" text,
  ADD COLUMN "letter_digest" bytea;

-- NOT VALID: no earlier row has a key, so none has to be read.
ALTER TABLE "pa_case"
  ADD CONSTRAINT "only_a_denial_has_keys" CHECK
    ("status" = 'denied' OR num_nonnulls("license_number", "license_state", "license_specialty",
      "letter_digest") = 0) NOT VALID,
  ADD CONSTRAINT "keys_come_together" CHECK
    (num_nonnulls("license_number", "license_state", "license_specialty", "letter_digest") IN (0, 4)
      AND ("letter_digest" IS NULL OR (octet_length("letter_digest") = 32
        AND "license_number" <> '' AND "license_state" <> '' AND "license_specialty" <> ''))) NOT VALID;

-- A CHECK looks at a row whenever it is written. An earlier denial is written again when its letter has to
-- go to another address, and would be refused then, so a trigger looks at a case when it becomes a denial.
CREATE FUNCTION "refuse_denial_without_keys"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a denial needs the license of who decides and the digest of its letter'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'a_denial_needs_two_keys';
END $$;
CREATE TRIGGER "a_new_denial_needs_two_keys" BEFORE INSERT ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'denied' AND NEW."letter_digest" IS NULL)
  EXECUTE FUNCTION "refuse_denial_without_keys"();
CREATE TRIGGER "a_denial_needs_two_keys" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'denied' AND NEW."letter_digest" IS NULL AND OLD."status" <> 'denied')
  EXECUTE FUNCTION "refuse_denial_without_keys"();

-- The keys are grounds of a decision, too.
DROP TRIGGER "a_closed_case_keeps_its_outcome" ON "pa_case";
CREATE TRIGGER "a_closed_case_keeps_its_outcome" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND
    (NEW."status", NEW."closed_at", NEW."decision", NEW."decided_by", NEW."decided_role",
      NEW."decided_at", NEW."rationale", NEW."decision_clauses", NEW."facts", NEW."determination",
      NEW."license_number", NEW."license_state", NEW."license_specialty", NEW."letter_digest")
    IS DISTINCT FROM
    (OLD."status", OLD."closed_at", OLD."decision", OLD."decided_by", OLD."decided_role",
      OLD."decided_at", OLD."rationale", OLD."decision_clauses", OLD."facts", OLD."determination",
      OLD."license_number", OLD."license_state", OLD."license_specialty", OLD."letter_digest"))
  EXECUTE FUNCTION "refuse_second_decision"();
