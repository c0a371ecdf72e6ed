-- Answers to many leads by workbook: the sheet as uploaded, and its rows until each has gone to review as a round of its own lead.
CREATE TYPE "LeadAnswerState" AS ENUM ('reading', 'read', 'unreadable', 'submitting', 'submitted', 'cancelled');

CREATE TABLE lead_answer_sheet (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  file_id uuid NOT NULL,
  evidence_ids uuid[] NOT NULL DEFAULT '{}',
  handler_id uuid NOT NULL,
  handler_name text NOT NULL,
  uploaded_at timestamptz(3) NOT NULL,
  state "LeadAnswerState" NOT NULL DEFAULT 'reading',
  reading_id uuid,
  summary jsonb NOT NULL DEFAULT '{}',
  ready_count integer NOT NULL DEFAULT 0,
  refused_count integer NOT NULL DEFAULT 0,
  submitted_count integer NOT NULL DEFAULT 0,
  failed_count integer NOT NULL DEFAULT 0,
  rows_done integer NOT NULL DEFAULT 0,
  rows_total integer,
  begun_at timestamptz(3),
  ended_at timestamptz(3),
  trouble jsonb,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT lead_answer_sheet_pkey PRIMARY KEY (id),
  -- No row is lost: what could go has gone, could not any longer, or still waits.
  CONSTRAINT check$lead_answers_add_up CHECK (submitted_count + failed_count <= ready_count)
);
CREATE INDEX lead_answer_sheet_agency_id_uploaded_at_idx ON lead_answer_sheet (agency_id, uploaded_at);
CREATE INDEX lead_answer_sheet_file_id_idx ON lead_answer_sheet (file_id);
ALTER TABLE lead_answer_sheet ADD CONSTRAINT lead_answer_sheet_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE lead_answer_sheet ADD CONSTRAINT lead_answer_sheet_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE lead_answer_row (
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  reading_id uuid NOT NULL,
  place integer NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  sheet_name text NOT NULL,
  sheet_row integer NOT NULL,
  lead_id uuid,
  ready boolean NOT NULL,
  cells text[],
  answer jsonb,
  problems jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT lead_answer_row_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX lead_answer_row_sheet_id_reading_id_place_key ON lead_answer_row (sheet_id, reading_id, place);
CREATE INDEX lead_answer_row_lead_id_idx ON lead_answer_row (lead_id);
ALTER TABLE lead_answer_row ADD CONSTRAINT lead_answer_row_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES lead_answer_sheet (id) ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE lead_verification ADD COLUMN sheet_id uuid;
CREATE INDEX lead_verification_sheet_id_idx ON lead_verification (sheet_id);
ALTER TABLE lead_verification ADD CONSTRAINT lead_verification_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES lead_answer_sheet (id) ON DELETE SET NULL ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE ON lead_answer_sheet TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON lead_answer_row TO qingyuan_app, qingyuan_worker;

ALTER TABLE lead_answer_sheet ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_answer_sheet FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_answer_sheet FOR SELECT TO qingyuan_app USING (
    (lead_answer_sheet.department = (SELECT ctx_department()) AND lead_answer_sheet.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_sheet.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_sheet.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_sheet.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON lead_answer_sheet FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_answer_sheet.department = (SELECT ctx_department()) AND lead_answer_sheet.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_sheet.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_sheet.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_sheet.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_update ON lead_answer_sheet FOR UPDATE TO qingyuan_app USING (
    (lead_answer_sheet.department = (SELECT ctx_department()) AND lead_answer_sheet.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_sheet.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_sheet.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_sheet.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))) WITH CHECK (
    (lead_answer_sheet.department = (SELECT ctx_department()) AND lead_answer_sheet.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_sheet.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_sheet.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_sheet.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY worker_all ON lead_answer_sheet TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_answer_sheet TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead_answer_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_answer_row FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_answer_row FOR SELECT TO qingyuan_app USING (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON lead_answer_row FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON lead_answer_row FOR UPDATE TO qingyuan_app USING (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_delete ON lead_answer_row FOR DELETE TO qingyuan_app USING (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON lead_answer_row TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_answer_row TO CURRENT_USER USING (true) WITH CHECK (true);
