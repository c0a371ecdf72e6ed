-- Refunds and agreement recoveries on ledgers of their own; what the bureau demands, by when; and the money that came in, by the bank's list.

CREATE TYPE "RefundLedger" AS ENUM ('fundRefund', 'agreementRecovery');

ALTER TABLE finding ADD COLUMN agreement_fen bigint;
ALTER TABLE finding ADD CONSTRAINT check$finding_agreement CHECK (agreement_fen BETWEEN 0 AND fund_loss_fen);

ALTER TABLE refund
  ADD COLUMN ledger "RefundLedger" NOT NULL DEFAULT 'fundRefund',
  ADD COLUMN matched_fen bigint NOT NULL DEFAULT 0,
  ADD COLUMN confirm_reason text;
ALTER TABLE refund ADD CONSTRAINT check$refund_matched CHECK (matched_fen BETWEEN 0 AND amount_fen);

-- What was paid so far for acts that were over more than two years before they were recorded was agreement recovery.
UPDATE refund SET ledger = 'agreementRecovery' FROM finding
WHERE finding.id = refund.finding_id AND finding.period_to < ((finding.recorded_at AT TIME ZONE 'Asia/Shanghai')::date - interval '24 months')::date;

CREATE TABLE refund_demand (
  id uuid PRIMARY KEY,
  number text NOT NULL,
  campaign_id uuid NOT NULL,
  filing_id uuid NOT NULL REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  finding_id uuid NOT NULL REFERENCES finding (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  institution_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no int NOT NULL,
  ledger "RefundLedger" NOT NULL,
  amount_fen bigint NOT NULL,
  due_on date NOT NULL,
  demanded_by_id uuid NOT NULL,
  demanded_by_name text NOT NULL,
  demanded_at timestamptz(3) NOT NULL,
  withdrawn_at timestamptz(3),
  withdraw_reason text,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT check$refund_demand_amount CHECK (amount_fen > 0),
  CONSTRAINT check$refund_demand_withdrawn CHECK ((withdrawn_at IS NULL) = (withdraw_reason IS NULL))
);
CREATE INDEX refund_demand_filing_id_idx ON refund_demand (filing_id);
CREATE INDEX refund_demand_finding_id_idx ON refund_demand (finding_id);
CREATE INDEX refund_demand_campaign_id_region_no_due_on_idx ON refund_demand (campaign_id, region_no, due_on);
-- One demand stands for a finding on a ledger.
CREATE UNIQUE INDEX uniq$refund_demand_standing ON refund_demand (finding_id, ledger) WHERE withdrawn_at IS NULL;

CREATE TABLE refund_reminder (
  id uuid PRIMARY KEY,
  filing_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no int NOT NULL,
  reminded_on date NOT NULL,
  overdue_refund_fen bigint NOT NULL,
  overdue_recovery_fen bigint NOT NULL,
  reminded_by_id uuid NOT NULL,
  reminded_by_name text NOT NULL,
  reminded_at timestamptz(3) NOT NULL
);
CREATE UNIQUE INDEX refund_reminder_filing_id_reminded_on_key ON refund_reminder (filing_id, reminded_on);
CREATE INDEX refund_reminder_region_no_reminded_at_idx ON refund_reminder (region_no, reminded_at);

CREATE TABLE bank_import (
  id uuid PRIMARY KEY,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL,
  region_no int NOT NULL,
  account text NOT NULL,
  file_id uuid NOT NULL REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  row_count int NOT NULL,
  added_count int NOT NULL,
  imported_by_id uuid NOT NULL,
  imported_by_name text NOT NULL,
  imported_at timestamptz(3) NOT NULL
);
CREATE INDEX bank_import_agency_id_imported_at_idx ON bank_import (agency_id, imported_at);
CREATE INDEX bank_import_file_id_idx ON bank_import (file_id);

CREATE TABLE bank_row (
  id uuid PRIMARY KEY,
  import_id uuid NOT NULL REFERENCES bank_import (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL,
  region_no int NOT NULL,
  account text NOT NULL,
  serial text NOT NULL,
  received_on date NOT NULL,
  amount_fen bigint NOT NULL,
  payer text NOT NULL,
  remark text NOT NULL DEFAULT '',
  matched_fen bigint NOT NULL DEFAULT 0,
  version int NOT NULL DEFAULT 1,
  CONSTRAINT check$bank_row_amount CHECK (amount_fen > 0),
  CONSTRAINT check$bank_row_matched CHECK (matched_fen BETWEEN 0 AND amount_fen)
);
CREATE UNIQUE INDEX bank_row_agency_id_account_serial_key ON bank_row (agency_id, account, serial);
CREATE INDEX bank_row_import_id_idx ON bank_row (import_id);
CREATE INDEX bank_row_region_no_received_on_idx ON bank_row (region_no, received_on);

CREATE TABLE bank_match (
  id uuid PRIMARY KEY,
  bank_row_id uuid NOT NULL REFERENCES bank_row (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  refund_id uuid NOT NULL,
  amount_fen bigint NOT NULL,
  manner text NOT NULL,
  matched_by_id uuid NOT NULL,
  matched_by_name text NOT NULL,
  matched_at timestamptz(3) NOT NULL,
  undone_by_id uuid,
  undone_by_name text,
  undone_at timestamptz(3),
  undo_reason text,
  CONSTRAINT check$bank_match_amount CHECK (amount_fen > 0),
  CONSTRAINT check$bank_match_undone CHECK ((undone_at IS NULL) = (undone_by_id IS NULL) AND (undone_at IS NULL) = (undo_reason IS NULL))
);
CREATE INDEX bank_match_bank_row_id_idx ON bank_match (bank_row_id);
CREATE INDEX bank_match_refund_id_idx ON bank_match (refund_id);

GRANT SELECT, INSERT, UPDATE ON refund_demand, refund_reminder, bank_import, bank_row, bank_match TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE refund_demand ENABLE ROW LEVEL SECURITY;
ALTER TABLE refund_demand FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON refund_demand FOR SELECT TO qingyuan_app USING (
    (refund_demand.department = (SELECT ctx_department()) AND refund_demand.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_demand.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_demand.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund_demand.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON refund_demand FOR INSERT TO qingyuan_app WITH CHECK (
    (refund_demand.department = (SELECT ctx_department()) AND refund_demand.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_demand.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_demand.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON refund_demand FOR UPDATE TO qingyuan_app USING (
    (refund_demand.department = (SELECT ctx_department()) AND refund_demand.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_demand.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_demand.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (refund_demand.department = (SELECT ctx_department()) AND refund_demand.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_demand.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_demand.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON refund_demand TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON refund_demand TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE refund_reminder ENABLE ROW LEVEL SECURITY;
ALTER TABLE refund_reminder FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON refund_reminder FOR SELECT TO qingyuan_app USING (
    (refund_reminder.department = (SELECT ctx_department()) AND refund_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (refund_reminder.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON refund_reminder FOR INSERT TO qingyuan_app WITH CHECK (
    (refund_reminder.department = (SELECT ctx_department()) AND refund_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON refund_reminder FOR UPDATE TO qingyuan_app USING (
    (refund_reminder.department = (SELECT ctx_department()) AND refund_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (refund_reminder.department = (SELECT ctx_department()) AND refund_reminder.region_no >= (SELECT ctx_int('app.region_lo')) AND refund_reminder.region_no <= (SELECT ctx_int('app.region_hi')) AND (refund_reminder.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON refund_reminder TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON refund_reminder TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE bank_import ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_import FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON bank_import FOR SELECT TO qingyuan_app USING (
    (bank_import.department = (SELECT ctx_department()) AND bank_import.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON bank_import FOR INSERT TO qingyuan_app WITH CHECK (
    (bank_import.department = (SELECT ctx_department()) AND bank_import.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON bank_import FOR UPDATE TO qingyuan_app USING (
    (bank_import.department = (SELECT ctx_department()) AND bank_import.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_import.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (bank_import.department = (SELECT ctx_department()) AND bank_import.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_import.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON bank_import TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON bank_import TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE bank_row ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_row FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON bank_row FOR SELECT TO qingyuan_app USING (
    (bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON bank_row FOR INSERT TO qingyuan_app WITH CHECK (
    (bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_update ON bank_row FOR UPDATE TO qingyuan_app USING (
    (bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi')))) WITH CHECK (
    (bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY worker_all ON bank_row TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON bank_row TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE bank_match ENABLE ROW LEVEL SECURITY;
ALTER TABLE bank_match FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON bank_match FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM bank_row WHERE bank_row.id = bank_match.bank_row_id));
CREATE POLICY reach_insert ON bank_match FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM bank_row WHERE bank_row.id = bank_match.bank_row_id AND ((bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi'))))));
CREATE POLICY reach_update ON bank_match FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM bank_row WHERE bank_row.id = bank_match.bank_row_id AND ((bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi')))))) WITH CHECK (
    EXISTS (SELECT FROM bank_row WHERE bank_row.id = bank_match.bank_row_id AND ((bank_row.department = (SELECT ctx_department()) AND bank_row.region_no >= (SELECT ctx_int('app.region_lo')) AND bank_row.region_no <= (SELECT ctx_int('app.region_hi'))))));
CREATE POLICY worker_all ON bank_match TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON bank_match TO CURRENT_USER USING (true) WITH CHECK (true);

