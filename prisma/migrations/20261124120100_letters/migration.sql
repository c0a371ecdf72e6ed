-- Letters between agencies: advice of court, procuratorate and police, notes of supervision, listed cases, joint work, reports upwards.

CREATE TYPE "LetterKind" AS ENUM ('judicialAdvice', 'procuratorialAdvice', 'policeReminder', 'blueNote', 'orangeNote', 'redNote', 'listing', 'raising', 'flight', 'cross', 'jointWork', 'cluster', 'majorReport');
CREATE TYPE "LetterState" AS ENUM ('drafted', 'issued', 'received', 'answerDrafted', 'answered', 'closed', 'withdrawn');
CREATE TYPE "LetterOutcome" AS ENUM ('adopted', 'partlyAdopted', 'notAdopted', 'done', 'notDone', 'taken', 'declined', 'noted');
CREATE TABLE letter (
  id uuid NOT NULL,
  number text NOT NULL,
  kind "LetterKind" NOT NULL,
  state "LetterState" NOT NULL DEFAULT 'drafted',
  version integer NOT NULL DEFAULT 1,
  secrecy smallint NOT NULL DEFAULT 2,
  group_id uuid NOT NULL,
  follows_id uuid,
  campaign_id uuid,
  case_id uuid,
  lead_id uuid,
  sender_agency_id uuid NOT NULL,
  sender_agency_name text NOT NULL,
  sender_department "Department" NOT NULL,
  sender_region_no integer NOT NULL,
  receiver_agency_id uuid NOT NULL,
  receiver_agency_name text NOT NULL,
  receiver_department "Department" NOT NULL,
  receiver_region_no integer NOT NULL,
  subject_name text NOT NULL DEFAULT '',
  title text NOT NULL,
  problems text NOT NULL,
  suggestions text[] NOT NULL DEFAULT ARRAY[]::text[],
  answer_by date,
  drafted_by_id uuid NOT NULL,
  drafted_by_name text NOT NULL,
  drafted_at timestamptz(3) NOT NULL,
  issued_by_id uuid,
  issued_by_name text,
  issued_at timestamptz(3),
  document_number text,
  file_id uuid,
  sha256 text,
  received_by_id uuid,
  received_by_name text,
  received_at timestamptz(3),
  outcome "LetterOutcome",
  answer text NOT NULL DEFAULT '',
  measures text[] NOT NULL DEFAULT ARRAY[]::text[],
  office text NOT NULL DEFAULT '',
  became_rule boolean NOT NULL DEFAULT false,
  answer_drafted_by_id uuid,
  answer_drafted_by_name text,
  returned_reason text,
  answered_by_id uuid,
  answered_by_name text,
  answered_at timestamptz(3),
  answer_number text,
  answer_file_id uuid,
  answer_sha256 text,
  closed_by_id uuid,
  closed_by_name text,
  closed_at timestamptz(3),
  closing_note text NOT NULL DEFAULT '',
  CONSTRAINT letter_pkey PRIMARY KEY (id),
  CONSTRAINT letter_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT letter_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT letter_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT letter_follows_id_fkey FOREIGN KEY (follows_id) REFERENCES letter (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT letter_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT letter_answer_file_id_fkey FOREIGN KEY (answer_file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT letter_issued CHECK ((state IN ('drafted', 'withdrawn')) = (issued_at IS NULL) AND (issued_at IS NULL) = (document_number IS NULL) AND (issued_at IS NULL) = (sha256 IS NULL)),
  CONSTRAINT letter_received CHECK ((state IN ('drafted', 'withdrawn', 'issued')) = (received_at IS NULL)),
  CONSTRAINT letter_answered CHECK (state NOT IN ('answered', 'closed') OR answered_at IS NOT NULL AND answer_sha256 IS NOT NULL AND outcome IS NOT NULL),
  CONSTRAINT letter_closed CHECK ((state = 'closed') = (closed_at IS NOT NULL)),
  CONSTRAINT letter_second_person CHECK (issued_by_id <> drafted_by_id OR kind IN ('blueNote', 'orangeNote', 'redNote')),
  CONSTRAINT letter_answer_second_person CHECK (state NOT IN ('answered', 'closed') OR answered_by_id <> answer_drafted_by_id)
);
CREATE UNIQUE INDEX letter_number_key ON letter (number);
CREATE UNIQUE INDEX letter_document_number_key ON letter (document_number);
CREATE INDEX letter_group_id_idx ON letter (group_id);
CREATE INDEX letter_follows_id_idx ON letter (follows_id);
CREATE INDEX letter_campaign_id_idx ON letter (campaign_id);
CREATE INDEX letter_case_id_idx ON letter (case_id);
CREATE INDEX letter_lead_id_idx ON letter (lead_id);
CREATE INDEX letter_file_id_idx ON letter (file_id);
CREATE INDEX letter_answer_file_id_idx ON letter (answer_file_id);
CREATE INDEX letter_sender_department_sender_region_no_state_idx ON letter (sender_department, sender_region_no, state);
CREATE INDEX letter_receiver_department_receiver_region_no_state_idx ON letter (receiver_department, receiver_region_no, state);
GRANT SELECT, INSERT, UPDATE ON letter TO qingyuan_app, qingyuan_worker;

-- What went out stays as it went out.
CREATE FUNCTION letter_issued_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.issued_at IS NOT NULL AND (NEW.kind, NEW.title, NEW.problems, NEW.suggestions, NEW.document_number, NEW.sha256, NEW.issued_at,
      NEW.sender_agency_id, NEW.receiver_agency_id, NEW.secrecy, NEW.case_id, NEW.lead_id)
    IS DISTINCT FROM (OLD.kind, OLD.title, OLD.problems, OLD.suggestions, OLD.document_number, OLD.sha256, OLD.issued_at,
      OLD.sender_agency_id, OLD.receiver_agency_id, OLD.secrecy, OLD.case_id, OLD.lead_id) THEN
    RAISE EXCEPTION 'what was issued does not change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER letter_issued_stays BEFORE UPDATE ON letter FOR EACH ROW EXECUTE FUNCTION letter_issued_stays();

-- As before; and of a letter: its campaign, its secrecy, and that no operating agency sees what belongs to it.
CREATE OR REPLACE FUNCTION campaign_of_matter(p_type text, p_id uuid) RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE p_type
    WHEN 'case' THEN (SELECT campaign_id FROM case_file WHERE id = p_id)
    WHEN 'referral' THEN (SELECT campaign_id FROM referral WHERE id = p_id)
    WHEN 'letter' THEN (SELECT campaign_id FROM letter WHERE id = p_id)
  END
$$;
CREATE OR REPLACE FUNCTION secrecy_of_matter(p_type text, p_id uuid) RETURNS smallint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(CASE p_type
    WHEN 'lead' THEN (SELECT secrecy FROM lead WHERE id = p_id)
    WHEN 'leadStatement' THEN (SELECT secrecy FROM lead_statement WHERE id = p_id)
    WHEN 'case' THEN (SELECT secrecy FROM case_file WHERE id = p_id)
    WHEN 'referral' THEN (SELECT secrecy FROM referral WHERE id = p_id)
    WHEN 'letter' THEN (SELECT secrecy FROM letter WHERE id = p_id)
    WHEN 'statutoryClock' THEN (SELECT secrecy FROM statutory_clock WHERE id = p_id)
    WHEN 'storedFile' THEN (SELECT secrecy FROM stored_file WHERE id = p_id)
  END, 0)::smallint
$$;
CREATE OR REPLACE FUNCTION operator_sees_matter(p_type text, p_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE p_type
    WHEN 'case' THEN EXISTS (SELECT FROM case_file WHERE id = p_id AND handed_to_operator_at IS NOT NULL)
    WHEN 'storedFile' THEN coalesce((SELECT operator_sees FROM stored_file WHERE id = p_id), true)
    ELSE p_type NOT IN ('referral', 'letter')
  END
$$;
-- As before; and from a case or a lead on to the letters about it.
CREATE OR REPLACE FUNCTION recused_ids(p_user_id uuid) RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  matters uuid[] := (SELECT array_agg(subject_id) FROM recusal WHERE user_id = p_user_id AND lifted_at IS NULL);
  further uuid[];
BEGIN
  IF matters IS NULL THEN RETURN '{}'; END IF;
  matters := matters || ARRAY(SELECT lead_id FROM case_file WHERE id = ANY (matters) AND lead_id IS NOT NULL);
  matters := matters || ARRAY(SELECT id FROM lead WHERE institution_id = ANY (matters))
    || ARRAY(SELECT id FROM filing WHERE institution_id = ANY (matters));
  matters := matters || ARRAY(SELECT id FROM case_file WHERE lead_id = ANY (matters) OR institution_id = ANY (matters));
  LOOP
    matters := matters || ARRAY(SELECT id FROM referral
      WHERE (case_id = ANY (matters) OR lead_id = ANY (matters) OR opened_lead_id = ANY (matters) OR origin_id = ANY (matters)) AND id <> ALL (matters));
    further := ARRAY(SELECT opened_lead_id FROM referral WHERE id = ANY (matters) AND opened_lead_id IS NOT NULL AND opened_lead_id <> ALL (matters))
      || ARRAY(SELECT id FROM referral WHERE origin_id = ANY (matters) AND id <> ALL (matters));
    EXIT WHEN further = '{}';
    matters := matters || further;
    matters := matters || ARRAY(SELECT id FROM case_file WHERE lead_id = ANY (matters) AND id <> ALL (matters));
  END LOOP;
  RETURN matters || ARRAY(SELECT id FROM letter WHERE case_id = ANY (matters) OR lead_id = ANY (matters));
END $$;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE letter ENABLE ROW LEVEL SECURITY;
ALTER TABLE letter FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON letter FOR SELECT TO qingyuan_app USING (
    (letter.sender_department = (SELECT ctx_department()) AND letter.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND letter.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (letter.receiver_department = (SELECT ctx_department()) AND letter.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND letter.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND letter.issued_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (letter.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (letter.receiver_agency_id = (SELECT ctx_uuid('app.agency_id')) AND letter.issued_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON letter FOR INSERT TO qingyuan_app WITH CHECK (
    (letter.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON letter FOR UPDATE TO qingyuan_app USING (
    (letter.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (letter.receiver_agency_id = (SELECT ctx_uuid('app.agency_id')) AND letter.issued_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (letter.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (letter.receiver_agency_id = (SELECT ctx_uuid('app.agency_id')) AND letter.issued_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND letter.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (letter.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR letter.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (letter.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON letter TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON letter TO CURRENT_USER USING (true) WITH CHECK (true);

DROP POLICY reach_insert ON statutory_clock;
CREATE POLICY reach_insert ON statutory_clock FOR INSERT TO qingyuan_app WITH CHECK (
    (statutory_clock.subject_type::text = 'lead' AND EXISTS (SELECT FROM lead WHERE lead.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'case' AND EXISTS (SELECT FROM case_file WHERE case_file.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'referral' AND EXISTS (SELECT FROM referral WHERE referral.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'filing' AND EXISTS (SELECT FROM filing WHERE filing.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'campaign' AND EXISTS (SELECT FROM campaign WHERE campaign.id = statutory_clock.subject_id))
    OR (statutory_clock.subject_type::text = 'letter' AND EXISTS (SELECT FROM letter WHERE letter.id = statutory_clock.subject_id)));
