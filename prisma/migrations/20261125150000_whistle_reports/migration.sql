-- Reports of whistle-blowers (举报): what was reported and how it went, who reported it, and what was paid for it. The report is read by whoever keeps it
-- and by the head of the agency; who made it is sealed in a table that the keeper alone reaches. Nothing above the agency looks in.
CREATE TYPE "WhistleChannel" AS ENUM ('web', 'phone', 'fax', 'letter', 'visit', 'transferred');
CREATE TYPE "WhistleStage" AS ENUM ('received', 'accepted', 'declined', 'decided', 'replied');
CREATE TYPE "WhistleOutcome" AS ENUM ('filed', 'notFiled');
CREATE TYPE "WhistleReplyManner" AS ENUM ('letter', 'phone', 'inPerson', 'electronic');
CREATE TYPE "WhistleRewardStage" AS ENUM ('proposed', 'approved', 'returned', 'noticed', 'paid', 'lapsed');
CREATE TYPE "WhistleRewardReturn" AS ENUM ('notVerified', 'rateUnfit', 'repeated', 'incomplete');

CREATE TABLE whistle_report (
  id uuid NOT NULL DEFAULT uuidv7(),
  number text NOT NULL,
  stage "WhistleStage" NOT NULL DEFAULT 'received',
  version integer NOT NULL DEFAULT 1,
  secrecy smallint NOT NULL DEFAULT 2,
  agency_id uuid NOT NULL,
  agency_name text NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  keeper_id uuid NOT NULL,
  keeper_name text NOT NULL,
  channel "WhistleChannel" NOT NULL,
  is_named boolean NOT NULL,
  alias text NOT NULL DEFAULT '',
  received_on date NOT NULL,
  accept_by date NOT NULL,
  about text NOT NULL,
  institution_id uuid,
  statement text NOT NULL,
  evidence text NOT NULL DEFAULT '',
  keep_secret text NOT NULL DEFAULT '',
  registered_by_name text NOT NULL,
  registered_at timestamptz(3) NOT NULL,
  accepted_on date,
  accept_reason text NOT NULL DEFAULT '',
  lead_id uuid,
  outcome "WhistleOutcome",
  decided_on date,
  decision_reason text NOT NULL DEFAULT '',
  case_number text NOT NULL DEFAULT '',
  reply_by date,
  replied_on date,
  reply_way "WhistleReplyManner",
  reply text NOT NULL DEFAULT '',
  CONSTRAINT whistle_report_pkey PRIMARY KEY (id),
  CONSTRAINT whistle_report_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT whistle_report_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$whistle_report_taken_up CHECK ((stage = 'received') = (accepted_on IS NULL) AND (stage <> 'declined' OR accept_reason <> '')
    AND accepted_on >= received_on),
  CONSTRAINT check$whistle_report_decided CHECK ((stage <> 'decided' OR decided_on IS NOT NULL) AND (stage NOT IN ('received', 'accepted', 'declined') OR decided_on IS NULL)
    AND (decided_on IS NULL) = (outcome IS NULL) AND decided_on >= accepted_on),
  -- Whoever named themselves is told within the time, and nobody else can be.
  CONSTRAINT check$whistle_report_reply_by CHECK ((reply_by IS NOT NULL) = (is_named AND decided_on IS NOT NULL)),
  CONSTRAINT check$whistle_report_replied CHECK ((stage = 'replied') = (replied_on IS NOT NULL) AND (replied_on IS NULL) = (reply_way IS NULL)
    AND (replied_on IS NULL) = (reply = '') AND (replied_on IS NULL OR is_named) AND replied_on >= accepted_on AND replied_on >= decided_on)
);
CREATE UNIQUE INDEX whistle_report_number_key ON whistle_report (number);
CREATE INDEX whistle_report_agency_id_stage_idx ON whistle_report (agency_id, stage);
CREATE INDEX whistle_report_keeper_id_stage_idx ON whistle_report (keeper_id, stage);
CREATE INDEX whistle_report_institution_id_idx ON whistle_report (institution_id);
CREATE INDEX whistle_report_lead_id_idx ON whistle_report (lead_id);
GRANT SELECT, INSERT, UPDATE ON whistle_report TO qingyuan_app, qingyuan_worker;

CREATE TABLE whistle_identity (
  id uuid NOT NULL DEFAULT uuidv7(),
  report_id uuid NOT NULL,
  name_cipher text NOT NULL,
  contact_cipher text NOT NULL,
  code_cipher text NOT NULL,
  CONSTRAINT whistle_identity_pkey PRIMARY KEY (id),
  CONSTRAINT whistle_identity_report_id_fkey FOREIGN KEY (report_id) REFERENCES whistle_report (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX whistle_identity_report_id_key ON whistle_identity (report_id);
-- Written once.
GRANT SELECT, INSERT ON whistle_identity TO qingyuan_app, qingyuan_worker;

CREATE TABLE whistle_reward (
  id uuid NOT NULL DEFAULT uuidv7(),
  report_id uuid NOT NULL,
  seq integer NOT NULL,
  stage "WhistleRewardStage" NOT NULL DEFAULT 'proposed',
  verified_fen bigint NOT NULL,
  rate integer NOT NULL,
  amount_fen bigint NOT NULL,
  basis text NOT NULL,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  approved_by_id uuid,
  approved_by_name text,
  approved_at timestamptz(3),
  return_reason "WhistleRewardReturn",
  noticed_on date,
  collect_by date,
  paid_on date,
  voucher text NOT NULL DEFAULT '',
  lapsed_on date,
  CONSTRAINT whistle_reward_pkey PRIMARY KEY (id),
  CONSTRAINT whistle_reward_report_id_fkey FOREIGN KEY (report_id) REFERENCES whistle_report (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- Whoever proposed it does not approve it.
  CONSTRAINT check$whistle_reward_two_people CHECK (approved_by_id IS NULL OR approved_by_id <> proposed_by_id),
  -- Between what the nation sets as the least and the most, and the share of what was verified.
  CONSTRAINT check$whistle_reward_amount CHECK (verified_fen > 0 AND rate BETWEEN 1 AND 5000
    AND amount_fen = least(greatest(verified_fen * rate / 10000, 20000), 20000000)),
  CONSTRAINT check$whistle_reward_approved CHECK ((stage = 'proposed') = (approved_by_id IS NULL) AND (approved_by_id IS NULL) = (approved_at IS NULL)
    AND (stage = 'returned') = (return_reason IS NOT NULL)),
  CONSTRAINT check$whistle_reward_noticed CHECK ((stage IN ('noticed', 'paid', 'lapsed')) = (noticed_on IS NOT NULL) AND (noticed_on IS NULL) = (collect_by IS NULL)),
  CONSTRAINT check$whistle_reward_paid CHECK ((stage = 'paid') = (paid_on IS NOT NULL) AND (paid_on IS NULL) = (voucher = '') AND paid_on BETWEEN noticed_on AND collect_by),
  CONSTRAINT check$whistle_reward_lapsed CHECK ((stage = 'lapsed') = (lapsed_on IS NOT NULL) AND lapsed_on > collect_by)
);
CREATE UNIQUE INDEX whistle_reward_report_id_seq_key ON whistle_reward (report_id, seq);
CREATE UNIQUE INDEX uniq$whistle_reward_standing ON whistle_reward (report_id) WHERE stage IN ('proposed', 'approved', 'noticed', 'paid');
GRANT SELECT, INSERT, UPDATE ON whistle_reward TO qingyuan_app, qingyuan_worker;

-- What was reported stays as it was told; only who keeps it and how it goes are written later.
CREATE FUNCTION whistle_report_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'received' AND NEW.stage IN ('accepted', 'declined')) OR (OLD.stage = 'accepted' AND NEW.stage = 'decided')
    OR (OLD.stage IN ('declined', 'decided') AND NEW.stage = 'replied')) THEN
    RAISE EXCEPTION 'a report does not lead from % to %', OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.number, OLD.agency_id, OLD.channel, OLD.is_named, OLD.alias, OLD.received_on, OLD.about, OLD.statement, OLD.evidence, OLD.keep_secret)
    IS DISTINCT FROM (NEW.number, NEW.agency_id, NEW.channel, NEW.is_named, NEW.alias, NEW.received_on, NEW.about, NEW.statement, NEW.evidence, NEW.keep_secret) THEN
    RAISE EXCEPTION 'what was reported stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER whistle_report_holds BEFORE UPDATE ON whistle_report FOR EACH ROW EXECUTE FUNCTION whistle_report_holds();

CREATE FUNCTION whistle_reward_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'proposed' AND NEW.stage IN ('approved', 'returned')) OR (OLD.stage = 'approved' AND NEW.stage = 'noticed')
    OR (OLD.stage = 'noticed' AND NEW.stage IN ('paid', 'lapsed'))) THEN
    RAISE EXCEPTION 'a reward does not lead from % to %', OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.report_id, OLD.seq, OLD.verified_fen, OLD.rate, OLD.amount_fen, OLD.basis, OLD.proposed_by_id)
    IS DISTINCT FROM (NEW.report_id, NEW.seq, NEW.verified_fen, NEW.rate, NEW.amount_fen, NEW.basis, NEW.proposed_by_id) THEN
    RAISE EXCEPTION 'what was proposed of a reward stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER whistle_reward_holds BEFORE UPDATE ON whistle_reward FOR EACH ROW EXECUTE FUNCTION whistle_reward_holds();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE whistle_report ENABLE ROW LEVEL SECURITY;
ALTER TABLE whistle_report FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON whistle_report FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND ((SELECT ctx_has_role('approver')))));
CREATE POLICY reach_insert ON whistle_report FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_update ON whistle_report FOR UPDATE TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND ((SELECT ctx_has_role('approver'))))) WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND ((SELECT ctx_has_role('approver')))));
CREATE POLICY worker_all ON whistle_report TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON whistle_report TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE whistle_identity ENABLE ROW LEVEL SECURITY;
ALTER TABLE whistle_identity FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON whistle_identity FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))))));
CREATE POLICY reach_insert ON whistle_identity FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))))));
CREATE POLICY reach_update ON whistle_identity FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))))) WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_identity.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id'))))));
CREATE POLICY worker_all ON whistle_identity TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON whistle_identity TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE whistle_reward ENABLE ROW LEVEL SECURITY;
ALTER TABLE whistle_reward FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON whistle_reward FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id));
CREATE POLICY reach_insert ON whistle_reward FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND ((SELECT ctx_has_role('approver')))))));
CREATE POLICY reach_update ON whistle_reward FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND ((SELECT ctx_has_role('approver'))))))) WITH CHECK (
    EXISTS (SELECT FROM whistle_report WHERE whistle_report.id = whistle_reward.report_id AND (((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND whistle_report.keeper_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND whistle_report.agency_id = (SELECT ctx_uuid('app.agency_id')) AND whistle_report.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (whistle_report.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.institution_id IS NULL OR whistle_report.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (whistle_report.lead_id IS NULL OR whistle_report.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND ((SELECT ctx_has_role('approver')))))));
CREATE POLICY worker_all ON whistle_reward TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON whistle_reward TO CURRENT_USER USING (true) WITH CHECK (true);
