-- Leads that are put before the agency above (提级), and how often a lead was opened again.
ALTER TABLE lead ADD COLUMN reopened_count integer NOT NULL DEFAULT 0;
UPDATE lead SET reopened_count = opened.times
FROM (SELECT subject_id, count(*)::int AS times FROM audit_entry WHERE action = 'lead.reopen' AND subject_type = 'lead' GROUP BY subject_id) AS opened
WHERE lead.id = opened.subject_id;

CREATE TYPE "LeadEscalationKind" AS ENUM ('supervise', 'flight', 'cross');
CREATE TYPE "LeadEscalationState" AS ENUM ('proposed', 'accepted', 'declined');

CREATE TABLE lead_escalation (
  id uuid NOT NULL,
  lead_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  agency_id uuid NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  kind "LeadEscalationKind" NOT NULL,
  state "LeadEscalationState" NOT NULL,
  grounds text[] DEFAULT ARRAY[]::text[],
  reason text NOT NULL DEFAULT '',
  proposed_by_id uuid,
  proposed_by_name text,
  proposed_at timestamptz(3),
  decided_by_id uuid,
  decided_by_name text,
  decided_by_agency text,
  decided_at timestamptz(3),
  decision_reason text,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT lead_escalation_pkey PRIMARY KEY (id),
  CONSTRAINT lead_escalation_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$lead_escalation_decided CHECK ((state = 'proposed') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)
    AND (state <> 'proposed' OR proposed_by_id IS NOT NULL) AND (decided_by_id IS DISTINCT FROM proposed_by_id OR decided_by_id IS NULL))
);
CREATE INDEX lead_escalation_lead_id_idx ON lead_escalation (lead_id);
CREATE INDEX lead_escalation_region_no_state_idx ON lead_escalation (region_no, state);
CREATE UNIQUE INDEX uniq$lead_escalation_open ON lead_escalation (lead_id) WHERE state = 'proposed';
GRANT SELECT, INSERT, UPDATE ON lead_escalation TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE lead_escalation ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_escalation FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_escalation FOR SELECT TO qingyuan_app USING (
    (lead_escalation.department = (SELECT ctx_department()) AND lead_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_escalation.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_escalation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_escalation.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON lead_escalation FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_escalation.department = (SELECT ctx_department()) AND lead_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_escalation.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_escalation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_escalation.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON lead_escalation FOR UPDATE TO qingyuan_app USING (
    (lead_escalation.department = (SELECT ctx_department()) AND lead_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_escalation.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_escalation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_escalation.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (lead_escalation.department = (SELECT ctx_department()) AND lead_escalation.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_escalation.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_escalation.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_escalation.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON lead_escalation TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_escalation TO CURRENT_USER USING (true) WITH CHECK (true);
