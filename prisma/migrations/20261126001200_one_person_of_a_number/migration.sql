-- More signs that read as punctuation or as a dash, such as the minus sign, tell no two numbers apart.
DROP INDEX "one_member_of_a_number";
CREATE OR REPLACE FUNCTION "member_key"("number" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(nullif(regexp_replace(lower(normalize(number, NFKC)),
    '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u02b0-\u036f\u058a\u05be\u2000-\u206f\u2190-\u2bff\u2e00-\u2e7f'
    '\u3000-\u3003\u3008-\u3020\u3030\u303d\u30a0\u30fb\ufe00-\ufe6f]+', '', 'g'), ''), number) $$;

-- Members of before that differ by that alone become one, as it was written first. Where that would make
-- two open cases of a kind, or cover a day twice, the case stays as it was.
DO $$
DECLARE other record; found record;
BEGIN
  FOR other IN SELECT m.id, m.member_id, first.member_id AS kept FROM member m
    JOIN LATERAL (SELECT f.member_id FROM member f WHERE member_key(f.member_id) = member_key(m.member_id)
      ORDER BY f.seen_at, f.id LIMIT 1) first ON first.member_id <> m.member_id
  LOOP
    FOR found IN SELECT id FROM pa_case WHERE member_id = other.member_id LOOP
      BEGIN
        UPDATE pa_case SET member_id = other.kept WHERE id = found.id;
        UPDATE pa_authorization SET member_id = other.kept WHERE case_id = found.id;
      EXCEPTION WHEN unique_violation OR exclusion_violation THEN
        RAISE NOTICE 'a case keeps its member id, since its member has another of the kind';
      END;
    END LOOP;
    DELETE FROM member WHERE id = other.id;
  END LOOP;
END $$;

-- CreateIndex
CREATE UNIQUE INDEX "one_member_of_a_number" ON "member" ((public.member_key("member_id")));

-- A number that became known for somebody else since it was looked up, because two cases were opened at
-- the same moment: the change is refused as one from a stale case, so that whoever opens looks it up again
-- and has a person look first. A routed case goes to a person in any case, and a renewal review carries the
-- member of the case that it came from.
CREATE OR REPLACE FUNCTION "remember_member"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member (member_id, given_name, family_name, birth_date, seen_at, search)
  VALUES (NEW.member_id, NEW.given_name, NEW.family_name, NEW.birth_date, NEW.opened_at,
    member_words(NEW.given_name, NEW.family_name, NEW.birth_date, NEW.member_id))
  ON CONFLICT (member_id) DO UPDATE SET given_name = excluded.given_name,
    family_name = excluded.family_name, seen_at = excluded.seen_at, search = excluded.search
    WHERE member.seen_at <= excluded.seen_at AND member.birth_date = excluded.birth_date;
  IF NEW.status <> 'routed' AND NEW.carried_from IS NULL
    AND NOT coalesce(NEW.holds @> '[{"id": "another-person"}]', false)
    AND EXISTS (SELECT FROM member
      WHERE member_id = NEW.member_id AND birth_date <> NEW.birth_date) THEN
    RAISE EXCEPTION 'the member is known for somebody else' USING ERRCODE = 'AS409';
  END IF;
  RETURN NULL;
END $$;
