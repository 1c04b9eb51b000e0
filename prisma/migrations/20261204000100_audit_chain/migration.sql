-- Each case has a chain of audit entries: an entry is hashed over the one before, and over digests of what
-- it tells of. The table chains what is inserted, whoever inserts it, and whatever they state of the chain.
--
-- `place` counts the entries of a case. `written_at` is the database's own time, beside what the program
-- says in `at`. `letter` is the letter that an entry is about, if it is about one.
ALTER TABLE "audit_entry"
  ADD COLUMN "letter" uuid,
  ADD COLUMN "place" integer,
  ADD COLUMN "written_at" timestamptz(3),
  ADD COLUMN "case_digest" bytea,
  ADD COLUMN "beside_digest" bytea,
  ADD COLUMN "letter_digest" bytea,
  ADD COLUMN "hash" bytea;

-- What an entry is hashed over is one line of text, so that others can do it without this database. It ends
-- with the words that people chose, each with its length before it.
CREATE FUNCTION "audit_hash"("entry" "audit_entry", "previous" bytea) RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(concat(
    encode(previous, 'hex'), '|', entry.case_id, '|', entry.place, '|', entry.id, '|',
    entry.case_version, '|', (extract(epoch FROM entry.at) * 1000)::bigint, '|',
    (extract(epoch FROM entry.written_at) * 1000)::bigint, '|', entry.letter, '|',
    encode(entry.case_digest, 'hex'), '|', encode(entry.beside_digest, 'hex'), '|',
    encode(entry.letter_digest, 'hex'), '|', char_length(entry.actor), ':', entry.actor,
    char_length(entry.role), ':', entry.role, char_length(entry.action), ':', entry.action), 'UTF8'))
$$;

-- The digest of a row is over its text. Columns at the end that are NULL leave no trace in it, so a digest
-- survives a new column. What triggers keep is left out: it follows from the rest, and changes without an entry.
-- A migration that changes other columns of existing rows, or drops one, adds an entry for each case.
CREATE FUNCTION "case_digest"("kept" "pa_case") RETURNS bytea LANGUAGE sql STABLE AS $$
  SELECT sha256(convert_to(rtrim(jsonb_populate_record(kept,
    '{"search": null, "cover_ends_on": null, "under_appeal": null, "call_owed_by": null}')::text, ',)'),
    'UTF8'))
$$;

-- Of the authorizations, appeals and documents of a case; NULL without any. This function and the next are
-- not in plain SQL, because their plans are kept then.
CREATE FUNCTION "beside_digest"("of_case" uuid) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (SELECT sha256(convert_to(string_agg(line, E'\n' ORDER BY line COLLATE "C"), 'UTF8')) FROM (
    SELECT 'authorization ' || rtrim(a::text, ',)') AS line
    FROM pa_authorization a WHERE a.case_id = of_case
    UNION ALL SELECT 'appeal ' || rtrim(jsonb_populate_record(p, '{"owed_by": null}')::text, ',)')
    FROM appeal p WHERE p.case_id = of_case
    UNION ALL SELECT 'document ' || rtrim(d::text, ',)') FROM document d WHERE d.case_id = of_case) beside);
END $$;

-- Of what was sent or made, which stays: not of what became of it.
CREATE FUNCTION "letter_digest"("letter" uuid) RETURNS bytea LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (
    SELECT sha256(convert_to(ROW(n.id, n.kind, n.case_id, n.authorization_number, n.appeal_id, n.due_at,
      n.sent_at, n.sendings, n.recipient, n.subject, n.text, n.content)::text, 'UTF8'))
    FROM notice n WHERE n.id = letter AND n.sent_at IS NOT NULL
    UNION ALL
    SELECT sha256(convert_to(ROW(l.id, l.kind, l.case_id, l.authorization_number, l.appeal_id, l.due_at,
      l.made_at, coalesce(l.recipient, l.returned_from), l.subject, l.text, l.content)::text, 'UTF8'))
    FROM member_letter l WHERE l.id = letter AND l.made_at IS NOT NULL);
END $$;

-- Entries of one case take turns, from here until their transactions end; a transaction does this last. The
-- id is drawn in that turn, so ids rise along a chain.
CREATE FUNCTION "chain_audit_entry"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = "public", "pg_temp" SET timezone = 'UTC' SET datestyle = 'ISO' SET bytea_output = 'hex'
AS $$
DECLARE
  last record;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended(NEW.case_id::text, 2));
  SELECT place, hash INTO last FROM audit_entry WHERE case_id = NEW.case_id ORDER BY place DESC LIMIT 1;
  NEW.id := nextval('audit_entry_id_seq');
  NEW.place := coalesce(last.place, 0) + 1;
  NEW.written_at := date_trunc('milliseconds', clock_timestamp());
  NEW.case_digest := (SELECT case_digest(c) FROM pa_case c WHERE c.id = NEW.case_id);
  NEW.beside_digest := beside_digest(NEW.case_id);
  NEW.letter_digest := CASE WHEN NEW.letter IS NOT NULL THEN letter_digest(NEW.letter) END;
  NEW.hash := audit_hash(NEW, last.hash);
  RETURN NEW;
END $$;

-- That a letter was sent, or made, is for the auditor too. At the end of the transaction, so that nothing is
-- waited for after the turn of the case.
CREATE FUNCTION "audit_letter"() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = "public", "pg_temp" AS $$
DECLARE
  letter CONSTANT jsonb := to_jsonb(NEW);
BEGIN
  INSERT INTO audit_entry (at, actor, role, action, case_id, case_version, letter)
    SELECT coalesce(letter ->> 'resent_at', letter ->> 'sent_at', letter ->> 'made_at')::timestamptz,
      'assent', 'software', TG_ARGV[0], c.id, c.version, NEW.id
    FROM pa_case c WHERE c.id = NEW.case_id;
  RETURN NULL;
END $$;

-- What is there: an entry for each letter that was sent before, then the chains, all cases a place at a time.
-- What an entry told of when it was written is known of the last one of a case alone.
ALTER TABLE "audit_entry" DISABLE TRIGGER USER;
SET LOCAL timezone = 'UTC';
SET LOCAL datestyle = 'ISO';
SET LOCAL bytea_output = 'hex';
INSERT INTO "audit_entry" ("at", "actor", "role", "action", "case_id", "case_version", "letter")
  SELECT given.at, 'assent', 'software', given.action, c.id, c.version, given.id
  FROM (SELECT id, case_id, coalesce(resent_at, sent_at) AS at, 'send-letter' AS action
      FROM notice WHERE sent_at IS NOT NULL
    UNION ALL SELECT id, case_id, made_at, 'make-member-letter' FROM member_letter WHERE made_at IS NOT NULL) given
    JOIN pa_case c ON c.id = given.case_id
  ORDER BY given.at, given.id;
UPDATE "audit_entry" e SET
    "place" = numbered.place,
    "written_at" = date_trunc('milliseconds', now()),
    "case_digest" = CASE WHEN numbered.is_last THEN
      (SELECT case_digest(c) FROM pa_case c WHERE c.id = e.case_id) END,
    "beside_digest" = CASE WHEN numbered.is_last THEN beside_digest(e.case_id) END,
    "letter_digest" = CASE WHEN e.letter IS NOT NULL THEN letter_digest(e.letter) END
  FROM (SELECT id, row_number() OVER own AS place, lead(id) OVER own IS NULL AS is_last
    FROM audit_entry WINDOW own AS (PARTITION BY case_id ORDER BY id)) numbered
  WHERE numbered.id = e.id;
CREATE UNIQUE INDEX "audit_entry_case_id_place_key" ON "audit_entry"("case_id", "place");
DO $$
DECLARE
  reached int := 0;
BEGIN
  LOOP
    reached := reached + 1;
    UPDATE audit_entry e SET hash = audit_hash(e,
        (SELECT p.hash FROM audit_entry p WHERE p.case_id = e.case_id AND p.place = e.place - 1))
      WHERE e.place = reached;
    EXIT WHEN NOT FOUND;
  END LOOP;
END $$;
ALTER TABLE "audit_entry" ENABLE TRIGGER USER;
ALTER TABLE "audit_entry" ADD CONSTRAINT "an_entry_is_chained" CHECK
  (num_nonnulls("place", "written_at", "hash") = 3);

CREATE TRIGGER "audit_entries_are_chained" BEFORE INSERT ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "chain_audit_entry"();
CREATE CONSTRAINT TRIGGER "a_sent_letter_has_its_audit_entry" AFTER INSERT ON "notice"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."sent_at" IS NOT NULL)
  EXECUTE FUNCTION "audit_letter"('send-letter');
CREATE CONSTRAINT TRIGGER "a_sending_has_its_audit_entry" AFTER UPDATE ON "notice"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW."sent_at" IS NOT NULL
    AND (OLD."sent_at" IS NULL OR NEW."sendings" IS DISTINCT FROM OLD."sendings"))
  EXECUTE FUNCTION "audit_letter"('send-letter');
CREATE CONSTRAINT TRIGGER "a_made_letter_has_its_audit_entry" AFTER INSERT ON "member_letter"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."made_at" IS NOT NULL)
  EXECUTE FUNCTION "audit_letter"('make-member-letter');
CREATE CONSTRAINT TRIGGER "a_making_has_its_audit_entry" AFTER UPDATE ON "member_letter"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."made_at" IS NOT NULL AND OLD."made_at" IS NULL)
  EXECUTE FUNCTION "audit_letter"('make-member-letter');

-- The door, as before, but that a change of an authorization or an appeal has an entry of its case too. One
-- that comes without is of whoever changed the first case, or of the first event, or of the software. Entries
-- are in the order of their cases, so that two changes of the same cases do not wait for one another.
CREATE OR REPLACE FUNCTION "commit_change"("change" jsonb, OUT "is_stale" boolean, OUT "known_email" text)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = "public", "pg_temp" AS $$
DECLARE
  entries jsonb := as_rows(change -> 'audit');
  authorizations CONSTANT jsonb :=
    as_rows(change -> 'authorizations') || as_rows(change -> 'authorization');
  left_out CONSTANT jsonb := (
    SELECT jsonb_agg(entries -> 0
      || jsonb_build_object('case_id', given -> 'id', 'case_version', given -> 'version'))
    FROM jsonb_array_elements(as_rows(change -> 'opened') || as_rows(change -> 'changed')) given
    WHERE NOT EXISTS (SELECT FROM jsonb_array_elements(entries) entry
      WHERE entry ->> 'case_id' = given ->> 'id' AND entry -> 'case_version' = given -> 'version'));
BEGIN
  IF left_out IS NOT NULL AND (entries = '[]' OR NOT change ? 'opened') THEN
    RAISE EXCEPTION 'a change of a case has its entry for the auditor'
      USING ERRCODE = 'check_violation', CONSTRAINT = 'a_change_has_its_audit_entry';
  END IF;
  entries := entries || coalesce(left_out, '[]');
  IF authorizations <> '[]' OR change ?| ARRAY['issued', 'appeal', 'appeal_opened'] THEN
    entries := entries || coalesce((
      SELECT jsonb_agg(coalesce(entries -> 0, jsonb_build_object(
          'at', coalesce(change #> '{events,0,at}', to_jsonb(now())),
          'actor', coalesce(change #> '{events,0,actor}', '"assent"'),
          'role', coalesce(change #> '{events,0,role}', '"software"'),
          'action', coalesce(change #> '{events,0,type}', '"follow-authorization"')))
        || jsonb_build_object('case_id', c.id, 'case_version', c.version))
      FROM pa_case c WHERE c.id IN (
          SELECT a.case_id FROM pa_authorization a
            WHERE a.number IN (SELECT value ->> 'number' FROM jsonb_array_elements(authorizations))
          UNION SELECT p.case_id FROM appeal p WHERE p.id IN (
            SELECT (value ->> 'id')::uuid FROM jsonb_array_elements(as_rows(change -> 'appeal')))
          UNION SELECT (value ->> 'case_id')::uuid FROM jsonb_array_elements(
            as_rows(change -> 'issued') || as_rows(change -> 'appeal_opened')))
        AND NOT EXISTS (SELECT FROM jsonb_array_elements(entries) entry
          WHERE entry ->> 'case_id' = c.id::text)), '[]');
  END IF;
  IF jsonb_array_length(entries) > 1 THEN
    entries := (SELECT jsonb_agg(value ORDER BY value ->> 'case_id', ordinality)
      FROM jsonb_array_elements(entries) WITH ORDINALITY);
  END IF;
  SELECT written.is_stale, written.known_email INTO is_stale, known_email
    FROM write_change(jsonb_set(change, '{audit}', entries)) written;
END $$;

REVOKE ALL ON FUNCTION "audit_hash"("audit_entry", bytea), "case_digest"("pa_case"), "beside_digest"(uuid),
  "letter_digest"(uuid), "chain_audit_entry"(), "audit_letter"() FROM PUBLIC;
