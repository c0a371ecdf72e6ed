-- Who does business in an agency and is cleared for a matter: of what is hidden from most, nobody else is told.
CREATE FUNCTION cleared_staff_of(p_agency_id uuid, p_roles text[], p_at timestamptz, p_secrecy int) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name FROM user_account u
  WHERE u.disabled_at IS NULL AND EXISTS (
    SELECT FROM post WHERE post.user_id = u.id AND post.agency_id = p_agency_id AND post.roles::text[] && p_roles AND post.clearance >= p_secrecy
      AND post.valid_from <= p_at AND (post.valid_until IS NULL OR p_at < post.valid_until))
  ORDER BY u.name, u.id
$$;
REVOKE ALL ON FUNCTION cleared_staff_of(uuid, text[], timestamptz, int) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION cleared_staff_of(uuid, text[], timestamptz, int) TO qingyuan_app, qingyuan_worker;

-- A notice to an agency is as secret as its matter. What is told to a person by name was chosen by the clearance of that person.
ALTER TABLE notification ADD COLUMN secrecy smallint NOT NULL DEFAULT 0;
UPDATE notification SET secrecy = secrecy_of_matter(subject_type, subject_id) WHERE subject_type IN ('lead', 'case', 'referral');
CREATE TRIGGER notification_secrecy BEFORE INSERT ON notification FOR EACH ROW EXECUTE FUNCTION carry_secrecy();

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
  UPDATE lead_answer_row SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
  RETURN NULL;
END $$;

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON notification;
CREATE POLICY reach_select ON notification FOR SELECT TO qingyuan_app USING (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')) AND notification.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id'))));
