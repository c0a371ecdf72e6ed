-- How the bureau reviews, hears and discusses a case stands in its trail too, and there it is no more for the operating agency than elsewhere,
-- also where the case was handed over before it.

CREATE FUNCTION is_inner_act(p_action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_action IN ('case.sendToReview', 'case.agreeReview', 'case.returnReview', 'case.skipReview', 'case.reviewAgain', 'case.askHearing',
    'case.setHearing', 'case.holdHearing', 'case.reportHearing', 'case.discuss', 'case.addEvidence', 'case.withdrawEvidence')
$$;
-- After the trigger that opens a line with its matter, in the order of their names.
CREATE TRIGGER audit_entry_inner BEFORE INSERT ON audit_entry FOR EACH ROW WHEN (is_inner_act(NEW.action)) EXECUTE FUNCTION keep_inner_paper();

-- What stands there already. The column is outside of the hashes.
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
UPDATE audit_entry SET operator_sees = false WHERE subject_type = 'case' AND operator_sees AND is_inner_act(action);
ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only;

-- A file of an inner paper stays closed when it is put to something else besides.
CREATE OR REPLACE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET
    matter_ids = matter_ids || ARRAY(SELECT m.id FROM (
        SELECT p_id AS id UNION SELECT lead_id FROM lead_statement WHERE p_type = 'leadStatement' AND lead_statement.id = p_id
      ) AS m WHERE m.id <> ALL (matter_ids)),
    campaign_ids = CASE WHEN c.id IS NULL OR c.id = ANY (campaign_ids) THEN campaign_ids ELSE campaign_ids || c.id END,
    secrecy = greatest(secrecy, secrecy_of_matter(p_type, p_id)),
    region_no = coalesce((SELECT s.region_no FROM lead_statement AS s
      WHERE p_type = 'leadStatement' AND s.id = p_id AND (matter_ids = '{}' OR lead_of_file(matter_ids) = s.lead_id)), region_no),
    operator_sees = (operator_sees_matter(p_type, p_id) OR (operator_sees AND matter_ids <> '{}')) AND NOT kept_inner
      AND NOT EXISTS (SELECT FROM evidence WHERE evidence.file_id = stored_file.id)
  FROM (SELECT campaign_of_matter(p_type, p_id)) AS c (id)
  WHERE stored_file.id = p_file_id
$$;
