-- Reconsideration and litigation (行政复议、行政诉讼) on a decision: received, answered, concluded or taken back. As long as one is open no court
-- is asked to enforce the decision and its case is not closed.
CREATE TYPE "RemedyKind" AS ENUM ('reconsideration', 'litigation');
CREATE TYPE "RemedyState" AS ENUM ('received', 'answered', 'concluded', 'withdrawn');
CREATE TYPE "RemedyOutcome" AS ENUM ('maintained', 'changed', 'revoked');

CREATE TABLE case_remedy (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  party_id uuid NOT NULL,
  kind "RemedyKind" NOT NULL,
  state "RemedyState" NOT NULL DEFAULT 'received',
  body text NOT NULL,
  docket text NOT NULL DEFAULT '',
  received_on date NOT NULL,
  stayed boolean NOT NULL DEFAULT false,
  answered_on date,
  outcome "RemedyOutcome",
  concluded_on date,
  conclusion text NOT NULL DEFAULT '',
  refund_fen bigint,
  fine_fen bigint,
  received_by_id uuid NOT NULL,
  received_by_name text NOT NULL,
  received_at timestamptz(3) NOT NULL,
  concluded_by_id uuid,
  concluded_by_name text,
  concluded_at timestamptz(3),
  CONSTRAINT case_remedy_pkey PRIMARY KEY (id),
  CONSTRAINT case_remedy_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_remedy_party_id_case_id_fkey FOREIGN KEY (party_id, case_id) REFERENCES case_party (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_remedy_concluded CHECK ((state = 'concluded') = (outcome IS NOT NULL) AND (state IN ('concluded', 'withdrawn')) = (concluded_on IS NOT NULL)
    AND (outcome IS NULL) = (concluded_by_id IS NULL)),
  CONSTRAINT check$case_remedy_answered CHECK (state <> 'answered' OR answered_on IS NOT NULL),
  CONSTRAINT check$case_remedy_days CHECK (answered_on >= received_on AND concluded_on >= coalesce(answered_on, received_on)),
  CONSTRAINT check$case_remedy_changed CHECK ((outcome IS NOT DISTINCT FROM 'changed') = (refund_fen IS NOT NULL) AND (refund_fen IS NULL) = (fine_fen IS NULL)
    AND refund_fen >= 0 AND fine_fen >= 0)
);
CREATE UNIQUE INDEX case_remedy_case_id_seq_key ON case_remedy (case_id, seq);
CREATE INDEX case_remedy_party_id_case_id_idx ON case_remedy (party_id, case_id);
-- Each party asks either once, but for what it took back.
CREATE UNIQUE INDEX uniq$case_remedy_of_party ON case_remedy (case_id, party_id, kind) WHERE state <> 'withdrawn';
GRANT SELECT, INSERT, UPDATE ON case_remedy TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION case_remedy_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT ((OLD.state = 'received' AND NEW.state <> 'received') OR (OLD.state = 'answered' AND NEW.state IN ('concluded', 'withdrawn'))) THEN
    RAISE EXCEPTION 'a remedy of case % does not lead from % to %', OLD.case_id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_remedy_moves BEFORE UPDATE OF state ON case_remedy FOR EACH ROW WHEN (OLD.state <> NEW.state) EXECUTE FUNCTION case_remedy_moves();

CREATE FUNCTION case_procedure_appealed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_remedy WHERE case_id = NEW.case_id AND state IN ('received', 'answered')) THEN
    RAISE EXCEPTION 'the decision of case % is being looked at again', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_procedure_appealed BEFORE UPDATE OF stage ON case_procedure FOR EACH ROW
  WHEN (NEW.stage <> OLD.stage AND NEW.stage IN ('enforcing', 'closed')) EXECUTE FUNCTION case_procedure_appealed();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_remedy ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_remedy FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_remedy FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_remedy.case_id));
CREATE POLICY reach_insert ON case_remedy FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_remedy.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_remedy FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_remedy.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_remedy.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_remedy TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_remedy TO CURRENT_USER USING (true) WITH CHECK (true);
