-- To uphold a denial, in full or in part, is an adverse determination, too: it takes the license of who decides
-- the appeal, and each document of the case opened by them. NULL for every other decision, and for those of before.
ALTER TABLE "appeal" ADD COLUMN "license" jsonb;

ALTER TABLE "appeal"
  ADD CONSTRAINT "only_an_upheld_denial_has_a_license" CHECK
    (coalesce("decision", '') IN ('uphold', 'partly-overturn') OR "license" IS NULL) NOT VALID;

-- As for denials: a CHECK would look at earlier decisions, too, whenever they are written again. A document that
-- came in since is a change that came too late: a second try says what to do.
CREATE FUNCTION "refuse_to_uphold_unsigned"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT count(*) FROM jsonb_each_text(NEW.license) part
    WHERE part.key IN ('number', 'state', 'specialty') AND part.value <> '') IS DISTINCT FROM 3 THEN
    RAISE EXCEPTION 'to uphold a denial needs the license of who decides the appeal'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'an_upheld_denial_needs_a_license';
  END IF;
  IF EXISTS (SELECT FROM document d WHERE d.case_id = NEW.case_id AND NOT EXISTS (
    SELECT FROM document_opening o WHERE o.document_id = d.id AND o.opened_by = NEW.decided_by)) THEN
    RAISE EXCEPTION 'to uphold a denial needs each document of the case to be opened by who decides the appeal'
      USING ERRCODE = 'AS409', CONSTRAINT = 'an_upheld_denial_needs_opened_documents';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "an_appeal_decided_at_once_needs_its_keys" BEFORE INSERT ON "appeal" FOR EACH ROW
  WHEN (NEW."decision" IN ('uphold', 'partly-overturn'))
  EXECUTE FUNCTION "refuse_to_uphold_unsigned"();
CREATE TRIGGER "an_upheld_denial_needs_its_keys" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN (NEW."decision" IN ('uphold', 'partly-overturn') AND OLD."decision" IS DISTINCT FROM NEW."decision")
  EXECUTE FUNCTION "refuse_to_uphold_unsigned"();

-- What a decision was signed with stays with it.
CREATE TRIGGER "a_decided_appeal_keeps_its_license" BEFORE UPDATE ON "appeal" FOR EACH ROW
  WHEN (OLD."decision" IS NOT NULL AND NEW."license" IS DISTINCT FROM OLD."license")
  EXECUTE FUNCTION "refuse_second_decision"();
