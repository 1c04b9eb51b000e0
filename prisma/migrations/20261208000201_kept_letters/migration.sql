-- The forms of a letter as it went out, byte for byte, with the version of what drew them. Letters that
-- went out before have none: theirs are drawn from the content that their row keeps.
CREATE TABLE "letter_form" (
    "letter_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "renderer" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "bytes" BYTEA NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_form_pkey" PRIMARY KEY ("letter_id", "form"),
    CONSTRAINT "a_letter_has_known_forms" CHECK ("form" IN ('text/html', 'application/pdf')),
    CONSTRAINT "a_renderer_has_a_version" CHECK ("renderer" > 0),
    CONSTRAINT "a_digest_is_of_its_bytes" CHECK ("sha256" = sha256("bytes"))
);

CREATE TRIGGER "letter_form_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "letter_form"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A letter to a provider office and one to a member never have the same id.
CREATE FUNCTION "require_sent_letter"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM "notice" WHERE "id" = NEW."letter_id" AND "sent_at" IS NOT NULL)
    OR EXISTS (SELECT FROM "member_letter" WHERE "id" = NEW."letter_id" AND "made_at" IS NOT NULL)
  THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the rule % forbids this change', TG_NAME
    USING ERRCODE = 'AS001', CONSTRAINT = TG_NAME;
END $$;
CREATE TRIGGER "a_form_is_of_a_sent_letter" BEFORE INSERT ON "letter_form" FOR EACH ROW
  EXECUTE FUNCTION "require_sent_letter"();

-- It is seen by who sees its letter.
ALTER TABLE "letter_form" ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY "lines_of_business" ON "letter_form" TO "assent_api" USING (
  EXISTS (SELECT FROM "notice" WHERE "id" = "letter_id")
  OR EXISTS (SELECT FROM "member_letter" WHERE "id" = "letter_id"));
CREATE POLICY "every_line" ON "letter_form" TO "assent_every_line", "assent_worker", CURRENT_USER
  USING (true);
CREATE POLICY "reports" ON "letter_form" FOR SELECT TO "assent_reader", "assent_auditor" USING (true);

GRANT SELECT ON "letter_form"
  TO "assent_api", "assent_every_line", "assent_worker", "assent_reader", "assent_auditor";
GRANT INSERT ON "letter_form" TO "assent_worker";
