-- Rules about items by bureau and period, brought in as lists, each approved by a second person and never edited.

CREATE TABLE screening_rule_list (
  id uuid NOT NULL,
  state "ScreeningVersionState" NOT NULL DEFAULT 'review',
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  range_lo integer NOT NULL,
  range_hi integer NOT NULL,
  file_id uuid NOT NULL,
  file_name text NOT NULL,
  reason text NOT NULL,
  row_count integer NOT NULL,
  problems text[],
  problem_count integer NOT NULL,
  doubles jsonb NOT NULL,
  uncoded_count integer NOT NULL,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  decision_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT screening_rule_list_pkey PRIMARY KEY (id),
  CONSTRAINT screening_rule_list_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agency (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT screening_rule_list_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT screening_rule_list_range CHECK (range_lo <= region_no AND region_no <= range_hi),
  CONSTRAINT screening_rule_list_whole CHECK (state IN ('draft', 'withdrawn') OR problem_count = 0),
  CONSTRAINT screening_rule_list_decided CHECK ((state IN ('draft', 'review')) = (decided_by_id IS NULL) AND (decided_by_id IS NULL) = (decided_at IS NULL)),
  CONSTRAINT screening_rule_list_second_person CHECK (state NOT IN ('inUse', 'refused') OR decided_by_id <> proposed_by_id)
);
CREATE INDEX screening_rule_list_agency_id_proposed_at_idx ON screening_rule_list (agency_id, proposed_at);
CREATE INDEX screening_rule_list_file_id_idx ON screening_rule_list (file_id);
CREATE TRIGGER screening_version_stands BEFORE UPDATE ON screening_rule_list FOR EACH ROW EXECUTE FUNCTION screening_version_stands();

CREATE TABLE screening_rule (
  id uuid NOT NULL,
  list_id uuid NOT NULL,
  "row" integer NOT NULL,
  rule_type text NOT NULL,
  item_code text NOT NULL,
  cells jsonb NOT NULL,
  CONSTRAINT screening_rule_pkey PRIMARY KEY (id),
  CONSTRAINT screening_rule_list_id_fkey FOREIGN KEY (list_id) REFERENCES screening_rule_list (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX screening_rule_list_id_row_idx ON screening_rule (list_id, "row");
CREATE INDEX screening_rule_item_code_idx ON screening_rule (item_code);

GRANT SELECT, INSERT, UPDATE ON screening_rule_list TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT ON screening_rule TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE screening_rule_list ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_rule_list FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_rule_list FOR SELECT TO qingyuan_app USING (
    (screening_rule_list.range_lo <= (SELECT ctx_int('app.region_no')) AND screening_rule_list.range_hi >= (SELECT ctx_int('app.region_no')) AND screening_rule_list.state::text IN ('inUse'))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_rule_list.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON screening_rule_list FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON screening_rule_list FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_rule_list.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_rule_list.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON screening_rule_list TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_rule_list TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE screening_rule ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_rule FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_rule FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_rule_list WHERE screening_rule_list.id = screening_rule.list_id));
CREATE POLICY reach_insert ON screening_rule FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM screening_rule_list WHERE screening_rule_list.id = screening_rule.list_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_rule_list.region_no <= (SELECT ctx_int('app.region_hi'))))));
CREATE POLICY reach_update ON screening_rule FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_rule_list WHERE screening_rule_list.id = screening_rule.list_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_rule_list.region_no <= (SELECT ctx_int('app.region_hi')))))) WITH CHECK (
    EXISTS (SELECT FROM screening_rule_list WHERE screening_rule_list.id = screening_rule.list_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_rule_list.region_no >= (SELECT ctx_int('app.region_lo')) AND screening_rule_list.region_no <= (SELECT ctx_int('app.region_hi'))))));
CREATE POLICY worker_all ON screening_rule TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_rule TO CURRENT_USER USING (true) WITH CHECK (true);
