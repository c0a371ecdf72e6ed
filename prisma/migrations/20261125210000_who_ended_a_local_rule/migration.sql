-- Who took a local rule out of force, and why, stands beside who approved it; whoever proposed it does neither.
ALTER TABLE local_rule
  ADD COLUMN ended_by_id uuid,
  ADD COLUMN ended_by_name text,
  ADD COLUMN ended_at timestamptz(3),
  ADD COLUMN end_reason text NOT NULL DEFAULT '';

-- Of those that ended before, what was kept last is their end. Who had approved them is in the trail.
ALTER TABLE local_rule DISABLE TRIGGER local_rule_stands;
UPDATE local_rule
  SET ended_by_id = decided_by_id, ended_by_name = decided_by_name, ended_at = decided_at, end_reason = decision_reason
  WHERE state = 'ended';
ALTER TABLE local_rule ENABLE TRIGGER local_rule_stands;

ALTER TABLE local_rule
  ADD CONSTRAINT check$local_rule_ended_by CHECK ((state = 'ended') = (ended_by_id IS NOT NULL) AND (ended_by_id IS NULL) = (ended_at IS NULL)),
  ADD CONSTRAINT check$local_rule_ended_by_second CHECK (state <> 'ended' OR ended_by_id <> proposed_by_id) NOT VALID;

-- As it was, and its end leaves standing who approved it.
CREATE OR REPLACE FUNCTION local_rule_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  decided text[] := ARRAY['state', 'decided_by_id', 'decided_by_name', 'decided_at', 'decision_reason', 'version'];
  ended text[] := ARRAY['state', 'ended_on', 'ended_by_id', 'ended_by_name', 'ended_at', 'end_reason', 'version'];
BEGIN
  IF (OLD.state = 'review' AND NEW.state IN ('inUse', 'refused') AND to_jsonb(NEW) - decided = to_jsonb(OLD) - decided)
    OR (OLD.state = 'inUse' AND NEW.state = 'ended' AND to_jsonb(NEW) - ended = to_jsonb(OLD) - ended) THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'a local rule stays as it was proposed' USING ERRCODE = 'restrict_violation';
END $$;
