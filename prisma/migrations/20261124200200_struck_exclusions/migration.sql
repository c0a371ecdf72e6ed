-- A period that was entered wrongly, or into the wrong matter, is struck out by a second person: it stays in sight and counts no more.
ALTER TABLE clock_exclusion
  ADD COLUMN struck_at timestamptz(3),
  ADD COLUMN struck_by_id uuid,
  ADD COLUMN struck_by_name text,
  ADD COLUMN struck_reason text NOT NULL DEFAULT '',
  ADD CONSTRAINT check$clock_exclusion_struck CHECK (num_nulls(struck_at, struck_by_id, struck_by_name) IN (0, 3) AND (struck_at IS NULL) = (struck_reason = '')),
  ADD CONSTRAINT check$clock_exclusion_struck_by CHECK (struck_by_id IS NULL OR (struck_by_id <> opened_by_id AND struck_by_id IS DISTINCT FROM closed_by_id));

DROP INDEX uniq$clock_exclusion_open;
CREATE UNIQUE INDEX uniq$clock_exclusion_open ON clock_exclusion (clock_id, ground) WHERE to_on IS NULL AND struck_at IS NULL;

-- A period stays as it was entered. It ends once, and is struck out once.
CREATE OR REPLACE FUNCTION clock_exclusion_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ending text[] := ARRAY['to_on', 'to_file_id', 'closed_by_id', 'closed_by_name', 'closed_at'];
  striking text[] := ARRAY['struck_at', 'struck_by_id', 'struck_by_name', 'struck_reason'];
BEGIN
  IF OLD.struck_at IS NULL AND OLD.to_on IS NULL AND to_jsonb(NEW) - ending = to_jsonb(OLD) - ending THEN RETURN NEW; END IF;
  IF OLD.struck_at IS NULL AND to_jsonb(NEW) - striking = to_jsonb(OLD) - striking THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a period that does not count stays as it was entered' USING ERRCODE = 'restrict_violation';
END $$;
