-- Who was given the content of which document, and when first.
CREATE TABLE "document_opening" (
    "document_id" UUID NOT NULL,
    "opened_by" TEXT NOT NULL,
    "opened_role" TEXT NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "document_opening_pkey" PRIMARY KEY ("document_id","opened_by")
);

ALTER TABLE "document_opening" ADD CONSTRAINT "document_opening_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "document_opening"
  ADD CONSTRAINT "an_opening_has_a_sha256" CHECK (octet_length("sha256") = 32);

CREATE TRIGGER "an_opening_stays_as_it_was" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document_opening"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();

-- A case becomes denied only when who denies it was given each of its documents. The error is the one of a
-- change that came too late: a document may have come in since the case was read, and a second try says so.
-- An earlier denial is not looked at again.
CREATE FUNCTION "refuse_denial_of_unopened_documents"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM document d WHERE d.case_id = NEW.id AND NOT EXISTS (
    SELECT FROM document_opening o WHERE o.document_id = d.id AND o.opened_by = NEW.decided_by)) THEN
    RAISE EXCEPTION 'a denial needs each document of the case to be opened by who denies it'
      USING ERRCODE = 'AS409', CONSTRAINT = 'a_denial_needs_opened_documents';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "a_denial_needs_opened_documents" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'denied' AND OLD."status" <> 'denied')
  EXECUTE FUNCTION "refuse_denial_of_unopened_documents"();
