-- The trace that a message belongs to, as a W3C traceparent; NULL outside of traces.
ALTER TABLE "outbox" ADD COLUMN "traceparent" TEXT;
