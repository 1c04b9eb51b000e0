-- What is decided about a member rests on what the record has of them: who they are, and what is approved,
-- ended or denied, in every line of business. Each change of that gives the member another version.
ALTER TABLE "member" ADD COLUMN "version" INTEGER NOT NULL DEFAULT 1;

ALTER FUNCTION "commit_change"(jsonb) RENAME TO "write_change";

-- Changes that concern one member take turns, for the length of this one statement. One that names the
-- version of the member it rests on, null for one that the record does not know, is stale once there is
-- another, and nothing is written. With a case that is opened, the email address is told that is known of
-- its prescriber.
CREATE FUNCTION "commit_change"("change" jsonb, OUT "is_stale" boolean, OUT "known_email" text)
  LANGUAGE plpgsql AS $$
DECLARE
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
  PERFORM write_change(change);
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

-- A member is remembered with the first case; by what name they are known later is told with the change.
CREATE OR REPLACE FUNCTION "remember_member"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member (member_id, given_name, family_name, birth_date, seen_at, search)
  VALUES (NEW.member_id, NEW.given_name, NEW.family_name, NEW.birth_date, NEW.opened_at,
    member_words(NEW.given_name, NEW.family_name, NEW.birth_date, NEW.member_id))
  ON CONFLICT (member_id) DO UPDATE SET seen_at = greatest(member.seen_at, excluded.seen_at);
  RETURN NULL;
END $$;

-- Until now a request that was held as of another person, or routed elsewhere, named the member too. Their
-- name is that of the newest case that a person approved, or that was neither.
WITH "named" AS (
  SELECT DISTINCT ON (c."member_id") c."member_id", c."given_name", c."family_name", m."birth_date"
  FROM "pa_case" c JOIN "member" m ON m."member_id" = c."member_id" AND m."birth_date" = c."birth_date"
  WHERE c."status" <> 'routed' AND c."carried_from" IS NULL
    AND length(btrim(public.search_words(c."given_name"))) > 1
    AND (NOT coalesce(c."holds" @> '[{"id": "another-person"}]', false) OR c."status" = 'approved')
  ORDER BY c."member_id", c."opened_at" DESC, c."id" DESC)
UPDATE "member" m SET "given_name" = n."given_name", "family_name" = n."family_name",
  "search" = member_words(n."given_name", n."family_name", m."birth_date", m."member_id")
FROM "named" n WHERE n."member_id" = m."member_id"
  AND (m."given_name", m."family_name") IS DISTINCT FROM (n."given_name", n."family_name");
