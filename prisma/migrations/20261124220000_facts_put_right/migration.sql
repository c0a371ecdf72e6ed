-- A fact that was entered wrongly is withdrawn with its reason. It stays where it is, marked, and never changes again.
ALTER TABLE case_fact
  ADD COLUMN withdrawn_at timestamptz(3),
  ADD COLUMN withdrawn_by_id uuid,
  ADD COLUMN withdrawn_by_name text,
  ADD COLUMN withdrawn_reason text NOT NULL DEFAULT '',
  ADD CONSTRAINT check$case_fact_withdrawn CHECK ((withdrawn_at IS NULL) = (withdrawn_by_id IS NULL)
    AND (withdrawn_at IS NULL) = (withdrawn_by_name IS NULL) AND (withdrawn_at IS NULL) = (withdrawn_reason = ''));

CREATE FUNCTION case_fact_withdrawn() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'fact % was withdrawn', OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_fact_withdrawn BEFORE UPDATE ON case_fact FOR EACH ROW
  WHEN (OLD.withdrawn_at IS NOT NULL) EXECUTE FUNCTION case_fact_withdrawn();
