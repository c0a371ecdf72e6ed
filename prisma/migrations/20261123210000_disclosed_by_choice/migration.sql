-- What of its matter a sender gives away is chosen before the head approves, and the approval is of that and nothing else.
ALTER TABLE referral ADD COLUMN disclosed jsonb, ADD COLUMN approved_hash text;
ALTER TABLE referral ADD CONSTRAINT check$referral_approved_hash CHECK (approved_hash IS NULL OR approved_at IS NOT NULL);

CREATE FUNCTION forbid_change_of_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a referral is approved: what was approved does not change' USING ERRCODE = 'restrict_violation';
END $$;
-- Whoever changes it takes it back first, and the approval with it.
CREATE TRIGGER referral_approved BEFORE UPDATE ON referral FOR EACH ROW
  WHEN (OLD.approved_hash IS NOT NULL AND NEW.approved_hash IS NOT NULL
    AND ROW(OLD.approved_hash, OLD.disclosed) IS DISTINCT FROM ROW(NEW.approved_hash, NEW.disclosed)
    OR OLD.delivered_at IS NOT NULL AND ROW(OLD.approved_hash, OLD.disclosed) IS DISTINCT FROM ROW(NEW.approved_hash, NEW.disclosed))
  EXECUTE FUNCTION forbid_change_of_approved();
