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
