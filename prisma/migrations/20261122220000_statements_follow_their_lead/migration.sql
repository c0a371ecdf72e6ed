-- What is asked and said about a lead, and put before the agency above, is as secret as the lead and goes where the lead goes.

CREATE OR REPLACE FUNCTION secrecy_of_matter(p_type text, p_id uuid) RETURNS smallint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE p_type
    WHEN 'lead' THEN (SELECT secrecy FROM lead WHERE id = p_id)
    WHEN 'leadStatement' THEN (SELECT secrecy FROM lead_statement WHERE id = p_id)
    WHEN 'case' THEN (SELECT secrecy FROM case_file WHERE id = p_id)
    WHEN 'referral' THEN (SELECT secrecy FROM referral WHERE id = p_id)
  END, 0)::smallint
$$;

-- A file of a statement is of the lead too: whoever keeps away from the lead keeps away from the file.
CREATE OR REPLACE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET
    matter_ids = matter_ids || ARRAY(SELECT m.id FROM (
        SELECT p_id AS id UNION SELECT lead_id FROM lead_statement WHERE p_type = 'leadStatement' AND lead_statement.id = p_id
      ) AS m WHERE m.id <> ALL (matter_ids)),
    campaign_ids = CASE WHEN c.id IS NULL OR c.id = ANY (campaign_ids) THEN campaign_ids ELSE campaign_ids || c.id END,
    secrecy = greatest(secrecy, secrecy_of_matter(p_type, p_id)),
    operator_sees = operator_sees_matter(p_type, p_id) OR (operator_sees AND matter_ids <> '{}')
  FROM (SELECT campaign_of_matter(p_type, p_id)) AS c (id)
  WHERE stored_file.id = p_file_id
$$;

CREATE OR REPLACE FUNCTION hand_secrecy_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE attachment SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE official_document SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE stored_file SET secrecy = NEW.secrecy WHERE matter_ids @> ARRAY[NEW.id] AND secrecy < NEW.secrecy;
  IF TG_TABLE_NAME = 'lead' THEN
    UPDATE lead_statement SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_escalation SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_link SET secrecy = NEW.secrecy WHERE NEW.id IN (lead_id, other_lead_id) AND secrecy < NEW.secrecy;
    UPDATE attachment SET secrecy = NEW.secrecy
      WHERE subject_type = 'leadStatement' AND subject_id IN (SELECT id FROM lead_statement WHERE lead_id = NEW.id) AND secrecy < NEW.secrecy;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION lead_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE lead_statement SET region_no = NEW.region_no, agency_id = coalesce(NEW.agency_id, agency_id),
    agency_name = coalesce((SELECT name FROM agency WHERE agency.id = NEW.agency_id), agency_name)
    WHERE lead_id = NEW.id;
  IF FOUND THEN
    UPDATE attachment SET region_no = NEW.region_no
      WHERE subject_type = 'leadStatement' AND subject_id IN (SELECT id FROM lead_statement WHERE lead_id = NEW.id);
  END IF;
  UPDATE lead_escalation SET region_no = NEW.region_no, agency_id = coalesce(NEW.agency_id, agency_id) WHERE lead_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION lead_moved() FROM PUBLIC;
CREATE TRIGGER lead_moved AFTER UPDATE OF region_no, agency_id ON lead FOR EACH ROW
  WHEN (ROW(OLD.region_no, OLD.agency_id) IS DISTINCT FROM ROW(NEW.region_no, NEW.agency_id)) EXECUTE FUNCTION lead_moved();

-- What stands there already.
UPDATE lead_statement SET secrecy = greatest(lead_statement.secrecy, lead.secrecy), region_no = lead.region_no,
    agency_id = coalesce(lead.agency_id, lead_statement.agency_id),
    agency_name = coalesce((SELECT name FROM agency WHERE agency.id = lead.agency_id), agency_name)
  FROM lead WHERE lead.id = lead_statement.lead_id;
UPDATE lead_escalation SET secrecy = greatest(lead_escalation.secrecy, lead.secrecy), region_no = lead.region_no,
    agency_id = coalesce(lead.agency_id, lead_escalation.agency_id)
  FROM lead WHERE lead.id = lead_escalation.lead_id;
UPDATE lead_link SET secrecy = greatest(lead_link.secrecy, one.secrecy, other.secrecy)
  FROM lead AS one, lead AS other WHERE one.id = lead_link.lead_id AND other.id = lead_link.other_lead_id;
UPDATE attachment SET secrecy = greatest(attachment.secrecy, s.secrecy), region_no = s.region_no
  FROM lead_statement AS s WHERE attachment.subject_type = 'leadStatement' AND attachment.subject_id = s.id;
SELECT put_file_to(file_id, subject_type, subject_id) FROM attachment WHERE subject_type = 'leadStatement';
