-- A draw for re-check (抽查复查) is announced before it is made: what for, out of whom, how many, and by which number that will be
-- published on a coming day. So nobody can try out seeds, nor choose the population once the number is known.

ALTER TABLE spot_check
  ADD COLUMN purpose text, ADD COLUMN round int, ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN source_name text, ADD COLUMN source_on date, ADD COLUMN source_value text,
  ADD COLUMN announced_by_id uuid, ADD COLUMN announced_by_name text, ADD COLUMN announced_at timestamptz(3);

-- Those drawn before were announced by nobody: their seed was typed or made up at the moment of drawing, and this is said.
UPDATE spot_check SET purpose = 'filingReview', round = ranked.place, reason = CASE WHEN ranked.place > 1 THEN '未记录（早先的抽取）' ELSE '' END,
  source_name = '未公告（早先的抽取）', source_on = (drawn_at AT TIME ZONE 'Asia/Shanghai')::date, source_value = seed,
  announced_by_id = drawn_by_id, announced_by_name = drawn_by_name, announced_at = drawn_at
FROM (SELECT id, row_number() OVER (PARTITION BY campaign_id, agency_id ORDER BY drawn_at, id) AS place FROM spot_check) AS ranked
WHERE ranked.id = spot_check.id;

ALTER TABLE spot_check
  ALTER COLUMN purpose SET NOT NULL, ALTER COLUMN round SET NOT NULL, ALTER COLUMN source_name SET NOT NULL, ALTER COLUMN source_on SET NOT NULL,
  ALTER COLUMN announced_by_id SET NOT NULL, ALTER COLUMN announced_by_name SET NOT NULL, ALTER COLUMN announced_at SET NOT NULL,
  ALTER COLUMN seed DROP NOT NULL, ALTER COLUMN drawn_by_id DROP NOT NULL, ALTER COLUMN drawn_by_name DROP NOT NULL, ALTER COLUMN drawn_at DROP NOT NULL;

CREATE UNIQUE INDEX spot_check_campaign_id_agency_id_purpose_round_key ON spot_check (campaign_id, agency_id, purpose, round);

ALTER TABLE spot_check
  ADD CONSTRAINT check$spot_check_purpose CHECK (purpose IN ('filingReview', 'remedyReview', 'supervision')),
  ADD CONSTRAINT check$spot_check_round CHECK (round >= 1 AND (round = 1 OR length(reason) > 0)),
  ADD CONSTRAINT check$spot_check_drawn CHECK ((drawn_at IS NULL) = (seed IS NULL) AND (drawn_at IS NULL) = (source_value IS NULL)
    AND (drawn_at IS NULL) = (drawn_by_id IS NULL) AND (drawn_at IS NULL) = (drawn_by_name IS NULL)),
  ADD CONSTRAINT check$spot_check_drawn_on CHECK (drawn_at IS NULL OR (drawn_at AT TIME ZONE 'Asia/Shanghai')::date >= source_on);

-- Asked of whoever announces, and not of those drawn before, which were announced by nobody. So a trigger and no check, which would also
-- meet those rows when a backup is put back.
CREATE FUNCTION announced_before() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'new row for relation "spot_check" violates check$spot_check_announced_before: a draw is announced before the day of its number'
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER spot_check_announced_before BEFORE INSERT OR UPDATE OF announced_at, source_on ON spot_check FOR EACH ROW
  WHEN ((NEW.announced_at AT TIME ZONE 'Asia/Shanghai')::date >= NEW.source_on) EXECUTE FUNCTION announced_before();

-- What was announced stays as announced, and what was drawn as drawn. The people of the platform write the number and the seed, once.
REVOKE UPDATE ON spot_check FROM qingyuan_app;
GRANT UPDATE (source_value, seed, drawn_by_id, drawn_by_name, drawn_at) ON spot_check TO qingyuan_app;
CREATE FUNCTION forbid_second_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ctx_uuid('app.user_id') IS NOT NULL THEN
    RAISE EXCEPTION 'draw % is made', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spot_check_drawn_once BEFORE UPDATE ON spot_check FOR EACH ROW WHEN (OLD.drawn_at IS NOT NULL) EXECUTE FUNCTION forbid_second_draw();
