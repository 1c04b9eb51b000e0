-- The report counts the clocks that were due in some days, and were missed.
CREATE INDEX "closed_cases_by_deadline" ON "pa_case"("due_at") WHERE "closed_at" IS NOT NULL;
CREATE INDEX "cases_with_calls" ON "pa_case"("id") WHERE "peer_to_peer" <> '[]';
