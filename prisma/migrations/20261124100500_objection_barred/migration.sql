-- While the procuratorate asks the police for their reasons, the sender's time to object stands; once it lets them be, that time begins anew. The
-- clock that was stopped for it runs between the two others, so the procuratorate is told which it was, of a referral whose copy it holds.
CREATE FUNCTION barred_objection(p_referral_id uuid) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT rule_id FROM statutory_clock
  WHERE subject_type = 'referral' AND subject_id = p_referral_id AND rule_id IN ('CK33', 'CK35')
    AND stopped_at = (SELECT max(started_at) FROM statutory_clock asked
      WHERE asked.subject_type = 'referral' AND asked.subject_id = p_referral_id AND asked.rule_id = 'CK36')
    AND EXISTS (SELECT FROM referral WHERE id = p_referral_id AND kind = 'police' AND delivered_at IS NOT NULL AND copy_agency_id = ctx_uuid('app.agency_id'))
  LIMIT 1
$$;
REVOKE ALL ON FUNCTION barred_objection(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION barred_objection(uuid) TO qingyuan_app, qingyuan_worker;
