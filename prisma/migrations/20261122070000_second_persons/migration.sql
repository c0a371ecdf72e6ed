-- One notice of an agency is one campaign, whatever two people do at once.
CREATE UNIQUE INDEX uniq$campaign_document ON campaign (agency_id, document_number) WHERE document_number IS NOT NULL AND state <> 'draft';

-- What an institution does on its filings stands in the trail as its own act; the insurance bureau above it reads that trail.
DROP POLICY reach_select ON audit_entry;
CREATE POLICY reach_select ON audit_entry FOR SELECT TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND audit_entry.subject_type::text IN ('filing') AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (((SELECT ctx_has_role('auditAdmin')))));
DROP POLICY reach_insert ON audit_entry;
CREATE POLICY reach_insert ON audit_entry FOR INSERT TO qingyuan_app WITH CHECK (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND audit_entry.subject_type::text IN ('filing') AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (((SELECT ctx_has_role('auditAdmin')))));
DROP POLICY reach_update ON audit_entry;
CREATE POLICY reach_update ON audit_entry FOR UPDATE TO qingyuan_app USING (
    (audit_entry.department = (SELECT ctx_text('app.department')) AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (audit_entry.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR audit_entry.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND audit_entry.region_no >= (SELECT ctx_int('app.region_lo')) AND audit_entry.region_no <= (SELECT ctx_int('app.region_hi')) AND audit_entry.subject_type::text IN ('filing') AND (audit_entry.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (((SELECT ctx_has_role('auditAdmin'))))) WITH CHECK ((SELECT ctx_uuid('app.user_id')) IS NOT NULL);
