-- A file opens by the commitment of each campaign that one of its cases or referrals is of, whichever it was put to first.

ALTER TABLE stored_file ADD COLUMN campaign_ids uuid[] NOT NULL DEFAULT '{}';

CREATE OR REPLACE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET
    matter_ids = CASE WHEN p_id = ANY (matter_ids) THEN matter_ids ELSE matter_ids || p_id END,
    campaign_ids = CASE WHEN c.id IS NULL OR c.id = ANY (campaign_ids) THEN campaign_ids ELSE campaign_ids || c.id END,
    secrecy = greatest(secrecy, secrecy_of_matter(p_type, p_id))
  FROM (SELECT campaign_of_matter(p_type, p_id)) AS c (id)
  WHERE stored_file.id = p_file_id
$$;

-- What stands there already.
UPDATE stored_file SET campaign_ids = used.campaign_ids
  FROM (SELECT f.id, array_agg(DISTINCT m.campaign_id) AS campaign_ids
    FROM stored_file f JOIN (SELECT id, campaign_id FROM case_file UNION ALL SELECT id, campaign_id FROM referral) AS m ON m.id = ANY (f.matter_ids)
    GROUP BY f.id) AS used
  WHERE used.id = stored_file.id;

-- What a file was put to stays so.
DROP TRIGGER stored_file_fixed ON stored_file;
CREATE TRIGGER stored_file_fixed BEFORE UPDATE ON stored_file FOR EACH ROW
  WHEN (ROW(OLD.sha256, OLD.size_bytes, OLD.uploaded_by_id, OLD.uploaded_at) IS DISTINCT FROM ROW(NEW.sha256, NEW.size_bytes, NEW.uploaded_by_id, NEW.uploaded_at)
    OR NEW.secrecy < OLD.secrecy OR NOT NEW.matter_ids @> OLD.matter_ids OR NOT NEW.campaign_ids @> OLD.campaign_ids)
  EXECUTE FUNCTION forbid_change_of_file();

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON stored_file;
CREATE POLICY reach_select ON stored_file FOR SELECT TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id));
DROP POLICY reach_insert ON stored_file;
CREATE POLICY reach_insert ON stored_file FOR INSERT TO qingyuan_app WITH CHECK (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
DROP POLICY reach_update ON stored_file;
CREATE POLICY reach_update ON stored_file FOR UPDATE TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_ids = '{}' OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_ids && ARRAY(SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));

ALTER TABLE stored_file DROP COLUMN campaign_id;
