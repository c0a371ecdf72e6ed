-- Clues of a run that a bureau sets aside (搁置): a batch at a time, with a reason and a name. None becomes a lead until it is restored, so that
-- what was found is always issued, known already, set aside or waiting.
CREATE TABLE screening_aside (
  id uuid NOT NULL,
  run_id uuid NOT NULL,
  codes text[],
  reason text NOT NULL,
  hit_count integer NOT NULL,
  set_aside_by_id uuid NOT NULL,
  set_aside_by_name text NOT NULL,
  set_aside_at timestamptz(3) NOT NULL,
  restored_by_id uuid,
  restored_by_name text,
  restored_at timestamptz(3),
  restore_reason text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT screening_aside_pkey PRIMARY KEY (id),
  CONSTRAINT screening_aside_run_id_fkey FOREIGN KEY (run_id) REFERENCES screening_run (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$screening_aside_said CHECK (hit_count > 0 AND reason <> ''),
  CONSTRAINT check$screening_aside_restored CHECK (num_nulls(restored_by_id, restored_by_name, restored_at) IN (0, 3) AND (restored_at IS NULL) = (restore_reason = ''))
);
CREATE INDEX screening_aside_run_id_idx ON screening_aside (run_id);

-- The new column is empty in every row there is: what follows reads the table once and writes nothing in it.
ALTER TABLE screening_hit ADD COLUMN aside_id uuid,
  ADD CONSTRAINT screening_hit_aside_id_fkey FOREIGN KEY (aside_id) REFERENCES screening_aside (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT check$screening_hit_aside CHECK (aside_id IS NULL OR lead_id IS NULL);
CREATE INDEX idx$screening_hit_of_aside ON screening_hit (aside_id) WHERE aside_id IS NOT NULL;
CREATE INDEX idx$screening_hit_aside ON screening_hit (agency_id, fingerprint) WHERE aside_id IS NOT NULL;

-- The same clue, whichever run found it, is a lead or set aside, and never both. Both commands hold the clues of the bureau while they look.
CREATE FUNCTION guard_aside_clues() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NEW.lead_id IS NOT NULL AND EXISTS (SELECT FROM screening_hit AS same
      WHERE same.agency_id = NEW.agency_id AND same.fingerprint = NEW.fingerprint AND same.aside_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a clue that was set aside becomes no lead until it is restored';
  END IF;
  IF NEW.aside_id IS NOT NULL AND EXISTS (SELECT FROM screening_hit AS same
      WHERE same.agency_id = NEW.agency_id AND same.fingerprint = NEW.fingerprint AND same.lead_id IS NOT NULL) THEN
    RAISE EXCEPTION 'a clue that is a lead is not set aside';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_aside_clues BEFORE UPDATE OF lead_id, aside_id ON screening_hit
  FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL OR NEW.aside_id IS NOT NULL) EXECUTE FUNCTION guard_aside_clues();

GRANT SELECT, INSERT, UPDATE ON screening_aside TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE screening_aside ENABLE ROW LEVEL SECURITY;
ALTER TABLE screening_aside FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON screening_aside FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_aside.run_id));
CREATE POLICY reach_insert ON screening_aside FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_aside.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY reach_update ON screening_aside FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_aside.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    EXISTS (SELECT FROM screening_run WHERE screening_run.id = screening_aside.run_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND screening_run.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
CREATE POLICY worker_all ON screening_aside TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON screening_aside TO CURRENT_USER USING (true) WITH CHECK (true);
