-- A clock of the sender that runs while the police pass a referral on stands on the list of those who have it now. Whoever passed it on can write
-- no row for another's list, so the clocks follow by this, for that agency alone.
CREATE FUNCTION clocks_follow_police(p_referral_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE statutory_clock SET other_department = r.receiver_department, other_region_no = r.receiver_region_no
  FROM referral r
  WHERE r.id = p_referral_id AND r.kind = 'police' AND r.passed_on_by_agency_id = ctx_uuid('app.agency_id')
    AND subject_type = 'referral' AND subject_id = r.id AND stopped_at IS NULL AND other_department = 'PS'
$$;
REVOKE ALL ON FUNCTION clocks_follow_police(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION clocks_follow_police(uuid) TO qingyuan_app, qingyuan_worker;
