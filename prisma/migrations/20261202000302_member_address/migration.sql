-- Where printed letters to a member are mailed; NULL if the request did not say.
ALTER TABLE "pa_case" ADD COLUMN "member_address" jsonb;
