-- The kind of plan within a line of business, which says which deadlines apply. Empty for cases of
-- before and of the release before: they have the usual one of their line.
ALTER TABLE "pa_case" ADD COLUMN "coverage_type" text;
