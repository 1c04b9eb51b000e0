-- What people find a case by: names, dates and numbers, however they are written. Both extensions come
-- with Postgres, and the owner of a database may make them ("trusted").
CREATE EXTENSION IF NOT EXISTS "unaccent";
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- The words of a text without capitals, accents and punctuation, each behind a space; an apostrophe
-- parts no word. The signs are listed, because what counts as a letter depends on the server's locale;
-- names have their schema, because an index is built without a search path.
CREATE FUNCTION "search_words"("text" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  AS $$ SELECT regexp_replace(
    ' ' || translate(lower(public.unaccent('public.unaccent', text)), '''’‘ʼ´`', ''),
    '[\s!-/:-@\[-`{-~\u00a0-\u00bf\u2000-\u206f]+', ' ', 'g') $$;

-- The same of a name: what stands behind an apostrophe is a word by itself too.
CREATE FUNCTION "search_names"("text" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE parted text := translate(text, '''’‘ʼ´`', '      ');
BEGIN
  RETURN public.search_words(text) ||
    CASE WHEN parted = text THEN '' ELSE public.search_words(parted) END;
END $$;

-- A number between signs that no word has: whole, and its groups where it is written in several.
CREATE FUNCTION "search_number"("text" text) RETURNS text LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
DECLARE words text := btrim(public.search_words(text));
BEGIN
  RETURN '#' || replace(words, ' ', '') || '#' ||
    CASE WHEN position(' ' IN words) > 0 THEN replace(words, ' ', '#') || '#' ELSE '' END;
END $$;

-- AlterTable
ALTER TABLE "pa_case" ADD COLUMN "search" TEXT;

CREATE FUNCTION "fill_search"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.search := public.search_names(concat_ws(' ', NEW.given_name, NEW.family_name, NEW.prescriber_name))
    || '#' || to_char(NEW.birth_date, 'YYYYMMDD')
    || public.search_number(NEW.member_id) || public.search_number(NEW.number) || '#' || NEW.npi
    || '#' || regexp_replace(coalesce(NEW.prescriber_phone, ''), '[^0-9]', '', 'g') || '#';
  RETURN NEW;
END $$;
CREATE TRIGGER "a_case_is_found_by_what_it_says" BEFORE INSERT OR UPDATE OF "given_name", "family_name",
  "birth_date", "member_id", "number", "npi", "prescriber_name", "prescriber_phone", "search"
  ON "pa_case" FOR EACH ROW EXECUTE FUNCTION "fill_search"();

-- Signs that show nothing, and accents apart from their letters, are no longer taken; here they leave
-- what was kept before. Where that would make two open cases of a kind, the case stays as it was.
CREATE FUNCTION pg_temp.plain(given text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce(nullif(btrim(normalize(regexp_replace(given,
    '[\u00AD\u034F\u061C\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFE00-\uFE0F\uFEFF\uFFA0\uFFF0-\uFFF8\U0001BCA0-\U0001BCA3\U0001D173-\U0001D17A\U000E0000-\U000E0FFF]',
    '', 'g'), NFC)), ''), given) $$;
DO $$
DECLARE found record;
BEGIN
  FOR found IN SELECT id, pg_temp.plain(member_id) AS member_id FROM pa_case
    WHERE octet_length(member_id) <> length(member_id) AND member_id <> pg_temp.plain(member_id)
  LOOP
    BEGIN
      UPDATE pa_case SET member_id = found.member_id WHERE id = found.id;
      UPDATE pa_authorization SET member_id = found.member_id WHERE case_id = found.id;
    EXCEPTION WHEN unique_violation OR exclusion_violation THEN
      RAISE NOTICE 'a case keeps its member id, since its member has another open case of the kind';
    END;
  END LOOP;
END $$;
UPDATE "pa_case" SET "given_name" = pg_temp.plain("given_name"),
  "family_name" = pg_temp.plain("family_name"), "prescriber_name" = pg_temp.plain("prescriber_name");
ALTER TABLE "pa_case" ALTER COLUMN "search" SET NOT NULL;

-- CreateIndex
CREATE INDEX "cases_by_search" ON "pa_case" USING GIN ("search" gin_trgm_ops);
CREATE INDEX "pa_case_birth_date_idx" ON "pa_case"("birth_date");
CREATE INDEX "authorizations_by_search" ON "pa_authorization"
  USING GIN ((public.search_number("number")) gin_trgm_ops);
DROP INDEX "cases_by_family_name";

-- Who is suggested while a name is typed is found without accents and apostrophes too.
CREATE OR REPLACE FUNCTION "prescriber_words"("name" text, "npi" text) RETURNS tsvector
  LANGUAGE sql IMMUTABLE AS $$ SELECT to_tsvector('simple', public.search_names(name) || ' ' || npi) $$;
UPDATE "prescriber_seen" SET "words" = prescriber_words("name", "npi");
