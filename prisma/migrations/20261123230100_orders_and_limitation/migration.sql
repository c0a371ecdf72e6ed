-- Orders to correct (责令改正) with what came of them: 第三十九条 fines only whoever did not follow one. What of a loss lies beyond the two years
-- of limitation is kept apart: it is not punished and comes back under the agreement.
CREATE TYPE "OrderOutcome" AS ENUM ('complied', 'partly', 'refused');

CREATE TABLE case_order (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  demand text NOT NULL,
  served_on date NOT NULL,
  due_on date NOT NULL,
  made_by_id uuid NOT NULL,
  made_by_name text NOT NULL,
  made_at timestamptz(3) NOT NULL,
  outcome "OrderOutcome",
  found_on date,
  finding text NOT NULL DEFAULT '',
  found_by_id uuid,
  found_by_name text,
  found_at timestamptz(3),
  CONSTRAINT case_order_pkey PRIMARY KEY (id),
  CONSTRAINT case_order_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_order_days CHECK (served_on <= due_on),
  CONSTRAINT check$case_order_found CHECK ((outcome IS NULL) = (found_on IS NULL) AND (outcome IS NULL) = (found_at IS NULL) AND (outcome IS NULL) = (finding = '')),
  -- Nobody has ignored an order while there was time to follow it.
  CONSTRAINT check$case_order_ignored CHECK (outcome = 'complied' OR found_on > due_on)
);
CREATE UNIQUE INDEX case_order_case_id_seq_key ON case_order (case_id, seq);
CREATE UNIQUE INDEX case_order_id_case_id_key ON case_order (id, case_id);
GRANT SELECT, INSERT, UPDATE ON case_order TO qingyuan_app, qingyuan_worker;

ALTER TABLE case_fact
  ADD COLUMN order_id uuid,
  ADD COLUMN found_on date,
  ADD COLUMN limited_fen bigint NOT NULL DEFAULT 0;
UPDATE case_fact f SET found_on = (c.proposed_at AT TIME ZONE 'Asia/Shanghai')::date FROM case_file c WHERE c.id = f.case_id;
ALTER TABLE case_fact
  ALTER COLUMN found_on SET NOT NULL,
  ADD CONSTRAINT case_fact_order_id_case_id_fkey FOREIGN KEY (order_id, case_id) REFERENCES case_order (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT check$case_fact_fixed_fine CHECK (fixed_fine_fen IS NULL OR order_id IS NOT NULL OR provision_id !~ '^P39'),
  ADD CONSTRAINT check$case_fact_limited CHECK (limited_fen >= 0 AND limited_fen <= fund_loss_fen AND refund_fen <= fund_loss_fen - limited_fen) NOT VALID;
CREATE INDEX case_fact_order_id_case_id_idx ON case_fact (order_id, case_id);

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_order ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_order FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_order FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_order.case_id));
CREATE POLICY reach_insert ON case_order FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_order.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_order FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_order.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_order.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_order TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_order TO CURRENT_USER USING (true) WITH CHECK (true);
