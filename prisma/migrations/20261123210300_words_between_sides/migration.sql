-- What is said between the sides of a referral with a step: why a decision is contested, what is missing, what is supplied. It is for those
-- whom it is said to, stays as it was said, and goes with its referral.
CREATE TABLE referral_word (
  id uuid NOT NULL PRIMARY KEY,
  referral_id uuid NOT NULL,
  step text NOT NULL,
  text text NOT NULL,
  open_to "Department"[] NOT NULL,
  by_id uuid NOT NULL,
  by_name text NOT NULL,
  by_agency_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT referral_word_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$referral_word_to_somebody CHECK (cardinality(open_to) > 0 AND length(text) > 0)
);
CREATE INDEX referral_word_referral_id_idx ON referral_word (referral_id);
CREATE TRIGGER referral_word_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON referral_word FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
GRANT SELECT, INSERT ON referral_word TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE referral_word ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_word FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON referral_word FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_word.referral_id) AND ((SELECT ctx_department()) = ANY (referral_word.open_to)));
CREATE POLICY reach_insert ON referral_word FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_word.referral_id AND ((referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral.delivered_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON referral_word FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_word.referral_id AND ((referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral.delivered_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_word.referral_id AND ((referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral.delivered_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON referral_word TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON referral_word TO CURRENT_USER USING (true) WITH CHECK (true);
