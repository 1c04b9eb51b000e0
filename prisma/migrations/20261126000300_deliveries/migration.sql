-- Deliveries are work of their own: notices are their queue. Who delivers takes a notice until
-- `leased_until`, by the database's clock, and holds no lock meanwhile. `next_attempt_at` is when one
-- that was tried, or put off, is next due; without it, that is `due_at`.
ALTER TABLE "notice"
  ADD COLUMN "next_attempt_at" TIMESTAMPTZ(3),
  ADD COLUMN "tried_since" TIMESTAMPTZ(3),
  ADD COLUMN "leased_until" TIMESTAMPTZ(3),
  ADD COLUMN "at_once" BOOLEAN NOT NULL DEFAULT false,
  ADD CONSTRAINT "a_notice_is_sent_or_given_up"
    CHECK ("sent_at" IS NULL OR "undeliverable_at" IS NULL),
  ADD CONSTRAINT "a_sent_notice_has_its_letter"
    CHECK ("sent_at" IS NULL
      OR ("recipient" IS NOT NULL AND "subject" IS NOT NULL AND "text" IS NOT NULL));

CREATE INDEX "notices_to_deliver" ON "notice"((coalesce("next_attempt_at", "due_at")), "id")
  WHERE "sent_at" IS NULL AND "undeliverable_at" IS NULL;

-- A letter that was refused while a workflow delivered it is tried from now on by the queue.
UPDATE "notice" SET "tried_since" = now()
  WHERE "sent_at" IS NULL AND "undeliverable_at" IS NULL AND "attempts" > 0;

-- The address of a prescriber that is offered to others is one that a letter reached, or that somebody
-- with that right confirmed: never what was typed last.
CREATE OR REPLACE FUNCTION "remember_prescriber"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM prescriber_seen
    WHERE npi = NEW.npi AND name = NEW.prescriber_name
      AND phone IS NOT DISTINCT FROM NEW.prescriber_phone
      AND seen_at > NEW.opened_at - interval '1 day')
  THEN
    INSERT INTO prescriber_seen (npi, name, phone, seen_at, words)
    VALUES (NEW.npi, NEW.prescriber_name, NEW.prescriber_phone, NEW.opened_at,
      prescriber_words(NEW.prescriber_name, NEW.npi))
    ON CONFLICT (npi) DO UPDATE SET name = excluded.name, phone = excluded.phone,
      seen_at = excluded.seen_at, words = excluded.words;
  END IF;
  RETURN NULL;
END $$;

UPDATE "prescriber_seen" p SET "email" = (
  SELECT n.recipient FROM notice n JOIN pa_case c ON c.id = n.case_id
  WHERE c.npi = p.npi AND n.sent_at IS NOT NULL AND n.recipient = c.prescriber_email
  ORDER BY n.sent_at DESC LIMIT 1);
