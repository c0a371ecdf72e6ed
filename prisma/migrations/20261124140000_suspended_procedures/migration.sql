-- A procedure may stand still (中止) on a ground, from a day to a day, and goes on when that is gone. While it stands still it moves nowhere, but to its end.
CREATE TYPE "SuspensionGround" AS ENUM ('awaitsJudgment', 'awaitsInterpretation', 'forceMajeure', 'partyMissing', 'other');

CREATE TABLE case_suspension (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  ground "SuspensionGround" NOT NULL,
  reason text NOT NULL,
  suspended_on date NOT NULL,
  suspended_by_id uuid NOT NULL,
  suspended_by_name text NOT NULL,
  suspended_at timestamptz(3) NOT NULL,
  resumed_on date,
  resume_reason text NOT NULL DEFAULT '',
  resumed_by_id uuid,
  resumed_by_name text,
  resumed_at timestamptz(3),
  CONSTRAINT case_suspension_pkey PRIMARY KEY (id),
  CONSTRAINT case_suspension_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_suspension_resumed CHECK (resumed_on >= suspended_on AND (resumed_on IS NULL) = (resumed_at IS NULL)
    AND (resumed_on IS NULL) = (resumed_by_id IS NULL) AND (resumed_on IS NULL) = (resume_reason = ''))
);
CREATE UNIQUE INDEX case_suspension_case_id_seq_key ON case_suspension (case_id, seq);
CREATE UNIQUE INDEX uniq$case_suspension_standing ON case_suspension (case_id) WHERE resumed_on IS NULL;
GRANT SELECT, INSERT, UPDATE ON case_suspension TO qingyuan_app, qingyuan_worker;

-- The party's own days are never halted, and after the decision there is nothing to halt.
ALTER TABLE case_procedure ADD CONSTRAINT check$case_procedure_suspended CHECK (suspended_at IS NULL
  OR stage IN ('filed', 'investigating', 'reported', 'inReview', 'reviewed', 'noticed', 'hearingAsked', 'deliberating', 'terminated'));

CREATE FUNCTION case_procedure_halts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.stage <> 'terminated' THEN
    RAISE EXCEPTION 'the procedure of case % stands still', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_procedure_halts BEFORE UPDATE OF stage ON case_procedure FOR EACH ROW
  WHEN (OLD.suspended_at IS NOT NULL AND NEW.stage <> OLD.stage) EXECUTE FUNCTION case_procedure_halts();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_suspension ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_suspension FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_suspension FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_suspension.case_id));
CREATE POLICY reach_insert ON case_suspension FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_suspension.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_suspension FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_suspension.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_suspension.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_suspension TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_suspension TO CURRENT_USER USING (true) WITH CHECK (true);
