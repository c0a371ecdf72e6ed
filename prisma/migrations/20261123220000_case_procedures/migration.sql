-- The administrative procedure of a case is one machine with its acts kept one by one: told before decided, decided no heavier than told,
-- served before it is performed. The state of the case follows from it.

-- Several clocks of one rule may run side by side in a matter, each for an object of its own; an act entered late keeps its own day.
ALTER TABLE statutory_clock
  ADD COLUMN object_id uuid NOT NULL DEFAULT '00000000-0000-0000-0000-000000000000',
  ADD COLUMN started_recorded_at timestamptz(3),
  ADD COLUMN stopped_recorded_at timestamptz(3);
-- Of running clocks alone: few rows, however many have stopped.
CREATE UNIQUE INDEX uniq$statutory_clock_of_object ON statutory_clock (subject_type, subject_id, rule_id, object_id) WHERE stopped_at IS NULL;
DROP INDEX uniq$statutory_clock_running;
ALTER INDEX uniq$statutory_clock_of_object RENAME TO uniq$statutory_clock_running;

CREATE TYPE "AdminStage" AS ENUM ('filed', 'investigating', 'reported', 'inReview', 'reviewed', 'noticed', 'defence', 'hearingAsked', 'hearingSet',
  'heard', 'deliberating', 'decided', 'served', 'performing', 'demanded', 'enforcing', 'performed', 'terminated', 'revoked', 'closed');
CREATE TYPE "ProcedureKind" AS ENUM ('ordinary', 'summary');
CREATE TYPE "ProcedureOutcome" AS ENUM ('penalty', 'noPenalty', 'unproven', 'transferred');
CREATE TYPE "ClosingKind" AS ENUM ('performed', 'unperformed', 'noPenalty', 'unproven', 'transferred', 'terminated', 'revoked');
CREATE TYPE "ServedPaper" AS ENUM ('priorNotice', 'decision', 'demand');
CREATE TYPE "CaseServiceMethod" AS ENUM ('direct', 'left', 'post', 'electronic', 'entrusted', 'publication');
CREATE TYPE "DefenceAdoption" AS ENUM ('adopted', 'partlyAdopted', 'notAdopted');

CREATE TABLE case_procedure (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  stage "AdminStage" NOT NULL DEFAULT 'filed',
  kind "ProcedureKind" NOT NULL DEFAULT 'ordinary',
  grounds text[] DEFAULT ARRAY[]::text[],
  outcome "ProcedureOutcome",
  outcome_reason text NOT NULL DEFAULT '',
  noticed_refund_fen bigint,
  noticed_fine_fen bigint,
  decided_refund_fen bigint,
  decided_fine_fen bigint,
  notice_served_on date,
  defence_ended_at timestamptz(3),
  decided_at timestamptz(3),
  served_on date,
  performed_at timestamptz(3),
  suspended_at timestamptz(3),
  closing_kind "ClosingKind",
  taken_over boolean NOT NULL DEFAULT false,
  note text NOT NULL DEFAULT '',
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT case_procedure_pkey PRIMARY KEY (id),
  CONSTRAINT case_procedure_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_procedure_decided CHECK (stage NOT IN ('decided', 'served', 'performing', 'demanded', 'enforcing', 'performed')
    OR (decided_at IS NOT NULL AND (outcome IS NOT NULL OR taken_over))),
  CONSTRAINT check$case_procedure_served CHECK (taken_over OR stage NOT IN ('served', 'performing', 'demanded', 'enforcing', 'performed') OR served_on IS NOT NULL),
  -- Nobody is penalised who was not told first and heard, or given the time for it (处罚法 第四十四条、第四十五条).
  CONSTRAINT check$case_procedure_told CHECK (taken_over OR kind = 'summary' OR outcome IS DISTINCT FROM 'penalty'
    OR (notice_served_on IS NOT NULL AND defence_ended_at IS NOT NULL AND defence_ended_at <= decided_at)),
  -- Nor more heavily than they were told (不得因申辩加重).
  CONSTRAINT check$case_procedure_not_above CHECK (taken_over OR kind = 'summary' OR outcome IS DISTINCT FROM 'penalty'
    OR (noticed_fine_fen IS NOT NULL AND noticed_refund_fen IS NOT NULL AND decided_fine_fen <= noticed_fine_fen AND decided_refund_fen <= noticed_refund_fen)),
  CONSTRAINT check$case_procedure_takes CHECK (taken_over OR outcome IS NULL OR outcome = 'penalty' OR coalesce(decided_fine_fen, 0) + coalesce(decided_refund_fen, 0) = 0),
  CONSTRAINT check$case_procedure_closed CHECK ((stage = 'closed') = (closing_kind IS NOT NULL))
);
CREATE UNIQUE INDEX uniq$case_procedure_case ON case_procedure (case_id);

CREATE TABLE case_notice (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  refund_fen bigint NOT NULL,
  fine_fen bigint NOT NULL,
  lines jsonb NOT NULL,
  hearing_right boolean NOT NULL,
  noticed_by_id uuid NOT NULL,
  noticed_by_name text NOT NULL,
  noticed_at timestamptz(3) NOT NULL,
  said_on date,
  said text NOT NULL DEFAULT '',
  waived boolean NOT NULL DEFAULT false,
  adoption "DefenceAdoption",
  adoption_why text NOT NULL DEFAULT '',
  withdrawn_at timestamptz(3),
  CONSTRAINT case_notice_pkey PRIMARY KEY (id),
  CONSTRAINT case_notice_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_notice_answered CHECK ((adoption IS NULL) = (adoption_why = ''))
);
CREATE UNIQUE INDEX case_notice_case_id_seq_key ON case_notice (case_id, seq);
CREATE UNIQUE INDEX uniq$case_notice_standing ON case_notice (case_id) WHERE withdrawn_at IS NULL;

CREATE TABLE case_hearing (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  asked_on date NOT NULL,
  notified_on date,
  hearing_on date,
  place text NOT NULL DEFAULT '',
  chair_id uuid,
  chair_name text,
  held_on date,
  minutes text NOT NULL DEFAULT '',
  opinion text NOT NULL DEFAULT '',
  reported_at timestamptz(3),
  withdrawn_at timestamptz(3),
  CONSTRAINT case_hearing_pkey PRIMARY KEY (id),
  CONSTRAINT case_hearing_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_hearing_set CHECK ((hearing_on IS NULL) = (chair_id IS NULL) AND (hearing_on IS NULL) = (notified_on IS NULL) AND notified_on < hearing_on),
  CONSTRAINT check$case_hearing_held CHECK (held_on IS NULL OR (held_on >= hearing_on AND minutes <> ''))
);
CREATE UNIQUE INDEX case_hearing_case_id_seq_key ON case_hearing (case_id, seq);

CREATE TABLE case_discussion (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  held_on date NOT NULL,
  present text[],
  opinions text NOT NULL,
  conclusion text NOT NULL,
  recorded_by_id uuid NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  withdrawn_at timestamptz(3),
  CONSTRAINT case_discussion_pkey PRIMARY KEY (id),
  CONSTRAINT case_discussion_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_discussion_present CHECK (cardinality(present) >= 3)
);
CREATE UNIQUE INDEX case_discussion_case_id_seq_key ON case_discussion (case_id, seq);

CREATE TABLE case_service (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  paper "ServedPaper" NOT NULL,
  method "CaseServiceMethod" NOT NULL,
  served_on date NOT NULL,
  receiver text NOT NULL,
  note text NOT NULL DEFAULT '',
  recorded_by_id uuid NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  CONSTRAINT case_service_pkey PRIMARY KEY (id),
  CONSTRAINT case_service_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX case_service_case_id_idx ON case_service (case_id);

CREATE TABLE case_instalment (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  amount_fen bigint NOT NULL,
  due_on date NOT NULL,
  CONSTRAINT case_instalment_pkey PRIMARY KEY (id),
  CONSTRAINT case_instalment_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_instalment_amount CHECK (amount_fen > 0)
);
CREATE UNIQUE INDEX case_instalment_case_id_seq_key ON case_instalment (case_id, seq);

GRANT SELECT, INSERT, UPDATE ON case_procedure, case_notice, case_hearing, case_discussion, case_service, case_instalment TO qingyuan_app, qingyuan_worker;

-- What the lists call a case at each stage, and where each stage leads: as src/domain/case/tracks says it, which a test holds against these.
CREATE FUNCTION case_state_of(p_stage "AdminStage") RETURNS "CaseState" LANGUAGE sql IMMUTABLE AS $$
  SELECT (CASE
    WHEN p_stage IN ('filed') THEN 'filed'
    WHEN p_stage IN ('investigating', 'reported', 'inReview', 'reviewed', 'noticed', 'defence', 'hearingAsked', 'hearingSet', 'heard', 'deliberating') THEN 'investigating'
    WHEN p_stage IN ('decided', 'served', 'performing', 'demanded', 'enforcing', 'performed', 'terminated', 'revoked') THEN 'decided'
    WHEN p_stage IN ('closed') THEN 'closed'
  END)::"CaseState"
$$;
CREATE FUNCTION case_stage_leads(p_from "AdminStage", p_to "AdminStage") RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT CASE p_from
    WHEN 'filed' THEN p_to IN ('investigating', 'decided')
    WHEN 'investigating' THEN p_to IN ('reported')
    WHEN 'reported' THEN p_to IN ('investigating', 'inReview', 'reviewed')
    WHEN 'inReview' THEN p_to IN ('investigating', 'reviewed')
    WHEN 'reviewed' THEN p_to IN ('investigating', 'noticed', 'decided')
    WHEN 'noticed' THEN p_to IN ('defence', 'investigating')
    WHEN 'defence' THEN p_to IN ('hearingAsked', 'deliberating', 'investigating')
    WHEN 'hearingAsked' THEN p_to IN ('hearingSet', 'investigating')
    WHEN 'hearingSet' THEN p_to IN ('heard', 'investigating')
    WHEN 'heard' THEN p_to IN ('deliberating', 'investigating')
    WHEN 'deliberating' THEN p_to IN ('investigating', 'decided')
    WHEN 'decided' THEN p_to IN ('served', 'closed')
    WHEN 'served' THEN p_to IN ('performing', 'performed', 'closed')
    WHEN 'performing' THEN p_to IN ('performed', 'closed')
    WHEN 'performed' THEN p_to IN ('closed')
    ELSE false
  END
$$;

CREATE FUNCTION case_procedure_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.case_id <> OLD.case_id OR (NEW.stage <> OLD.stage AND NOT case_stage_leads(OLD.stage, NEW.stage)) THEN
    RAISE EXCEPTION 'the procedure of case % does not lead from % to %', OLD.case_id, OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_procedure_moves BEFORE UPDATE OF stage, case_id ON case_procedure FOR EACH ROW EXECUTE FUNCTION case_procedure_moves();

-- Whoever leads a hearing has not investigated the case (处罚法 第六十四条第四项).
CREATE FUNCTION case_hearing_chair() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_file WHERE id = NEW.case_id AND (NEW.chair_id IN (officer_a_id, officer_b_id, proposed_by_id) OR NEW.chair_id = ANY (writer_ids))) THEN
    RAISE EXCEPTION 'who investigated case % does not lead its hearing', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_hearing_chair BEFORE INSERT OR UPDATE OF chair_id ON case_hearing FOR EACH ROW WHEN (NEW.chair_id IS NOT NULL) EXECUTE FUNCTION case_hearing_chair();

-- The cases that are here already: as far as they had come, with what was written of their administrative track.
INSERT INTO case_procedure (id, case_id, stage, decided_at, decided_refund_fen, decided_fine_fen, closing_kind, taken_over, note)
SELECT gen_random_uuid(), c.id,
  (CASE WHEN c.state <> 'investigating' THEN c.state::text WHEN c.legal_agreed THEN 'reviewed' WHEN c.review_asked_at IS NOT NULL THEN 'inReview' ELSE 'investigating' END)::"AdminStage",
  c.decided_at,
  CASE WHEN c.decided_at IS NOT NULL THEN (SELECT coalesce(sum(m.amount_fen), 0) FROM case_money m WHERE m.case_id = c.id AND m.kind = 'demanded') END,
  CASE WHEN c.decided_at IS NOT NULL THEN (SELECT coalesce(sum(m.amount_fen), 0) FROM case_money m WHERE m.case_id = c.id AND m.kind = 'fined') END,
  (CASE WHEN c.state = 'closed' THEN CASE WHEN c.closing_reason IS NULL THEN 'performed' ELSE 'unperformed' END END)::"ClosingKind",
  c.state <> 'filed',
  coalesce((SELECT concat_ws(E'\n', nullif(t.note, ''), nullif(t.outcome, '')) FROM case_track t WHERE t.case_id = c.id AND t.kind = 'administrative'), '')
FROM case_file c WHERE c.state NOT IN ('proposed', 'notFiled');
DELETE FROM case_track WHERE kind = 'administrative';
ALTER TABLE case_track ADD CONSTRAINT check$case_track_apart CHECK (kind <> 'administrative');

-- The state of a case is that of its procedure. Asked at the end of the transaction that writes both.
CREATE FUNCTION case_state_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  v_case uuid := CASE TG_TABLE_NAME WHEN 'case_procedure' THEN (to_jsonb(NEW) ->> 'case_id')::uuid ELSE (to_jsonb(NEW) ->> 'id')::uuid END;
BEGIN
  IF EXISTS (SELECT FROM case_file c LEFT JOIN case_procedure p ON p.case_id = c.id WHERE c.id = v_case
    AND CASE WHEN p.id IS NULL THEN c.state NOT IN ('proposed', 'notFiled') ELSE c.state <> case_state_of(p.stage) END) THEN
    RAISE EXCEPTION 'the state of case % is not that of its procedure', v_case USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER case_state_follows AFTER UPDATE OF state ON case_file DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION case_state_follows();
CREATE CONSTRAINT TRIGGER case_state_follows AFTER INSERT OR UPDATE OF stage ON case_procedure DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION case_state_follows();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_procedure ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_procedure FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_procedure FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_procedure.case_id));
CREATE POLICY reach_insert ON case_procedure FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_procedure.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_procedure FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_procedure.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_procedure.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_procedure TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_procedure TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_notice ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_notice FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_notice FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_notice.case_id));
CREATE POLICY reach_insert ON case_notice FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_notice.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_notice FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_notice.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_notice.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_notice TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_notice TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_hearing ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_hearing FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_hearing FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hearing.case_id));
CREATE POLICY reach_insert ON case_hearing FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hearing.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_hearing FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hearing.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hearing.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_hearing TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_hearing TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_discussion ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_discussion FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_discussion FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_discussion.case_id));
CREATE POLICY reach_insert ON case_discussion FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_discussion.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_discussion FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_discussion.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_discussion.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_discussion TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_discussion TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_service ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_service FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_service FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_service.case_id));
CREATE POLICY reach_insert ON case_service FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_service.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_service FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_service.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_service.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_service TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_service TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE case_instalment ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_instalment FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_instalment FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_instalment.case_id));
CREATE POLICY reach_insert ON case_instalment FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_instalment.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_instalment FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_instalment.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_instalment.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_instalment TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_instalment TO CURRENT_USER USING (true) WITH CHECK (true);
