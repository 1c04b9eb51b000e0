-- Requests for a peer-to-peer call, found by their own id; empty for cases of before.
ALTER TABLE "pa_case" ADD COLUMN "peer_to_peer" jsonb;
CREATE INDEX "cases_by_peer_to_peer" ON "pa_case" USING gin ("peer_to_peer" jsonb_path_ops);
