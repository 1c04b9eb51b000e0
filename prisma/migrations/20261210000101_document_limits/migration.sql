-- How much a person has added of late.
CREATE INDEX "document_uploaded_by_uploaded_at_idx" ON "document"("uploaded_by", "uploaded_at");
