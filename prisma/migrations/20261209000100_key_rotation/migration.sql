-- How far the contents of documents have moved to an encryption key, one row for each key. It names
-- documents by id alone; the contents themselves are not in Postgres.
CREATE TABLE "key_rotation" (
  "key_id" text PRIMARY KEY,
  "started_at" timestamptz(3) NOT NULL,
  "moved_at" timestamptz(3) NOT NULL,
  -- The newest document that was looked at.
  "after_at" timestamptz(3),
  "after_id" uuid,
  "current" integer NOT NULL CHECK ("current" >= 0),
  "rewrapped" integer NOT NULL CHECK ("rewrapped" >= 0),
  "encrypted" integer NOT NULL CHECK ("encrypted" >= 0),
  "unreadable" integer NOT NULL CHECK ("unreadable" >= 0),
  CHECK (("after_at" IS NULL) = ("after_id" IS NULL))
);
CREATE INDEX "documents_by_age" ON "document"("uploaded_at", "id");

GRANT SELECT, INSERT, UPDATE ON "key_rotation" TO "assent_api", "assent_every_line";
GRANT SELECT ON "key_rotation" TO "assent_reader", "assent_auditor";
