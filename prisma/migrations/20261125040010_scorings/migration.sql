-- The operating agency scores persons of the institution (医保支付资格记分), after the institution was punished or handled under its agreement:
-- proposed, told, heard, looked at by another, decided by a third, served, objected to, restored. It alone writes here; names and codes are sealed.
CREATE TYPE "ScoringStage" AS ENUM ('proposed', 'noticed', 'stated', 'reviewed', 'decided', 'served', 'objected', 'restored', 'revoked', 'dropped');
CREATE TYPE "ScoredPost" AS ENUM ('physician', 'pharmacist', 'nurse', 'technician', 'feeReviewer', 'pharmacyHead');
CREATE TYPE "ScoringDegree" AS ENUM ('general', 'important', 'main');
CREATE TYPE "ScoringEffect" AS ENUM ('reminder', 'suspended', 'ended', 'endedAtOnce');
CREATE TYPE "RestoreGround" AS ENUM ('elapsed', 'repaired');

CREATE TABLE case_scoring (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  stage "ScoringStage" NOT NULL DEFAULT 'proposed',
  name_cipher text NOT NULL,
  code_cipher text NOT NULL,
  code_index text NOT NULL,
  post "ScoredPost" NOT NULL,
  degree "ScoringDegree" NOT NULL,
  entry text NOT NULL,
  points integer NOT NULL,
  ground text NOT NULL,
  worker_ids uuid[] NOT NULL DEFAULT ARRAY[]::uuid[],
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  noticed_on date,
  say_by date,
  notice_receiver text NOT NULL DEFAULT '',
  spoke boolean,
  statement text NOT NULL DEFAULT '',
  stated_on date,
  review_opinion text NOT NULL DEFAULT '',
  elsewhere integer NOT NULL DEFAULT 0,
  reviewed_by_name text,
  reviewed_at timestamptz(3),
  number text NOT NULL DEFAULT '',
  year integer,
  earlier integer,
  effect "ScoringEffect",
  months integer,
  decided_by_id uuid,
  decided_by_name text,
  decided_on date,
  method "CaseServiceMethod",
  receiver text NOT NULL DEFAULT '',
  served_on date,
  object_by date,
  objection text NOT NULL DEFAULT '',
  objected_on date,
  answer text NOT NULL DEFAULT '',
  answered_by_name text,
  answered_at timestamptz(3),
  restored_on date,
  restore_ground "RestoreGround",
  end_reason text NOT NULL DEFAULT '',
  CONSTRAINT case_scoring_pkey PRIMARY KEY (id),
  CONSTRAINT case_scoring_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_scoring_points CHECK (points BETWEEN 1 AND 12 AND elsewhere BETWEEN 0 AND 12 AND earlier >= 0),
  CONSTRAINT check$case_scoring_noticed CHECK (stage IN ('proposed', 'dropped') OR (noticed_on IS NOT NULL AND say_by IS NOT NULL)),
  CONSTRAINT check$case_scoring_stated CHECK (stage IN ('proposed', 'noticed', 'dropped') OR (stated_on IS NOT NULL AND spoke IS NOT NULL)),
  CONSTRAINT check$case_scoring_spoke CHECK ((spoke IS NULL) = (stated_on IS NULL) AND (spoke IS NOT TRUE OR statement <> '') AND stated_on >= noticed_on
    AND (spoke IS NOT FALSE OR stated_on > say_by)),
  CONSTRAINT check$case_scoring_reviewed CHECK (stage IN ('proposed', 'noticed', 'stated', 'dropped') OR reviewed_at IS NOT NULL),
  CONSTRAINT check$case_scoring_decided CHECK ((stage IN ('decided', 'served', 'objected', 'restored', 'revoked')) = (decided_by_id IS NOT NULL)
    AND (decided_by_id IS NULL) = (decided_on IS NULL) AND (decided_by_id IS NULL) = (effect IS NULL) AND (decided_by_id IS NULL) = (year IS NULL)
    AND (decided_by_id IS NULL) = (earlier IS NULL) AND (decided_by_id IS NULL) = (number = '') AND decided_on >= stated_on
    AND year = extract(year FROM decided_on)),
  -- Nine points of a year suspend, twelve end; twelve at once end for longer.
  CONSTRAINT check$case_scoring_effect CHECK (effect IS NULL OR effect = CASE WHEN points = 12 THEN 'endedAtOnce' WHEN earlier + points >= 12 THEN 'ended'
    WHEN earlier + points >= 9 THEN 'suspended' ELSE 'reminder' END::"ScoringEffect"),
  CONSTRAINT check$case_scoring_months CHECK (CASE effect WHEN 'suspended' THEN months BETWEEN 1 AND 6 WHEN 'ended' THEN months = 12
    WHEN 'endedAtOnce' THEN months = 36 ELSE months IS NULL END),
  CONSTRAINT check$case_scoring_served CHECK ((stage NOT IN ('served', 'objected', 'restored') OR served_on IS NOT NULL)
    AND (served_on IS NULL) = (method IS NULL) AND (served_on IS NULL) = (object_by IS NULL) AND served_on >= decided_on),
  CONSTRAINT check$case_scoring_objected CHECK ((stage <> 'objected' OR objected_on IS NOT NULL) AND (objected_on IS NULL) = (objection = '')
    AND objected_on BETWEEN served_on AND object_by),
  CONSTRAINT check$case_scoring_restored CHECK ((stage = 'restored') = (restored_on IS NOT NULL) AND (restored_on IS NULL) = (restore_ground IS NULL)
    AND (stage <> 'restored' OR months IS NOT NULL)),
  CONSTRAINT check$case_scoring_ended CHECK ((stage IN ('dropped', 'revoked', 'restored')) = (end_reason <> '')),
  -- Whoever worked on it does not decide on it.
  CONSTRAINT check$case_scoring_two_people CHECK (decided_by_id IS NULL OR decided_by_id <> ALL (worker_ids))
);
CREATE UNIQUE INDEX case_scoring_case_id_seq_key ON case_scoring (case_id, seq);
CREATE INDEX case_scoring_code_index_year_idx ON case_scoring (code_index, year);
GRANT SELECT, INSERT, UPDATE ON case_scoring TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION case_scoring_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT ((OLD.stage = 'proposed' AND NEW.stage IN ('noticed', 'dropped')) OR (OLD.stage = 'noticed' AND NEW.stage IN ('stated', 'dropped'))
    OR (OLD.stage = 'stated' AND NEW.stage IN ('reviewed', 'dropped')) OR (OLD.stage = 'reviewed' AND NEW.stage IN ('decided', 'dropped'))
    OR (OLD.stage = 'decided' AND NEW.stage IN ('served', 'revoked')) OR (OLD.stage = 'served' AND NEW.stage IN ('objected', 'revoked', 'restored'))
    OR (OLD.stage = 'objected' AND NEW.stage IN ('served', 'revoked'))) THEN
    RAISE EXCEPTION 'a scoring of case % does not lead from % to %', OLD.case_id, OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_scoring_moves BEFORE UPDATE OF stage ON case_scoring FOR EACH ROW WHEN (OLD.stage <> NEW.stage) EXECUTE FUNCTION case_scoring_moves();

-- Whom it is of and what was proposed stays; what was decided is taken back as a whole or not at all.
CREATE FUNCTION case_scoring_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.case_id, OLD.seq, OLD.name_cipher, OLD.code_cipher, OLD.code_index, OLD.post, OLD.degree, OLD.entry, OLD.points, OLD.ground)
    IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.name_cipher, NEW.code_cipher, NEW.code_index, NEW.post, NEW.degree, NEW.entry, NEW.points, NEW.ground) THEN
    RAISE EXCEPTION 'what was proposed of a scoring of case % stays', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  IF OLD.decided_by_id IS NOT NULL AND (OLD.number, OLD.year, OLD.earlier, OLD.effect, OLD.months, OLD.decided_by_id, OLD.decided_on)
    IS DISTINCT FROM (NEW.number, NEW.year, NEW.earlier, NEW.effect, NEW.months, NEW.decided_by_id, NEW.decided_on) THEN
    RAISE EXCEPTION 'what was decided of a scoring of case % stays', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_scoring_holds BEFORE UPDATE ON case_scoring FOR EACH ROW EXECUTE FUNCTION case_scoring_holds();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_scoring ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_scoring FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_scoring FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_scoring.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY reach_insert ON case_scoring FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_scoring.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY reach_update ON case_scoring FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_scoring.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL)))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_scoring.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY worker_all ON case_scoring TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_scoring TO CURRENT_USER USING (true) WITH CHECK (true);

