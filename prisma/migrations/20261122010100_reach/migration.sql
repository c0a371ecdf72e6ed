-- Row policies: the second wall. Generated from src/domain/access/reach.ts (a test holds the two together); the web and the
-- worker connect under roles that own nothing. Context is set per transaction; a missing context reaches no row.

CREATE FUNCTION ctx_text(key text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting(key, true), '') $$;
CREATE FUNCTION ctx_int(key text) RETURNS int LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting(key, true), '')::int $$;
CREATE FUNCTION ctx_uuid(key text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting(key, true), '')::uuid $$;
CREATE FUNCTION ctx_department() RETURNS "Department" LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT nullif(current_setting('app.department', true), '')::"Department" $$;
CREATE FUNCTION ctx_has_role(role text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
  AS $$ SELECT role = ANY (string_to_array(coalesce(current_setting('app.roles', true), ''), ',')) $$;

GRANT USAGE ON SCHEMA public TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO qingyuan_app, qingyuan_worker;
-- The trail is written by append_audit alone, and read under its policy; its heads are the function's and the worker's.
REVOKE INSERT, UPDATE, DELETE ON audit_entry FROM qingyuan_app, qingyuan_worker;
REVOKE ALL ON audit_head FROM qingyuan_app;
REVOKE INSERT, DELETE ON audit_head FROM qingyuan_worker;
-- Published facts are loaded at set-up.
REVOKE INSERT, UPDATE, DELETE ON region, field, work_calendar_day, work_calendar_year FROM qingyuan_app;

ALTER TABLE institution ENABLE ROW LEVEL SECURITY;
ALTER TABLE institution FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON institution FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (institution.id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON institution FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON institution FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI', 'HC') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (institution.id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON institution TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON institution TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE campaign ENABLE ROW LEVEL SECURITY;
ALTER TABLE campaign FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON campaign FOR SELECT TO qingyuan_app USING (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign.range_lo <= (SELECT ctx_int('app.region_no')) AND campaign.range_hi >= (SELECT ctx_int('app.region_no')) AND campaign.state::text IN ('launched', 'closed'))
    OR (campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')) AND campaign.state::text IN ('launched', 'closed')));
CREATE POLICY reach_insert ON campaign FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON campaign FOR UPDATE TO qingyuan_app USING (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign.range_lo <= (SELECT ctx_int('app.region_no')) AND campaign.range_hi >= (SELECT ctx_int('app.region_no')) AND campaign.state::text IN ('launched', 'closed'))
    OR (campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')) AND campaign.state::text IN ('launched', 'closed'))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON campaign TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON campaign TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE campaign_recipient ENABLE ROW LEVEL SECURITY;
ALTER TABLE campaign_recipient FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON campaign_recipient FOR SELECT TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON campaign_recipient FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON campaign_recipient FOR UPDATE TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON campaign_recipient FOR DELETE TO qingyuan_app USING (
    (campaign_recipient.issuer_department = (SELECT ctx_department()) AND campaign_recipient.issuer_region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.issuer_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (campaign_recipient.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (campaign_recipient.department = (SELECT ctx_department()) AND campaign_recipient.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign_recipient.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON campaign_recipient TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON campaign_recipient TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE stage ENABLE ROW LEVEL SECURITY;
ALTER TABLE stage FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON stage FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id));
CREATE POLICY reach_insert ON stage FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON stage FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON stage FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = stage.campaign_id));
CREATE POLICY worker_all ON stage TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON stage TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE duty ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON duty FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id));
CREATE POLICY reach_insert ON duty FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON duty FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON duty FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = duty.campaign_id));
CREATE POLICY worker_all ON duty TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON duty TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE duty_assignment ENABLE ROW LEVEL SECURITY;
ALTER TABLE duty_assignment FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON duty_assignment FOR SELECT TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON duty_assignment FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON duty_assignment FOR UPDATE TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON duty_assignment FOR DELETE TO qingyuan_app USING (
    (duty_assignment.department = (SELECT ctx_department()) AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND duty_assignment.region_no >= (SELECT ctx_int('app.region_lo')) AND duty_assignment.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON duty_assignment TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON duty_assignment TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE meeting ENABLE ROW LEVEL SECURITY;
ALTER TABLE meeting FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON meeting FOR SELECT TO qingyuan_app USING (
    (meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON meeting FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON meeting FOR UPDATE TO qingyuan_app USING (
    (meeting.region_no >= (SELECT ctx_int('app.region_lo')) AND meeting.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON meeting TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON meeting TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE leading_group_member ENABLE ROW LEVEL SECURITY;
ALTER TABLE leading_group_member FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON leading_group_member FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id));
CREATE POLICY reach_insert ON leading_group_member FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON leading_group_member FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON leading_group_member FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM campaign WHERE campaign.id = leading_group_member.campaign_id));
CREATE POLICY worker_all ON leading_group_member TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON leading_group_member TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE commitment ENABLE ROW LEVEL SECURITY;
ALTER TABLE commitment FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON commitment FOR SELECT TO qingyuan_app USING (
    (commitment.department = (SELECT ctx_department()) AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON commitment FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON commitment FOR UPDATE TO qingyuan_app USING (
    (commitment.department = (SELECT ctx_department()) AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND commitment.region_no >= (SELECT ctx_int('app.region_lo')) AND commitment.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON commitment TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON commitment TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE checklist ENABLE ROW LEVEL SECURITY;
ALTER TABLE checklist FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON checklist FOR SELECT TO qingyuan_app USING (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (checklist.range_lo <= (SELECT ctx_int('app.region_no')) AND checklist.range_hi >= (SELECT ctx_int('app.region_no')) AND checklist.state::text IN ('issued')));
CREATE POLICY reach_insert ON checklist FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON checklist FOR UPDATE TO qingyuan_app USING (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (checklist.range_lo <= (SELECT ctx_int('app.region_no')) AND checklist.range_hi >= (SELECT ctx_int('app.region_no')) AND checklist.state::text IN ('issued'))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON checklist TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON checklist TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE checklist_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE checklist_item FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON checklist_item FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id));
CREATE POLICY reach_insert ON checklist_item FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON checklist_item FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM checklist WHERE checklist.id = checklist_item.checklist_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON checklist_item TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON checklist_item TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE filing ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing FOR SELECT TO qingyuan_app USING (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON filing FOR UPDATE TO qingyuan_app USING (
    (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (filing.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON filing TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE filing_answer ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_answer FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_answer FOR SELECT TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing_answer FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON filing_answer FOR UPDATE TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON filing_answer FOR DELETE TO qingyuan_app USING (
    (filing_answer.department = (SELECT ctx_department()) AND filing_answer.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_answer.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (filing_answer.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON filing_answer TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_answer TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE finding ENABLE ROW LEVEL SECURITY;
ALTER TABLE finding FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON finding FOR SELECT TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON finding FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON finding FOR UPDATE TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON finding FOR DELETE TO qingyuan_app USING (
    (finding.department = (SELECT ctx_department()) AND finding.region_no >= (SELECT ctx_int('app.region_lo')) AND finding.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (finding.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON finding TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON finding TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE refund ENABLE ROW LEVEL SECURITY;
ALTER TABLE refund FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON refund FOR SELECT TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON refund FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON refund FOR UPDATE TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON refund FOR DELETE TO qingyuan_app USING (
    (refund.department = (SELECT ctx_department()) AND refund.region_no >= (SELECT ctx_int('app.region_lo')) AND refund.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (refund.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON refund TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON refund TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE spot_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE spot_check FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON spot_check FOR SELECT TO qingyuan_app USING (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON spot_check FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON spot_check FOR UPDATE TO qingyuan_app USING (
    (spot_check.department = (SELECT ctx_department()) AND spot_check.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON spot_check TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON spot_check TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE spot_check_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE spot_check_item FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON spot_check_item FOR SELECT TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (spot_check_item.institution_id = (SELECT ctx_uuid('app.institution_id')) AND spot_check_item.checked_at IS NOT NULL));
CREATE POLICY reach_insert ON spot_check_item FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON spot_check_item FOR UPDATE TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (spot_check_item.institution_id = (SELECT ctx_uuid('app.institution_id')) AND spot_check_item.checked_at IS NOT NULL)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON spot_check_item TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON spot_check_item TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_import FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_import FOR SELECT TO qingyuan_app USING (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON lead_import FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON lead_import FOR UPDATE TO qingyuan_app USING (
    (lead_import.department = (SELECT ctx_department()) AND lead_import.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_import.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON lead_import TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_import TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead_mapping ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_mapping FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_mapping FOR SELECT TO qingyuan_app USING (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_insert ON lead_mapping FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON lead_mapping FOR UPDATE TO qingyuan_app USING (
    (lead_mapping.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON lead_mapping TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_mapping TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_batch FOR SELECT TO qingyuan_app USING (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON lead_batch FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON lead_batch FOR UPDATE TO qingyuan_app USING (
    (lead_batch.department = (SELECT ctx_department()) AND lead_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_batch.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON lead_batch TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_batch TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead FOR SELECT TO qingyuan_app USING (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_type = 'lead' AND recusal.subject_id = lead.id AND recusal.user_id = (SELECT ctx_uuid('app.user_id')))));
CREATE POLICY reach_insert ON lead FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON lead FOR UPDATE TO qingyuan_app USING (
    (lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_type = 'lead' AND recusal.subject_id = lead.id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON lead TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE lead_verification ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_verification FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_verification FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id));
CREATE POLICY reach_insert ON lead_verification FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON lead_verification FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_verification.lead_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON lead_verification TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_verification TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_file FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_file FOR SELECT TO qingyuan_app USING (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_type = 'case' AND recusal.subject_id = case_file.id AND recusal.user_id = (SELECT ctx_uuid('app.user_id')))));
CREATE POLICY reach_insert ON case_file FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON case_file FOR UPDATE TO qingyuan_app USING (
    (case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_type = 'case' AND recusal.subject_id = case_file.id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON case_file TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_file TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_fact ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_fact FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_fact FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id));
CREATE POLICY reach_insert ON case_fact FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON case_fact FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON case_fact FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_fact.case_id));
CREATE POLICY worker_all ON case_fact TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_fact TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_track ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_track FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_track FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id));
CREATE POLICY reach_insert ON case_track FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON case_track FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON case_track TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_track TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_money ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_money FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_money FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id));
CREATE POLICY reach_insert ON case_money FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON case_money FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_money.case_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON case_money TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_money TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE recusal ENABLE ROW LEVEL SECURITY;
ALTER TABLE recusal FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON recusal FOR SELECT TO qingyuan_app USING (
    (recusal.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON recusal FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON recusal FOR UPDATE TO qingyuan_app USING (
    (recusal.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (recusal.department = (SELECT ctx_department()) AND recusal.region_no >= (SELECT ctx_int('app.region_lo')) AND recusal.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON recusal TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON recusal TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE referral ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON referral FOR SELECT TO qingyuan_app USING (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_type = 'referral' AND recusal.subject_id = referral.id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON referral FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON referral FOR UPDATE TO qingyuan_app USING (
    (referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND NOT EXISTS (SELECT FROM recusal WHERE recusal.subject_type = 'referral' AND recusal.subject_id = referral.id AND recusal.user_id = (SELECT ctx_uuid('app.user_id'))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON referral TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON referral TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE referral_material ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_material FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON referral_material FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id));
CREATE POLICY reach_insert ON referral_material FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON referral_material FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON referral_material FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_material.referral_id));
CREATE POLICY worker_all ON referral_material TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON referral_material TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE bill_verification ENABLE ROW LEVEL SECURITY;
ALTER TABLE bill_verification FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON bill_verification FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id));
CREATE POLICY reach_insert ON bill_verification FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON bill_verification FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON bill_verification FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = bill_verification.referral_id));
CREATE POLICY worker_all ON bill_verification TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON bill_verification TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE criminal_progress ENABLE ROW LEVEL SECURITY;
ALTER TABLE criminal_progress FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON criminal_progress FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id));
CREATE POLICY reach_insert ON criminal_progress FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON criminal_progress FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON criminal_progress TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON criminal_progress TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE statutory_clock ENABLE ROW LEVEL SECURITY;
ALTER TABLE statutory_clock FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON statutory_clock FOR SELECT TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON statutory_clock FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON statutory_clock FOR UPDATE TO qingyuan_app USING (
    (statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (statutory_clock.other_department = (SELECT ctx_department()) AND statutory_clock.other_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.other_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (statutory_clock.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON statutory_clock TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON statutory_clock TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE official_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE official_document FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON official_document FOR SELECT TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON official_document FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON official_document FOR UPDATE TO qingyuan_app USING (
    (official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON official_document TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON official_document TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE summary_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE summary_report FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON summary_report FOR SELECT TO qingyuan_app USING (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON summary_report FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON summary_report FOR UPDATE TO qingyuan_app USING (
    (summary_report.department = (SELECT ctx_department()) AND summary_report.region_no >= (SELECT ctx_int('app.region_lo')) AND summary_report.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON summary_report TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON summary_report TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE summary_figure ENABLE ROW LEVEL SECURITY;
ALTER TABLE summary_figure FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON summary_figure FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id));
CREATE POLICY reach_insert ON summary_figure FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON summary_figure FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON summary_figure TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON summary_figure TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE stored_file ENABLE ROW LEVEL SECURITY;
ALTER TABLE stored_file FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON stored_file FOR SELECT TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id));
CREATE POLICY reach_insert ON stored_file FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON stored_file FOR UPDATE TO qingyuan_app USING (
    (stored_file.department = (SELECT ctx_department()) AND stored_file.region_no >= (SELECT ctx_int('app.region_lo')) AND stored_file.region_no <= (SELECT ctx_int('app.region_hi')) AND stored_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (stored_file.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (stored_file.uploaded_by_id = (SELECT ctx_uuid('app.user_id')))
    OR EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id)) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON stored_file TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON stored_file TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE attachment ENABLE ROW LEVEL SECURITY;
ALTER TABLE attachment FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON attachment FOR SELECT TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON attachment FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON attachment FOR UPDATE TO qingyuan_app USING (
    (attachment.department = (SELECT ctx_department()) AND attachment.region_no >= (SELECT ctx_int('app.region_lo')) AND attachment.region_no <= (SELECT ctx_int('app.region_hi')) AND attachment.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))
    OR (attachment.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON attachment TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON attachment TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE audit_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON audit_entry FOR SELECT TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (((SELECT ctx_has_role('auditAdmin')))));
CREATE POLICY reach_insert ON audit_entry FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON audit_entry FOR UPDATE TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (((SELECT ctx_has_role('auditAdmin'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON audit_entry TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON audit_entry TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE command_receipt ENABLE ROW LEVEL SECURITY;
ALTER TABLE command_receipt FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON command_receipt FOR SELECT TO qingyuan_app USING (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON command_receipt FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON command_receipt FOR UPDATE TO qingyuan_app USING (
    (command_receipt.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON command_receipt TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON command_receipt TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON draft FOR SELECT TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON draft FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON draft FOR UPDATE TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON draft FOR DELETE TO qingyuan_app USING (
    (draft.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY worker_all ON draft TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON draft TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE saved_view ENABLE ROW LEVEL SECURITY;
ALTER TABLE saved_view FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON saved_view FOR SELECT TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON saved_view FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON saved_view FOR UPDATE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_delete ON saved_view FOR DELETE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY worker_all ON saved_view TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON saved_view TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON notification FOR SELECT TO qingyuan_app USING (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON notification FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON notification FOR UPDATE TO qingyuan_app USING (
    (notification.agency_id = (SELECT ctx_uuid('app.agency_id')))
    OR (notification.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (notification.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON notification TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON notification TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE unmasking ENABLE ROW LEVEL SECURITY;
ALTER TABLE unmasking FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON unmasking FOR SELECT TO qingyuan_app USING (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON unmasking FOR INSERT TO qingyuan_app WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY reach_update ON unmasking FOR UPDATE TO qingyuan_app USING (
    (unmasking.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
CREATE POLICY worker_all ON unmasking TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON unmasking TO CURRENT_USER USING (true) WITH CHECK (true);
