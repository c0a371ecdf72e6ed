-- Why a case goes to the police without evidence of a group: in writing, and not to be changed.
CREATE TYPE "EvidenceGroup" AS ENUM ('documentary', 'electronic', 'record', 'appraisal', 'audioVisual');

CREATE TABLE evidence_waiver (
  id uuid NOT NULL DEFAULT uuidv7(),
  case_id uuid NOT NULL,
  evidence_group "EvidenceGroup" NOT NULL,
  reason text NOT NULL,
  given_by_id uuid NOT NULL,
  given_by_name text NOT NULL,
  given_at timestamptz(3) NOT NULL,
  CONSTRAINT evidence_waiver_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_waiver_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$evidence_waiver_why CHECK (reason <> '')
);
CREATE INDEX evidence_waiver_case_id_idx ON evidence_waiver (case_id);
GRANT SELECT, INSERT ON evidence_waiver TO qingyuan_app, qingyuan_worker;
CREATE TRIGGER evidence_waiver_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON evidence_waiver FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- That there is no evidence is no more for the operating agency than that there is some.
CREATE OR REPLACE FUNCTION is_inner_act(p_action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_action IN ('case.sendToReview', 'case.agreeReview', 'case.returnReview', 'case.skipReview', 'case.reviewAgain', 'case.askHearing',
    'case.setHearing', 'case.holdHearing', 'case.reportHearing', 'case.discuss', 'case.addEvidence', 'case.withdrawEvidence', 'case.waiveEvidence')
$$;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE evidence_waiver ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence_waiver FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON evidence_waiver FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence_waiver.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON evidence_waiver FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence_waiver.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON evidence_waiver FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence_waiver.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence_waiver.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON evidence_waiver TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON evidence_waiver TO CURRENT_USER USING (true) WITH CHECK (true);
