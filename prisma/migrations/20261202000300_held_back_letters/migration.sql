-- Why a letter to a member was held back, the last time that it was to be made.
ALTER TABLE "member_letter" ADD COLUMN "last_error" text;
