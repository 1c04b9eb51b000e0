-- Coverage that continues while an appeal is open is an authorization of its own kind: it names the one
-- that it continues, and its appeal. NULL for an approval. Its last day moves while the appeal is open.
ALTER TABLE "pa_authorization"
  ADD COLUMN "continues" text,
  -- Of the one that is continued: what follows it is no renewal.
  ADD COLUMN "is_continued" boolean,
  -- Of an approval with a lower dose: the dose of before, while that is appealed.
  ADD COLUMN "continued_dosing" jsonb,
  ADD CONSTRAINT "continued_coverage_has_an_appeal" CHECK
    ("continues" IS NULL OR "appeal_id" IS NOT NULL),
  DROP CONSTRAINT "an_early_end_has_a_known_reason",
  ADD CONSTRAINT "an_early_end_has_a_known_reason" CHECK ("end_reason" IN
    ('therapy-stopped', 'member-died', 'coverage-ended', 'superseded', 'entered-in-error',
      'appeal-closed')),
  ADD CONSTRAINT "only_continued_coverage_ends_with_an_appeal" CHECK
    ("end_reason" IS DISTINCT FROM 'appeal-closed' OR "continues" IS NOT NULL);

-- What an appeal does for ongoing coverage. NULL for an appeal of before.
ALTER TABLE "appeal" ADD COLUMN "continued_benefits" jsonb;

-- An approval takes an approved case, or an appeal that overturned a denial. Continued coverage takes an
-- appeal of the case, and an authorization that the case was to renew.
CREATE OR REPLACE FUNCTION "refuse_cover_without_approval"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.continues IS NOT NULL AND EXISTS (SELECT FROM appeal
      WHERE id = NEW.appeal_id AND case_id = NEW.case_id)
    AND EXISTS (SELECT FROM pa_authorization WHERE number = NEW.continues
      AND (member_id, drug, line_of_business) = (NEW.member_id, NEW.drug, NEW.line_of_business)) THEN
    RETURN NEW;
  END IF;
  IF NEW.continues IS NOT NULL OR (
    NOT EXISTS (SELECT FROM pa_case WHERE id = NEW.case_id AND status = 'approved'
      AND NEW.appeal_id IS NULL)
    AND NOT EXISTS (SELECT FROM appeal WHERE id = NEW.appeal_id AND case_id = NEW.case_id
      AND status IN ('overturned', 'partly-overturned'))) THEN
    RAISE EXCEPTION 'an authorization takes an approved case' USING ERRCODE = 'AS001';
  END IF;
  RETURN NEW;
END $$;
