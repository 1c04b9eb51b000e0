-- The letters of more than one case can be tried again with one change.
-- Changes that concern one member take turns, for the length of this one statement. One that names the
-- version of the member it rests on, null for one that the record does not know, is stale once there is
-- another, and nothing is written. With a case that is opened, the email address is told that is known of
-- its prescriber.
CREATE OR REPLACE FUNCTION "commit_change"("change" jsonb, OUT "is_stale" boolean, OUT "known_email" text)
  LANGUAGE plpgsql AS $$
DECLARE
  again text;
  -- A build of before names one case.
  tried_again CONSTANT jsonb := CASE jsonb_typeof(change -> 'tried_again')
    WHEN 'string' THEN jsonb_build_array(change -> 'tried_again') ELSE change -> 'tried_again' END;
  rests_on CONSTANT jsonb := change -> 'member';
  authorizations CONSTANT jsonb := CASE WHEN change ? 'authorization'
    THEN jsonb_build_array(change -> 'authorization') ELSE change -> 'authorizations' END;
  alters CONSTANT boolean := change ? 'issued'
    OR jsonb_array_length(coalesce(authorizations, '[]')) > 0
    OR coalesce((rests_on ->> 'is_altered')::boolean, false);
  is_new CONSTANT boolean := coalesce(rests_on -> 'version' = 'null', false);
  key CONSTANT text := member_key(coalesce(rests_on ->> 'member_id', change #>> '{issued,member_id}',
    authorizations #>> '{0,member_id}'));
BEGIN
  is_stale := false;
  IF key IS NOT NULL THEN
    PERFORM pg_advisory_xact_lock(hashtextextended(key, 1));
  END IF;
  IF rests_on IS NOT NULL AND (SELECT version FROM member WHERE member_key(member_id) = key)
    IS DISTINCT FROM (rests_on ->> 'version')::int THEN
    is_stale := true;
    RETURN;
  END IF;
  PERFORM write_change(CASE WHEN tried_again IS NULL THEN change ELSE change - 'tried_again' END);
  FOR again IN SELECT value FROM jsonb_array_elements_text(tried_again) LOOP
    PERFORM write_change(jsonb_build_object('tried_again', again));
  END LOOP;
  IF rests_on ? 'given_name' THEN
    UPDATE member SET given_name = rests_on ->> 'given_name', family_name = rests_on ->> 'family_name',
      birth_date = (rests_on ->> 'birth_date')::date, version = version + 1,
      search = member_words(rests_on ->> 'given_name', rests_on ->> 'family_name',
        (rests_on ->> 'birth_date')::date, member_id)
    WHERE member_key(member_id) = key AND (given_name, family_name, birth_date) IS DISTINCT FROM
      (rests_on ->> 'given_name', rests_on ->> 'family_name', (rests_on ->> 'birth_date')::date);
  END IF;
  -- Of a new one, nobody has seen a version before.
  IF alters AND NOT is_new THEN
    UPDATE member SET version = version + 1 WHERE member_key(member_id) = key;
  END IF;
  IF change ? 'opened' THEN
    known_email := (SELECT email FROM prescriber_seen WHERE npi = change #>> '{opened,npi}');
  END IF;
END $$;
