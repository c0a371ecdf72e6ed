-- A case opens to a unit that has signed the campaign's commitment (保密承诺), a recusal (回避) reaches all that belongs to a matter, and a
-- new row stands in its writer's reach.

-- Recusals are lifted, never removed; while one stands, a second of the same is none.
ALTER TABLE recusal
  ADD COLUMN user_name text NOT NULL DEFAULT '',
  ADD COLUMN agency_id uuid,
  ADD COLUMN recorded_by_name text NOT NULL DEFAULT '',
  ADD COLUMN lifted_by_id uuid,
  ADD COLUMN lifted_by_name text,
  ADD COLUMN lifted_at timestamptz(3),
  ADD COLUMN lift_reason text;
ALTER TABLE recusal ADD CONSTRAINT check$recusal_lifted CHECK ((lifted_at IS NULL) = (lifted_by_id IS NULL) AND (lifted_at IS NULL) = (lift_reason IS NULL));
DROP INDEX recusal_subject_type_subject_id_user_id_key;
CREATE UNIQUE INDEX uniq$recusal_standing ON recusal (subject_type, subject_id, user_id) WHERE lifted_at IS NULL;
CREATE INDEX recusal_subject_id_idx ON recusal (subject_id);
REVOKE DELETE ON recusal FROM qingyuan_app, qingyuan_worker;

-- From an institution to its leads, cases and filings; from a case to its lead; from a lead to its cases; from both to their referrals.
CREATE OR REPLACE FUNCTION recused_ids(p_user_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  matters uuid[] := (SELECT array_agg(subject_id) FROM recusal WHERE user_id = p_user_id AND lifted_at IS NULL);
BEGIN
  IF matters IS NULL THEN RETURN '{}'; END IF;
  matters := matters || ARRAY(SELECT lead_id FROM case_file WHERE id = ANY (matters) AND lead_id IS NOT NULL);
  matters := matters || ARRAY(SELECT id FROM lead WHERE institution_id = ANY (matters))
    || ARRAY(SELECT id FROM filing WHERE institution_id = ANY (matters));
  matters := matters || ARRAY(SELECT id FROM case_file WHERE lead_id = ANY (matters) OR institution_id = ANY (matters));
  RETURN matters || ARRAY(SELECT id FROM referral WHERE case_id = ANY (matters) OR lead_id = ANY (matters));
END $$;

-- The campaigns whose commitment an agency has signed, for whoever begins a request.
CREATE FUNCTION committed_ids(p_agency_id uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(campaign_id), '{}') FROM commitment WHERE agency_id = p_agency_id
$$;
REVOKE ALL ON FUNCTION committed_ids(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION committed_ids(uuid) TO qingyuan_app, qingyuan_worker;

-- What belongs to a case or a referral carries its campaign, whoever writes it.
ALTER TABLE official_document ADD COLUMN campaign_id uuid;
ALTER TABLE attachment ADD COLUMN campaign_id uuid;
ALTER TABLE statutory_clock ADD COLUMN campaign_id uuid;
ALTER TABLE audit_entry ADD COLUMN campaign_id uuid;
ALTER TABLE stored_file ADD COLUMN subject_id uuid, ADD COLUMN campaign_id uuid;

CREATE FUNCTION campaign_of_matter(p_type text, p_id uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE p_type
    WHEN 'case' THEN (SELECT campaign_id FROM case_file WHERE id = p_id)
    WHEN 'referral' THEN (SELECT campaign_id FROM referral WHERE id = p_id)
  END
$$;
REVOKE ALL ON FUNCTION campaign_of_matter(text, uuid) FROM PUBLIC;

CREATE FUNCTION carry_campaign() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.campaign_id := campaign_of_matter(NEW.subject_type::text, NEW.subject_id);
  RETURN NEW;
END $$;
CREATE TRIGGER official_document_campaign BEFORE INSERT ON official_document FOR EACH ROW EXECUTE FUNCTION carry_campaign();
CREATE TRIGGER attachment_campaign BEFORE INSERT ON attachment FOR EACH ROW EXECUTE FUNCTION carry_campaign();
CREATE TRIGGER statutory_clock_campaign BEFORE INSERT ON statutory_clock FOR EACH ROW EXECUTE FUNCTION carry_campaign();
CREATE TRIGGER audit_entry_campaign BEFORE INSERT ON audit_entry FOR EACH ROW EXECUTE FUNCTION carry_campaign();

-- A file is of the matter that it was first put to.
CREATE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET subject_id = p_id, campaign_id = campaign_of_matter(p_type, p_id) WHERE id = p_file_id AND subject_id IS NULL
$$;
REVOKE ALL ON FUNCTION put_file_to(uuid, text, uuid) FROM PUBLIC;
CREATE FUNCTION put_file_to_subject() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM put_file_to(NEW.file_id, NEW.subject_type, NEW.subject_id);
  RETURN NULL;
END $$;
CREATE FUNCTION put_file_to_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM put_file_to(NEW.file_id, 'referral', NEW.referral_id);
  RETURN NULL;
END $$;
CREATE TRIGGER official_document_file AFTER INSERT OR UPDATE OF file_id ON official_document FOR EACH ROW EXECUTE FUNCTION put_file_to_subject();
CREATE TRIGGER attachment_file AFTER INSERT ON attachment FOR EACH ROW EXECUTE FUNCTION put_file_to_subject();
CREATE TRIGGER referral_material_file AFTER INSERT OR UPDATE OF file_id ON referral_material FOR EACH ROW EXECUTE FUNCTION put_file_to_referral();

-- What stands there already. The trail's new column is outside of its hashes.
UPDATE official_document SET campaign_id = campaign_of_matter(subject_type, subject_id) WHERE subject_type IN ('case', 'referral');
UPDATE attachment SET campaign_id = campaign_of_matter(subject_type, subject_id) WHERE subject_type IN ('case', 'referral');
UPDATE statutory_clock SET campaign_id = campaign_of_matter(subject_type::text, subject_id) WHERE subject_type IN ('case', 'referral');
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
UPDATE audit_entry SET campaign_id = campaign_of_matter(subject_type, subject_id) WHERE subject_type IN ('case', 'referral');
ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only;
UPDATE stored_file SET subject_id = used.subject_id, campaign_id = campaign_of_matter(used.subject_type, used.subject_id)
  FROM (SELECT DISTINCT ON (file_id) file_id, subject_type, subject_id FROM (
      SELECT file_id, subject_type, subject_id, added_at AS at FROM attachment
      UNION ALL SELECT file_id, subject_type, subject_id, generated_at FROM official_document WHERE file_id IS NOT NULL
      UNION ALL SELECT m.file_id, 'referral', m.referral_id, r.proposed_at FROM referral_material m JOIN referral r ON r.id = m.referral_id WHERE m.file_id IS NOT NULL
    ) AS every_use ORDER BY file_id, at) AS used
  WHERE used.file_id = stored_file.id AND stored_file.subject_id IS NULL;

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON institution;
CREATE POLICY reach_select ON institution FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (institution.id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON institution;
CREATE POLICY reach_insert ON institution FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (institution.id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON institution;
CREATE POLICY reach_update ON institution FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (institution.id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON campaign;
CREATE POLICY reach_select ON campaign FOR SELECT TO qingyuan_app USING (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI', 'CT', 'PR', 'PS', 'FI', 'HC', 'MR', 'TX', 'AU', 'DA', 'TM', 'DI', 'CY', 'DR') AND campaign.range_lo <= (SELECT ctx_int('app.region_no')) AND campaign.range_hi >= (SELECT ctx_int('app.region_no')) AND campaign.state::text IN ('launched', 'closed'))
    OR (campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')) AND campaign.state::text IN ('launched', 'closed'))
    OR (EXISTS (SELECT FROM filing WHERE filing.campaign_id = campaign.id AND filing.institution_id = (SELECT ctx_uuid('app.institution_id'))) AND campaign.state::text IN ('launched', 'closed')));
DROP POLICY reach_insert ON campaign;
CREATE POLICY reach_insert ON campaign FOR INSERT TO qingyuan_app WITH CHECK (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI', 'CT', 'PR', 'PS', 'FI', 'HC', 'MR', 'TX', 'AU', 'DA', 'TM', 'DI', 'CY', 'DR') AND campaign.range_lo <= (SELECT ctx_int('app.region_no')) AND campaign.range_hi >= (SELECT ctx_int('app.region_no')) AND campaign.state::text IN ('launched', 'closed'))
    OR (campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')) AND campaign.state::text IN ('launched', 'closed'))
    OR (EXISTS (SELECT FROM filing WHERE filing.campaign_id = campaign.id AND filing.institution_id = (SELECT ctx_uuid('app.institution_id'))) AND campaign.state::text IN ('launched', 'closed')));
DROP POLICY reach_update ON campaign;
CREATE POLICY reach_update ON campaign FOR UPDATE TO qingyuan_app USING (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI', 'CT', 'PR', 'PS', 'FI', 'HC', 'MR', 'TX', 'AU', 'DA', 'TM', 'DI', 'CY', 'DR') AND campaign.range_lo <= (SELECT ctx_int('app.region_no')) AND campaign.range_hi >= (SELECT ctx_int('app.region_no')) AND campaign.state::text IN ('launched', 'closed'))
    OR (campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')) AND campaign.state::text IN ('launched', 'closed'))
    OR (EXISTS (SELECT FROM filing WHERE filing.campaign_id = campaign.id AND filing.institution_id = (SELECT ctx_uuid('app.institution_id'))) AND campaign.state::text IN ('launched', 'closed'))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON campaign_recipient;
CREATE POLICY reach_select ON campaign_recipient FOR SELECT TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON campaign_recipient;
CREATE POLICY reach_insert ON campaign_recipient FOR INSERT TO qingyuan_app WITH CHECK (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON campaign_recipient;
CREATE POLICY reach_update ON campaign_recipient FOR UPDATE TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON campaign_recipient;
CREATE POLICY reach_delete ON campaign_recipient FOR DELETE TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_select ON stage;
CREATE POLICY reach_select ON stage FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id));
DROP POLICY reach_insert ON stage;
CREATE POLICY reach_insert ON stage FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id));
DROP POLICY reach_update ON stage;
CREATE POLICY reach_update ON stage FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON stage;
CREATE POLICY reach_delete ON stage FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id));

DROP POLICY reach_select ON duty;
CREATE POLICY reach_select ON duty FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id));
DROP POLICY reach_insert ON duty;
CREATE POLICY reach_insert ON duty FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id));
DROP POLICY reach_update ON duty;
CREATE POLICY reach_update ON duty FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON duty;
CREATE POLICY reach_delete ON duty FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id));

DROP POLICY reach_select ON duty_assignment;
CREATE POLICY reach_select ON duty_assignment FOR SELECT TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON duty_assignment;
CREATE POLICY reach_insert ON duty_assignment FOR INSERT TO qingyuan_app WITH CHECK (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON duty_assignment;
CREATE POLICY reach_update ON duty_assignment FOR UPDATE TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON duty_assignment;
CREATE POLICY reach_delete ON duty_assignment FOR DELETE TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi'))));

DROP POLICY reach_select ON meeting;
CREATE POLICY reach_select ON meeting FOR SELECT TO qingyuan_app USING (
    (meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON meeting;
CREATE POLICY reach_insert ON meeting FOR INSERT TO qingyuan_app WITH CHECK (
    (meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON meeting;
CREATE POLICY reach_update ON meeting FOR UPDATE TO qingyuan_app USING (
    (meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON leading_group_member;
CREATE POLICY reach_select ON leading_group_member FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id));
DROP POLICY reach_insert ON leading_group_member;
CREATE POLICY reach_insert ON leading_group_member FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id));
DROP POLICY reach_update ON leading_group_member;
CREATE POLICY reach_update ON leading_group_member FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON leading_group_member;
CREATE POLICY reach_delete ON leading_group_member FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id));

DROP POLICY reach_select ON commitment;
CREATE POLICY reach_select ON commitment FOR SELECT TO qingyuan_app USING (
    (commitment.department = (SELECT ctx_department()) AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_insert ON commitment;
CREATE POLICY reach_insert ON commitment FOR INSERT TO qingyuan_app WITH CHECK (
    (commitment.department = (SELECT ctx_department()) AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_update ON commitment;
CREATE POLICY reach_update ON commitment FOR UPDATE TO qingyuan_app USING (
    (commitment.department = (SELECT ctx_department()) AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON checklist;
CREATE POLICY reach_select ON checklist FOR SELECT TO qingyuan_app USING (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (checklist.range_lo <= (SELECT ctx_int('app.region_no')) AND checklist.range_hi >= (SELECT ctx_int('app.region_no')) AND checklist.state::text IN ('issued')));
DROP POLICY reach_insert ON checklist;
CREATE POLICY reach_insert ON checklist FOR INSERT TO qingyuan_app WITH CHECK (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (checklist.range_lo <= (SELECT ctx_int('app.region_no')) AND checklist.range_hi >= (SELECT ctx_int('app.region_no')) AND checklist.state::text IN ('issued')));
DROP POLICY reach_update ON checklist;
CREATE POLICY reach_update ON checklist FOR UPDATE TO qingyuan_app USING (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (checklist.range_lo <= (SELECT ctx_int('app.region_no')) AND checklist.range_hi >= (SELECT ctx_int('app.region_no')) AND checklist.state::text IN ('issued'))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON checklist_item;
CREATE POLICY reach_select ON checklist_item FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id));
DROP POLICY reach_insert ON checklist_item;
CREATE POLICY reach_insert ON checklist_item FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id));
DROP POLICY reach_update ON checklist_item;
CREATE POLICY reach_update ON checklist_item FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON filing;
CREATE POLICY reach_select ON filing FOR SELECT TO qingyuan_app USING (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON filing;
CREATE POLICY reach_insert ON filing FOR INSERT TO qingyuan_app WITH CHECK (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON filing;
CREATE POLICY reach_update ON filing FOR UPDATE TO qingyuan_app USING (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON filing_answer;
CREATE POLICY reach_select ON filing_answer FOR SELECT TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_answer.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON filing_answer;
CREATE POLICY reach_insert ON filing_answer FOR INSERT TO qingyuan_app WITH CHECK (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_answer.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON filing_answer;
CREATE POLICY reach_update ON filing_answer FOR UPDATE TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_answer.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON filing_answer;
CREATE POLICY reach_delete ON filing_answer FOR DELETE TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_answer.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_select ON finding;
CREATE POLICY reach_select ON finding FOR SELECT TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')) AND (finding.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON finding;
CREATE POLICY reach_insert ON finding FOR INSERT TO qingyuan_app WITH CHECK (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')) AND (finding.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON finding;
CREATE POLICY reach_update ON finding FOR UPDATE TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')) AND (finding.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON finding;
CREATE POLICY reach_delete ON finding FOR DELETE TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')) AND (finding.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_select ON refund;
CREATE POLICY reach_select ON refund FOR SELECT TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON refund;
CREATE POLICY reach_insert ON refund FOR INSERT TO qingyuan_app WITH CHECK (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON refund;
CREATE POLICY reach_update ON refund FOR UPDATE TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON refund;
CREATE POLICY reach_delete ON refund FOR DELETE TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id'))));

DROP POLICY reach_select ON spot_check;
CREATE POLICY reach_select ON spot_check FOR SELECT TO qingyuan_app USING (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON spot_check;
CREATE POLICY reach_insert ON spot_check FOR INSERT TO qingyuan_app WITH CHECK (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON spot_check;
CREATE POLICY reach_update ON spot_check FOR UPDATE TO qingyuan_app USING (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON spot_check_item;
CREATE POLICY reach_select ON spot_check_item FOR SELECT TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.institution_id = (SELECT ctx_uuid('app.institution_id')) AND spot_check_item.checked_at IS NOT NULL));
DROP POLICY reach_insert ON spot_check_item;
CREATE POLICY reach_insert ON spot_check_item FOR INSERT TO qingyuan_app WITH CHECK (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.institution_id = (SELECT ctx_uuid('app.institution_id')) AND spot_check_item.checked_at IS NOT NULL));
DROP POLICY reach_update ON spot_check_item;
CREATE POLICY reach_update ON spot_check_item FOR UPDATE TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.institution_id = (SELECT ctx_uuid('app.institution_id')) AND spot_check_item.checked_at IS NOT NULL)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON lead_import;
CREATE POLICY reach_select ON lead_import FOR SELECT TO qingyuan_app USING (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON lead_import;
CREATE POLICY reach_insert ON lead_import FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON lead_import;
CREATE POLICY reach_update ON lead_import FOR UPDATE TO qingyuan_app USING (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON lead_mapping;
CREATE POLICY reach_select ON lead_mapping FOR SELECT TO qingyuan_app USING (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_insert ON lead_mapping;
CREATE POLICY reach_insert ON lead_mapping FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));
DROP POLICY reach_update ON lead_mapping;
CREATE POLICY reach_update ON lead_mapping FOR UPDATE TO qingyuan_app USING (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON lead_batch;
CREATE POLICY reach_select ON lead_batch FOR SELECT TO qingyuan_app USING (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON lead_batch;
CREATE POLICY reach_insert ON lead_batch FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON lead_batch;
CREATE POLICY reach_update ON lead_batch FOR UPDATE TO qingyuan_app USING (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON lead;
CREATE POLICY reach_select ON lead FOR SELECT TO qingyuan_app USING (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_insert ON lead;
CREATE POLICY reach_insert ON lead FOR INSERT TO qingyuan_app WITH CHECK (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON lead;
CREATE POLICY reach_update ON lead FOR UPDATE TO qingyuan_app USING (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON lead_verification;
CREATE POLICY reach_select ON lead_verification FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id));
DROP POLICY reach_insert ON lead_verification;
CREATE POLICY reach_insert ON lead_verification FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id));
DROP POLICY reach_update ON lead_verification;
CREATE POLICY reach_update ON lead_verification FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON case_file;
CREATE POLICY reach_select ON case_file FOR SELECT TO qingyuan_app USING (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_insert ON case_file;
CREATE POLICY reach_insert ON case_file FOR INSERT TO qingyuan_app WITH CHECK (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON case_file;
CREATE POLICY reach_update ON case_file FOR UPDATE TO qingyuan_app USING (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON case_fact;
CREATE POLICY reach_select ON case_fact FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id));
DROP POLICY reach_insert ON case_fact;
CREATE POLICY reach_insert ON case_fact FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id));
DROP POLICY reach_update ON case_fact;
CREATE POLICY reach_update ON case_fact FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON case_fact;
CREATE POLICY reach_delete ON case_fact FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id));

DROP POLICY reach_select ON case_track;
CREATE POLICY reach_select ON case_track FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id));
DROP POLICY reach_insert ON case_track;
CREATE POLICY reach_insert ON case_track FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id));
DROP POLICY reach_update ON case_track;
CREATE POLICY reach_update ON case_track FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON case_money;
CREATE POLICY reach_select ON case_money FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id));
DROP POLICY reach_insert ON case_money;
CREATE POLICY reach_insert ON case_money FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id));
DROP POLICY reach_update ON case_money;
CREATE POLICY reach_update ON case_money FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON recusal;
CREATE POLICY reach_select ON recusal FOR SELECT TO qingyuan_app USING (
    (recusal.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON recusal;
CREATE POLICY reach_insert ON recusal FOR INSERT TO qingyuan_app WITH CHECK (
    (recusal.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON recusal;
CREATE POLICY reach_update ON recusal FOR UPDATE TO qingyuan_app USING (
    (recusal.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON referral;
CREATE POLICY reach_select ON referral FOR SELECT TO qingyuan_app USING (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_insert ON referral;
CREATE POLICY reach_insert ON referral FOR INSERT TO qingyuan_app WITH CHECK (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON referral;
CREATE POLICY reach_update ON referral FOR UPDATE TO qingyuan_app USING (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON referral_material;
CREATE POLICY reach_select ON referral_material FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id));
DROP POLICY reach_insert ON referral_material;
CREATE POLICY reach_insert ON referral_material FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id));
DROP POLICY reach_update ON referral_material;
CREATE POLICY reach_update ON referral_material FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON referral_material;
CREATE POLICY reach_delete ON referral_material FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id));

DROP POLICY reach_select ON bill_verification;
CREATE POLICY reach_select ON bill_verification FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id));
DROP POLICY reach_insert ON bill_verification;
CREATE POLICY reach_insert ON bill_verification FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id));
DROP POLICY reach_update ON bill_verification;
CREATE POLICY reach_update ON bill_verification FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON bill_verification;
CREATE POLICY reach_delete ON bill_verification FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id));

DROP POLICY reach_select ON criminal_progress;
CREATE POLICY reach_select ON criminal_progress FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id));
DROP POLICY reach_insert ON criminal_progress;
CREATE POLICY reach_insert ON criminal_progress FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id));
DROP POLICY reach_update ON criminal_progress;
CREATE POLICY reach_update ON criminal_progress FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON statutory_clock;
CREATE POLICY reach_select ON statutory_clock FOR SELECT TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON statutory_clock;
CREATE POLICY reach_insert ON statutory_clock FOR INSERT TO qingyuan_app WITH CHECK (
    (statutory_clock.subject_type::text = 'lead' AND EXISTS (SELECT FROM lead WHERE lead.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'case' AND EXISTS (SELECT FROM case_file WHERE case_file.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'referral' AND EXISTS (SELECT FROM referral WHERE referral.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'filing' AND EXISTS (SELECT FROM filing WHERE filing.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'campaign' AND EXISTS (SELECT FROM campaign WHERE campaign.id = statutory_clock.subject_id)));
DROP POLICY reach_update ON statutory_clock;
CREATE POLICY reach_update ON statutory_clock FOR UPDATE TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON official_document;
CREATE POLICY reach_select ON official_document FOR SELECT TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
DROP POLICY reach_insert ON official_document;
CREATE POLICY reach_insert ON official_document FOR INSERT TO qingyuan_app WITH CHECK (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id'))))));
DROP POLICY reach_update ON official_document;
CREATE POLICY reach_update ON official_document FOR UPDATE TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON summary_report;
CREATE POLICY reach_select ON summary_report FOR SELECT TO qingyuan_app USING (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_insert ON summary_report;
CREATE POLICY reach_insert ON summary_report FOR INSERT TO qingyuan_app WITH CHECK (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi'))));
DROP POLICY reach_update ON summary_report;
CREATE POLICY reach_update ON summary_report FOR UPDATE TO qingyuan_app USING (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON summary_figure;
CREATE POLICY reach_select ON summary_figure FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id));
DROP POLICY reach_insert ON summary_figure;
CREATE POLICY reach_insert ON summary_figure FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id));
DROP POLICY reach_update ON summary_figure;
CREATE POLICY reach_update ON summary_figure FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON summary_figure;
CREATE POLICY reach_delete ON summary_figure FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id));

DROP POLICY reach_select ON stored_file;
CREATE POLICY reach_select ON stored_file FOR SELECT TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (stored_file.subject_id IS NULL OR stored_file.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND (stored_file.subject_id IS NULL OR stored_file.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id));
DROP POLICY reach_insert ON stored_file;
CREATE POLICY reach_insert ON stored_file FOR INSERT TO qingyuan_app WITH CHECK (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (stored_file.subject_id IS NULL OR stored_file.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND (stored_file.subject_id IS NULL OR stored_file.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id));
DROP POLICY reach_update ON stored_file;
CREATE POLICY reach_update ON stored_file FOR UPDATE TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (stored_file.subject_id IS NULL OR stored_file.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (stored_file.institution_id IS NULL OR stored_file.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')) AND (stored_file.subject_id IS NULL OR stored_file.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (stored_file.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR stored_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON attachment;
CREATE POLICY reach_select ON attachment FOR SELECT TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (attachment.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.institution_id IS NULL OR attachment.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR attachment.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON attachment;
CREATE POLICY reach_insert ON attachment FOR INSERT TO qingyuan_app WITH CHECK (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (attachment.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.institution_id IS NULL OR attachment.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR attachment.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_update ON attachment;
CREATE POLICY reach_update ON attachment FOR UPDATE TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (attachment.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.institution_id IS NULL OR attachment.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (attachment.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR attachment.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON audit_entry;
CREATE POLICY reach_select ON audit_entry FOR SELECT TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (((SELECT ctx_has_role('auditAdmin')))));
DROP POLICY reach_insert ON audit_entry;
CREATE POLICY reach_insert ON audit_entry FOR INSERT TO qingyuan_app WITH CHECK (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (((SELECT ctx_has_role('auditAdmin')))));
DROP POLICY reach_update ON audit_entry;
CREATE POLICY reach_update ON audit_entry FOR UPDATE TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR (((SELECT ctx_has_role('auditAdmin'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON command_receipt;
CREATE POLICY reach_select ON command_receipt FOR SELECT TO qingyuan_app USING (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_insert ON command_receipt;
CREATE POLICY reach_insert ON command_receipt FOR INSERT TO qingyuan_app WITH CHECK (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_update ON command_receipt;
CREATE POLICY reach_update ON command_receipt FOR UPDATE TO qingyuan_app USING (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON draft;
CREATE POLICY reach_select ON draft FOR SELECT TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_insert ON draft;
CREATE POLICY reach_insert ON draft FOR INSERT TO qingyuan_app WITH CHECK (
    (draft.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_update ON draft;
CREATE POLICY reach_update ON draft FOR UPDATE TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON draft;
CREATE POLICY reach_delete ON draft FOR DELETE TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id'))));

DROP POLICY reach_select ON saved_view;
CREATE POLICY reach_select ON saved_view FOR SELECT TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_insert ON saved_view;
CREATE POLICY reach_insert ON saved_view FOR INSERT TO qingyuan_app WITH CHECK (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_update ON saved_view;
CREATE POLICY reach_update ON saved_view FOR UPDATE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_delete ON saved_view;
CREATE POLICY reach_delete ON saved_view FOR DELETE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id'))));

DROP POLICY reach_select ON notification;
CREATE POLICY reach_select ON notification FOR SELECT TO qingyuan_app USING (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id'))));
DROP POLICY reach_insert ON notification;
CREATE POLICY reach_insert ON notification FOR INSERT TO qingyuan_app WITH CHECK (
    (SELECT ctx_uuid('app.user_id')) IS NOT NULL);
DROP POLICY reach_update ON notification;
CREATE POLICY reach_update ON notification FOR UPDATE TO qingyuan_app USING (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);

DROP POLICY reach_select ON unmasking;
CREATE POLICY reach_select ON unmasking FOR SELECT TO qingyuan_app USING (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_insert ON unmasking;
CREATE POLICY reach_insert ON unmasking FOR INSERT TO qingyuan_app WITH CHECK (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id'))));
DROP POLICY reach_update ON unmasking;
CREATE POLICY reach_update ON unmasking FOR UPDATE TO qingyuan_app USING (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
