-- The name on the license of who denied, for letters that a state wants signed by name. NULL where it was
-- not given.
ALTER TABLE "pa_case" ADD COLUMN "license_name" text;

-- NOT VALID: no earlier row has one, so none has to be read.
ALTER TABLE "pa_case" ADD CONSTRAINT "a_name_is_of_a_license" CHECK
  ("license_name" IS NULL OR ("license_number" IS NOT NULL AND btrim("license_name") <> '') IS TRUE)
  NOT VALID;

CREATE TRIGGER "a_decision_keeps_who_signed_it" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (OLD."closed_at" IS NOT NULL AND NEW."license_name" IS DISTINCT FROM OLD."license_name")
  EXECUTE FUNCTION "refuse_second_decision"();
