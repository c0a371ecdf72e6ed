-- What the operating agency does under the agreement (协议处理), beside the administrative procedure: it answers, hears the institution, proposes
-- measures, decides by another person, serves, carries out and reports. It alone writes here; the bureau hands the case over and reads.
CREATE TYPE "AgreementStage" AS ENUM ('accepted', 'stated', 'proposed', 'decided', 'served', 'performed', 'closed', 'declined');
CREATE TYPE "AgreementMeasureKind" AS ENUM ('interview', 'withhold', 'recover', 'suspend', 'terminate');

CREATE TABLE case_agreement (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  stage "AgreementStage" NOT NULL,
  worker_ids uuid[] NOT NULL DEFAULT ARRAY[]::uuid[],
  answered_by_name text NOT NULL,
  answered_at timestamptz(3) NOT NULL,
  decline_reason text NOT NULL DEFAULT '',
  spoke boolean,
  statement text NOT NULL DEFAULT '',
  stated_on date,
  proposal text NOT NULL DEFAULT '',
  proposed_by_name text,
  proposed_at timestamptz(3),
  sent_back_reason text NOT NULL DEFAULT '',
  number text NOT NULL DEFAULT '',
  opinion text NOT NULL DEFAULT '',
  limited_fen bigint,
  decided_by_id uuid,
  decided_by_name text,
  decided_on date,
  method "CaseServiceMethod",
  receiver text NOT NULL DEFAULT '',
  served_on date,
  performed_at timestamptz(3),
  reported_on date,
  outcome text NOT NULL DEFAULT '',
  CONSTRAINT case_agreement_pkey PRIMARY KEY (id),
  CONSTRAINT case_agreement_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_agreement_declined CHECK ((stage = 'declined') = (decline_reason <> '')),
  CONSTRAINT check$case_agreement_stated CHECK (stage IN ('accepted', 'declined') OR (stated_on IS NOT NULL AND spoke IS NOT NULL)),
  CONSTRAINT check$case_agreement_spoke CHECK ((spoke IS NULL) = (stated_on IS NULL) AND (spoke IS NOT TRUE OR statement <> '')),
  CONSTRAINT check$case_agreement_proposed CHECK (stage IN ('accepted', 'stated', 'declined') OR (proposed_at IS NOT NULL AND proposal <> '')),
  CONSTRAINT check$case_agreement_decided CHECK ((stage IN ('decided', 'served', 'performed', 'closed')) = (decided_by_id IS NOT NULL)
    AND (decided_by_id IS NULL) = (decided_on IS NULL) AND (decided_by_id IS NULL) = (limited_fen IS NULL) AND (decided_by_id IS NULL) = (number = '')),
  CONSTRAINT check$case_agreement_served CHECK ((stage IN ('served', 'performed', 'closed')) = (served_on IS NOT NULL)
    AND (served_on IS NULL) = (method IS NULL) AND served_on >= decided_on),
  CONSTRAINT check$case_agreement_performed CHECK ((stage IN ('performed', 'closed')) = (performed_at IS NOT NULL)),
  CONSTRAINT check$case_agreement_closed CHECK ((stage = 'closed') = (reported_on IS NOT NULL) AND (stage = 'closed') = (outcome <> '')),
  -- Whoever worked on it does not decide on it.
  CONSTRAINT check$case_agreement_two_people CHECK (decided_by_id IS NULL OR decided_by_id <> ALL (worker_ids))
);
CREATE UNIQUE INDEX case_agreement_case_id_key ON case_agreement (case_id);
CREATE UNIQUE INDEX case_agreement_id_case_id_key ON case_agreement (id, case_id);
GRANT SELECT, INSERT, UPDATE ON case_agreement TO qingyuan_app, qingyuan_worker;

CREATE TABLE case_agreement_measure (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  agreement_id uuid NOT NULL,
  seq integer NOT NULL,
  kind "AgreementMeasureKind" NOT NULL,
  clause text NOT NULL,
  amount_fen bigint,
  days integer,
  months integer,
  note text NOT NULL DEFAULT '',
  planned_by_id uuid NOT NULL,
  planned_at timestamptz(3) NOT NULL,
  withdrawn_at timestamptz(3),
  performed_on date,
  result text NOT NULL DEFAULT '',
  CONSTRAINT case_agreement_measure_pkey PRIMARY KEY (id),
  CONSTRAINT case_agreement_measure_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_agreement_measure_agreement_id_case_id_fkey FOREIGN KEY (agreement_id, case_id) REFERENCES case_agreement (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_agreement_measure_takes CHECK ((kind IN ('withhold', 'recover')) = (amount_fen IS NOT NULL) AND (kind = 'suspend') = (days IS NOT NULL)
    AND (kind = 'terminate') = (months IS NOT NULL) AND amount_fen > 0 AND days BETWEEN 1 AND 180 AND months IN (12, 36)),
  CONSTRAINT check$case_agreement_measure_performed CHECK (performed_on IS NULL OR withdrawn_at IS NULL),
  CONSTRAINT check$case_agreement_measure_clause CHECK (clause <> '')
);
CREATE UNIQUE INDEX case_agreement_measure_case_id_seq_key ON case_agreement_measure (case_id, seq);
CREATE INDEX case_agreement_measure_agreement_id_case_id_idx ON case_agreement_measure (agreement_id, case_id);
CREATE UNIQUE INDEX uniq$case_agreement_measure_kind ON case_agreement_measure (case_id, kind) WHERE withdrawn_at IS NULL;
GRANT SELECT, INSERT, UPDATE ON case_agreement_measure TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION case_agreement_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT ((OLD.stage = 'accepted' AND NEW.stage IN ('stated', 'declined')) OR (OLD.stage = 'stated' AND NEW.stage IN ('proposed', 'declined'))
    OR (OLD.stage = 'proposed' AND NEW.stage IN ('stated', 'decided')) OR (OLD.stage = 'decided' AND NEW.stage = 'served')
    OR (OLD.stage = 'served' AND NEW.stage = 'performed') OR (OLD.stage = 'performed' AND NEW.stage = 'closed')) THEN
    RAISE EXCEPTION 'the agreement of case % does not lead from % to %', OLD.case_id, OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_agreement_moves BEFORE UPDATE OF stage ON case_agreement FOR EACH ROW WHEN (OLD.stage <> NEW.stage) EXECUTE FUNCTION case_agreement_moves();

-- What was proposed stays as it was proposed: measures change while they are planned, and later only by being carried out.
CREATE FUNCTION case_agreement_measure_holds() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  stands case_agreement := (SELECT a FROM case_agreement a WHERE a.id = NEW.agreement_id);
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF stands.stage NOT IN ('accepted', 'stated') AND NEW.planned_at > stands.proposed_at THEN
      RAISE EXCEPTION 'the measures of case % are no longer planned', NEW.case_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF stands.stage NOT IN ('accepted', 'stated') AND (OLD.kind, OLD.clause, OLD.amount_fen, OLD.days, OLD.months, OLD.withdrawn_at)
    IS DISTINCT FROM (NEW.kind, NEW.clause, NEW.amount_fen, NEW.days, NEW.months, NEW.withdrawn_at) THEN
    RAISE EXCEPTION 'the measures of case % are no longer planned', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.performed_on IS DISTINCT FROM NEW.performed_on AND (OLD.performed_on IS NOT NULL OR stands.stage <> 'served') THEN
    RAISE EXCEPTION 'a measure of case % is not carried out now', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_agreement_measure_holds BEFORE INSERT OR UPDATE ON case_agreement_measure FOR EACH ROW EXECUTE FUNCTION case_agreement_measure_holds();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_agreement ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_agreement FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_agreement FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement.case_id));
CREATE POLICY reach_insert ON case_agreement FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY reach_update ON case_agreement FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL)))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY worker_all ON case_agreement TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_agreement TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_agreement_measure ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_agreement_measure FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_agreement_measure FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement_measure.case_id));
CREATE POLICY reach_insert ON case_agreement_measure FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement_measure.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY reach_update ON case_agreement_measure FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement_measure.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL)))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_agreement_measure.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY worker_all ON case_agreement_measure TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_agreement_measure TO CURRENT_USER USING (true) WITH CHECK (true);
