-- Whoever keeps away from a matter (回避) does not see what belongs to it either: its clocks, papers, files and trail.
DROP POLICY reach_select ON statutory_clock;
CREATE POLICY reach_select ON statutory_clock FOR SELECT TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = statutory_clock.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = statutory_clock.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON statutory_clock;
CREATE POLICY reach_update ON statutory_clock FOR UPDATE TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = statutory_clock.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = statutory_clock.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON official_document;
CREATE POLICY reach_select ON official_document FOR SELECT TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = official_document.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id')))));
DROP POLICY reach_update ON official_document;
CREATE POLICY reach_update ON official_document FOR UPDATE TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = official_document.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON attachment;
CREATE POLICY reach_select ON attachment FOR SELECT TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = attachment.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON attachment;
CREATE POLICY reach_update ON attachment FOR UPDATE TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = attachment.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON audit_entry;
CREATE POLICY reach_select ON audit_entry FOR SELECT TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = audit_entry.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (((SELECT ctx_has_role('auditAdmin')))));
DROP POLICY reach_update ON audit_entry;
CREATE POLICY reach_update ON audit_entry FOR UPDATE TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_id = audit_entry.subject_id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (((SELECT ctx_has_role('auditAdmin'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

-- A line of the trail is written by the person whom the row policies know: under one person's context, none in another's name.
CREATE OR REPLACE FUNCTION append_audit(
  p_id uuid, p_subject_type text, p_subject_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_name text,
  p_post_id uuid, p_department text, p_region_no int, p_action text, p_change jsonb, p_request_id text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
  next_hash text;
BEGIN
  IF p_actor_id IS NULL THEN RAISE EXCEPTION 'an audit line needs an actor'; END IF;
  IF p_actor_id <> coalesce(ctx_uuid('app.user_id'), p_actor_id) THEN RAISE EXCEPTION 'an audit line names who acts'; END IF;
  INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at) VALUES (p_subject_type, p_subject_id, 0, '', p_at)
    ON CONFLICT DO NOTHING;
  SELECT * INTO head FROM audit_head WHERE subject_type = p_subject_type AND subject_id = p_subject_id FOR UPDATE;
  next_hash := audit_hash(head.hash, p_subject_type, p_subject_id, head.seq + 1, p_at, p_actor_id, p_actor_name, p_post_id,
    p_department, p_region_no, p_action, p_change, p_request_id);
  INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, post_id, department, region_no, action, change, request_id, previous_hash, hash)
    VALUES (p_id, p_subject_type, p_subject_id, head.seq + 1, p_at, p_actor_id, p_actor_name, p_post_id, p_department, p_region_no, p_action, p_change, p_request_id, head.hash, next_hash);
  UPDATE audit_head SET seq = head.seq + 1, hash = next_hash, changed_at = p_at
    WHERE subject_type = p_subject_type AND subject_id = p_subject_id;
END $$;
REVOKE ALL ON FUNCTION append_audit(uuid, text, uuid, timestamptz, uuid, text, uuid, text, int, text, jsonb, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit(uuid, text, uuid, timestamptz, uuid, text, uuid, text, int, text, jsonb, text)
  TO qingyuan_app, qingyuan_worker;
-- Accounts and posts end; they are never removed.
REVOKE DELETE ON user_account, post FROM qingyuan_app, qingyuan_worker;
