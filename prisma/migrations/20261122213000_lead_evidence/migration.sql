-- What a model's hit rests on (疑点证据): its rows, the clause and the reasoning; and what the officer went through of its template.
ALTER TABLE lead ADD COLUMN clause text, ADD COLUMN reasoning text;
ALTER TABLE lead_verification ADD COLUMN checked text[] DEFAULT ARRAY[]::text[];

CREATE TABLE lead_evidence (
  id uuid NOT NULL,
  lead_id uuid NOT NULL,
  position integer NOT NULL,
  table_name text NOT NULL,
  row_key text NOT NULL,
  -- json, not jsonb: the columns keep the order of their table.
  cells json NOT NULL,
  CONSTRAINT lead_evidence_pkey PRIMARY KEY (id),
  CONSTRAINT lead_evidence_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$lead_evidence_cells CHECK (json_typeof(cells) = 'object')
);
CREATE UNIQUE INDEX lead_evidence_lead_id_position_key ON lead_evidence (lead_id, position);
-- Evidence is added and never changed.
GRANT SELECT, INSERT ON lead_evidence TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE lead_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_evidence FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_evidence.lead_id));
CREATE POLICY reach_insert ON lead_evidence FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_evidence.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON lead_evidence FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_evidence.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_evidence.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON lead_evidence TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_evidence TO CURRENT_USER USING (true) WITH CHECK (true);
