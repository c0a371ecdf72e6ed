-- The words of a bureau for the fixed paragraphs of the house's papers: a version is proposed by one person and approved by a second, holds from a day
-- on for its area, and is never edited.
CREATE TYPE "WordingState" AS ENUM ('review', 'inUse', 'refused', 'ended');

CREATE TABLE paper_wording (
  id uuid NOT NULL DEFAULT uuidv7(),
  kind text NOT NULL,
  seq integer NOT NULL,
  state "WordingState" NOT NULL DEFAULT 'review',
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  range_lo integer NOT NULL,
  range_hi integer NOT NULL,
  words jsonb NOT NULL,
  note text NOT NULL,
  valid_from date NOT NULL,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT paper_wording_pkey PRIMARY KEY (id),
  CONSTRAINT paper_wording_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$paper_wording_seq CHECK (seq > 0),
  CONSTRAINT check$paper_wording_range CHECK (range_lo <= region_no AND region_no <= range_hi AND range_lo < range_hi),
  CONSTRAINT check$paper_wording_words CHECK (jsonb_typeof(words) = 'object' AND words <> '{}'),
  CONSTRAINT check$paper_wording_decided CHECK ((state = 'review') = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
  CONSTRAINT check$paper_wording_second_person CHECK (state NOT IN ('inUse', 'refused') OR decided_by_id <> proposed_by_id)
);
CREATE UNIQUE INDEX paper_wording_agency_id_kind_seq_key ON paper_wording (agency_id, kind, seq);
CREATE INDEX paper_wording_kind_range_lo_range_hi_idx ON paper_wording (kind, range_lo, range_hi);
GRANT SELECT, INSERT, UPDATE ON paper_wording TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION paper_wording_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['state', 'decided_by_id', 'decided_by_name', 'decided_at', 'decision_reason', 'version'];
BEGIN
  IF to_jsonb(NEW) - free = to_jsonb(OLD) - free
    AND ((OLD.state = 'review' AND NEW.state IN ('inUse', 'refused')) OR (OLD.state = 'inUse' AND NEW.state = 'ended')) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a wording stays as it was proposed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER paper_wording_stands BEFORE UPDATE ON paper_wording FOR EACH ROW EXECUTE FUNCTION paper_wording_stands();
CREATE TRIGGER paper_wording_stays BEFORE DELETE OR TRUNCATE ON paper_wording FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE paper_wording ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_wording FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON paper_wording FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND paper_wording.range_lo <= (SELECT ctx_int('app.region_no')) AND paper_wording.range_hi >= (SELECT ctx_int('app.region_no')) AND paper_wording.state::text IN ('inUse'))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND paper_wording.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_wording.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON paper_wording FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND paper_wording.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON paper_wording FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND paper_wording.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_wording.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND paper_wording.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_wording.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON paper_wording TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON paper_wording TO CURRENT_USER USING (true) WITH CHECK (true);
