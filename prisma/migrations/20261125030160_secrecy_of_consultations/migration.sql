-- A case that becomes more secret takes along what others were asked about it, and who has opened it. What is opened was no more secret than that when it
-- was opened: the database writes an opening itself.
ALTER TABLE case_opening DROP CONSTRAINT case_opening_secrecy;

CREATE OR REPLACE FUNCTION hand_secrecy_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE attachment SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE official_document SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE stored_file SET secrecy = NEW.secrecy WHERE matter_ids @> ARRAY[NEW.id] AND secrecy < NEW.secrecy;
  UPDATE audit_entry SET secrecy = NEW.secrecy
    WHERE subject_type = CASE TG_TABLE_NAME WHEN 'case_file' THEN 'case' ELSE TG_TABLE_NAME END AND subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE notification SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  IF TG_TABLE_NAME = 'lead' THEN
    UPDATE lead_statement SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_escalation SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_link SET secrecy = NEW.secrecy WHERE NEW.id IN (lead_id, other_lead_id) AND secrecy < NEW.secrecy;
    UPDATE attachment SET secrecy = NEW.secrecy
      WHERE subject_type = 'leadStatement' AND subject_id IN (SELECT id FROM lead_statement WHERE lead_id = NEW.id) AND secrecy < NEW.secrecy;
  END IF;
  IF TG_TABLE_NAME = 'case_file' THEN
    UPDATE consultation SET secrecy = NEW.secrecy WHERE case_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE consultation_share SET secrecy = NEW.secrecy WHERE case_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE case_opening SET secrecy = NEW.secrecy WHERE case_id = NEW.id AND secrecy < NEW.secrecy;
  END IF;
  UPDATE lead_answer_row SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
  RETURN NULL;
END $$;
