-- What was recorded wrongly as the end of an appeal is struck out by a second person. It stays in sight and counts no more; the appeal goes on in a row of its own.
ALTER TABLE case_remedy
  ADD COLUMN struck_at timestamptz(3),
  ADD COLUMN struck_by_id uuid,
  ADD COLUMN struck_by_name text,
  ADD COLUMN struck_reason text NOT NULL DEFAULT '',
  ADD CONSTRAINT check$case_remedy_struck CHECK (num_nulls(struck_at, struck_by_id, struck_by_name) IN (0, 3) AND (struck_at IS NULL) = (struck_reason = '')
    AND (struck_at IS NULL OR state = 'concluded') AND (struck_by_id IS NULL OR struck_by_id <> concluded_by_id));

DROP INDEX uniq$case_remedy_of_party;
CREATE UNIQUE INDEX uniq$case_remedy_of_party ON case_remedy (case_id, party_id, kind) WHERE state <> 'withdrawn' AND struck_at IS NULL;

CREATE FUNCTION case_remedy_struck() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a remedy of case % that was struck out stays as it was', OLD.case_id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_remedy_struck BEFORE UPDATE ON case_remedy FOR EACH ROW WHEN (OLD.struck_at IS NOT NULL) EXECUTE FUNCTION case_remedy_struck();
