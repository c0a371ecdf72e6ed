-- The papers of an institution's word on a lead lie where the lead is, whoever moves: the lead to another bureau, or the institution to another county.

-- The lead whose alone a file is: one that was put to its statements, and to nothing besides. A filing's evidence stays with its filing.
CREATE FUNCTION lead_of_file(p_matter_ids uuid[]) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.lead_id FROM lead_statement AS s
  WHERE s.id = ANY (p_matter_ids)
    AND p_matter_ids <@ (ARRAY(SELECT own.id FROM lead_statement AS own WHERE own.lead_id = s.lead_id) || s.lead_id)
  LIMIT 1
$$;
REVOKE ALL ON FUNCTION lead_of_file(uuid[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET
    matter_ids = matter_ids || ARRAY(SELECT m.id FROM (
        SELECT p_id AS id UNION SELECT lead_id FROM lead_statement WHERE p_type = 'leadStatement' AND lead_statement.id = p_id
      ) AS m WHERE m.id <> ALL (matter_ids)),
    campaign_ids = CASE WHEN c.id IS NULL OR c.id = ANY (campaign_ids) THEN campaign_ids ELSE campaign_ids || c.id END,
    secrecy = greatest(secrecy, secrecy_of_matter(p_type, p_id)),
    region_no = coalesce((SELECT s.region_no FROM lead_statement AS s
      WHERE p_type = 'leadStatement' AND s.id = p_id AND (matter_ids = '{}' OR lead_of_file(matter_ids) = s.lead_id)), region_no),
    operator_sees = operator_sees_matter(p_type, p_id) OR (operator_sees AND matter_ids <> '{}')
  FROM (SELECT campaign_of_matter(p_type, p_id)) AS c (id)
  WHERE stored_file.id = p_file_id
$$;

-- As before, of a whole statement at once; and the papers with their statements.
CREATE OR REPLACE FUNCTION lead_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF (SELECT count(*) = 0 FROM lead_is JOIN lead_was USING (id)
      WHERE ROW(lead_was.region_no, lead_was.agency_id) IS DISTINCT FROM ROW(lead_is.region_no, lead_is.agency_id)) THEN
    RETURN NULL;
  END IF;
  WITH moved AS MATERIALIZED (
    SELECT lead_is.id, lead_is.region_no, lead_is.agency_id, agency.name AS agency_name
    FROM lead_is JOIN lead_was USING (id) LEFT JOIN agency ON agency.id = lead_is.agency_id
    WHERE ROW(lead_was.region_no, lead_was.agency_id) IS DISTINCT FROM ROW(lead_is.region_no, lead_is.agency_id)
  ), followed AS (
    UPDATE lead_statement SET region_no = moved.region_no, agency_id = coalesce(moved.agency_id, lead_statement.agency_id),
      agency_name = coalesce(moved.agency_name, lead_statement.agency_name)
    FROM moved WHERE lead_statement.lead_id = moved.id RETURNING lead_statement.id, moved.id AS lead_id, moved.region_no
  ), attached AS (
    UPDATE attachment SET region_no = followed.region_no FROM followed
    WHERE attachment.subject_type = 'leadStatement' AND attachment.subject_id = followed.id
  ), papers AS (
    UPDATE stored_file SET region_no = heard.region_no FROM (SELECT DISTINCT lead_id, region_no FROM followed) AS heard
    WHERE stored_file.matter_ids @> ARRAY[heard.lead_id] AND lead_of_file(stored_file.matter_ids) = heard.lead_id
  )
  UPDATE lead_escalation SET region_no = moved.region_no, agency_id = coalesce(moved.agency_id, lead_escalation.agency_id)
    FROM moved WHERE lead_escalation.lead_id = moved.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION institution_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE filing SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE finding SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE refund SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE pack_return SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE filing_answer SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_question SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_question_line SET region_no = NEW.region_no WHERE question_id IN (
    SELECT q.id FROM filing_question q JOIN filing f ON f.id = q.filing_id WHERE f.institution_id = NEW.id);
  UPDATE filing_revision SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_reminder SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE refund_demand SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE refund_reminder SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE spot_check_item SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE check_dispute SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE consequence SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE institution_change SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE attachment SET region_no = NEW.region_no WHERE institution_id = NEW.id AND subject_type <> 'leadStatement';
  UPDATE stored_file SET region_no = NEW.region_no WHERE institution_id = NEW.id AND lead_of_file(matter_ids) IS NULL;
  UPDATE statutory_clock SET responsible_region_no = NEW.region_no,
    other_region_no = CASE WHEN other_region_no IS NULL THEN NULL ELSE NEW.region_no END WHERE institution_id = NEW.id;
  RETURN NULL;
END $$;

-- What stands there already.
UPDATE attachment SET region_no = s.region_no FROM lead_statement AS s
  WHERE attachment.subject_type = 'leadStatement' AND attachment.subject_id = s.id AND attachment.region_no <> s.region_no;
UPDATE stored_file SET region_no = lead.region_no FROM lead
  WHERE lead.id = lead_of_file(matter_ids) AND stored_file.region_no <> lead.region_no;
