-- Who may change a row is said apart from who may read it; what was delivered and what was signed does not change; and a file is as secret,
-- and as far out of reach, as the most secret of all the matters that it was put to.

-- Files and the matters they were put to.
ALTER TABLE stored_file ADD COLUMN matter_ids uuid[] NOT NULL DEFAULT '{}';
CREATE INDEX stored_file_matter_ids_idx ON stored_file USING gin (matter_ids);

CREATE FUNCTION secrecy_of_matter(p_type text, p_id uuid) RETURNS smallint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE p_type
    WHEN 'lead' THEN (SELECT secrecy FROM lead WHERE id = p_id)
    WHEN 'case' THEN (SELECT secrecy FROM case_file WHERE id = p_id)
    WHEN 'referral' THEN (SELECT secrecy FROM referral WHERE id = p_id)
  END, 0)::smallint
$$;
REVOKE ALL ON FUNCTION secrecy_of_matter(text, uuid) FROM PUBLIC;

CREATE OR REPLACE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET
    matter_ids = CASE WHEN p_id = ANY (matter_ids) THEN matter_ids ELSE matter_ids || p_id END,
    campaign_id = coalesce(campaign_id, campaign_of_matter(p_type, p_id)),
    secrecy = greatest(secrecy, secrecy_of_matter(p_type, p_id))
  WHERE id = p_file_id
$$;

-- What stands there already.
UPDATE attachment SET secrecy = greatest(secrecy, secrecy_of_matter(subject_type, subject_id)) WHERE subject_type IN ('lead', 'case', 'referral');
UPDATE official_document SET secrecy = greatest(secrecy, secrecy_of_matter(subject_type, subject_id)) WHERE subject_type IN ('lead', 'case', 'referral');
UPDATE stored_file SET
    matter_ids = used.matter_ids,
    secrecy = greatest(stored_file.secrecy, used.secrecy)
  FROM (SELECT file_id, array_agg(DISTINCT subject_id) AS matter_ids, max(secrecy_of_matter(subject_type, subject_id)) AS secrecy FROM (
      SELECT file_id, subject_type, subject_id FROM attachment
      UNION ALL SELECT file_id, subject_type, subject_id FROM official_document WHERE file_id IS NOT NULL
      UNION ALL SELECT file_id, 'referral', referral_id FROM referral_material WHERE file_id IS NOT NULL
    ) AS every_use GROUP BY file_id) AS used
  WHERE used.file_id = stored_file.id;

-- A paper and what is attached are at least as secret as what they are of, whoever writes them; and so they stay when it becomes more so.
CREATE FUNCTION carry_secrecy() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.secrecy := greatest(NEW.secrecy, secrecy_of_matter(NEW.subject_type, NEW.subject_id));
  RETURN NEW;
END $$;
CREATE TRIGGER attachment_secrecy BEFORE INSERT ON attachment FOR EACH ROW EXECUTE FUNCTION carry_secrecy();
CREATE TRIGGER official_document_secrecy BEFORE INSERT ON official_document FOR EACH ROW EXECUTE FUNCTION carry_secrecy();

CREATE FUNCTION hand_secrecy_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE attachment SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE official_document SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE stored_file SET secrecy = NEW.secrecy WHERE matter_ids @> ARRAY[NEW.id] AND secrecy < NEW.secrecy;
  RETURN NULL;
END $$;
CREATE TRIGGER lead_secrecy AFTER UPDATE OF secrecy ON lead FOR EACH ROW WHEN (OLD.secrecy < NEW.secrecy) EXECUTE FUNCTION hand_secrecy_on();
CREATE TRIGGER case_file_secrecy AFTER UPDATE OF secrecy ON case_file FOR EACH ROW WHEN (OLD.secrecy < NEW.secrecy) EXECUTE FUNCTION hand_secrecy_on();
CREATE TRIGGER referral_secrecy AFTER UPDATE OF secrecy ON referral FOR EACH ROW WHEN (OLD.secrecy < NEW.secrecy) EXECUTE FUNCTION hand_secrecy_on();

-- The bytes behind a file are its bytes for good.
CREATE FUNCTION forbid_change_of_file() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a stored file does not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER stored_file_fixed BEFORE UPDATE ON stored_file FOR EACH ROW
  WHEN (ROW(OLD.sha256, OLD.size_bytes, OLD.uploaded_by_id, OLD.uploaded_at) IS DISTINCT FROM ROW(NEW.sha256, NEW.size_bytes, NEW.uploaded_by_id, NEW.uploaded_at)
    OR NEW.secrecy < OLD.secrecy OR NOT NEW.matter_ids @> OLD.matter_ids)
  EXECUTE FUNCTION forbid_change_of_file();

-- What was delivered stays as it was delivered: who sent it to whom, the snapshot with its hash, and every material. More may be supplied beside it.
CREATE FUNCTION forbid_change_of_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a referral is delivered: what was delivered does not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER referral_delivered BEFORE UPDATE ON referral FOR EACH ROW
  WHEN (OLD.snapshot_hash IS NOT NULL AND
    ROW(OLD.number, OLD.kind, OLD.campaign_id, OLD.case_id, OLD.lead_id, OLD.delivered_at, OLD.snapshot, OLD.snapshot_hash, OLD.sender_agency_id, OLD.receiver_agency_id, OLD.copy_agency_id)
    IS DISTINCT FROM
    ROW(NEW.number, NEW.kind, NEW.campaign_id, NEW.case_id, NEW.lead_id, NEW.delivered_at, NEW.snapshot, NEW.snapshot_hash, NEW.sender_agency_id, NEW.receiver_agency_id, NEW.copy_agency_id))
  EXECUTE FUNCTION forbid_change_of_delivery();
CREATE TRIGGER referral_delivered_kept BEFORE DELETE ON referral FOR EACH ROW WHEN (OLD.snapshot_hash IS NOT NULL) EXECUTE FUNCTION forbid_change_of_delivery();

CREATE FUNCTION forbid_change_of_delivered_material() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM referral WHERE id = OLD.referral_id AND snapshot_hash IS NOT NULL) THEN
    RAISE EXCEPTION 'a referral is delivered: what was delivered does not change' USING ERRCODE = 'restrict_violation';
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER referral_material_delivered BEFORE UPDATE OR DELETE ON referral_material FOR EACH ROW EXECUTE FUNCTION forbid_change_of_delivered_material();

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_insert ON institution;
CREATE POLICY reach_insert ON institution FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON institution;
CREATE POLICY reach_update ON institution FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_insert ON campaign;
CREATE POLICY reach_insert ON campaign FOR INSERT TO qingyuan_app WITH CHECK (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON campaign;
CREATE POLICY reach_update ON campaign FOR UPDATE TO qingyuan_app USING (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_insert ON campaign_recipient;
CREATE POLICY reach_insert ON campaign_recipient FOR INSERT TO qingyuan_app WITH CHECK (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_update ON campaign_recipient;
CREATE POLICY reach_update ON campaign_recipient FOR UPDATE TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_delete ON campaign_recipient;

DROP POLICY reach_insert ON stage;
CREATE POLICY reach_insert ON stage FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_update ON stage;
CREATE POLICY reach_update ON stage FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))))) WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_delete ON stage;

DROP POLICY reach_insert ON duty;
CREATE POLICY reach_insert ON duty FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_update ON duty;
CREATE POLICY reach_update ON duty FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))))) WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_delete ON duty;

DROP POLICY reach_update ON duty_assignment;
CREATE POLICY reach_update ON duty_assignment FOR UPDATE TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_delete ON duty_assignment;

DROP POLICY reach_insert ON meeting;
CREATE POLICY reach_insert ON meeting FOR INSERT TO qingyuan_app WITH CHECK (
    (meeting.department = (SELECT ctx_department()) AND meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON meeting;
CREATE POLICY reach_update ON meeting FOR UPDATE TO qingyuan_app USING (
    (meeting.department = (SELECT ctx_department()) AND meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (meeting.department = (SELECT ctx_department()) AND meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_insert ON leading_group_member;
CREATE POLICY reach_insert ON leading_group_member FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_update ON leading_group_member;
CREATE POLICY reach_update ON leading_group_member FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))))) WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_delete ON leading_group_member;
CREATE POLICY reach_delete ON leading_group_member FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id AND ((campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi'))))));

DROP POLICY reach_insert ON commitment;
CREATE POLICY reach_insert ON commitment FOR INSERT TO qingyuan_app WITH CHECK (
    (commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_update ON commitment;
CREATE POLICY reach_update ON commitment FOR UPDATE TO qingyuan_app USING (
    (commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))));

DROP POLICY reach_insert ON checklist;
CREATE POLICY reach_insert ON checklist FOR INSERT TO qingyuan_app WITH CHECK (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON checklist;
CREATE POLICY reach_update ON checklist FOR UPDATE TO qingyuan_app USING (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_insert ON checklist_item;
CREATE POLICY reach_insert ON checklist_item FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id AND ((checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi'))))));
DROP POLICY reach_update ON checklist_item;
CREATE POLICY reach_update ON checklist_item FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id AND ((checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))))) WITH CHECK (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id AND ((checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi'))))));

DROP POLICY reach_update ON filing;
CREATE POLICY reach_update ON filing FOR UPDATE TO qingyuan_app USING (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_update ON filing_answer;
CREATE POLICY reach_update ON filing_answer FOR UPDATE TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_answer.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_answer.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_delete ON filing_answer;

DROP POLICY reach_update ON finding;
CREATE POLICY reach_update ON finding FOR UPDATE TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')) AND (finding.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')) AND (finding.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_update ON refund;
CREATE POLICY reach_update ON refund FOR UPDATE TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_update ON spot_check;
CREATE POLICY reach_update ON spot_check FOR UPDATE TO qingyuan_app USING (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_insert ON spot_check_item;
CREATE POLICY reach_insert ON spot_check_item FOR INSERT TO qingyuan_app WITH CHECK (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON spot_check_item;
CREATE POLICY reach_update ON spot_check_item FOR UPDATE TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));

DROP POLICY reach_update ON lead_import;
CREATE POLICY reach_update ON lead_import FOR UPDATE TO qingyuan_app USING (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_update ON lead_mapping;
CREATE POLICY reach_update ON lead_mapping FOR UPDATE TO qingyuan_app USING (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));

DROP POLICY reach_update ON lead_batch;
CREATE POLICY reach_update ON lead_batch FOR UPDATE TO qingyuan_app USING (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_update ON lead;
CREATE POLICY reach_update ON lead FOR UPDATE TO qingyuan_app USING (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));

DROP POLICY reach_insert ON lead_verification;
CREATE POLICY reach_insert ON lead_verification FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON lead_verification;
CREATE POLICY reach_update ON lead_verification FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));

DROP POLICY reach_update ON case_file;
CREATE POLICY reach_update ON case_file FOR UPDATE TO qingyuan_app USING (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));

DROP POLICY reach_insert ON case_fact;
CREATE POLICY reach_insert ON case_fact FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON case_fact;
CREATE POLICY reach_update ON case_fact FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_delete ON case_fact;

DROP POLICY reach_insert ON case_track;
CREATE POLICY reach_insert ON case_track FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON case_track;
CREATE POLICY reach_update ON case_track FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));

DROP POLICY reach_insert ON case_money;
CREATE POLICY reach_insert ON case_money FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON case_money;
CREATE POLICY reach_update ON case_money FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));

DROP POLICY reach_insert ON recusal;
CREATE POLICY reach_insert ON recusal FOR INSERT TO qingyuan_app WITH CHECK (
    (recusal.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi')) AND recusal.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_update ON recusal;
CREATE POLICY reach_update ON recusal FOR UPDATE TO qingyuan_app USING (
    (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi')) AND recusal.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi')) AND recusal.agency_id = (SELECT ctx_uuid('app.agency_id'))));

DROP POLICY reach_insert ON referral;
CREATE POLICY reach_insert ON referral FOR INSERT TO qingyuan_app WITH CHECK (
    (referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON referral;
CREATE POLICY reach_update ON referral FOR UPDATE TO qingyuan_app USING (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));

DROP POLICY reach_insert ON referral_material;
CREATE POLICY reach_insert ON referral_material FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON referral_material;
CREATE POLICY reach_update ON referral_material FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_delete ON referral_material;

DROP POLICY reach_insert ON bill_verification;
CREATE POLICY reach_insert ON bill_verification FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON bill_verification;
CREATE POLICY reach_update ON bill_verification FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_delete ON bill_verification;

DROP POLICY reach_insert ON criminal_progress;
CREATE POLICY reach_insert ON criminal_progress FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
DROP POLICY reach_update ON criminal_progress;
CREATE POLICY reach_update ON criminal_progress FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));

DROP POLICY reach_update ON statutory_clock;
CREATE POLICY reach_update ON statutory_clock FOR UPDATE TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_update ON official_document;
CREATE POLICY reach_update ON official_document FOR UPDATE TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));

DROP POLICY reach_insert ON summary_report;
CREATE POLICY reach_insert ON summary_report FOR INSERT TO qingyuan_app WITH CHECK (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_update ON summary_report;
CREATE POLICY reach_update ON summary_report FOR UPDATE TO qingyuan_app USING (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id'))));

DROP POLICY reach_insert ON summary_figure;
CREATE POLICY reach_insert ON summary_figure FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id AND ((summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
DROP POLICY reach_update ON summary_figure;
CREATE POLICY reach_update ON summary_figure FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id AND ((summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id AND ((summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
DROP POLICY reach_delete ON summary_figure;
CREATE POLICY reach_delete ON summary_figure FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id AND ((summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')) AND summary_report.agency_id = (SELECT ctx_uuid('app.agency_id'))))));

DROP POLICY reach_select ON stored_file;
CREATE POLICY reach_select ON stored_file FOR SELECT TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id));
DROP POLICY reach_insert ON stored_file;
CREATE POLICY reach_insert ON stored_file FOR INSERT TO qingyuan_app WITH CHECK (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
DROP POLICY reach_update ON stored_file;
CREATE POLICY reach_update ON stored_file FOR UPDATE TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND NOT (stored_file.matter_ids && (SELECT recused_ids((SELECT ctx_uuid('app.user_id'))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));

DROP POLICY reach_update ON attachment;
CREATE POLICY reach_update ON attachment FOR UPDATE TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (attachment.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.institution_id IS NULL OR attachment.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR attachment.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (attachment.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.institution_id IS NULL OR attachment.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR attachment.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_insert ON audit_entry;
CREATE POLICY reach_insert ON audit_entry FOR INSERT TO qingyuan_app WITH CHECK (
    false);
DROP POLICY reach_update ON audit_entry;
CREATE POLICY reach_update ON audit_entry FOR UPDATE TO qingyuan_app USING (
    false) WITH CHECK (
    false);

DROP POLICY reach_update ON command_receipt;
CREATE POLICY reach_update ON command_receipt FOR UPDATE TO qingyuan_app USING (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id'))));

DROP POLICY reach_update ON draft;
CREATE POLICY reach_update ON draft FOR UPDATE TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (draft.user_id = (SELECT ctx_uuid('app.user_id'))));

DROP POLICY reach_update ON saved_view;
CREATE POLICY reach_update ON saved_view FOR UPDATE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id'))));

DROP POLICY reach_update ON notification;
CREATE POLICY reach_update ON notification FOR UPDATE TO qingyuan_app USING (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_update ON unmasking;
CREATE POLICY reach_update ON unmasking FOR UPDATE TO qingyuan_app USING (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id'))));
-- A file's first matter is one of several now: the policies that named it are gone.
ALTER TABLE stored_file DROP COLUMN subject_id;
