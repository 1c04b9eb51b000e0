-- Members of cases, each as the newest case has them. Their id is made here, so that an address can name
-- a member and hold nothing of theirs.

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "member_id" TEXT NOT NULL,
    "given_name" TEXT NOT NULL,
    "family_name" TEXT NOT NULL,
    "birth_date" DATE NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "search" TEXT NOT NULL,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_member_id_key" ON "member"("member_id");
CREATE INDEX "member_birth_date_idx" ON "member"("birth_date");
CREATE INDEX "member_seen_at_id_idx" ON "member"("seen_at", "id");
CREATE INDEX "members_by_search" ON "member" USING GIN ("search" gin_trgm_ops);

-- What a member says for a search: names and numbers, as in the column of a case.
CREATE FUNCTION "member_words"("given" text, "family" text, "born" date, "number" text) RETURNS text
  LANGUAGE sql STABLE AS $$ SELECT public.search_names(concat_ws(' ', given, family))
    || '#' || to_char(born, 'YYYYMMDD') || public.search_number(number) $$;

CREATE FUNCTION "remember_member"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member (member_id, given_name, family_name, birth_date, seen_at, search)
  VALUES (NEW.member_id, NEW.given_name, NEW.family_name, NEW.birth_date, NEW.opened_at,
    member_words(NEW.given_name, NEW.family_name, NEW.birth_date, NEW.member_id))
  ON CONFLICT (member_id) DO UPDATE SET given_name = excluded.given_name,
    family_name = excluded.family_name, birth_date = excluded.birth_date,
    seen_at = excluded.seen_at, search = excluded.search
    WHERE member.seen_at <= excluded.seen_at;
  RETURN NULL;
END $$;
CREATE TRIGGER "members_are_remembered" AFTER INSERT ON "pa_case"
  FOR EACH ROW EXECUTE FUNCTION "remember_member"();

INSERT INTO "member" ("member_id", "given_name", "family_name", "birth_date", "seen_at", "search")
  SELECT DISTINCT ON (member_id) member_id, given_name, family_name, birth_date, opened_at,
    member_words(given_name, family_name, birth_date, member_id)
  FROM pa_case ORDER BY member_id, opened_at DESC, id DESC;
