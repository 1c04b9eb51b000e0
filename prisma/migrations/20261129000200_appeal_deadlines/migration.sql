-- What the plan owes on an appeal, by when, and whether that was escalated. Postgres keeps the instant
-- itself, so that it is also right for an appeal that the release before opened or decided.
ALTER TABLE "appeal"
  ADD COLUMN "escalated_at" timestamptz(3),
  ADD COLUMN "owed_by" timestamptz(3);

CREATE FUNCTION "keep_what_an_appeal_owes"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.owed_by := CASE WHEN NEW.status IN ('open', 'in-review')
    OR (NEW.status IN ('upheld', 'partly-overturned') AND NEW.forwarding IS NULL
      AND NEW.clocks #>> '{-1,kind}' = 'forwarding') THEN NEW.due_at END;
  RETURN NEW;
END $$;
CREATE TRIGGER "an_appeal_keeps_what_it_owes" BEFORE INSERT OR UPDATE ON "appeal"
  FOR EACH ROW EXECUTE FUNCTION "keep_what_an_appeal_owes"();

UPDATE "appeal" SET "owed_by" = NULL;

CREATE INDEX "appeal_owed_by_idx" ON "appeal"("owed_by");
