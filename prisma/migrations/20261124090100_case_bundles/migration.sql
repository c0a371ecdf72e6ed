-- What is put together of a case as one file: its evidence with manifest and hashes, and the parts of its volume (案卷).
CREATE TYPE "CaseBundleKind" AS ENUM ('evidencePackage', 'volume', 'innerVolume', 'secretVolume');
CREATE TYPE "CaseBundleState" AS ENUM ('making', 'made', 'failed', 'cancelled');

CREATE TABLE case_bundle (
  id uuid NOT NULL DEFAULT uuidv7(),
  case_id uuid NOT NULL,
  kind "CaseBundleKind" NOT NULL,
  revision integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  state "CaseBundleState" NOT NULL DEFAULT 'making',
  asked_by_id uuid NOT NULL,
  asked_by_name text NOT NULL,
  asked_at timestamptz(3) NOT NULL,
  rows_done integer NOT NULL DEFAULT 0,
  rows_total integer,
  begun_at timestamptz(3),
  ended_at timestamptz(3),
  trouble jsonb,
  file_id uuid,
  sha256 text,
  pages integer,
  contents jsonb NOT NULL DEFAULT '[]',
  CONSTRAINT case_bundle_pkey PRIMARY KEY (id),
  CONSTRAINT case_bundle_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_bundle_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$case_bundle_made CHECK ((state = 'made') = (file_id IS NOT NULL AND sha256 IS NOT NULL)),
  CONSTRAINT check$case_bundle_ended CHECK ((state = 'making') = (ended_at IS NULL)),
  CONSTRAINT check$case_bundle_secret CHECK (kind <> 'secretVolume' OR secrecy >= 3)
);
CREATE UNIQUE INDEX case_bundle_case_id_kind_revision_key ON case_bundle (case_id, kind, revision);
CREATE INDEX case_bundle_file_id_idx ON case_bundle (file_id);
-- One at a time of a kind.
CREATE UNIQUE INDEX uniq$case_bundle_making ON case_bundle (case_id, kind) WHERE state = 'making';
GRANT SELECT, INSERT, UPDATE ON case_bundle TO qingyuan_app, qingyuan_worker;

-- What was made, failed or was given up stays: the next is another revision.
CREATE FUNCTION case_bundle_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'making' AND (NEW.id, NEW.case_id, NEW.kind, NEW.revision, NEW.secrecy, NEW.asked_by_id) = (OLD.id, OLD.case_id, OLD.kind, OLD.revision, OLD.secrecy, OLD.asked_by_id)
    THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what was put together stays as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER case_bundle_fixed BEFORE UPDATE ON case_bundle FOR EACH ROW EXECUTE FUNCTION case_bundle_fixed();
CREATE TRIGGER case_bundle_stays BEFORE DELETE OR TRUNCATE ON case_bundle FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- Its file is of the case, and never for the operating agency: what it is put together from is not.
CREATE FUNCTION case_bundle_put() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM put_file_to(NEW.file_id, 'case', NEW.case_id);
  UPDATE stored_file SET operator_sees = false, kept_inner = true WHERE id = NEW.file_id;
  RETURN NULL;
END $$;
CREATE TRIGGER case_bundle_put AFTER UPDATE OF file_id ON case_bundle FOR EACH ROW WHEN (NEW.file_id IS NOT NULL) EXECUTE FUNCTION case_bundle_put();

-- What was put together says in the trail what there is to put together.
CREATE OR REPLACE FUNCTION is_inner_act(p_action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_action IN ('case.sendToReview', 'case.agreeReview', 'case.returnReview', 'case.skipReview', 'case.reviewAgain', 'case.askHearing',
    'case.setHearing', 'case.holdHearing', 'case.reportHearing', 'case.discuss', 'case.addEvidence', 'case.withdrawEvidence', 'case.waiveEvidence',
    'case.askBundle', 'case.cancelBundle', 'case.makeBundle')
$$;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_bundle ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_bundle FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_bundle FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_bundle.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_bundle.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON case_bundle FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_bundle.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_bundle FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_bundle.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_bundle.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_bundle TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_bundle TO CURRENT_USER USING (true) WITH CHECK (true);
