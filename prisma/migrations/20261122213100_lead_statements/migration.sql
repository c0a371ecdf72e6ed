-- What the institution that a lead names is asked and says, what it is told of the conclusion, and what it objects.
CREATE TYPE "LeadStatementState" AS ENUM ('asked', 'answered', 'lapsed', 'closed');
CREATE TYPE "LeadObjectionDecision" AS ENUM ('upheld', 'reopened');

CREATE TABLE lead_statement (
  id uuid NOT NULL,
  lead_id uuid NOT NULL,
  lead_number text NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  institution_id uuid NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  state "LeadStatementState" NOT NULL DEFAULT 'asked',
  question text NOT NULL,
  asked_by_id uuid NOT NULL,
  asked_by_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  due_at timestamptz(3) NOT NULL,
  answer text,
  answered_by_id uuid,
  answered_by_name text,
  answered_at timestamptz(3),
  told_conclusion "LeadConclusion",
  told_at timestamptz(3),
  object_until timestamptz(3),
  objection text,
  objected_by_id uuid,
  objected_by_name text,
  objected_at timestamptz(3),
  decide_by timestamptz(3),
  decision "LeadObjectionDecision",
  decision_reason text,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT lead_statement_pkey PRIMARY KEY (id),
  CONSTRAINT lead_statement_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT lead_statement_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$lead_statement_answered CHECK ((state = 'answered') = (answered_at IS NOT NULL)
    AND (answered_at IS NULL) = (answer IS NULL) AND (answered_at IS NULL) = (answered_by_id IS NULL)),
  CONSTRAINT check$lead_statement_told CHECK ((told_at IS NULL) = (told_conclusion IS NULL) AND (object_until IS NULL OR told_at IS NOT NULL)),
  CONSTRAINT check$lead_statement_objected CHECK ((objected_at IS NULL) = (objection IS NULL) AND (objected_at IS NULL) = (decide_by IS NULL)
    AND (objected_at IS NULL OR objected_at <= object_until)),
  CONSTRAINT check$lead_statement_decided CHECK ((decided_at IS NULL) = (decision IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)
    AND (decided_at IS NULL OR objected_at IS NOT NULL))
);
CREATE INDEX lead_statement_lead_id_idx ON lead_statement (lead_id);
CREATE INDEX lead_statement_institution_id_asked_at_idx ON lead_statement (institution_id, asked_at);
CREATE INDEX lead_statement_agency_id_idx ON lead_statement (agency_id);
-- One question at a time.
CREATE UNIQUE INDEX "unique$lead_statement_asked" ON lead_statement (lead_id) WHERE state = 'asked';
GRANT SELECT, INSERT, UPDATE ON lead_statement TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE lead_statement ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_statement FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_statement FOR SELECT TO qingyuan_app USING (
    (lead_statement.department = (SELECT ctx_department()) AND lead_statement.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_statement.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_statement.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_statement.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_statement.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (lead_statement.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON lead_statement FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_statement.department = (SELECT ctx_department()) AND lead_statement.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_statement.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_statement.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_statement.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_statement.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND lead_statement.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON lead_statement FOR UPDATE TO qingyuan_app USING (
    (lead_statement.department = (SELECT ctx_department()) AND lead_statement.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_statement.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_statement.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_statement.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_statement.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (lead_statement.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (lead_statement.department = (SELECT ctx_department()) AND lead_statement.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_statement.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_statement.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead_statement.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (lead_statement.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (lead_statement.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON lead_statement TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_statement TO CURRENT_USER USING (true) WITH CHECK (true);
