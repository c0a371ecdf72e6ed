-- Notices that several departments issue together (联合发文): the text, kept by its hash, and what each department said to it. It is the leading
-- organ's and of those above it; a department that is to sign reads it from the day on which it was put to signature.
CREATE TYPE "JointNoticeState" AS ENUM ('drafted', 'countersigning', 'issued', 'withdrawn');
CREATE TYPE "JointSignatureState" AS ENUM ('asked', 'signed', 'returned', 'voided');

CREATE TABLE joint_notice (
  id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  state "JointNoticeState" NOT NULL DEFAULT 'drafted',
  version integer NOT NULL DEFAULT 1,
  revision integer NOT NULL DEFAULT 1,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  title text NOT NULL,
  recipients text[],
  body text NOT NULL,
  copies text[] DEFAULT ARRAY[]::text[],
  signer_ids uuid[],
  signer_names text[],
  text_sha256 text,
  submitted_at timestamptz(3),
  drafted_by_id uuid NOT NULL,
  drafted_by_name text NOT NULL,
  drafted_at timestamptz(3) NOT NULL,
  issued_by_id uuid,
  issued_by_name text,
  issued_at timestamptz(3),
  document_number text,
  file_id uuid,
  sha256 text,
  CONSTRAINT joint_notice_pkey PRIMARY KEY (id),
  CONSTRAINT joint_notice_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT joint_notice_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  -- Whoever drafted it does not issue it.
  CONSTRAINT check$joint_notice_two_people CHECK (issued_by_id IS NULL OR issued_by_id <> drafted_by_id),
  CONSTRAINT check$joint_notice_issued CHECK ((state = 'issued') = (document_number IS NOT NULL) AND (state = 'issued') = (issued_at IS NOT NULL)
    AND (state = 'issued') = (sha256 IS NOT NULL)),
  CONSTRAINT check$joint_notice_submitted CHECK (state NOT IN ('countersigning', 'issued') OR (text_sha256 IS NOT NULL AND submitted_at IS NOT NULL)),
  CONSTRAINT check$joint_notice_signers CHECK (cardinality(signer_ids) BETWEEN 1 AND 13 AND cardinality(signer_ids) = cardinality(signer_names)
    AND agency_id <> ALL (signer_ids))
);
CREATE UNIQUE INDEX joint_notice_document_number_key ON joint_notice (document_number);
CREATE INDEX joint_notice_campaign_id_idx ON joint_notice (campaign_id);
CREATE INDEX joint_notice_file_id_idx ON joint_notice (file_id);
CREATE INDEX joint_notice_agency_id_state_idx ON joint_notice (agency_id, state);
GRANT SELECT, INSERT, UPDATE ON joint_notice TO qingyuan_app, qingyuan_worker;

CREATE TABLE joint_signature (
  id uuid NOT NULL,
  notice_id uuid NOT NULL,
  revision integer NOT NULL,
  state "JointSignatureState" NOT NULL DEFAULT 'asked',
  text_sha256 text NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  host_agency_id uuid NOT NULL,
  host_department "Department" NOT NULL,
  host_region_no integer NOT NULL,
  signer_ids uuid[],
  asked_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  reason text NOT NULL DEFAULT '',
  voided_at timestamptz(3),
  CONSTRAINT joint_signature_pkey PRIMARY KEY (id),
  CONSTRAINT joint_signature_notice_id_fkey FOREIGN KEY (notice_id) REFERENCES joint_notice (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$joint_signature_said CHECK ((decided_by_id IS NULL) = (decided_at IS NULL) AND (state <> 'asked' OR decided_at IS NULL)
    AND (state NOT IN ('signed', 'returned') OR decided_at IS NOT NULL) AND (state = 'returned') = (reason <> '')),
  CONSTRAINT check$joint_signature_voided CHECK ((state = 'voided') = (voided_at IS NOT NULL))
);
CREATE INDEX joint_signature_notice_id_idx ON joint_signature (notice_id);
CREATE INDEX joint_signature_agency_id_state_idx ON joint_signature (agency_id, state);
-- One word of each agency to one text stands at a time.
CREATE UNIQUE INDEX uniq$joint_signature_standing ON joint_signature (notice_id, agency_id) WHERE state IN ('asked', 'signed');
GRANT SELECT, INSERT, UPDATE ON joint_signature TO qingyuan_app, qingyuan_worker;

ALTER TABLE joint_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE joint_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON joint_notice FOR SELECT TO qingyuan_app USING (
    (((SELECT ctx_text('app.agency_kind')) IN ('bureau')) AND ((joint_notice.department = (SELECT ctx_department()) AND joint_notice.region_no >= (SELECT ctx_int('app.region_lo')) AND joint_notice.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_uuid('app.agency_id')) = ANY (joint_notice.signer_ids) AND joint_notice.submitted_at IS NOT NULL))));
CREATE POLICY reach_insert ON joint_notice FOR INSERT TO qingyuan_app WITH CHECK (
    (joint_notice.department = (SELECT ctx_department()) AND joint_notice.region_no >= (SELECT ctx_int('app.region_lo')) AND joint_notice.region_no <= (SELECT ctx_int('app.region_hi')) AND joint_notice.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_update ON joint_notice FOR UPDATE TO qingyuan_app USING (
    (((SELECT ctx_text('app.agency_kind')) IN ('bureau')) AND ((joint_notice.department = (SELECT ctx_department()) AND joint_notice.region_no >= (SELECT ctx_int('app.region_lo')) AND joint_notice.region_no <= (SELECT ctx_int('app.region_hi')) AND joint_notice.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR ((SELECT ctx_uuid('app.agency_id')) = ANY (joint_notice.signer_ids) AND joint_notice.submitted_at IS NOT NULL)))) WITH CHECK (
    (((SELECT ctx_text('app.agency_kind')) IN ('bureau')) AND ((joint_notice.department = (SELECT ctx_department()) AND joint_notice.region_no >= (SELECT ctx_int('app.region_lo')) AND joint_notice.region_no <= (SELECT ctx_int('app.region_hi')) AND joint_notice.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR ((SELECT ctx_uuid('app.agency_id')) = ANY (joint_notice.signer_ids) AND joint_notice.submitted_at IS NOT NULL))));
CREATE POLICY worker_all ON joint_notice TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON joint_notice TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE joint_signature ENABLE ROW LEVEL SECURITY;
ALTER TABLE joint_signature FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON joint_signature FOR SELECT TO qingyuan_app USING (
    (((SELECT ctx_text('app.agency_kind')) IN ('bureau')) AND ((joint_signature.host_department = (SELECT ctx_department()) AND joint_signature.host_region_no >= (SELECT ctx_int('app.region_lo')) AND joint_signature.host_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (joint_signature.host_agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (joint_signature.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR ((SELECT ctx_uuid('app.agency_id')) = ANY (joint_signature.signer_ids)))));
CREATE POLICY reach_insert ON joint_signature FOR INSERT TO qingyuan_app WITH CHECK (
    (joint_signature.host_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_update ON joint_signature FOR UPDATE TO qingyuan_app USING (
    (((SELECT ctx_text('app.agency_kind')) IN ('bureau')) AND ((joint_signature.host_agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (joint_signature.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    (((SELECT ctx_text('app.agency_kind')) IN ('bureau')) AND ((joint_signature.host_agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (joint_signature.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY worker_all ON joint_signature TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON joint_signature TO CURRENT_USER USING (true) WITH CHECK (true);
