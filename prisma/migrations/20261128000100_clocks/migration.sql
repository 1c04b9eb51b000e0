-- The clocks of a case as they started, with what moved them; empty for cases of before.
ALTER TABLE "pa_case" ADD COLUMN "clocks" jsonb;
