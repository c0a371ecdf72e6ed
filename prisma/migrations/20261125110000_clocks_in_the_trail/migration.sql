-- What is written down of a clock is open to the operating agency where the clock is: not of the bureau's own clocks, nor before it has the case.
CREATE OR REPLACE FUNCTION operator_sees_matter(p_type text, p_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE p_type
    WHEN 'case' THEN EXISTS (SELECT FROM case_file WHERE id = p_id AND handed_to_operator_at IS NOT NULL)
    WHEN 'storedFile' THEN coalesce((SELECT operator_sees FROM stored_file WHERE id = p_id), true)
    WHEN 'statutoryClock' THEN coalesce((SELECT operator_sees FROM statutory_clock WHERE id = p_id), true)
    ELSE p_type NOT IN ('referral', 'letter')
  END
$$;
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
UPDATE audit_entry SET operator_sees = false WHERE subject_type = 'statutoryClock' AND operator_sees AND NOT operator_sees_matter(subject_type, subject_id);
ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only;
