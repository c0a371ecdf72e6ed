-- What a served decision stops for some months (责令暂停): carried out and looked at again by the operating agency, taken up again by the bureau.
CREATE TYPE "StoppageKind" AS ENUM ('services', 'settlement');
CREATE TYPE "StoppageEnd" AS ENUM ('restored', 'revoked');

CREATE TABLE case_stoppage (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  fact_id uuid NOT NULL,
  party_id uuid NOT NULL,
  kind "StoppageKind" NOT NULL,
  months integer NOT NULL,
  from_on date NOT NULL,
  to_on date NOT NULL,
  told_at timestamptz(3) NOT NULL,
  scope text NOT NULL DEFAULT '',
  begun_on date,
  begun_by_id uuid,
  begun_by_name text,
  finding text NOT NULL DEFAULT '',
  reviewed_on date,
  reviewed_by_id uuid,
  reviewed_by_name text,
  sent_back_reason text NOT NULL DEFAULT '',
  ended_on date,
  end_why "StoppageEnd",
  ended_by_id uuid,
  ended_by_name text,
  remedy_id uuid,
  CONSTRAINT case_stoppage_pkey PRIMARY KEY (id),
  CONSTRAINT case_stoppage_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_stoppage_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES case_fact (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_stoppage_party_id_case_id_fkey FOREIGN KEY (party_id, case_id) REFERENCES case_party (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_stoppage_remedy_id_fkey FOREIGN KEY (remedy_id) REFERENCES case_remedy (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$case_stoppage_months CHECK (months > 0 AND to_on > from_on),
  CONSTRAINT check$case_stoppage_begun CHECK ((begun_on IS NULL) = (begun_by_id IS NULL) AND (begun_on IS NULL) = (scope = '') AND begun_on >= from_on),
  CONSTRAINT check$case_stoppage_reviewed CHECK ((reviewed_on IS NULL) = (reviewed_by_id IS NULL) AND (reviewed_on IS NULL) = (finding = '')
    AND (reviewed_on IS NULL OR begun_on IS NOT NULL) AND reviewed_on >= to_on),
  -- It is taken up again after somebody else has looked at it, and not before its last day; revoked, it ends at once.
  CONSTRAINT check$case_stoppage_ended CHECK ((ended_on IS NULL) = (end_why IS NULL) AND (ended_on IS NULL) = (ended_by_id IS NULL) AND ended_on >= from_on
    AND (end_why IS DISTINCT FROM 'restored' OR (reviewed_on IS NOT NULL AND ended_on >= reviewed_on AND ended_by_id <> reviewed_by_id))),
  CONSTRAINT check$case_stoppage_revoked CHECK (remedy_id IS NULL OR end_why IS NOT DISTINCT FROM 'revoked')
);
CREATE UNIQUE INDEX case_stoppage_case_id_seq_key ON case_stoppage (case_id, seq);
-- A fact is decided once.
CREATE UNIQUE INDEX uniq$case_stoppage_fact ON case_stoppage (fact_id);
CREATE INDEX case_stoppage_party_id_case_id_idx ON case_stoppage (party_id, case_id);
CREATE INDEX case_stoppage_remedy_id_idx ON case_stoppage (remedy_id);
GRANT SELECT, INSERT, UPDATE ON case_stoppage TO qingyuan_app, qingyuan_worker;

-- What was decided, and since when it stands still, stays as it was; so does its end, but for one that an appeal brought and that was struck out.
CREATE FUNCTION case_stoppage_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.case_id, OLD.seq, OLD.fact_id, OLD.party_id, OLD.kind, OLD.months, OLD.from_on, OLD.to_on)
      IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.fact_id, NEW.party_id, NEW.kind, NEW.months, NEW.from_on, NEW.to_on)
    OR (OLD.begun_on IS NOT NULL AND (OLD.begun_on, OLD.scope) IS DISTINCT FROM (NEW.begun_on, NEW.scope))
    OR (OLD.ended_on IS NOT NULL AND OLD.remedy_id IS NULL)
    OR (OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT NULL AND (OLD.ended_on, OLD.end_why) IS DISTINCT FROM (NEW.ended_on, NEW.end_why)) THEN
    RAISE EXCEPTION 'what case % stops stays as it was decided', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_stoppage_holds BEFORE UPDATE ON case_stoppage FOR EACH ROW EXECUTE FUNCTION case_stoppage_holds();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_stoppage ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_stoppage FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_stoppage FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage.case_id));
CREATE POLICY reach_insert ON case_stoppage FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY reach_update ON case_stoppage FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL)))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY worker_all ON case_stoppage TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_stoppage TO CURRENT_USER USING (true) WITH CHECK (true);
