-- What a plan changes in its letters without a release, one row for each version. What was sent keeps
-- the version that it was written with; version 1, without a row, is as the configuration has them.
CREATE TABLE "letter_setting" (
  "version" integer PRIMARY KEY CHECK ("version" > 1),
  "settings" jsonb NOT NULL,
  "author" text NOT NULL,
  "role" text NOT NULL CHECK ("role" = 'admin'),
  "at" timestamptz(3) NOT NULL,
  "reason" text NOT NULL CHECK ("reason" <> ''),
  "command_key" text UNIQUE,
  "command_digest" bytea,
  CHECK (("command_key" IS NULL) = ("command_digest" IS NULL))
);

CREATE TRIGGER "letter_setting_is_append_only" BEFORE UPDATE OR DELETE OR TRUNCATE ON "letter_setting"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse_change"();
