-- A list is held while what it asks is counted: a filing that comes to it at the moment at which its items change is counted by whoever comes second.

CREATE OR REPLACE FUNCTION tally_new_filings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM institution WHERE id IN (SELECT institution_id FROM changed) ORDER BY id FOR SHARE;
  PERFORM FROM checklist WHERE id IN (SELECT checklist_id FROM changed) ORDER BY id FOR SHARE;
  INSERT INTO filing_tally (id, campaign_id, institution_id, department, region_no, state, due_on, expected)
    SELECT f.id, f.campaign_id, f.institution_id, f.department, f.region_no, f.state, f.due_on, i.active
    FROM changed f JOIN institution i ON i.id = f.institution_id;
  PERFORM count_items(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tally_filings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ids uuid[];
  asked_anew uuid[];
BEGIN
  SELECT array_agg(f.id), array_agg(f.id) FILTER (WHERE (b.checklist_id, b.institution_id) IS DISTINCT FROM (f.checklist_id, f.institution_id))
    INTO ids, asked_anew FROM changed f JOIN before b ON b.id = f.id
    WHERE (b.campaign_id, b.checklist_id, b.institution_id, b.department, b.region_no, b.state, b.due_on)
      IS DISTINCT FROM (f.campaign_id, f.checklist_id, f.institution_id, f.department, f.region_no, f.state, f.due_on);
  IF ids IS NOT NULL THEN
    IF asked_anew IS NOT NULL THEN
      PERFORM FROM checklist WHERE id IN (SELECT checklist_id FROM changed WHERE id = ANY (asked_anew)) ORDER BY id FOR SHARE;
    END IF;
    PERFORM hold_tallies(ids);
    PERFORM repeat_in_tallies(ids);
    IF asked_anew IS NOT NULL THEN PERFORM count_items(asked_anew); END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tally_items() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  lists uuid[];
  ids uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT checklist_id) INTO lists FROM (SELECT checklist_id FROM before UNION ALL SELECT checklist_id FROM changed) AS touched;
  ELSE
    SELECT array_agg(DISTINCT checklist_id) INTO lists FROM changed;
  END IF;
  PERFORM FROM checklist WHERE id = ANY (lists) ORDER BY id FOR NO KEY UPDATE;
  SELECT array_agg(id) INTO ids FROM filing WHERE checklist_id = ANY (lists);
  IF ids IS NOT NULL THEN
    PERFORM hold_tallies(ids);
    PERFORM count_items(ids);
  END IF;
  RETURN NULL;
END $$;
