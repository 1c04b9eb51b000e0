-- What is decided about a member rests on what the record has of them: who they are, and what is approved
-- or ended, in every line of business. Each change of that gives the member another version.
ALTER TABLE "member" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

ALTER FUNCTION "commit_change"(jsonb) RENAME TO "write_change";

-- Changes that concern one member take turns, for the length of this one statement. One that names the
-- version of the member it rests on, null for one that the record does not know, is refused with the code
-- AS409 once there is another.
CREATE FUNCTION "commit_change"("change" jsonb) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  rests_on CONSTANT jsonb := change -> 'member';
  authorizations CONSTANT jsonb := CASE WHEN change ? 'authorization'
    THEN jsonb_build_array(change -> 'authorization') ELSE change -> 'authorizations' END;
  alters CONSTANT boolean := change ? 'issued'
    OR jsonb_array_length(coalesce(authorizations, '[]')) > 0;
  key CONSTANT text := member_key(coalesce(rests_on ->> 'member_id', change #>> '{issued,member_id}',
    authorizations #>> '{0,member_id}'));
BEGIN
  IF key IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(key, 1));
  END IF;
  IF rests_on IS NOT NULL AND (SELECT version FROM member WHERE member_key(member_id) = key)
    IS DISTINCT FROM (rests_on ->> 'version')::int THEN
    RAISE EXCEPTION 'the member has changed' USING ERRCODE = 'AS409';
  END IF;
  PERFORM write_change(change);
  IF alters THEN
    UPDATE member SET version = version + 1 WHERE member_key(member_id) = key;
  END IF;
END $$;

-- The newest case says a member's name, never one with another birth date. One that was routed, or that may
-- be of another person, says nothing of the member until a person has approved it; a review that was opened
-- by itself repeats an earlier one; an initial is no other name.
CREATE OR REPLACE FUNCTION "remember_member"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  is_confirmed CONSTANT boolean := TG_OP = 'UPDATE';
  tells CONSTANT boolean := is_confirmed OR (NEW.status <> 'routed' AND NEW.carried_from IS NULL
    AND NOT coalesce(NEW.holds @> '[{"id": "another-person"}]', false)
    AND length(btrim(public.search_words(NEW.given_name))) > 1);
BEGIN
  INSERT INTO member (member_id, given_name, family_name, birth_date, seen_at, search)
  VALUES (NEW.member_id, NEW.given_name, NEW.family_name, NEW.birth_date, NEW.opened_at,
    member_words(NEW.given_name, NEW.family_name, NEW.birth_date, NEW.member_id))
  ON CONFLICT (member_id) DO UPDATE SET seen_at = greatest(member.seen_at, excluded.seen_at);
  IF tells THEN
    UPDATE member SET given_name = NEW.given_name, family_name = NEW.family_name, version = version + 1,
      search = member_words(NEW.given_name, NEW.family_name, NEW.birth_date, NEW.member_id)
    WHERE member_id = NEW.member_id AND birth_date = NEW.birth_date
      AND (is_confirmed OR seen_at <= NEW.opened_at)
      AND (given_name, family_name) IS DISTINCT FROM (NEW.given_name, NEW.family_name);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "members_are_confirmed" AFTER UPDATE OF "status" ON "pa_case" FOR EACH ROW
  WHEN (OLD."status" <> 'approved' AND NEW."status" = 'approved'
    AND NEW."holds" @> '[{"id": "another-person"}]')
  EXECUTE FUNCTION "remember_member"();
