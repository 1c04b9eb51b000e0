-- Whether a person accepted why an appeal is late, or without proof of authority. NULL until then, and
-- for most. One that is not accepted is dismissed: closed as withdrawn, and only by a medical director.
ALTER TABLE "appeal"
  ADD COLUMN "good_cause" jsonb,
  ADD CONSTRAINT "only_a_medical_director_dismisses_an_appeal" CHECK
    ("withdrawal" ->> 'as' IS DISTINCT FROM 'dismissed'
      OR coalesce("withdrawal" #>> '{by,role}' = 'medical-director'
        AND "good_cause" ->> 'accepted' = 'false' AND "decision" IS NULL, false));
