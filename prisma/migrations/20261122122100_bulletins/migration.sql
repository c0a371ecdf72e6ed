-- Bulletins (通报) to the institutions of a campaign, and a line for each institution to sign.

CREATE TYPE "BulletinState" AS ENUM ('draft', 'issued', 'discarded');
CREATE TABLE bulletin (
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  range_lo integer NOT NULL,
  range_hi integer NOT NULL,
  title text NOT NULL,
  as_of_on date NOT NULL,
  state "BulletinState" NOT NULL DEFAULT 'draft',
  content jsonb NOT NULL,
  document_number text,
  file_id uuid,
  sha256 text,
  sent_to integer NOT NULL DEFAULT 0,
  drafted_by_id uuid NOT NULL,
  drafted_by_name text NOT NULL,
  drafted_at timestamptz(3) NOT NULL,
  issued_by_id uuid,
  issued_by_name text,
  issued_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT bulletin_pkey PRIMARY KEY (id),
  CONSTRAINT bulletin_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT bulletin_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT bulletin_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT bulletin_issued CHECK ((state = 'issued') = (document_number IS NOT NULL AND sha256 IS NOT NULL AND issued_by_id IS NOT NULL AND issued_at IS NOT NULL)),
  CONSTRAINT bulletin_second_person CHECK (issued_by_id <> drafted_by_id)
);
CREATE UNIQUE INDEX bulletin_document_number_key ON bulletin (document_number);
CREATE INDEX bulletin_campaign_id_idx ON bulletin (campaign_id);
CREATE INDEX bulletin_agency_id_idx ON bulletin (agency_id);
CREATE INDEX bulletin_file_id_idx ON bulletin (file_id);

CREATE TABLE bulletin_receipt (
  id uuid NOT NULL,
  bulletin_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  institution_name text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  received_by_id uuid,
  received_by_name text,
  received_at timestamptz(3),
  CONSTRAINT bulletin_receipt_pkey PRIMARY KEY (id),
  CONSTRAINT bulletin_receipt_bulletin_id_fkey FOREIGN KEY (bulletin_id) REFERENCES bulletin (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT bulletin_receipt_signed CHECK ((received_at IS NULL) = (received_by_id IS NULL))
);
CREATE UNIQUE INDEX bulletin_receipt_bulletin_id_institution_id_key ON bulletin_receipt (bulletin_id, institution_id);
CREATE INDEX bulletin_receipt_institution_id_idx ON bulletin_receipt (institution_id);
GRANT SELECT, INSERT, UPDATE ON bulletin, bulletin_receipt TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE bulletin ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulletin FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON bulletin FOR SELECT TO qingyuan_app USING (
    (bulletin.department = (SELECT ctx_department()) AND bulletin.region_no >= (SELECT ctx_int('app.region_lo')) AND bulletin.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND bulletin.range_lo <= (SELECT ctx_int('app.region_no')) AND bulletin.range_hi >= (SELECT ctx_int('app.region_no')) AND bulletin.state::text IN ('issued'))
    OR (((SELECT ctx_has_role('complianceOfficer'))) AND bulletin.range_lo <= (SELECT ctx_int('app.region_no')) AND bulletin.range_hi >= (SELECT ctx_int('app.region_no')) AND bulletin.state::text IN ('issued')));
CREATE POLICY reach_insert ON bulletin FOR INSERT TO qingyuan_app WITH CHECK (
    (bulletin.department = (SELECT ctx_department()) AND bulletin.region_no >= (SELECT ctx_int('app.region_lo')) AND bulletin.region_no <= (SELECT ctx_int('app.region_hi')) AND bulletin.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON bulletin FOR UPDATE TO qingyuan_app USING (
    (bulletin.department = (SELECT ctx_department()) AND bulletin.region_no >= (SELECT ctx_int('app.region_lo')) AND bulletin.region_no <= (SELECT ctx_int('app.region_hi')) AND bulletin.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (bulletin.department = (SELECT ctx_department()) AND bulletin.region_no >= (SELECT ctx_int('app.region_lo')) AND bulletin.region_no <= (SELECT ctx_int('app.region_hi')) AND bulletin.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON bulletin TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON bulletin TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE bulletin_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE bulletin_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON bulletin_receipt FOR SELECT TO qingyuan_app USING (
    (bulletin_receipt.department = (SELECT ctx_department()) AND bulletin_receipt.region_no >= (SELECT ctx_int('app.region_lo')) AND bulletin_receipt.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (bulletin_receipt.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON bulletin_receipt FOR INSERT TO qingyuan_app WITH CHECK (
    (bulletin_receipt.department = (SELECT ctx_department()) AND bulletin_receipt.region_no >= (SELECT ctx_int('app.region_lo')) AND bulletin_receipt.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON bulletin_receipt FOR UPDATE TO qingyuan_app USING (
    (bulletin_receipt.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (bulletin_receipt.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON bulletin_receipt TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON bulletin_receipt TO CURRENT_USER USING (true) WITH CHECK (true);
