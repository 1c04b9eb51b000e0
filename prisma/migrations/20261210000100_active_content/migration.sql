-- What in a document can act by itself, found when it was added; NULL for those from before.
ALTER TABLE "document" ADD COLUMN "active_content" jsonb;
