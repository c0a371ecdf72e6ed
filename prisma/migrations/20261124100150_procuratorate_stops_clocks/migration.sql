-- The clocks of a refusal to file stand between the sender and the police; the procuratorate, which supervises it, is a side of none of them.
-- What it does stops some all the same, on a referral whose copy it holds and on no other.
CREATE FUNCTION stop_supervised_clocks(p_referral_id uuid, p_rules text[], p_at timestamptz)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE statutory_clock SET stopped_at = greatest(started_at, p_at), stopped_recorded_at = p_at
  WHERE subject_type = 'referral' AND subject_id = p_referral_id AND rule_id = ANY (p_rules) AND stopped_at IS NULL
    AND rule_id IN ('CK33', 'CK35', 'CK36')
    AND EXISTS (SELECT FROM referral WHERE id = p_referral_id AND kind = 'police' AND delivered_at IS NOT NULL AND copy_agency_id = ctx_uuid('app.agency_id'))
$$;
REVOKE ALL ON FUNCTION stop_supervised_clocks(uuid, text[], timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stop_supervised_clocks(uuid, text[], timestamptz) TO qingyuan_app, qingyuan_worker;
