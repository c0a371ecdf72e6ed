-- Clues are issued as leads by a job, in blocks, each lead with its grounds: the request says which, and holds them for it.
CREATE TYPE "ScreeningIssueState" AS ENUM ('waiting', 'issuing', 'done', 'stopped');

CREATE TABLE screening_issue (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  campaign_id uuid NOT NULL,
  codes text[],
  due_on date NOT NULL,
  reason text NOT NULL DEFAULT '',
  state "ScreeningIssueState" NOT NULL DEFAULT 'waiting',
  hit_count integer NOT NULL,
  issued_count integer NOT NULL DEFAULT 0,
  batch_id uuid,
  progress text NOT NULL DEFAULT '',
  trouble text,
  requested_by_id uuid NOT NULL,
  requested_by_name text NOT NULL,
  requested_post_id uuid NOT NULL,
  requested_at timestamptz(3) NOT NULL,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  lease_until timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT screening_issue_pkey PRIMARY KEY (id),
  CONSTRAINT screening_issue_run_id_fkey FOREIGN KEY (run_id) REFERENCES screening_run (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT screening_issue_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT screening_issue_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES lead_batch (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$screening_issue_counts CHECK (hit_count > 0 AND issued_count BETWEEN 0 AND hit_count AND (issued_count = 0) = (batch_id IS NULL)),
  CONSTRAINT check$screening_issue_done CHECK ((state <> 'done' OR issued_count = hit_count) AND (state = 'stopped') = (trouble IS NOT NULL))
);
CREATE INDEX screening_issue_run_id_idx ON screening_issue (run_id);
CREATE INDEX screening_issue_campaign_id_idx ON screening_issue (campaign_id);
CREATE INDEX screening_issue_batch_id_idx ON screening_issue (batch_id);

-- Which act a clue waits for, or became a lead by. The new column is empty in every row there is.
ALTER TABLE screening_hit ADD COLUMN issue_id uuid,
  ADD CONSTRAINT screening_hit_issue_id_fkey FOREIGN KEY (issue_id) REFERENCES screening_issue (id) ON DELETE SET NULL ON UPDATE CASCADE,
  DROP CONSTRAINT check$screening_hit_aside,
  ADD CONSTRAINT check$screening_hit_aside CHECK (aside_id IS NULL OR (lead_id IS NULL AND issue_id IS NULL));
CREATE INDEX idx$screening_hit_of_issue ON screening_hit (issue_id) WHERE issue_id IS NOT NULL;
-- The same clue is asked for once, too. Of the rows there are, those issued stand in it, which an index of their own has held apart so far.
CREATE UNIQUE INDEX uniq$screening_hit_taken ON screening_hit (agency_id, fingerprint) WHERE issue_id IS NOT NULL OR lead_id IS NOT NULL;

CREATE TRIGGER guard_trial_issues BEFORE UPDATE OF issue_id ON screening_hit FOR EACH ROW WHEN (NEW.issue_id IS NOT NULL) EXECUTE FUNCTION guard_trial_hits();

CREATE OR REPLACE FUNCTION guard_aside_clues() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.lead_id IS NOT NULL OR NEW.issue_id IS NOT NULL THEN
    IF EXISTS (SELECT FROM screening_hit AS same
        WHERE same.agency_id = NEW.agency_id AND same.fingerprint = NEW.fingerprint AND same.aside_id IS NOT NULL) THEN
      RAISE EXCEPTION 'a clue that was set aside becomes no lead until it is restored';
    END IF;
  END IF;
  IF NEW.aside_id IS NOT NULL AND EXISTS (SELECT FROM screening_hit AS same
      WHERE same.agency_id = NEW.agency_id AND same.fingerprint = NEW.fingerprint AND (same.lead_id IS NOT NULL OR same.issue_id IS NOT NULL)) THEN
    RAISE EXCEPTION 'a clue that is a lead is not set aside';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER guard_aside_clues ON screening_hit;
CREATE TRIGGER guard_aside_clues BEFORE UPDATE OF lead_id, aside_id, issue_id ON screening_hit
  FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL OR NEW.aside_id IS NOT NULL OR NEW.issue_id IS NOT NULL) EXECUTE FUNCTION guard_aside_clues();

GRANT SELECT, INSERT, UPDATE ON screening_issue TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE screening_issue ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_issue FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_issue FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_issue.run_id));
CREATE POLICY reach_insert ON screening_issue FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_issue.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY reach_update ON screening_issue FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_issue.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_issue.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY worker_all ON screening_issue TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_issue TO CURRENT_USER USING (true) WITH CHECK (true);
