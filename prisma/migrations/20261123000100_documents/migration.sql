-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL,
    "case_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "media_type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "sha256" BYTEA NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "uploaded_role" TEXT NOT NULL,
    "uploaded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "document_case_id_sha256_key" ON "document"("case_id", "sha256");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_case_id_fkey" FOREIGN KEY ("case_id") REFERENCES "pa_case"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Rules that must never break, whoever writes.

ALTER TABLE "document"
  ADD CONSTRAINT "a_document_has_a_known_type" CHECK ("media_type" IN
    ('application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'text/plain')),
  ADD CONSTRAINT "a_document_has_a_size_within_bounds" CHECK ("size" BETWEEN 1 AND 26214400),
  ADD CONSTRAINT "a_document_has_a_sha256" CHECK (octet_length("sha256") = 32),
  ADD CONSTRAINT "a_document_has_a_name" CHECK (char_length("name") BETWEEN 1 AND 200);

-- Facts and timelines name it, so it stays as it was sent.
CREATE TRIGGER "a_document_stays_as_it_was_sent" BEFORE UPDATE OR DELETE OR TRUNCATE ON "document"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
