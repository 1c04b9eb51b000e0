-- What the text of a sent letter was made from, so that it can be shown in other formats. NULL until it
-- is sent, and for letters that were sent before.
ALTER TABLE "notice" ADD COLUMN "content" JSONB;
