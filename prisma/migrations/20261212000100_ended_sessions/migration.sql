-- Sessions that were ended before their tokens expired, until the last of these has expired. A name is the
-- SHA-256 of what its tokens have in common: their own id, their session, or their subject. So the table
-- tells of no one who is not known already.
CREATE TABLE "ended_session" (
    "name" TEXT NOT NULL,
    "issued_by" TIMESTAMPTZ(3),
    "until" TIMESTAMPTZ(3) NOT NULL,
    "written_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ended_session_pkey" PRIMARY KEY ("name"),
    CONSTRAINT "an_ended_session_is_named_by_a_digest" CHECK ("name" ~ '^[0-9a-f]{64}$')
);
CREATE INDEX "ended_session_written_at_idx" ON "ended_session"("written_at");

GRANT SELECT, INSERT, DELETE, UPDATE ("issued_by", "until", "written_at") ON "ended_session"
  TO "assent_api", "assent_every_line";
