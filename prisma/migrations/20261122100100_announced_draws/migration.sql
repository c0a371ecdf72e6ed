-- A draw for re-check (抽查复查) is announced before it is made: what for, out of whom, how many, and by which number that will be
-- published on a coming day. So nobody can try out seeds, nor choose the population once the number is known.

ALTER TABLE spot_check
  ADD COLUMN purpose text, ADD COLUMN round int, ADD COLUMN reason text NOT NULL DEFAULT '',
  ADD COLUMN source_name text, ADD COLUMN source_on date, ADD COLUMN source_value text,
  ADD COLUMN announced_by_id uuid, ADD COLUMN announced_by_name text, ADD COLUMN announced_at timestamptz(3),
  ADD COLUMN checked_by_id uuid, ADD COLUMN checked_by_name text, ADD COLUMN checked_at timestamptz(3),
  ADD COLUMN given_up_by_id uuid, ADD COLUMN given_up_by_name text, ADD COLUMN given_up_at timestamptz(3), ADD COLUMN given_up_reason text;

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

-- Somebody else than who drew holds the number against what was published; what is not drawn is given up by a person, with a reason.
ALTER TABLE spot_check
  ADD CONSTRAINT check$spot_check_checked CHECK ((checked_at IS NULL) = (checked_by_id IS NULL) AND (checked_at IS NULL) = (checked_by_name IS NULL)
    AND (checked_at IS NULL OR (drawn_at IS NOT NULL AND checked_by_id <> drawn_by_id))),
  ADD CONSTRAINT check$spot_check_given_up CHECK ((given_up_at IS NULL) = (given_up_by_id IS NULL) AND (given_up_at IS NULL) = (given_up_by_name IS NULL)
    AND (given_up_at IS NULL) = (given_up_reason IS NULL) AND (given_up_at IS NULL OR (drawn_at IS NULL AND length(given_up_reason) > 0)));

-- One published number serves one draw that an agency announces by hand in a campaign: several purposes on one number would be several tickets.
CREATE UNIQUE INDEX uniq$spot_check_day ON spot_check (campaign_id, agency_id, source_on) 
  WHERE source_name <> '未公告（早先的抽取）' AND purpose IN ('filingReview', 'remedyReview', 'supervision');

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
GRANT UPDATE (source_value, seed, drawn_by_id, drawn_by_name, drawn_at, checked_by_id, checked_by_name, checked_at,
  given_up_by_id, given_up_by_name, given_up_at, given_up_reason) ON spot_check TO qingyuan_app;
CREATE FUNCTION forbid_second_draw() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ctx_uuid('app.user_id') IS NOT NULL AND (OLD.drawn_at IS NULL OR OLD.checked_at IS NOT NULL
    OR to_jsonb(NEW) - 'checked_at' - 'checked_by_id' - 'checked_by_name' <> to_jsonb(OLD) - 'checked_at' - 'checked_by_id' - 'checked_by_name') THEN
    RAISE EXCEPTION 'draw % is made', OLD.number USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER spot_check_drawn_once BEFORE UPDATE ON spot_check FOR EACH ROW WHEN (OLD.drawn_at IS NOT NULL OR OLD.given_up_at IS NOT NULL) EXECUTE FUNCTION forbid_second_draw();
