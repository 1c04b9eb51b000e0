-- What people look up while they work: prescribers and colleagues that were seen before. Both are kept
-- by the tables that name them, so that looking them up costs the same however many cases there are.

-- CreateTable
CREATE TABLE "prescriber_seen" (
    "npi" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,
    "words" tsvector NOT NULL,

    CONSTRAINT "prescriber_seen_pkey" PRIMARY KEY ("npi")
);

-- CreateTable
CREATE TABLE "person_seen" (
    "subject" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "person_seen_pkey" PRIMARY KEY ("subject")
);

-- CreateIndex
CREATE INDEX "prescriber_seen_words_idx" ON "prescriber_seen" USING GIN ("words");

-- CreateIndex
CREATE INDEX "case_event_at_id_idx" ON "case_event"("at", "id");

-- CreateIndex
CREATE INDEX "pa_case_opened_at_idx" ON "pa_case"("opened_at");

-- What the figures of the last days are counted from, without a look at the cases themselves.
CREATE INDEX "closed_cases_by_day" ON "pa_case"("closed_at")
  INCLUDE ("status", "decided_role", "received_at", "due_at") WHERE "closed_at" IS NOT NULL;

-- The words of a name, however it is punctuated, and the NPI.
CREATE FUNCTION "prescriber_words"("name" text, "npi" text) RETURNS tsvector LANGUAGE sql IMMUTABLE
  AS $$ SELECT to_tsvector('simple', translate(name, '.,;:''"/\@_-()&+', '               ') || ' ' || npi) $$;

-- Who is as they were seen within a day is left alone: cases of one office wait for one another only
-- when its address changes.
CREATE FUNCTION "remember_prescriber"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM prescriber_seen
    WHERE npi = NEW.npi AND name = NEW.prescriber_name
      AND phone IS NOT DISTINCT FROM NEW.prescriber_phone
      AND email IS NOT DISTINCT FROM NEW.prescriber_email
      AND seen_at > NEW.opened_at - interval '1 day')
  THEN
    INSERT INTO prescriber_seen (npi, name, phone, email, seen_at, words)
    VALUES (NEW.npi, NEW.prescriber_name, NEW.prescriber_phone, NEW.prescriber_email, NEW.opened_at,
      prescriber_words(NEW.prescriber_name, NEW.npi))
    ON CONFLICT (npi) DO UPDATE SET name = excluded.name, phone = excluded.phone,
      email = excluded.email, seen_at = excluded.seen_at, words = excluded.words;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "prescribers_are_remembered" AFTER INSERT ON "pa_case"
  FOR EACH ROW EXECUTE FUNCTION "remember_prescriber"();

CREATE FUNCTION "remember_person"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM person_seen
    WHERE subject = NEW.actor AND role = NEW.role AND seen_at > NEW.at - interval '1 day')
  THEN
    INSERT INTO person_seen (subject, role, seen_at) VALUES (NEW.actor, NEW.role, NEW.at)
    ON CONFLICT (subject) DO UPDATE SET role = excluded.role, seen_at = excluded.seen_at;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER "people_are_remembered" AFTER INSERT ON "audit_entry"
  FOR EACH ROW WHEN (NEW."role" <> 'software') EXECUTE FUNCTION "remember_person"();

INSERT INTO "prescriber_seen" ("npi", "name", "phone", "email", "seen_at", "words")
  SELECT DISTINCT ON (npi) npi, prescriber_name, prescriber_phone, prescriber_email, opened_at,
    prescriber_words(prescriber_name, npi)
  FROM pa_case ORDER BY npi, opened_at DESC;
INSERT INTO "person_seen" ("subject", "role", "seen_at")
  SELECT DISTINCT ON (actor) actor, role, at FROM audit_entry WHERE role <> 'software'
  ORDER BY actor, id DESC;
