-- Lists of leads are read and imported by the worker. What was read is kept once, row by row, until it is imported or put aside.
ALTER TYPE "LeadImportState" ADD VALUE 'reading';
ALTER TYPE "LeadImportState" ADD VALUE 'unreadable';
ALTER TYPE "LeadImportState" ADD VALUE 'importing';

ALTER TABLE lead_import
  ADD COLUMN reading_id uuid,
  ADD COLUMN refused_file_id uuid,
  ADD COLUMN mends_id uuid,
  ADD COLUMN asked jsonb NOT NULL DEFAULT '{}',
  ADD COLUMN rows_done integer NOT NULL DEFAULT 0,
  ADD COLUMN rows_total integer,
  ADD COLUMN begun_at timestamptz(3),
  ADD COLUMN ended_at timestamptz(3),
  ADD COLUMN trouble jsonb;
CREATE INDEX lead_import_refused_file_id_idx ON lead_import (refused_file_id);
CREATE INDEX lead_import_mends_id_idx ON lead_import (mends_id);
ALTER TABLE lead_import ADD CONSTRAINT lead_import_refused_file_id_fkey FOREIGN KEY (refused_file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE lead_import ADD CONSTRAINT lead_import_mends_id_fkey FOREIGN KEY (mends_id) REFERENCES lead_import (id) ON DELETE SET NULL ON UPDATE CASCADE;

CREATE TABLE lead_import_row (
  id uuid NOT NULL,
  import_id uuid NOT NULL,
  reading_id uuid NOT NULL,
  place integer NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  sheet text NOT NULL,
  sheet_row integer NOT NULL,
  repeats boolean NOT NULL,
  institution_code text,
  institution_name text,
  source_number text,
  person_name text,
  id_type text,
  id_masked text,
  id_cipher text,
  id_index text,
  behaviour text NOT NULL,
  amount_fen bigint,
  settled_on date,
  note text NOT NULL,
  extra jsonb NOT NULL,
  risk "RiskLevel" NOT NULL,
  known_lead_id uuid,
  CONSTRAINT lead_import_row_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX lead_import_row_import_id_reading_id_place_key ON lead_import_row (import_id, reading_id, place);
ALTER TABLE lead_import_row ADD CONSTRAINT lead_import_row_import_id_fkey FOREIGN KEY (import_id) REFERENCES lead_import (id) ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TABLE lead_sighting (
  id uuid NOT NULL,
  lead_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  batch_number text NOT NULL,
  list_name text NOT NULL,
  sheet text NOT NULL,
  sheet_row integer NOT NULL,
  source_number text,
  note text NOT NULL,
  extra jsonb NOT NULL,
  CONSTRAINT lead_sighting_pkey PRIMARY KEY (id)
);
CREATE INDEX lead_sighting_lead_id_idx ON lead_sighting (lead_id);
CREATE INDEX lead_sighting_batch_id_idx ON lead_sighting (batch_id);
ALTER TABLE lead_sighting ADD CONSTRAINT lead_sighting_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE lead_sighting ADD CONSTRAINT lead_sighting_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES lead_batch (id) ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE lead_batch ADD COLUMN known_count integer NOT NULL DEFAULT 0, ADD COLUMN listed_count integer, ADD COLUMN mends_id uuid;
CREATE INDEX lead_batch_mends_id_idx ON lead_batch (mends_id);
ALTER TABLE lead_batch ADD CONSTRAINT lead_batch_mends_id_fkey FOREIGN KEY (mends_id) REFERENCES lead_batch (id) ON DELETE SET NULL ON UPDATE CASCADE;
-- No row of a list is lost: each is a lead of the batch, was there, or went back.
ALTER TABLE lead_batch ADD CONSTRAINT check$lead_batch_adds_up CHECK (listed_count IS NULL OR listed_count = issued_count + known_count + refused_count);

GRANT SELECT, INSERT, UPDATE, DELETE ON lead_import_row TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT, UPDATE ON lead_sighting TO qingyuan_app, qingyuan_worker;

ALTER TABLE lead_import_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_import_row FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_import_row FOR SELECT TO qingyuan_app USING (
    (lead_import_row.department = (SELECT ctx_department()) AND lead_import_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_import_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_import_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON lead_import_row FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_import_row.department = (SELECT ctx_department()) AND lead_import_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_import_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_import_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_update ON lead_import_row FOR UPDATE TO qingyuan_app USING (
    (lead_import_row.department = (SELECT ctx_department()) AND lead_import_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_import_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_import_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))) WITH CHECK (
    (lead_import_row.department = (SELECT ctx_department()) AND lead_import_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_import_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_import_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_delete ON lead_import_row FOR DELETE TO qingyuan_app USING (
    (lead_import_row.department = (SELECT ctx_department()) AND lead_import_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_import_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_import_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY worker_all ON lead_import_row TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_import_row TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead_sighting ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_sighting FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_sighting FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_sighting.lead_id));
CREATE POLICY reach_insert ON lead_sighting FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_sighting.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON lead_sighting FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_sighting.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_sighting.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON lead_sighting TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_sighting TO CURRENT_USER USING (true) WITH CHECK (true);
