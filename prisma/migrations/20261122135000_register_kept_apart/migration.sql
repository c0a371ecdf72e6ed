-- Whoever keeps away from an institution does nothing to it in the register, and decides nothing that is proposed for it.
-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_insert ON institution;
CREATE POLICY reach_insert ON institution FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')) AND (institution.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON institution;
CREATE POLICY reach_update ON institution FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')) AND (institution.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND institution.region_no >= (SELECT ctx_int('app.region_lo')) AND institution.region_no <= (SELECT ctx_int('app.region_hi')) AND (institution.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_insert ON institution_change;
CREATE POLICY reach_insert ON institution_change FOR INSERT TO qingyuan_app WITH CHECK (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi')) AND institution_change.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (institution_change.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (institution_change.into_institution_id IS NULL OR institution_change.into_institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON institution_change;
CREATE POLICY reach_update ON institution_change FOR UPDATE TO qingyuan_app USING (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi')) AND institution_change.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (institution_change.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (institution_change.into_institution_id IS NULL OR institution_change.into_institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (institution_change.department = (SELECT ctx_department()) AND institution_change.region_no >= (SELECT ctx_int('app.region_lo')) AND institution_change.region_no <= (SELECT ctx_int('app.region_hi')) AND institution_change.agency_id = (SELECT ctx_uuid('app.agency_id')) AND (institution_change.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (institution_change.into_institution_id IS NULL OR institution_change.into_institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));

-- The code of an institution is never changed, and what was proposed stands as it was looked at.
REVOKE UPDATE ON institution, institution_change, register_import FROM qingyuan_app;
GRANT UPDATE (name, name_initials, credit_code, kind, level, region_code, region_no, address, field_ids, compliance_officer_name, phone, active,
  merged_into_id, version) ON institution TO qingyuan_app;
GRANT UPDATE (state, decided_by_id, decided_by_name, decided_at, decision_reason, version) ON institution_change TO qingyuan_app;
GRANT UPDATE (state, rows, added_count, changed_count, version) ON register_import TO qingyuan_app;
