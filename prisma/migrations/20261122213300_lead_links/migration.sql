-- That two leads are of one subject (同一主体), said by a person for a reason, and taken back by one.
CREATE TYPE "LeadLinkState" AS ENUM ('same', 'undone');

CREATE TABLE lead_link (
  id uuid NOT NULL,
  lead_id uuid NOT NULL,
  other_lead_id uuid NOT NULL,
  likeness text NOT NULL,
  score smallint NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  state "LeadLinkState" NOT NULL DEFAULT 'same',
  reason text NOT NULL,
  decided_by_id uuid NOT NULL,
  decided_by_name text NOT NULL,
  decided_at timestamptz(3) NOT NULL,
  undo_reason text,
  undone_by_id uuid,
  undone_by_name text,
  undone_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT lead_link_pkey PRIMARY KEY (id),
  CONSTRAINT lead_link_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT lead_link_other_lead_id_fkey FOREIGN KEY (other_lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$lead_link_ordered CHECK (lead_id < other_lead_id),
  CONSTRAINT check$lead_link_undone CHECK ((state = 'undone') = (undone_at IS NOT NULL) AND (undone_at IS NULL) = (undo_reason IS NULL)
    AND (undone_at IS NULL) = (undone_by_id IS NULL))
);
CREATE INDEX lead_link_lead_id_idx ON lead_link (lead_id);
CREATE INDEX lead_link_other_lead_id_idx ON lead_link (other_lead_id);
CREATE UNIQUE INDEX uniq$lead_link_same ON lead_link (lead_id, other_lead_id) WHERE state = 'same';
GRANT SELECT, INSERT, UPDATE ON lead_link TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE lead_link ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_link FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_link FOR SELECT TO qingyuan_app USING (
    (lead_link.department = (SELECT ctx_department()) AND lead_link.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_link.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_link.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_link.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_link.other_lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON lead_link FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_link.department = (SELECT ctx_department()) AND lead_link.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_link.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_link.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_link.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_link.other_lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON lead_link FOR UPDATE TO qingyuan_app USING (
    (lead_link.department = (SELECT ctx_department()) AND lead_link.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_link.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_link.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_link.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_link.other_lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (lead_link.department = (SELECT ctx_department()) AND lead_link.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_link.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_link.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_link.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_link.other_lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON lead_link TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_link TO CURRENT_USER USING (true) WITH CHECK (true);
