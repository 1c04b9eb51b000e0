-- By when the plan owes a peer-to-peer call. Postgres keeps the instant itself, so that it is also right
-- for a case that the release before changes.
ALTER TABLE "pa_case" ADD COLUMN "call_owed_by" timestamptz(3);

CREATE FUNCTION "keep_what_call_is_owed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.call_owed_by := CASE WHEN NEW.status IN ('pending-information', 'in-review', 'denied') THEN (
    SELECT min((call ->> 'dueAt')::timestamptz) FROM jsonb_array_elements(NEW.peer_to_peer) call
    WHERE NOT call @? '$.attempts[*] ? (@.outcome != "plan-missed")') END;
  RETURN NEW;
END $$;
CREATE TRIGGER "a_case_keeps_what_call_is_owed" BEFORE INSERT OR UPDATE ON "pa_case" FOR EACH ROW
  WHEN (NEW.peer_to_peer IS NOT NULL)
  EXECUTE FUNCTION "keep_what_call_is_owed"();

UPDATE "pa_case" SET "call_owed_by" = NULL WHERE "peer_to_peer" IS NOT NULL;

CREATE INDEX "pa_case_call_owed_by_idx" ON "pa_case"("call_owed_by");
