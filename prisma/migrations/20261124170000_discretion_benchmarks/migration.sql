-- What a bureau says of the range that the law leaves it (裁量基准), and what each fine was measured by.
CREATE TYPE "BenchmarkState" AS ENUM ('review', 'inUse', 'refused', 'ended');

CREATE TABLE discretion_benchmark (
  id uuid NOT NULL,
  state "BenchmarkState" NOT NULL DEFAULT 'review',
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  range_lo integer NOT NULL,
  range_hi integer NOT NULL,
  title text NOT NULL,
  document_number text NOT NULL,
  provision_ids text[],
  valid_from date NOT NULL,
  valid_to date,
  tiers jsonb NOT NULL,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT discretion_benchmark_pkey PRIMARY KEY (id),
  CONSTRAINT discretion_benchmark_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$discretion_benchmark_range CHECK (range_lo <= region_no AND region_no <= range_hi),
  CONSTRAINT check$discretion_benchmark_lines CHECK (cardinality(provision_ids) > 0),
  CONSTRAINT check$discretion_benchmark_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT check$discretion_benchmark_tiers CHECK (jsonb_typeof(tiers) = 'array' AND jsonb_array_length(tiers) > 0),
  CONSTRAINT check$discretion_benchmark_decided CHECK ((state = 'review') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
  CONSTRAINT check$discretion_benchmark_second_person CHECK (state NOT IN ('inUse', 'refused') OR decided_by_id <> proposed_by_id)
);
CREATE INDEX discretion_benchmark_agency_id_idx ON discretion_benchmark (agency_id);
CREATE INDEX discretion_benchmark_range_lo_range_hi_idx ON discretion_benchmark (range_lo, range_hi);
GRANT SELECT, INSERT, UPDATE ON discretion_benchmark TO qingyuan_app, qingyuan_worker;

-- What it says stays as it was proposed; only what becomes of it is written, and nothing once it has ended.
CREATE FUNCTION discretion_benchmark_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['state', 'decided_by_id', 'decided_by_name', 'decided_at', 'decision_reason', 'version'];
BEGIN
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free
    AND ((OLD.state = 'review' AND NEW.state IN ('inUse', 'refused')) OR (OLD.state = 'inUse' AND NEW.state = 'ended')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a benchmark stays as it was proposed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER discretion_benchmark_stands BEFORE UPDATE ON discretion_benchmark FOR EACH ROW EXECUTE FUNCTION discretion_benchmark_stands();
CREATE TRIGGER discretion_benchmark_stays BEFORE DELETE OR TRUNCATE ON discretion_benchmark FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

ALTER TABLE case_fact
  ADD COLUMN benchmark jsonb,
  ADD COLUMN departure text NOT NULL DEFAULT '',
  ADD CONSTRAINT check$case_fact_departure CHECK (departure = '' OR benchmark IS NOT NULL);

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE discretion_benchmark ENABLE ROW LEVEL SECURITY;
ALTER TABLE discretion_benchmark FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON discretion_benchmark FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND discretion_benchmark.range_lo <= (SELECT ctx_int('app.region_no')) AND discretion_benchmark.range_hi >= (SELECT ctx_int('app.region_no')) AND discretion_benchmark.state::text IN ('inUse'))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND discretion_benchmark.region_no >= (SELECT ctx_int('app.region_lo')) AND discretion_benchmark.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON discretion_benchmark FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND discretion_benchmark.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON discretion_benchmark FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND discretion_benchmark.region_no >= (SELECT ctx_int('app.region_lo')) AND discretion_benchmark.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND discretion_benchmark.region_no >= (SELECT ctx_int('app.region_lo')) AND discretion_benchmark.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON discretion_benchmark TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON discretion_benchmark TO CURRENT_USER USING (true) WITH CHECK (true);
