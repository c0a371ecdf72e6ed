-- A record that was wrong, or whose decision fell, is taken back also before the institution was told or said anything.
ALTER TABLE credit_record DROP CONSTRAINT check$credit_record_told, DROP CONSTRAINT check$credit_record_objected,
  ADD CONSTRAINT check$credit_record_told CHECK ((stage NOT IN ('told', 'objected', 'repaired', 'lapsed') OR told_on IS NOT NULL)
    AND (stage NOT IN ('proposed', 'returned', 'approved') OR told_on IS NULL) AND (told_on IS NULL) = (receiver = '')),
  ADD CONSTRAINT check$credit_record_objected CHECK ((stage <> 'objected' OR objected_on IS NOT NULL) AND (objected_on IS NULL) = (objection = '')
    AND objected_on >= told_on);

CREATE OR REPLACE FUNCTION credit_record_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'proposed' AND NEW.stage IN ('approved', 'returned')) OR (OLD.stage = 'approved' AND NEW.stage IN ('told', 'revoked'))
    OR (OLD.stage = 'told' AND NEW.stage IN ('objected', 'repaired', 'lapsed', 'revoked')) OR (OLD.stage = 'objected' AND NEW.stage IN ('told', 'revoked'))) THEN
    RAISE EXCEPTION 'a credit record does not lead from % to %', OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.case_id, OLD.seq, OLD.kind, OLD.level, OLD.basis, OLD.ground, OLD.from_on, OLD.until_on, OLD.proposed_by_id)
    IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.kind, NEW.level, NEW.basis, NEW.ground, NEW.from_on, NEW.until_on, NEW.proposed_by_id) THEN
    RAISE EXCEPTION 'what was proposed of a credit record stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
