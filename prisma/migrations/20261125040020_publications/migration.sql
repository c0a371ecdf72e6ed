-- What is made public of a decision (行政处罚信息公示): a text without persons, approved by another person than whoever drafted it, published within
-- its working days, reported to the credit platform, and taken off with the reason when the decision no longer stands. The bureau's own.
CREATE TYPE "PublicationStage" AS ENUM ('drafted', 'approved', 'published', 'withdrawn', 'withheld', 'dropped');

CREATE TABLE case_publication (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  stage "PublicationStage" NOT NULL DEFAULT 'drafted',
  text text NOT NULL,
  drafted_by_id uuid NOT NULL,
  drafted_by_name text NOT NULL,
  drafted_at timestamptz(3) NOT NULL,
  approved_by_id uuid,
  approved_by_name text,
  approved_at timestamptz(3),
  published_on date,
  place text NOT NULL DEFAULT '',
  reported_on date,
  withdrawn_on date,
  reason text NOT NULL DEFAULT '',
  CONSTRAINT case_publication_pkey PRIMARY KEY (id),
  CONSTRAINT case_publication_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- Whoever drafted it does not approve it.
  CONSTRAINT check$case_publication_two_people CHECK (approved_by_id IS NULL OR approved_by_id <> drafted_by_id),
  CONSTRAINT check$case_publication_approved CHECK ((stage NOT IN ('approved', 'published', 'withdrawn') OR approved_by_id IS NOT NULL)
    AND (approved_by_id IS NULL) = (approved_at IS NULL) AND (stage <> 'drafted' OR approved_by_id IS NULL)),
  CONSTRAINT check$case_publication_published CHECK ((stage IN ('published', 'withdrawn')) = (published_on IS NOT NULL)
    AND (published_on IS NULL) = (place = '') AND (reported_on IS NULL OR published_on IS NOT NULL)),
  CONSTRAINT check$case_publication_ended CHECK ((stage IN ('withdrawn', 'withheld', 'dropped')) = (reason <> '')
    AND (stage = 'withdrawn') = (withdrawn_on IS NOT NULL) AND withdrawn_on >= published_on)
);
CREATE UNIQUE INDEX case_publication_case_id_seq_key ON case_publication (case_id, seq);
CREATE UNIQUE INDEX uniq$case_publication_live ON case_publication (case_id) WHERE stage IN ('drafted', 'approved', 'published');
GRANT SELECT, INSERT, UPDATE ON case_publication TO qingyuan_app, qingyuan_worker;

CREATE FUNCTION case_publication_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.stage <> NEW.stage AND NOT ((OLD.stage = 'drafted' AND NEW.stage IN ('approved', 'withheld', 'dropped'))
    OR (OLD.stage = 'approved' AND NEW.stage IN ('published', 'dropped')) OR (OLD.stage = 'published' AND NEW.stage = 'withdrawn')) THEN
    RAISE EXCEPTION 'a publication of case % does not lead from % to %', OLD.case_id, OLD.stage, NEW.stage USING ERRCODE = 'check_violation';
  END IF;
  -- What was drafted is what is approved and published.
  IF (OLD.case_id, OLD.seq, OLD.text, OLD.drafted_by_id) IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.text, NEW.drafted_by_id) THEN
    RAISE EXCEPTION 'the text of a publication of case % stays', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_publication_moves BEFORE UPDATE ON case_publication FOR EACH ROW EXECUTE FUNCTION case_publication_moves();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_publication ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_publication FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_publication FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_publication.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON case_publication FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_publication.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_publication FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_publication.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_publication.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_publication TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_publication TO CURRENT_USER USING (true) WITH CHECK (true);
