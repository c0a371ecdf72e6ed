-- What the operating agency or the bureau entered wrongly of a stoppage is struck out by another person, and one that was never carried out ends
-- by the word of the head, with a reason.
ALTER TYPE "StoppageEnd" ADD VALUE 'lapsed';
ALTER TABLE case_stoppage ADD COLUMN end_reason text NOT NULL DEFAULT '';
ALTER TABLE case_stoppage ADD CONSTRAINT check$case_stoppage_end_reason CHECK ((end_reason <> '') = (end_why IS NOT NULL AND end_why::text = 'lapsed'));

-- As it was, but its beginning may be struck out whole, and so may an end that no revocation brought.
CREATE OR REPLACE FUNCTION case_stoppage_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.case_id, OLD.seq, OLD.fact_id, OLD.party_id, OLD.kind, OLD.months, OLD.from_on)
      IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.fact_id, NEW.party_id, NEW.kind, NEW.months, NEW.from_on)
    OR (OLD.to_on <> NEW.to_on AND NOT EXISTS (SELECT FROM case_stoppage_change WHERE case_stoppage_change.stoppage_id = OLD.id))
    OR (OLD.begun_on IS NOT NULL AND NEW.begun_on IS NOT NULL AND (OLD.begun_on, OLD.scope) IS DISTINCT FROM (NEW.begun_on, NEW.scope))
    OR (OLD.ended_on IS NOT NULL AND OLD.end_why = 'revoked' AND OLD.remedy_id IS NULL)
    OR (OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT NULL AND (OLD.ended_on, OLD.end_why) IS DISTINCT FROM (NEW.ended_on, NEW.end_why)) THEN
    RAISE EXCEPTION 'what case % stops stays as it was decided', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
