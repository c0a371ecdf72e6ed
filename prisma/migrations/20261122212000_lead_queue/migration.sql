-- The queue of a million leads. Of a person's own conditions, past the row policies an index is asked only for what cannot leak: numbers, days
-- and keys, no enum (`enum_eq` is not leakproof) and no pieces of names. So a lead carries its city and its state as numbers too.
ALTER TABLE lead
  ADD COLUMN city_no integer NOT NULL GENERATED ALWAYS AS (region_no / 100) STORED,
  ADD COLUMN stage smallint NOT NULL GENERATED ALWAYS AS (
    CASE state WHEN 'toAssign' THEN 0 WHEN 'toVerify' THEN 1 WHEN 'verifying' THEN 2 WHEN 'toReview' THEN 3 WHEN 'concluded' THEN 4 END) STORED;

-- One index for each level of the territory, in the order of the list. What follows the order is what a page and its count are tested by.
DROP INDEX "lead_region_no_state_due_on_id_risk_idx";
CREATE INDEX "idx$lead_county_queue" ON lead (region_no, stage, due_on, id, risk, secrecy, department);
CREATE INDEX "idx$lead_city_queue" ON lead (city_no, stage, due_on, id, region_no, risk, secrecy, department);
CREATE INDEX "idx$lead_province_queue" ON lead (stage, due_on, id, region_no, risk, secrecy, department);

-- What waits in an agency and with a person, what they have concluded since when, and what a model has found.
DROP INDEX "lead_agency_id_idx";
DROP INDEX "lead_handler_id_state_idx";
CREATE INDEX "idx$lead_agency_queue" ON lead (agency_id, stage, due_on, id, handler_id);
CREATE INDEX "idx$lead_agency_concluded" ON lead (agency_id, concluded_at, handler_id);
CREATE INDEX "idx$lead_handler_queue" ON lead (handler_id, stage, due_on, id);
CREATE INDEX "idx$lead_model_queue" ON lead (model_code, stage, due_on, id);
CREATE INDEX "idx$lead_person_name" ON lead (person_name);
CREATE INDEX "idx$lead_source_number" ON lead (source_number);

-- A name is looked up among the institutions, and among the leads that name none of them.
DROP INDEX idx$lead_institution_bigrams;
CREATE INDEX idx$lead_unplaced_bigrams ON lead USING gin (bigrams(institution_name)) WHERE institution_id IS NULL;

-- Leads keep the name under which they came: by a former name their institution is still found.
ALTER TABLE institution ADD COLUMN former_names text NOT NULL DEFAULT '';
CREATE FUNCTION keep_former_name() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  NEW.former_names := OLD.former_names || E'\n' || OLD.name;
  RETURN NEW;
END $$;
CREATE TRIGGER keep_former_name BEFORE UPDATE OF name ON institution FOR EACH ROW WHEN (NEW.name <> OLD.name) EXECUTE FUNCTION keep_former_name();
CREATE INDEX idx$institution_former_bigrams ON institution USING gin (bigrams(former_names)) WHERE former_names <> '';
CREATE INDEX idx$institution_initials_bigrams ON institution USING gin (bigrams(name_initials));

-- The keys of what carries a name, for the list of leads to ask by: it decides itself which of their leads its reader may see.
CREATE FUNCTION institutions_called(p_words text, p_limit int) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT id FROM institution WHERE bigrams(name) @> bigrams(p_words) AND strpos(name, p_words) > 0
    UNION SELECT id FROM institution WHERE former_names <> '' AND bigrams(former_names) @> bigrams(p_words) AND strpos(former_names, p_words) > 0
    UNION SELECT id FROM institution WHERE bigrams(name_initials) @> bigrams(upper(p_words)) AND strpos(name_initials, upper(p_words)) > 0
    UNION SELECT id FROM institution WHERE code = p_words
    LIMIT p_limit) AS called
$$;
CREATE FUNCTION unplaced_leads_called(p_words text, p_lo int, p_hi int, p_limit int) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(id), '{}') FROM (
    SELECT id FROM lead WHERE institution_id IS NULL AND region_no BETWEEN p_lo AND p_hi
      AND bigrams(institution_name) @> bigrams(p_words) AND strpos(institution_name, p_words) > 0
    LIMIT p_limit) AS called
$$;
REVOKE ALL ON FUNCTION institutions_called(text, int), unplaced_leads_called(text, int, int, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION institutions_called(text, int), unplaced_leads_called(text, int, int, int) TO qingyuan_app, qingyuan_worker;
