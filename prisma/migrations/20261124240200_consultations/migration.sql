-- Consultations on hard cases: the question, what was put before each who is asked, their opinions, the conclusion.

CREATE TYPE "ConsultationState" AS ENUM ('open', 'concluded', 'calledOff');
CREATE TYPE "ShareState" AS ENUM ('asked', 'given', 'avoided', 'closed');
CREATE TABLE consultation (
  id uuid NOT NULL,
  number text NOT NULL,
  state "ConsultationState" NOT NULL DEFAULT 'open',
  version integer NOT NULL DEFAULT 1,
  secrecy smallint NOT NULL DEFAULT 2,
  case_id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  title text NOT NULL,
  question text NOT NULL,
  answer_by date,
  opened_by_id uuid NOT NULL,
  opened_by_name text NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  conclusion text NOT NULL DEFAULT '',
  dissent text NOT NULL DEFAULT '',
  called_off_reason text NOT NULL DEFAULT '',
  ended_by_id uuid,
  ended_by_name text,
  ended_at timestamptz(3),
  CONSTRAINT consultation_pkey PRIMARY KEY (id),
  CONSTRAINT consultation_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT consultation_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT consultation_ended CHECK ((state = 'open') = (ended_at IS NULL)),
  CONSTRAINT consultation_concluded CHECK ((state = 'concluded') = (conclusion <> '')),
  CONSTRAINT consultation_second_person CHECK (state <> 'concluded' OR ended_by_id <> opened_by_id)
);
CREATE UNIQUE INDEX consultation_number_key ON consultation (number);
CREATE INDEX consultation_case_id_idx ON consultation (case_id);
CREATE INDEX consultation_campaign_id_idx ON consultation (campaign_id);
CREATE INDEX consultation_department_region_no_state_idx ON consultation (department, region_no, state);
GRANT SELECT, INSERT, UPDATE ON consultation TO qingyuan_app, qingyuan_worker;

CREATE TABLE consultation_share (
  id uuid NOT NULL,
  consultation_id uuid NOT NULL,
  seq integer NOT NULL,
  state "ShareState" NOT NULL DEFAULT 'asked',
  version integer NOT NULL DEFAULT 1,
  number text NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  case_id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  host_agency_id uuid NOT NULL,
  host_agency_name text NOT NULL,
  host_department "Department" NOT NULL,
  host_region_no integer NOT NULL,
  agency_id uuid,
  invited_name text NOT NULL,
  speciality text NOT NULL DEFAULT '',
  title text NOT NULL,
  question text NOT NULL,
  answer_by date,
  disclosed jsonb NOT NULL,
  disclosed_hash text NOT NULL,
  shared_at timestamptz(3) NOT NULL,
  opinion text NOT NULL DEFAULT '',
  ground text NOT NULL DEFAULT '',
  given_by_id uuid,
  given_by_name text,
  given_at timestamptz(3),
  conclusion text NOT NULL DEFAULT '',
  CONSTRAINT consultation_share_pkey PRIMARY KEY (id),
  CONSTRAINT consultation_share_consultation_id_fkey FOREIGN KEY (consultation_id) REFERENCES consultation (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT consultation_share_given CHECK ((state IN ('given', 'avoided')) = (given_at IS NOT NULL)),
  CONSTRAINT consultation_share_opinion CHECK ((state IN ('given', 'avoided')) = (opinion <> ''))
);
CREATE UNIQUE INDEX consultation_share_consultation_id_seq_key ON consultation_share (consultation_id, seq);
CREATE INDEX consultation_share_agency_id_state_idx ON consultation_share (agency_id, state);
CREATE INDEX consultation_share_host_agency_id_idx ON consultation_share (host_agency_id);
GRANT SELECT, INSERT, UPDATE ON consultation_share TO qingyuan_app, qingyuan_worker;

-- What was put before somebody stays as it was put, and an opinion as it was given.
CREATE FUNCTION consultation_share_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.consultation_id, NEW.case_id, NEW.agency_id, NEW.invited_name, NEW.title, NEW.question, NEW.disclosed, NEW.disclosed_hash)
    IS DISTINCT FROM (OLD.consultation_id, OLD.case_id, OLD.agency_id, OLD.invited_name, OLD.title, OLD.question, OLD.disclosed, OLD.disclosed_hash) THEN
    RAISE EXCEPTION 'what was put before somebody does not change';
  END IF;
  IF OLD.given_at IS NOT NULL AND (NEW.state, NEW.opinion, NEW.ground, NEW.given_by_id, NEW.given_at)
    IS DISTINCT FROM (OLD.state, OLD.opinion, OLD.ground, OLD.given_by_id, OLD.given_at) THEN
    RAISE EXCEPTION 'an opinion that was given does not change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER consultation_share_stays BEFORE UPDATE ON consultation_share FOR EACH ROW EXECUTE FUNCTION consultation_share_stays();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE consultation ENABLE ROW LEVEL SECURITY;
ALTER TABLE consultation FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON consultation FOR SELECT TO qingyuan_app USING (
    (consultation.department = (SELECT ctx_department()) AND consultation.region_no >= (SELECT ctx_int('app.region_lo')) AND consultation.region_no <= (SELECT ctx_int('app.region_hi')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (consultation.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON consultation FOR INSERT TO qingyuan_app WITH CHECK (
    (consultation.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON consultation FOR UPDATE TO qingyuan_app USING (
    (consultation.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (consultation.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON consultation TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON consultation TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE consultation_share ENABLE ROW LEVEL SECURITY;
ALTER TABLE consultation_share FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON consultation_share FOR SELECT TO qingyuan_app USING (
    (consultation_share.host_department = (SELECT ctx_department()) AND consultation_share.host_region_no >= (SELECT ctx_int('app.region_lo')) AND consultation_share.host_region_no <= (SELECT ctx_int('app.region_hi')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (consultation_share.host_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (consultation_share.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON consultation_share FOR INSERT TO qingyuan_app WITH CHECK (
    (consultation_share.host_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON consultation_share FOR UPDATE TO qingyuan_app USING (
    (consultation_share.host_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (consultation_share.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (consultation_share.host_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (consultation_share.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND consultation_share.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR consultation_share.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (consultation_share.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON consultation_share TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON consultation_share TO CURRENT_USER USING (true) WITH CHECK (true);
