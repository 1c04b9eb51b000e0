-- Pictures of telephones, and text that is not in UTF-8, which is kept and shown as what it says.
ALTER TABLE "document"
  DROP CONSTRAINT "a_document_has_a_known_type",
  ADD CONSTRAINT "a_document_has_a_known_type" CHECK ("media_type" IN
    ('application/pdf', 'image/png', 'image/jpeg', 'image/tiff', 'image/heic', 'text/plain',
      'text/plain;charset=utf-16le', 'text/plain;charset=utf-16be',
      'text/plain;charset=windows-1252'));
