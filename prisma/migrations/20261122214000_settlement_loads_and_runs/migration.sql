-- Settlement data taken in (数据接入), screening runs over them, and what they found.
CREATE TYPE "SettlementLoadState" AS ENUM ('waiting', 'loading', 'toAccept', 'loaded', 'refused', 'cancelled');
CREATE TYPE "ScreeningRunState" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

CREATE TABLE settlement_load (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  folder text NOT NULL,
  state "SettlementLoadState" NOT NULL DEFAULT 'waiting',
  control jsonb NOT NULL DEFAULT '{}',
  report jsonb NOT NULL DEFAULT '{}',
  months text[],
  progress text NOT NULL DEFAULT '',
  requested_by_id uuid NOT NULL,
  requested_by_name text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  lease_until timestamptz(3),
  accepted_by_id uuid,
  accepted_by_name text,
  accepted_at timestamptz(3),
  accept_reason text NOT NULL DEFAULT '',
  superseded_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT settlement_load_pkey PRIMARY KEY (id),
  CONSTRAINT settlement_load_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX settlement_load_agency_id_state_idx ON settlement_load (agency_id, state);
CREATE INDEX settlement_load_region_no_requested_at_idx ON settlement_load (region_no, requested_at);
-- A delivery is read by one load at a time.
CREATE UNIQUE INDEX uniq$settlement_load_open ON settlement_load (agency_id, folder) WHERE state IN ('waiting', 'loading', 'toAccept');

CREATE TABLE screening_run (
  id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  load_ids uuid[],
  months text[],
  models jsonb NOT NULL,
  state "ScreeningRunState" NOT NULL DEFAULT 'waiting',
  report jsonb NOT NULL DEFAULT '{}',
  progress text NOT NULL DEFAULT '',
  requested_by_id uuid NOT NULL,
  requested_by_name text NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  lease_until timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT screening_run_pkey PRIMARY KEY (id),
  CONSTRAINT screening_run_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX screening_run_agency_id_state_idx ON screening_run (agency_id, state);
CREATE INDEX screening_run_region_no_requested_at_idx ON screening_run (region_no, requested_at);

CREATE TABLE screening_run_model (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  position integer NOT NULL,
  code text NOT NULL,
  model_version text NOT NULL,
  title text NOT NULL,
  hit_count integer NOT NULL DEFAULT 0,
  involved_fen bigint NOT NULL DEFAULT 0,
  irregular_fen bigint NOT NULL DEFAULT 0,
  fund_loss_fen bigint NOT NULL DEFAULT 0,
  took_ms integer NOT NULL DEFAULT 0,
  skipped_reason text,
  skipped_detail text NOT NULL DEFAULT '',
  CONSTRAINT screening_run_model_pkey PRIMARY KEY (id),
  CONSTRAINT screening_run_model_run_id_fkey FOREIGN KEY (run_id) REFERENCES screening_run (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX screening_run_model_run_id_code_key ON screening_run_model (run_id, code);

CREATE TABLE screening_hit (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  code text NOT NULL,
  model_version text NOT NULL,
  grade "RiskLevel" NOT NULL,
  subject_type text NOT NULL,
  subject_masked text NOT NULL,
  subject_index text NOT NULL,
  institution_id uuid,
  institution_code text NOT NULL,
  institution_name text NOT NULL,
  place_no integer NOT NULL,
  period text NOT NULL,
  involved_fen bigint NOT NULL,
  irregular_fen bigint NOT NULL,
  fund_loss_fen bigint NOT NULL,
  sealed text NOT NULL,
  fingerprint text NOT NULL,
  lead_id uuid,
  issued_at timestamptz(3),
  CONSTRAINT screening_hit_pkey PRIMARY KEY (id),
  CONSTRAINT screening_hit_run_id_fkey FOREIGN KEY (run_id) REFERENCES screening_run (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT screening_hit_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution (id) ON DELETE SET NULL ON UPDATE CASCADE
);
CREATE INDEX screening_hit_run_id_code_irregular_fen_idx ON screening_hit (run_id, code, irregular_fen DESC);
CREATE INDEX screening_hit_agency_id_fingerprint_idx ON screening_hit (agency_id, fingerprint);
CREATE INDEX screening_hit_institution_id_idx ON screening_hit (institution_id);
CREATE INDEX screening_hit_lead_id_idx ON screening_hit (lead_id);
-- The same clue becomes a lead of a bureau once, whichever run found it.
CREATE UNIQUE INDEX uniq$screening_hit_issued ON screening_hit (agency_id, fingerprint) WHERE lead_id IS NOT NULL;

GRANT SELECT, INSERT, UPDATE ON settlement_load, screening_run, screening_run_model, screening_hit TO qingyuan_app, qingyuan_worker;
-- A run that is begun again after a crash writes its findings anew.
GRANT DELETE ON screening_run_model, screening_hit TO qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE settlement_load ENABLE ROW LEVEL SECURITY;
ALTER TABLE settlement_load FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON settlement_load FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND settlement_load.region_no >= (SELECT ctx_int('app.region_lo')) AND settlement_load.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON settlement_load FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND settlement_load.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON settlement_load FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND settlement_load.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND settlement_load.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON settlement_load TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON settlement_load TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE screening_run ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_run FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_run FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_run.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON screening_run FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON screening_run FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON screening_run TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_run TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE screening_run_model ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_run_model FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_run_model FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_run_model.run_id));
CREATE POLICY reach_insert ON screening_run_model FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_run_model.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY reach_update ON screening_run_model FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_run_model.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_run_model.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY worker_all ON screening_run_model TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_run_model TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE screening_hit ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_hit FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_hit FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_hit.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_hit.region_no <= (SELECT ctx_int('app.region_hi')) AND (screening_hit.institution_id IS NULL OR screening_hit.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON screening_hit FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_hit.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (screening_hit.institution_id IS NULL OR screening_hit.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON screening_hit FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_hit.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (screening_hit.institution_id IS NULL OR screening_hit.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_hit.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (screening_hit.institution_id IS NULL OR screening_hit.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON screening_hit TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_hit TO CURRENT_USER USING (true) WITH CHECK (true);
