-- What bureaus say of screening models for their own subtree: other parameters, rest, models of their own; each approved by a second person.

CREATE TYPE "ScreeningVersionKind" AS ENUM ('parameters', 'retirement', 'definition');
CREATE TYPE "ScreeningVersionState" AS ENUM ('draft', 'review', 'inUse', 'refused', 'withdrawn');
CREATE TABLE screening_model_version (
  id uuid NOT NULL,
  code text NOT NULL,
  revision integer NOT NULL,
  built_on text NOT NULL,
  kind "ScreeningVersionKind" NOT NULL,
  state "ScreeningVersionState" NOT NULL DEFAULT 'review',
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  range_lo integer NOT NULL,
  range_hi integer NOT NULL,
  parameters jsonb NOT NULL DEFAULT '{}',
  definition jsonb,
  reason text NOT NULL,
  begins_on date NOT NULL,
  ends_on date,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT screening_model_version_pkey PRIMARY KEY (id),
  CONSTRAINT screening_model_version_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT screening_model_version_period CHECK (ends_on IS NULL OR begins_on <= ends_on),
  CONSTRAINT screening_model_version_range CHECK (range_lo <= region_no AND region_no <= range_hi),
  CONSTRAINT screening_model_version_defined CHECK ((kind = 'definition') = (definition IS NOT NULL)),
  CONSTRAINT screening_model_version_decided CHECK ((state IN ('draft', 'review')) = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
  CONSTRAINT screening_model_version_second_person CHECK (state NOT IN ('inUse', 'refused') OR decided_by_id <> proposed_by_id)
);
CREATE UNIQUE INDEX screening_model_version_agency_id_code_revision_key ON screening_model_version (agency_id, code, revision);
CREATE INDEX screening_model_version_code_begins_on_idx ON screening_model_version (code, begins_on);
-- One thing at a time is proposed for a model by a bureau.
CREATE UNIQUE INDEX uniq$screening_model_version_open ON screening_model_version (agency_id, code) WHERE state = 'review';

-- What was approved is a record: whoever asks what a lead was found by finds it as it was.
CREATE FUNCTION screening_version_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state IN ('inUse', 'refused', 'withdrawn') THEN
    RAISE EXCEPTION 'a decided version is never edited' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER screening_version_stands BEFORE UPDATE ON screening_model_version FOR EACH ROW EXECUTE FUNCTION screening_version_stands();

GRANT SELECT, INSERT, UPDATE ON screening_model_version TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE screening_model_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_model_version FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_model_version FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND screening_model_version.range_lo <= (SELECT ctx_int('app.region_no')) AND screening_model_version.range_hi >= (SELECT ctx_int('app.region_no')) AND screening_model_version.state::text IN ('inUse'))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_model_version.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_model_version.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON screening_model_version FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_model_version.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON screening_model_version FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_model_version.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_model_version.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_model_version.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_model_version.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON screening_model_version TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_model_version TO CURRENT_USER USING (true) WITH CHECK (true);
