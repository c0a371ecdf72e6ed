-- The register of institutions: lists that bring them in, and what moves, merges, stops or resumes one, two persons where a history is handed over.

CREATE TYPE "RegisterImportState" AS ENUM ('uploaded', 'imported', 'cancelled');
CREATE TABLE register_import (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  file_id uuid NOT NULL,
  state "RegisterImportState" NOT NULL DEFAULT 'uploaded',
  rows jsonb NOT NULL,
  row_count integer NOT NULL,
  problems text[],
  problem_count integer NOT NULL,
  added_count integer,
  changed_count integer,
  uploaded_by_id uuid NOT NULL,
  uploaded_by_name text NOT NULL,
  uploaded_at timestamptz(3) NOT NULL,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT register_import_pkey PRIMARY KEY (id),
  CONSTRAINT register_import_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT register_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT register_import_whole CHECK (state <> 'imported' OR (problem_count = 0 AND added_count IS NOT NULL AND changed_count IS NOT NULL))
);
CREATE INDEX register_import_agency_id_uploaded_at_idx ON register_import (agency_id, uploaded_at);
CREATE INDEX register_import_file_id_idx ON register_import (file_id);

CREATE TYPE "InstitutionChangeKind" AS ENUM ('move', 'merge', 'stop', 'resume');
CREATE TYPE "InstitutionChangeState" AS ENUM ('proposed', 'confirmed', 'refused', 'withdrawn');
CREATE TABLE institution_change (
  id uuid NOT NULL,
  institution_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  kind "InstitutionChangeKind" NOT NULL,
  state "InstitutionChangeState" NOT NULL DEFAULT 'proposed',
  from_region_code text NOT NULL,
  to_region_code text,
  into_institution_id uuid,
  effective_on date,
  reason text NOT NULL,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT institution_change_pkey PRIMARY KEY (id),
  CONSTRAINT institution_change_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT institution_change_into_institution_id_fkey FOREIGN KEY (into_institution_id) REFERENCES institution (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT institution_change_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT institution_change_of_kind CHECK ((kind = 'move') = (to_region_code IS NOT NULL) AND (kind = 'merge') = (into_institution_id IS NOT NULL)),
  CONSTRAINT institution_change_decided CHECK ((state = 'proposed') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
  CONSTRAINT institution_change_second_person CHECK (kind IN ('stop', 'resume') OR state NOT IN ('confirmed', 'refused') OR decided_by_id <> proposed_by_id)
);
CREATE INDEX institution_change_institution_id_proposed_at_idx ON institution_change (institution_id, proposed_at);
CREATE INDEX institution_change_into_institution_id_idx ON institution_change (into_institution_id);
CREATE INDEX institution_change_agency_id_state_idx ON institution_change (agency_id, state);
-- One thing at a time is proposed for an institution.
CREATE UNIQUE INDEX uniq$institution_change_open ON institution_change (institution_id) WHERE state = 'proposed';
GRANT SELECT, INSERT, UPDATE ON register_import, institution_change TO qingyuan_app, qingyuan_worker;

-- Which of these codes an institution has already, wherever it is. A code is known to whoever lists it; nothing else of the institution is told.
CREATE FUNCTION institution_codes_taken(p_codes text[]) RETURNS SETOF text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT code FROM institution WHERE code = ANY (p_codes)
$$;
REVOKE ALL ON FUNCTION institution_codes_taken(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION institution_codes_taken(text[]) TO qingyuan_app, qingyuan_worker;

-- What was done to an institution goes with it to its new county too.
CREATE OR REPLACE FUNCTION institution_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE filing SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE finding SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE refund SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE pack_return SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE filing_answer SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_question SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_question_line SET region_no = NEW.region_no WHERE question_id IN (
    SELECT q.id FROM filing_question q JOIN filing f ON f.id = q.filing_id WHERE f.institution_id = NEW.id);
  UPDATE filing_revision SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_reminder SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE refund_demand SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE refund_reminder SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE spot_check_item SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE check_dispute SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE consequence SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE institution_change SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE attachment SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE stored_file SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE statutory_clock SET responsible_region_no = NEW.region_no,
    other_region_no = CASE WHEN other_region_no IS NULL THEN NULL ELSE NEW.region_no END WHERE institution_id = NEW.id;
  RETURN NULL;
END $$;

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_insert ON institution;
CREATE POLICY reach_insert ON institution FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON institution;
CREATE POLICY reach_update ON institution FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi'))));

ALTER TABLE register_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE register_import FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON register_import FOR SELECT TO qingyuan_app USING (
    (register_import.department = (SELECT ctx_department()) AND register_import.region_no >= (SELECT ctx_int('app.region_lo')) AND register_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON register_import FOR INSERT TO qingyuan_app WITH CHECK (
    (register_import.department = (SELECT ctx_department()) AND register_import.region_no >= (SELECT ctx_int('app.region_lo')) AND register_import.region_no <= (SELECT ctx_int('app.region_hi')) AND register_import.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON register_import FOR UPDATE TO qingyuan_app USING (
    (register_import.department = (SELECT ctx_department()) AND register_import.region_no >= (SELECT ctx_int('app.region_lo')) AND register_import.region_no <= (SELECT ctx_int('app.region_hi')) AND register_import.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (register_import.department = (SELECT ctx_department()) AND register_import.region_no >= (SELECT ctx_int('app.region_lo')) AND register_import.region_no <= (SELECT ctx_int('app.region_hi')) AND register_import.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON register_import TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON register_import TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE institution_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution_change FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON institution_change FOR SELECT TO qingyuan_app USING (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON institution_change FOR INSERT TO qingyuan_app WITH CHECK (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi')) AND institution_change.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON institution_change FOR UPDATE TO qingyuan_app USING (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi')) AND institution_change.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi')) AND institution_change.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON institution_change TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON institution_change TO CURRENT_USER USING (true) WITH CHECK (true);
