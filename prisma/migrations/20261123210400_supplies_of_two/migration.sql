-- What is supplied to the other side after delivery goes as the referral went: made ready by one person and approved by another.
CREATE TABLE referral_supply (
  id uuid NOT NULL PRIMARY KEY,
  referral_id uuid NOT NULL,
  note text NOT NULL,
  file_ids uuid[] NOT NULL,
  agency_id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  prepared_by_id uuid NOT NULL,
  prepared_by_name text NOT NULL,
  prepared_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  returned_reason text,
  CONSTRAINT referral_supply_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$referral_supply_two_people CHECK (decided_by_id IS NULL OR decided_by_id <> prepared_by_id),
  CONSTRAINT check$referral_supply_decided CHECK ((decided_at IS NULL) = (decided_by_id IS NULL) AND (returned_reason IS NULL OR decided_at IS NOT NULL))
);
CREATE INDEX referral_supply_referral_id_idx ON referral_supply (referral_id);
CREATE INDEX referral_supply_agency_id_idx ON referral_supply (agency_id);
-- One waits at a time.
CREATE UNIQUE INDEX uniq$referral_supply_waiting ON referral_supply (referral_id) WHERE decided_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON referral_supply TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION supply_of_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT campaign_id, secrecy INTO NEW.campaign_id, NEW.secrecy FROM referral WHERE id = NEW.referral_id;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION supply_of_referral() FROM PUBLIC;
CREATE TRIGGER referral_supply_of_referral BEFORE INSERT ON referral_supply FOR EACH ROW EXECUTE FUNCTION supply_of_referral();
-- What was put before the head is what goes, and a decision is made once.
CREATE TRIGGER referral_supply_fixed BEFORE UPDATE ON referral_supply FOR EACH ROW
  WHEN (OLD.decided_at IS NOT NULL OR ROW(OLD.referral_id, OLD.note, OLD.file_ids, OLD.agency_id, OLD.prepared_by_id, OLD.prepared_at)
    IS DISTINCT FROM ROW(NEW.referral_id, NEW.note, NEW.file_ids, NEW.agency_id, NEW.prepared_by_id, NEW.prepared_at))
  EXECUTE FUNCTION forbid_change();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE referral_supply ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_supply FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON referral_supply FOR SELECT TO qingyuan_app USING (
    (referral_supply.agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral_supply.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral_supply.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral_supply.referral_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON referral_supply FOR INSERT TO qingyuan_app WITH CHECK (
    (referral_supply.agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral_supply.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral_supply.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral_supply.referral_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON referral_supply FOR UPDATE TO qingyuan_app USING (
    (referral_supply.agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral_supply.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral_supply.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral_supply.referral_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (referral_supply.agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral_supply.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral_supply.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral_supply.referral_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON referral_supply TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON referral_supply TO CURRENT_USER USING (true) WITH CHECK (true);
