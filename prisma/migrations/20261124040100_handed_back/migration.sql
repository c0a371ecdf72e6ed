-- A hand-back names the referral that it came by, and keeps the lead that was opened of it where no procedure went on.
ALTER TABLE referral
  ADD COLUMN origin_id uuid,
  ADD COLUMN opened_lead_id uuid,
  ADD CONSTRAINT referral_origin_id_fkey FOREIGN KEY (origin_id) REFERENCES referral (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT referral_opened_lead_id_fkey FOREIGN KEY (opened_lead_id) REFERENCES lead (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT check$referral_handed_back CHECK (kind = 'handBack' OR (origin_id IS NULL AND opened_lead_id IS NULL));
CREATE INDEX referral_origin_id_idx ON referral (origin_id);
CREATE INDEX referral_opened_lead_id_idx ON referral (opened_lead_id);
-- Each sender hands a matter back once at a time.
CREATE UNIQUE INDEX uniq$referral_hand_back ON referral (origin_id, sender_agency_id) WHERE state NOT IN ('declined', 'withdrawn', 'rejected');

CREATE FUNCTION forbid_change_of_origin() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a referral stays with what it came of' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER referral_origin_fixed BEFORE UPDATE ON referral FOR EACH ROW
  WHEN (OLD.origin_id IS DISTINCT FROM NEW.origin_id OR (OLD.opened_lead_id IS NOT NULL AND NEW.opened_lead_id IS DISTINCT FROM OLD.opened_lead_id))
  EXECUTE FUNCTION forbid_change_of_origin();

-- As before, and from a lead to the hand-back that it was opened of.
CREATE OR REPLACE FUNCTION recused_ids(p_user_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  matters uuid[] := (SELECT array_agg(subject_id) FROM recusal WHERE user_id = p_user_id AND lifted_at IS NULL);
BEGIN
  IF matters IS NULL THEN RETURN '{}'; END IF;
  matters := matters || ARRAY(SELECT lead_id FROM case_file WHERE id = ANY (matters) AND lead_id IS NOT NULL);
  matters := matters || ARRAY(SELECT id FROM lead WHERE institution_id = ANY (matters))
    || ARRAY(SELECT id FROM filing WHERE institution_id = ANY (matters));
  matters := matters || ARRAY(SELECT id FROM case_file WHERE lead_id = ANY (matters) OR institution_id = ANY (matters));
  RETURN matters || ARRAY(SELECT id FROM referral WHERE case_id = ANY (matters) OR lead_id = ANY (matters) OR opened_lead_id = ANY (matters));
END $$;
