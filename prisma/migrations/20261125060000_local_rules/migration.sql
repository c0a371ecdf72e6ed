-- What a bureau sets where the law leaves a number or a list to each place (地方参数): a version is proposed by one person, approved by a second of
-- the same bureau, holds from a day on for its area, and is never edited.
CREATE TYPE "LocalRuleState" AS ENUM ('review', 'inUse', 'refused', 'ended');
CREATE TYPE "LocalRuleName" AS ENUM (
  'hearingInstitution', 'hearingPerson', 'hearingSuspension', 'defenceDays', 'hearingReportDays', 'firstMinor', 'fraudFloor'
);

CREATE TABLE local_rule (
  id uuid NOT NULL DEFAULT uuidv7(),
  key "LocalRuleName" NOT NULL,
  seq integer NOT NULL,
  state "LocalRuleState" NOT NULL DEFAULT 'review',
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  range_lo integer NOT NULL,
  range_hi integer NOT NULL,
  value jsonb NOT NULL,
  title text NOT NULL,
  document_number text NOT NULL,
  basis_text text NOT NULL,
  verified boolean NOT NULL,
  for_running boolean NOT NULL DEFAULT false,
  valid_from date NOT NULL,
  valid_to date,
  ended_on date,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT local_rule_pkey PRIMARY KEY (id),
  CONSTRAINT local_rule_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$local_rule_seq CHECK (seq > 0),
  CONSTRAINT check$local_rule_range CHECK (range_lo <= region_no AND region_no <= range_hi),
  CONSTRAINT check$local_rule_period CHECK (valid_to IS NULL OR valid_from <= valid_to),
  CONSTRAINT check$local_rule_running CHECK (NOT for_running OR key IN ('defenceDays', 'hearingReportDays')),
  CONSTRAINT check$local_rule_ended CHECK ((state = 'ended') = (ended_on IS NOT NULL)),
  CONSTRAINT check$local_rule_decided CHECK ((state = 'review') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
  CONSTRAINT check$local_rule_second_person CHECK (state NOT IN ('inUse', 'refused') OR decided_by_id <> proposed_by_id)
);
CREATE UNIQUE INDEX local_rule_agency_id_key_seq_key ON local_rule (agency_id, key, seq);
CREATE INDEX local_rule_range_lo_range_hi_idx ON local_rule (range_lo, range_hi);
GRANT SELECT, INSERT, UPDATE ON local_rule TO qingyuan_app, qingyuan_worker;

-- What it says stays as it was proposed; only what becomes of it is written, and nothing once it has ended.
CREATE FUNCTION local_rule_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['state', 'ended_on', 'decided_by_id', 'decided_by_name', 'decided_at', 'decision_reason', 'version'];
BEGIN
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free
    AND ((OLD.state = 'review' AND NEW.state IN ('inUse', 'refused')) OR (OLD.state = 'inUse' AND NEW.state = 'ended')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a local rule stays as it was proposed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER local_rule_stands BEFORE UPDATE ON local_rule FOR EACH ROW EXECUTE FUNCTION local_rule_stands();
CREATE TRIGGER local_rule_stays BEFORE DELETE OR TRUNCATE ON local_rule FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- What was in force when it mattered, as it stood then.
ALTER TABLE case_notice ADD COLUMN rules jsonb;
ALTER TABLE case_fact ADD COLUMN leniency_basis text NOT NULL DEFAULT '';
ALTER TABLE statutory_clock ADD COLUMN local_basis text NOT NULL DEFAULT '';

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE local_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE local_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON local_rule FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND local_rule.range_lo <= (SELECT ctx_int('app.region_no')) AND local_rule.range_hi >= (SELECT ctx_int('app.region_no')) AND local_rule.state::text IN ('inUse', 'ended'))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND local_rule.region_no >= (SELECT ctx_int('app.region_lo')) AND local_rule.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON local_rule FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND local_rule.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON local_rule FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND local_rule.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND local_rule.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON local_rule TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON local_rule TO CURRENT_USER USING (true) WITH CHECK (true);
