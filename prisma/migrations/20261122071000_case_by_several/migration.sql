-- Cases are worked on by their two officers, reviewed by a lawyer, decided by somebody else; money that came in is confirmed by a second person.

ALTER TABLE "case_file"
  ADD COLUMN "writer_ids" UUID[] DEFAULT ARRAY[]::UUID[],
  ADD COLUMN "review_asked_at" TIMESTAMPTZ(3),
  ADD COLUMN "legal_reviewed_by_id" UUID,
  ADD COLUMN "legal_reviewed_by_name" TEXT,
  ADD COLUMN "legal_reviewed_at" TIMESTAMPTZ(3),
  ADD COLUMN "legal_agreed" BOOLEAN,
  ADD COLUMN "legal_opinion" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "closing_reason" TEXT;
ALTER TABLE "case_fact"
  ADD COLUMN "disposed_at" TIMESTAMPTZ(3),
  ADD COLUMN "disposed_by_id" UUID,
  ADD COLUMN "no_penalty_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "case_money"
  ADD COLUMN "agency_id" UUID,
  ADD COLUMN "confirmed_by_id" UUID,
  ADD COLUMN "confirmed_by_name" TEXT,
  ADD COLUMN "confirmed_at" TIMESTAMPTZ(3),
  ADD COLUMN "rejected_at" TIMESTAMPTZ(3),
  ADD COLUMN "rejection_reason" TEXT,
  ADD COLUMN "repeats_voucher" BOOLEAN NOT NULL DEFAULT false;

-- Who wrote into the cases that are here already stands in what they wrote.
UPDATE case_file SET writer_ids = ARRAY(
  SELECT DISTINCT person FROM (
    SELECT recorded_by_id AS person FROM case_money WHERE case_id = case_file.id AND kind IN ('recovered', 'agreementRecovered', 'finePaid')
    UNION SELECT actor_id FROM audit_entry WHERE subject_type = 'case' AND subject_id = case_file.id
      AND action IN ('case.addFact', 'case.setPenalty', 'case.postMoney', 'case.startTrack', 'case.concludeTrack')
  ) AS writers WHERE person IS NOT NULL
);
UPDATE case_fact SET disposed_at = coalesce(c.decided_at, c.filed_at)
FROM case_file c WHERE c.id = case_fact.case_id AND (c.decided_at IS NOT NULL OR fine_tenths IS NOT NULL);
UPDATE case_money SET agency_id = c.agency_id FROM case_file c WHERE c.id = case_money.case_id;
ALTER TABLE case_money ALTER COLUMN agency_id SET NOT NULL;
UPDATE case_money SET repeats_voucher = true WHERE id IN (
  SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY agency_id, voucher ORDER BY recorded_at, id) AS turn FROM case_money WHERE voucher <> '') AS known WHERE turn > 1
);

CREATE UNIQUE INDEX uniq$case_money_voucher ON case_money (agency_id, voucher) WHERE voucher <> '' AND rejected_at IS NULL AND NOT repeats_voucher;
ALTER TABLE case_money ADD CONSTRAINT check$case_money_second_person CHECK (confirmed_by_id IS NULL OR confirmed_by_id <> recorded_by_id);
ALTER TABLE case_money ADD CONSTRAINT check$case_money_settled_once CHECK (confirmed_at IS NULL OR rejected_at IS NULL);
