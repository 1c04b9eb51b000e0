-- Cases are found by the numbers of their appeals too.
CREATE INDEX "appeals_by_search" ON "appeal"
  USING GIN ((public.search_number("number")) gin_trgm_ops);
