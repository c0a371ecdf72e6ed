-- Whoever keeps away from a matter keeps away from what was handed back of it, from the lead that was opened of that, and from what becomes of the lead.
-- As before; and from any referral on to its hand-backs, their leads and the cases of those, as far as they go.
CREATE OR REPLACE FUNCTION recused_ids(p_user_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  matters uuid[] := (SELECT array_agg(subject_id) FROM recusal WHERE user_id = p_user_id AND lifted_at IS NULL);
  further uuid[];
BEGIN
  IF matters IS NULL THEN RETURN '{}'; END IF;
  matters := matters || ARRAY(SELECT lead_id FROM case_file WHERE id = ANY (matters) AND lead_id IS NOT NULL);
  matters := matters || ARRAY(SELECT id FROM lead WHERE institution_id = ANY (matters))
    || ARRAY(SELECT id FROM filing WHERE institution_id = ANY (matters));
  matters := matters || ARRAY(SELECT id FROM case_file WHERE lead_id = ANY (matters) OR institution_id = ANY (matters));
  LOOP
    matters := matters || ARRAY(SELECT id FROM referral
      WHERE (case_id = ANY (matters) OR lead_id = ANY (matters) OR opened_lead_id = ANY (matters) OR origin_id = ANY (matters)) AND id <> ALL (matters));
    further := ARRAY(SELECT opened_lead_id FROM referral WHERE id = ANY (matters) AND opened_lead_id IS NOT NULL AND opened_lead_id <> ALL (matters))
      || ARRAY(SELECT id FROM referral WHERE origin_id = ANY (matters) AND id <> ALL (matters));
    EXIT WHEN further = '{}';
    matters := matters || further;
    matters := matters || ARRAY(SELECT id FROM case_file WHERE lead_id = ANY (matters) AND id <> ALL (matters));
  END LOOP;
  RETURN matters;
END $$;
