-- What shows when a request on paper or by phone was received. Empty for cases of before, and where
-- the system took the time itself; the release before leaves it as it is.
ALTER TABLE "pa_case" ADD COLUMN "receipt_evidence" jsonb;
