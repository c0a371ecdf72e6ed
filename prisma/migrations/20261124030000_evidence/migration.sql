-- Evidence of a case: what it proves, who collected it, where and when. The operating agency does not see it, whatever of the case is its.
CREATE TYPE "EvidenceKind" AS ENUM ('documentary', 'physical', 'audioVisual', 'electronic', 'testimony', 'partyStatement', 'expertOpinion', 'inspectionRecord');
CREATE TYPE "EvidenceState" AS ENUM ('held', 'withdrawn');

CREATE TABLE evidence (
  id uuid NOT NULL DEFAULT uuidv7(),
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  fact_id uuid,
  kind "EvidenceKind" NOT NULL,
  title text NOT NULL,
  proves text NOT NULL,
  original boolean NOT NULL DEFAULT true,
  pages integer,
  file_id uuid NOT NULL,
  sha256 text NOT NULL DEFAULT '',
  size_bytes integer NOT NULL DEFAULT 0,
  collected_at timestamptz(3) NOT NULL,
  place text NOT NULL,
  source_system text NOT NULL DEFAULT '',
  provider text NOT NULL DEFAULT '',
  collector_a_id uuid NOT NULL,
  collector_a_name text NOT NULL,
  collector_a_certificate text NOT NULL DEFAULT '',
  collector_b_id uuid NOT NULL,
  collector_b_name text NOT NULL,
  collector_b_certificate text NOT NULL DEFAULT '',
  extraction text NOT NULL DEFAULT '',
  recorded_by_id uuid NOT NULL,
  recorded_by_name text NOT NULL,
  recorded_at timestamptz(3) NOT NULL,
  state "EvidenceState" NOT NULL DEFAULT 'held',
  withdrawn_reason text,
  withdrawn_by_id uuid,
  withdrawn_by_name text,
  withdrawn_at timestamptz(3),
  CONSTRAINT evidence_pkey PRIMARY KEY (id),
  CONSTRAINT evidence_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT evidence_fact_id_fkey FOREIGN KEY (fact_id) REFERENCES case_fact (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT evidence_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$evidence_two_collectors CHECK (collector_a_id <> collector_b_id),
  CONSTRAINT check$evidence_not_ahead CHECK (collected_at <= recorded_at),
  CONSTRAINT check$evidence_extracted CHECK (kind <> 'electronic' OR extraction <> ''),
  CONSTRAINT check$evidence_withdrawn_why CHECK (
    (state = 'withdrawn') = (withdrawn_reason IS NOT NULL AND withdrawn_by_id IS NOT NULL AND withdrawn_by_name IS NOT NULL AND withdrawn_at IS NOT NULL))
);
CREATE UNIQUE INDEX evidence_case_id_seq_key ON evidence (case_id, seq);
CREATE INDEX evidence_fact_id_idx ON evidence (fact_id);
CREATE INDEX evidence_file_id_idx ON evidence (file_id);
GRANT SELECT, INSERT, UPDATE ON evidence TO qingyuan_app, qingyuan_worker;

-- The hash is the file's own, never what somebody says of it; and a fact is of the same case.
CREATE FUNCTION evidence_of_file() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT sha256, size_bytes INTO STRICT NEW.sha256, NEW.size_bytes FROM stored_file WHERE id = NEW.file_id;
  IF NEW.fact_id IS NOT NULL AND NOT EXISTS (SELECT FROM case_fact WHERE id = NEW.fact_id AND case_id = NEW.case_id) THEN
    RAISE EXCEPTION 'the fact is of another case' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_of_file BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_of_file();

-- What was entered stays as it was entered. It can be withdrawn, once.
CREATE FUNCTION evidence_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['state', 'withdrawn_reason', 'withdrawn_by_id', 'withdrawn_by_name', 'withdrawn_at'];
BEGIN
  IF OLD.state = 'held' AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN RETURN NEW; END IF;
  IF NEW.fact_id IS NULL AND to_jsonb(NEW) - 'fact_id' = to_jsonb(OLD) - 'fact_id' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'evidence stays as it was entered' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER evidence_fixed BEFORE UPDATE ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_fixed();
CREATE TRIGGER evidence_stays BEFORE DELETE OR TRUNCATE ON evidence FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- A file of evidence is as secret as its case, opens by the same commitment, and never opens to the operating agency.
CREATE OR REPLACE FUNCTION put_file_to(p_file_id uuid, p_type text, p_id uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE stored_file SET
    matter_ids = matter_ids || ARRAY(SELECT m.id FROM (
        SELECT p_id AS id UNION SELECT lead_id FROM lead_statement WHERE p_type = 'leadStatement' AND lead_statement.id = p_id
      ) AS m WHERE m.id <> ALL (matter_ids)),
    campaign_ids = CASE WHEN c.id IS NULL OR c.id = ANY (campaign_ids) THEN campaign_ids ELSE campaign_ids || c.id END,
    secrecy = greatest(secrecy, secrecy_of_matter(p_type, p_id)),
    region_no = coalesce((SELECT s.region_no FROM lead_statement AS s
      WHERE p_type = 'leadStatement' AND s.id = p_id AND (matter_ids = '{}' OR lead_of_file(matter_ids) = s.lead_id)), region_no),
    operator_sees = (operator_sees_matter(p_type, p_id) OR (operator_sees AND matter_ids <> '{}'))
      AND NOT EXISTS (SELECT FROM evidence WHERE evidence.file_id = stored_file.id)
  FROM (SELECT campaign_of_matter(p_type, p_id)) AS c (id)
  WHERE stored_file.id = p_file_id
$$;
CREATE FUNCTION evidence_put() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM put_file_to(NEW.file_id, 'case', NEW.case_id);
  RETURN NULL;
END $$;
CREATE TRIGGER evidence_put AFTER INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_put();

CREATE OR REPLACE FUNCTION open_to_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE official_document SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE attachment SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE statutory_clock SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE stored_file SET operator_sees = true
    WHERE matter_ids @> ARRAY[NEW.id] AND NOT EXISTS (SELECT FROM evidence WHERE evidence.file_id = stored_file.id);
  RETURN NULL;
END $$;

-- Who opened a file is no more for the operating agency than the file: such a line names it.
CREATE OR REPLACE FUNCTION operator_sees_matter(p_type text, p_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE p_type
    WHEN 'case' THEN EXISTS (SELECT FROM case_file WHERE id = p_id AND handed_to_operator_at IS NOT NULL)
    WHEN 'storedFile' THEN coalesce((SELECT operator_sees FROM stored_file WHERE id = p_id), true)
    ELSE p_type <> 'referral'
  END
$$;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE evidence FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON evidence FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON evidence FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON evidence FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON evidence TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON evidence TO CURRENT_USER USING (true) WITH CHECK (true);
