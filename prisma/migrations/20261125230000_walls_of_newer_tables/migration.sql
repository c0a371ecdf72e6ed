-- What newer tables keep asks its walls as the others do: once, and through its parent.
DROP POLICY reach_select ON case_stoppage_change;
DROP POLICY reach_insert ON case_stoppage_change;
DROP POLICY reach_update ON case_stoppage_change;
DROP POLICY worker_all ON case_stoppage_change;
DROP POLICY owner_all ON case_stoppage_change;
ALTER TABLE case_stoppage_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_stoppage_change FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_stoppage_change FOR SELECT TO qingyuan_app USING (
    case_in_reach(case_stoppage_change.case_id));
CREATE POLICY reach_insert ON case_stoppage_change FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id = ANY ((SELECT signed_campaigns())::uuid[])) AND (case_file.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))))));
CREATE POLICY reach_update ON case_stoppage_change FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id = ANY ((SELECT signed_campaigns())::uuid[])) AND (case_file.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id = ANY ((SELECT signed_campaigns())::uuid[])) AND (case_file.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))))));
CREATE POLICY worker_all ON case_stoppage_change TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_stoppage_change TO CURRENT_USER USING (true) WITH CHECK (true);

DROP POLICY reach_select ON whistle_report;
DROP POLICY reach_insert ON whistle_report;
DROP POLICY reach_update ON whistle_report;
DROP POLICY worker_all ON whistle_report;
DROP POLICY owner_all ON whistle_report;
ALTER TABLE whistle_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE whistle_report FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON whistle_report FOR SELECT TO qingyuan_app USING (
    (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))) AND ((whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR (((SELECT ctx_has_role('approver')))))));
CREATE POLICY reach_insert ON whistle_report FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_update ON whistle_report FOR UPDATE TO qingyuan_app USING (
    (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))) AND ((whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR (((SELECT ctx_has_role('approver'))))))) WITH CHECK (
    (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))) AND ((whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR (((SELECT ctx_has_role('approver')))))));
CREATE POLICY worker_all ON whistle_report TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON whistle_report TO CURRENT_USER USING (true) WITH CHECK (true);

DROP POLICY reach_select ON whistle_identity;
DROP POLICY reach_insert ON whistle_identity;
DROP POLICY reach_update ON whistle_identity;
DROP POLICY worker_all ON whistle_identity;
DROP POLICY owner_all ON whistle_identity;
ALTER TABLE whistle_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE whistle_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON whistle_identity FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))))));
CREATE POLICY reach_insert ON whistle_identity FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))))));
CREATE POLICY reach_update ON whistle_identity FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))))) WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))))));
CREATE POLICY worker_all ON whistle_identity TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON whistle_identity TO CURRENT_USER USING (true) WITH CHECK (true);

DROP POLICY reach_select ON whistle_reward;
DROP POLICY reach_insert ON whistle_reward;
DROP POLICY reach_update ON whistle_reward;
DROP POLICY worker_all ON whistle_reward;
DROP POLICY owner_all ON whistle_reward;
ALTER TABLE whistle_reward ENABLE ROW LEVEL SECURITY;
ALTER TABLE whistle_reward FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON whistle_reward FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id));
CREATE POLICY reach_insert ON whistle_reward FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id AND ((((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))) AND ((whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR (((SELECT ctx_has_role('approver')))))))));
CREATE POLICY reach_update ON whistle_reward FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id AND ((((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))) AND ((whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR (((SELECT ctx_has_role('approver'))))))))) WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id AND ((((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))) AND ((whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR (((SELECT ctx_has_role('approver')))))))));
CREATE POLICY worker_all ON whistle_reward TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON whistle_reward TO CURRENT_USER USING (true) WITH CHECK (true);

DROP POLICY reach_select ON credit_record;
DROP POLICY reach_insert ON credit_record;
DROP POLICY reach_update ON credit_record;
DROP POLICY worker_all ON credit_record;
DROP POLICY owner_all ON credit_record;
ALTER TABLE credit_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_record FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON credit_record FOR SELECT TO qingyuan_app USING (
    case_in_own_reach(credit_record.case_id));
CREATE POLICY reach_insert ON credit_record FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id = ANY ((SELECT signed_campaigns())::uuid[])) AND (case_file.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))))));
CREATE POLICY reach_update ON credit_record FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id = ANY ((SELECT signed_campaigns())::uuid[])) AND (case_file.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id'))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id = ANY ((SELECT signed_campaigns())::uuid[])) AND (case_file.id NOT IN (SELECT unnest(recused_ids(ctx_uuid('app.user_id')))))))));
CREATE POLICY worker_all ON credit_record TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON credit_record TO CURRENT_USER USING (true) WITH CHECK (true);

