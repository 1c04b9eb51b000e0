-- Who checks all cases at this moment, and until when that holds if nothing more is heard of them.
ALTER TABLE "reconciliation"
  ADD COLUMN "checker" UUID,
  ADD COLUMN "checker_until" TIMESTAMPTZ(3),
  ADD CONSTRAINT "a_lease_has_a_holder_and_an_end" CHECK
    (num_nulls("checker", "checker_until") IN (0, 2));

-- How far the comparison of all authorizations has come.
ALTER TABLE "reconciliation" ADD COLUMN "authorizations_compared_up_to" TEXT;

-- Those that a workflow follows, in the order of their turns.
CREATE INDEX "authorizations_in_turn" ON "pa_authorization"("number")
  WHERE "next_step_at" IS NOT NULL;

-- Whether somebody was last seen in a role that takes no review. Of who was never seen nothing is known.
CREATE FUNCTION "takes_no_review"("person" text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT FROM person_seen
    WHERE subject = person AND role NOT IN ('pharmacist', 'medical-director'))
$$;
