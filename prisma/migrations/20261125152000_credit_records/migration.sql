-- What is kept of the credit of an institution (信用记录): proposed of a decided case, approved by another person, told, objected to, and ended by repair,
-- by being taken back or with its last day.
CREATE TYPE "CreditKind" AS ENUM ('general', 'serious');
CREATE TYPE "CreditStage" AS ENUM ('proposed', 'returned', 'approved', 'told', 'objected', 'revoked', 'repaired', 'lapsed');

CREATE TABLE credit_record (
  id uuid NOT NULL DEFAULT uuidv7(),
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  stage "CreditStage" NOT NULL DEFAULT 'proposed',
  version integer NOT NULL DEFAULT 1,
  kind "CreditKind" NOT NULL,
  level text NOT NULL,
  basis text NOT NULL,
  ground text NOT NULL,
  from_on date NOT NULL,
  until_on date NOT NULL,
  proposed_by_id uuid NOT NULL,
  proposed_by_name text NOT NULL,
  proposed_at timestamptz(3) NOT NULL,
  approved_by_id uuid,
  approved_by_name text,
  approved_at timestamptz(3),
  opinion text NOT NULL DEFAULT '',
  told_on date,
  receiver text NOT NULL DEFAULT '',
  objection text NOT NULL DEFAULT '',
  objected_on date,
  answer text NOT NULL DEFAULT '',
  answered_by_name text,
  ended_on date,
  end_reason text NOT NULL DEFAULT '',
  CONSTRAINT credit_record_pkey PRIMARY KEY (id),
  CONSTRAINT credit_record_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$credit_record_days CHECK (from_on < until_on),
  -- Whoever proposed it does not approve it.
  CONSTRAINT check$credit_record_two_people CHECK (approved_by_id IS NULL OR approved_by_id <> proposed_by_id),
  CONSTRAINT check$credit_record_approved CHECK ((stage = 'proposed') = (approved_by_id IS NULL) AND (approved_by_id IS NULL) = (approved_at IS NULL)),
  CONSTRAINT check$credit_record_told CHECK ((stage IN ('told', 'objected', 'revoked', 'repaired', 'lapsed')) = (told_on IS NOT NULL)
    AND (told_on IS NULL) = (receiver = '')),
  CONSTRAINT check$credit_record_objected CHECK ((stage NOT IN ('objected', 'revoked') OR objected_on IS NOT NULL) AND (objected_on IS NULL) = (objection = '')
    AND objected_on >= told_on),
  CONSTRAINT check$credit_record_ended CHECK ((stage IN ('revoked', 'repaired', 'lapsed')) = (ended_on IS NOT NULL)
    AND (stage NOT IN ('returned', 'revoked', 'repaired') OR end_reason <> '') AND (stage <> 'lapsed' OR ended_on > until_on))
);
CREATE UNIQUE INDEX credit_record_case_id_seq_key ON credit_record (case_id, seq);
CREATE UNIQUE INDEX uniq$credit_record_live ON credit_record (case_id) WHERE stage IN ('proposed', 'approved', 'told', 'objected');
GRANT SELECT, INSERT, UPDATE ON credit_record TO qingyuan_app, qingyuan_worker;

-- What was proposed is what is approved and told.
CREATE FUNCTION credit_record_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'proposed' AND NEW.stage IN ('approved', 'returned')) OR (OLD.stage = 'approved' AND NEW.stage = 'told')
    OR (OLD.stage = 'told' AND NEW.stage IN ('objected', 'repaired', 'lapsed')) OR (OLD.stage = 'objected' AND NEW.stage IN ('told', 'revoked'))) THEN
    RAISE EXCEPTION 'a credit record does not lead from % to %', OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  IF (OLD.case_id, OLD.seq, OLD.kind, OLD.level, OLD.basis, OLD.ground, OLD.from_on, OLD.until_on, OLD.proposed_by_id)
    IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.kind, NEW.level, NEW.basis, NEW.ground, NEW.from_on, NEW.until_on, NEW.proposed_by_id) THEN
    RAISE EXCEPTION 'what was proposed of a credit record stays' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER credit_record_holds BEFORE UPDATE ON credit_record FOR EACH ROW EXECUTE FUNCTION credit_record_holds();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE credit_record ENABLE ROW LEVEL SECURITY;
ALTER TABLE credit_record FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON credit_record FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
CREATE POLICY reach_insert ON credit_record FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON credit_record FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = credit_record.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON credit_record TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON credit_record TO CURRENT_USER USING (true) WITH CHECK (true);
