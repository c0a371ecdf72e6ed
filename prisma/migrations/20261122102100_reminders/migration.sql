-- Who was told when by whom that they have not filed, and which bureau was asked to see to it.

CREATE TABLE filing_reminder (
  id uuid NOT NULL, act_id uuid NOT NULL, campaign_id uuid NOT NULL, filing_id uuid NOT NULL, institution_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI', region_no int NOT NULL, place_no int NOT NULL, agency_name text NOT NULL,
  reminded_by_id uuid NOT NULL, reminded_by_name text NOT NULL, reminded_at timestamptz(3) NOT NULL,
  CONSTRAINT filing_reminder_pkey PRIMARY KEY (id),
  CONSTRAINT filing_reminder_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX filing_reminder_filing_id_reminded_at_idx ON filing_reminder (filing_id, reminded_at);
CREATE INDEX filing_reminder_campaign_id_reminded_at_idx ON filing_reminder (campaign_id, reminded_at);

CREATE TABLE filing_escalation (
  id uuid NOT NULL, campaign_id uuid NOT NULL, department "Department" NOT NULL DEFAULT 'MI', region_no int NOT NULL, unfiled int NOT NULL,
  agency_name text NOT NULL, escalated_by_id uuid NOT NULL, escalated_by_name text NOT NULL, escalated_at timestamptz(3) NOT NULL,
  CONSTRAINT filing_escalation_pkey PRIMARY KEY (id)
);
CREATE INDEX filing_escalation_campaign_id_region_no_escalated_at_idx ON filing_escalation (campaign_id, region_no, escalated_at);

-- A log is added to and never changed.
GRANT SELECT, INSERT ON filing_reminder, filing_escalation TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE filing_reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_reminder FOR SELECT TO qingyuan_app USING (
    (filing_reminder.department = (SELECT ctx_department()) AND filing_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_reminder.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing_reminder FOR INSERT TO qingyuan_app WITH CHECK (
    (filing_reminder.department = (SELECT ctx_department()) AND filing_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON filing_reminder FOR UPDATE TO qingyuan_app USING (
    (filing_reminder.department = (SELECT ctx_department()) AND filing_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (filing_reminder.department = (SELECT ctx_department()) AND filing_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON filing_reminder TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_reminder TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE filing_escalation ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_escalation FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_escalation FOR SELECT TO qingyuan_app USING (
    (filing_escalation.department = (SELECT ctx_department()) AND filing_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_escalation.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON filing_escalation FOR INSERT TO qingyuan_app WITH CHECK (
    (filing_escalation.department = (SELECT ctx_department()) AND filing_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_escalation.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON filing_escalation FOR UPDATE TO qingyuan_app USING (
    (filing_escalation.department = (SELECT ctx_department()) AND filing_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_escalation.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (filing_escalation.department = (SELECT ctx_department()) AND filing_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_escalation.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON filing_escalation TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_escalation TO CURRENT_USER USING (true) WITH CHECK (true);
