-- Whether a live case rests on a lead, also one of a bureau above that the asker does not see. Says yes or no, and nothing of the case.
CREATE FUNCTION lead_bears_case(p_lead_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM case_file WHERE lead_id = p_lead_id AND state <> 'notFiled')
$$;
REVOKE ALL ON FUNCTION lead_bears_case(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lead_bears_case(uuid) TO qingyuan_app, qingyuan_worker;
