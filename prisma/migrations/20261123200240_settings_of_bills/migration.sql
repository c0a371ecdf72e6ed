-- By which approved parameters bills are checked in a place, and which models rest there: an institution is checked by them and may not read the
-- register of models itself. Of the models that are named; who proposed them, and why, is not told.
CREATE FUNCTION model_settings_at(p_codes text[], p_region_no integer)
RETURNS TABLE (code text, revision integer, kind text, parameters jsonb, "regionNo" integer, "rangeLo" integer, "rangeHi" integer, "beginsOn" text, "endsOn" text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT v.code, v.revision, v.kind::text, v.parameters, v.region_no, v.range_lo, v.range_hi, to_char(v.begins_on, 'YYYY-MM-DD'), to_char(v.ends_on, 'YYYY-MM-DD')
  FROM screening_model_version AS v
  WHERE v.state = 'inUse' AND v.kind <> 'definition' AND v.code = ANY (p_codes) AND v.range_lo <= p_region_no AND v.range_hi >= p_region_no
$$;
REVOKE ALL ON FUNCTION model_settings_at(text[], integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION model_settings_at(text[], integer) TO qingyuan_app, qingyuan_worker;
