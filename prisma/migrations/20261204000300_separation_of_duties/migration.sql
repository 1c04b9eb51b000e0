-- When a case was assigned to the person who has it; NULL for what was assigned before this was kept.
ALTER TABLE "pa_case" ADD COLUMN "assigned_at" TIMESTAMPTZ(3);

-- Who opened a case does not deny it.
CREATE FUNCTION "refuse_denial_by_who_opened_it"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM case_event
    WHERE case_id = NEW.id AND type = 'case-opened' AND actor = NEW.decided_by) THEN
    RAISE EXCEPTION 'a case is denied by another person than who opened it'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'who_opened_a_case_does_not_deny_it';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "who_opened_a_case_does_not_deny_it" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'denied' AND OLD."status" <> 'denied')
  EXECUTE FUNCTION "refuse_denial_by_who_opened_it"();
-- The events of a new case are written after it, so what is opened as a denial is looked at in the end.
CREATE CONSTRAINT TRIGGER "who_opens_a_case_does_not_deny_it" AFTER INSERT ON "pa_case"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."status" = 'denied')
  EXECUTE FUNCTION "refuse_denial_by_who_opened_it"();

-- Software approves nothing that is with a reviewer: assigned to one who may decide it, or left to the
-- medical directors. The error is the one of a change that came too late: who has it may just have changed,
-- and a second try leaves the case to them.
CREATE FUNCTION "refuse_approval_of_what_a_reviewer_has"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.handed_up_at IS NOT NULL OR EXISTS (SELECT FROM person_seen
    WHERE subject = OLD.assignee AND role IN ('pharmacist', 'medical-director')) THEN
    RAISE EXCEPTION 'software approves no case that is with a reviewer'
      USING ERRCODE = 'AS409', CONSTRAINT = 'software_approves_nothing_that_a_reviewer_has';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "software_approves_nothing_that_a_reviewer_has" BEFORE UPDATE ON "pa_case" FOR EACH ROW
  WHEN (NEW."status" = 'approved' AND OLD."status" <> 'approved' AND NEW."decided_role" = 'software'
    AND (OLD."assignee" IS NOT NULL OR OLD."handed_up_at" IS NOT NULL))
  EXECUTE FUNCTION "refuse_approval_of_what_a_reviewer_has"();

-- The API keeps who signed in, so that a case can be assigned to them.
GRANT INSERT ON "person_seen" TO "assent_api";
GRANT UPDATE ("role", "seen_at") ON "person_seen" TO "assent_api";
