-- The acts of an investigation (调查取证): what two officers did and wrote down, and what was kept so that it is not lost. The bureau's own.
CREATE TYPE "InquiryKind" AS ENUM ('inspectionNotice', 'inspection', 'interview', 'talk', 'production', 'extraction', 'appraisal');
CREATE TYPE "InquirySignature" AS ENUM ('signed', 'refused');
CREATE TYPE "HoldKind" AS ENUM ('registration', 'sealing');
CREATE TYPE "HoldEnd" AS ENUM ('returned', 'copied', 'appraised', 'handedOver', 'refused');
ALTER TYPE "LetterKind" ADD VALUE 'assistance';

CREATE TABLE case_inquiry (
  id uuid NOT NULL DEFAULT uuidv7(),
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  kind "InquiryKind" NOT NULL,
  begun_at timestamptz(3) NOT NULL,
  ended_at timestamptz(3),
  place text NOT NULL,
  person_name text NOT NULL,
  person_duty text NOT NULL DEFAULT '',
  of_party boolean NOT NULL DEFAULT false,
  told boolean NOT NULL DEFAULT false,
  content text NOT NULL,
  items jsonb NOT NULL DEFAULT '[]',
  opinion text NOT NULL DEFAULT '',
  answer_by date,
  officer_a_id uuid NOT NULL,
  officer_a_name text NOT NULL,
  officer_a_certificate text NOT NULL,
  officer_b_id uuid NOT NULL,
  officer_b_name text NOT NULL,
  officer_b_certificate text NOT NULL,
  corrects_id uuid,
  recorded_by_id uuid NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  signature "InquirySignature",
  signed_on date,
  refusal text NOT NULL DEFAULT '',
  witness text NOT NULL DEFAULT '',
  evidence_id uuid,
  answered_on date,
  answer text NOT NULL DEFAULT '',
  CONSTRAINT case_inquiry_pkey PRIMARY KEY (id),
  CONSTRAINT case_inquiry_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_inquiry_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES case_inquiry (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT case_inquiry_evidence_id_fkey FOREIGN KEY (evidence_id) REFERENCES evidence (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$case_inquiry_by_two CHECK (officer_a_id <> officer_b_id),
  CONSTRAINT check$case_inquiry_time CHECK (begun_at <= recorded_at AND ended_at > begun_at AND ended_at <= recorded_at),
  CONSTRAINT check$case_inquiry_told CHECK (told OR kind NOT IN ('inspection', 'interview', 'talk', 'extraction')),
  CONSTRAINT check$case_inquiry_asks CHECK ((answer_by IS NOT NULL) = (kind IN ('production', 'appraisal'))),
  CONSTRAINT check$case_inquiry_signed CHECK ((signature IS NULL) = (signed_on IS NULL)
    AND (signature IS DISTINCT FROM 'refused' OR (refusal <> '' AND witness <> ''))),
  CONSTRAINT check$case_inquiry_answered CHECK ((answered_on IS NULL) = (answer = '') AND (answered_on IS NULL OR (answer_by IS NOT NULL AND signature IS NOT NULL)))
);
CREATE UNIQUE INDEX case_inquiry_case_id_seq_key ON case_inquiry (case_id, seq);
CREATE UNIQUE INDEX uniq$case_inquiry_corrects ON case_inquiry (corrects_id);
CREATE INDEX case_inquiry_evidence_id_idx ON case_inquiry (evidence_id);
GRANT SELECT, INSERT, UPDATE ON case_inquiry TO qingyuan_app, qingyuan_worker;

-- What was written stays as it was written. It is signed once, and what was asked for comes once; one that another has taken the place of stays.
CREATE FUNCTION case_inquiry_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  signing text[] := ARRAY['signature', 'signed_on', 'refusal', 'witness', 'evidence_id'];
  answering text[] := ARRAY['answered_on', 'answer'];
BEGIN
  IF EXISTS (SELECT FROM case_inquiry WHERE corrects_id = OLD.id) THEN
    RAISE EXCEPTION 'another act has taken the place of this one' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.signature IS NULL AND to_jsonb(NEW) - signing = to_jsonb(OLD) - signing THEN RETURN NEW; END IF;
  IF OLD.answered_on IS NULL AND to_jsonb(NEW) - answering = to_jsonb(OLD) - answering THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'an act of an investigation stays as it was written and signed' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_inquiry_fixed BEFORE UPDATE ON case_inquiry FOR EACH ROW EXECUTE FUNCTION case_inquiry_fixed();
CREATE TRIGGER case_inquiry_stays BEFORE DELETE OR TRUNCATE ON case_inquiry FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE case_hold (
  id uuid NOT NULL DEFAULT uuidv7(),
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  kind "HoldKind" NOT NULL,
  urgent boolean NOT NULL DEFAULT false,
  reason text NOT NULL,
  place text NOT NULL,
  keeper text NOT NULL,
  person_name text NOT NULL,
  items jsonb NOT NULL,
  officer_a_id uuid NOT NULL,
  officer_a_name text NOT NULL,
  officer_a_certificate text NOT NULL,
  officer_b_id uuid NOT NULL,
  officer_b_name text NOT NULL,
  officer_b_certificate text NOT NULL,
  asked_by_id uuid NOT NULL,
  asked_by_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  approved boolean,
  decided_by_id uuid,
  decided_by_name text,
  decided_at timestamptz(3),
  refused_why text NOT NULL DEFAULT '',
  decision_number text,
  taken_at timestamptz(3),
  signature "InquirySignature",
  refusal text NOT NULL DEFAULT '',
  witness text NOT NULL DEFAULT '',
  extended_to date,
  ended_on date,
  end_why "HoldEnd",
  end_note text NOT NULL DEFAULT '',
  ended_by_id uuid,
  ended_by_name text,
  CONSTRAINT case_hold_pkey PRIMARY KEY (id),
  CONSTRAINT case_hold_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_hold_by_two CHECK (officer_a_id <> officer_b_id),
  CONSTRAINT check$case_hold_items CHECK (jsonb_typeof(items) = 'array' AND items <> '[]'),
  CONSTRAINT check$case_hold_decided CHECK ((approved IS NULL) = (decided_by_id IS NULL) AND (approved IS NULL) = (decided_at IS NULL)
    AND (approved IS NOT DISTINCT FROM false) = (refused_why <> '') AND (approved IS NOT DISTINCT FROM true) = (decision_number IS NOT NULL)
    AND decided_by_id NOT IN (asked_by_id, officer_a_id, officer_b_id)),
  -- It is done when it was approved, and before that only where it was urgent.
  CONSTRAINT check$case_hold_taken CHECK ((taken_at IS NULL) = (signature IS NULL) AND (taken_at IS NULL OR urgent OR approved)
    AND (NOT urgent OR taken_at IS NOT NULL) AND (signature IS DISTINCT FROM 'refused' OR (refusal <> '' AND witness <> ''))),
  CONSTRAINT check$case_hold_extended CHECK (extended_to IS NULL OR (kind = 'sealing' AND taken_at IS NOT NULL)),
  CONSTRAINT check$case_hold_ended CHECK ((ended_on IS NULL) = (end_why IS NULL) AND (ended_on IS NULL) = (ended_by_id IS NULL)
    AND (ended_on IS NULL OR taken_at IS NOT NULL) AND (end_why IS NOT DISTINCT FROM 'refused') = (approved IS NOT DISTINCT FROM false AND taken_at IS NOT NULL)
    AND (kind <> 'sealing' OR end_why IS NULL OR end_why NOT IN ('copied', 'appraised')))
);
CREATE UNIQUE INDEX case_hold_case_id_seq_key ON case_hold (case_id, seq);
GRANT SELECT, INSERT, UPDATE ON case_hold TO qingyuan_app, qingyuan_worker;

-- What is held, why, by whom and since when stays as it was entered; so does what was decided of it, and its end.
CREATE FUNCTION case_hold_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  deciding text[] := ARRAY['approved', 'decided_by_id', 'decided_by_name', 'decided_at', 'refused_why', 'decision_number'];
  taking text[] := ARRAY['taken_at', 'signature', 'refusal', 'witness'];
  free text[] := ARRAY['extended_to', 'ended_on', 'end_why', 'end_note', 'ended_by_id', 'ended_by_name'];
BEGIN
  IF OLD.approved IS NULL THEN free := free || deciding; END IF;
  IF OLD.taken_at IS NULL THEN free := free || taking; END IF;
  IF OLD.ended_on IS NULL AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what is held of case % stays as it was entered', OLD.case_id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_hold_fixed BEFORE UPDATE ON case_hold FOR EACH ROW EXECUTE FUNCTION case_hold_fixed();
CREATE TRIGGER case_hold_stays BEFORE DELETE OR TRUNCATE ON case_hold FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- How a case is looked into is as little for the operating agency as its evidence: not by the papers, the clocks or the trail of it.
CREATE OR REPLACE FUNCTION is_inner_paper(p_kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind IN ('legalReviewOpinion', 'discussionMinutes', 'suspensionDecision', 'resumptionDecision', 'extensionApproval',
    'inspectionNotice', 'inspectionRecord', 'interviewRecord', 'talkRecord', 'evidenceRequest', 'extractionRecord', 'appraisalEntrustment',
    'registrationDecision', 'registrationDisposal', 'sealingDecision', 'sealingExtension', 'sealingLift', 'expertOpinion')
$$;
CREATE OR REPLACE FUNCTION is_inner_act(p_action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_action IN ('case.sendToReview', 'case.agreeReview', 'case.returnReview', 'case.skipReview', 'case.reviewAgain', 'case.askHearing',
    'case.setHearing', 'case.holdHearing', 'case.reportHearing', 'case.discuss', 'case.addEvidence', 'case.withdrawEvidence', 'case.waiveEvidence',
    'case.askBundle', 'case.cancelBundle', 'case.makeBundle', 'case.suspend', 'case.resume',
    'case.recordInquiry', 'case.signInquiry', 'case.answerInquiry', 'case.askHold', 'case.holdUrgently', 'case.approveHold', 'case.ratifyHold',
    'case.refuseHold', 'case.annulHold', 'case.takeHold', 'case.extendHold', 'case.endHold')
$$;
CREATE FUNCTION is_inner_clock(p_rule text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_rule IN ('CK05', 'CK06', 'CK07')
$$;
-- After the trigger that opens a clock with its matter, in the order of their names.
CREATE TRIGGER statutory_clock_inner BEFORE INSERT ON statutory_clock FOR EACH ROW WHEN (is_inner_clock(NEW.rule_id)) EXECUTE FUNCTION keep_inner_paper();

CREATE OR REPLACE FUNCTION open_to_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE official_document SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_paper(kind);
  UPDATE attachment SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_attachment(kind);
  UPDATE statutory_clock SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_clock(rule_id);
  UPDATE stored_file SET operator_sees = true
    WHERE matter_ids @> ARRAY[NEW.id] AND NOT kept_inner AND NOT EXISTS (SELECT FROM evidence WHERE evidence.file_id = stored_file.id);
  RETURN NULL;
END $$;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_inquiry ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_inquiry FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_inquiry FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_inquiry.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON case_inquiry FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_inquiry.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_inquiry FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_inquiry.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_inquiry.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_inquiry TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_inquiry TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE case_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_hold FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_hold FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hold.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON case_hold FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hold.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_hold FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hold.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hold.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_hold TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_hold TO CURRENT_USER USING (true) WITH CHECK (true);
