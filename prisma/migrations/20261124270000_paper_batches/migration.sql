-- Papers that are drafted or issued many at once (成批起草、成批签发): each by itself, so that what was begun can be stopped or goes on.
CREATE TYPE "PaperBatchAct" AS ENUM ('draft', 'issue');
CREATE TYPE "PaperBatchState" AS ENUM ('open', 'working', 'stopped', 'done');
CREATE TYPE "PaperBatchItemState" AS ENUM ('waiting', 'done', 'failed');

CREATE TABLE paper_batch (
  id uuid NOT NULL DEFAULT uuidv7(),
  act "PaperBatchAct" NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL,
  region_no integer NOT NULL,
  user_id uuid NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  state "PaperBatchState" NOT NULL DEFAULT 'open',
  kind text,
  words jsonb NOT NULL DEFAULT '{}',
  rows_done integer NOT NULL DEFAULT 0,
  rows_total integer NOT NULL,
  begun_at timestamptz(3),
  ended_at timestamptz(3),
  trouble jsonb,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT paper_batch_pkey PRIMARY KEY (id),
  CONSTRAINT check$paper_batch_kind CHECK ((act = 'draft') = (kind IS NOT NULL)),
  CONSTRAINT check$paper_batch_ended CHECK ((state IN ('stopped', 'done')) = (ended_at IS NOT NULL)),
  CONSTRAINT check$paper_batch_rows CHECK (rows_done BETWEEN 0 AND rows_total)
);
CREATE INDEX paper_batch_user_id_opened_at_idx ON paper_batch (user_id, opened_at);
CREATE INDEX paper_batch_agency_id_idx ON paper_batch (agency_id);

CREATE TABLE paper_batch_item (
  id uuid NOT NULL DEFAULT uuidv7(),
  batch_id uuid NOT NULL,
  seq integer NOT NULL,
  case_id uuid NOT NULL,
  document_id uuid,
  revision integer,
  state "PaperBatchItemState" NOT NULL DEFAULT 'waiting',
  number text,
  trouble jsonb,
  CONSTRAINT paper_batch_item_pkey PRIMARY KEY (id),
  CONSTRAINT paper_batch_item_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES paper_batch (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT paper_batch_item_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT paper_batch_item_document_id_fkey FOREIGN KEY (document_id) REFERENCES official_document (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$paper_batch_item_done CHECK (state <> 'done' OR document_id IS NOT NULL),
  CONSTRAINT check$paper_batch_item_failed CHECK ((state = 'failed') = (trouble IS NOT NULL)),
  CONSTRAINT check$paper_batch_item_number CHECK (number IS NULL OR state = 'done')
);
CREATE UNIQUE INDEX paper_batch_item_batch_id_seq_key ON paper_batch_item (batch_id, seq);
CREATE INDEX paper_batch_item_case_id_idx ON paper_batch_item (case_id);
CREATE INDEX paper_batch_item_document_id_idx ON paper_batch_item (document_id);
GRANT SELECT, INSERT, UPDATE ON paper_batch, paper_batch_item TO qingyuan_app, qingyuan_worker;

-- What came of a paper is not written over, and which papers they are stays as it was chosen.
CREATE FUNCTION paper_batch_item_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'waiting' AND (NEW.id, NEW.batch_id, NEW.seq, NEW.case_id) = (OLD.id, OLD.batch_id, OLD.seq, OLD.case_id)
    AND (OLD.document_id IS NULL OR NEW.document_id = OLD.document_id) AND NEW.revision IS NOT DISTINCT FROM OLD.revision THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'what came of a paper stays as it is' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER paper_batch_item_fixed BEFORE UPDATE ON paper_batch_item FOR EACH ROW EXECUTE FUNCTION paper_batch_item_fixed();
CREATE TRIGGER paper_batch_item_stays BEFORE DELETE OR TRUNCATE ON paper_batch_item FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();
CREATE TRIGGER paper_batch_stays BEFORE DELETE OR TRUNCATE ON paper_batch FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE paper_batch ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_batch FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON paper_batch FOR SELECT TO qingyuan_app USING (
    (paper_batch.department = (SELECT ctx_department()) AND paper_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_batch.region_no <= (SELECT ctx_int('app.region_hi')) AND paper_batch.agency_id = (SELECT ctx_uuid('app.agency_id')) AND paper_batch.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON paper_batch FOR INSERT TO qingyuan_app WITH CHECK (
    (paper_batch.department = (SELECT ctx_department()) AND paper_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_batch.region_no <= (SELECT ctx_int('app.region_hi')) AND paper_batch.agency_id = (SELECT ctx_uuid('app.agency_id')) AND paper_batch.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_update ON paper_batch FOR UPDATE TO qingyuan_app USING (
    (paper_batch.department = (SELECT ctx_department()) AND paper_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_batch.region_no <= (SELECT ctx_int('app.region_hi')) AND paper_batch.agency_id = (SELECT ctx_uuid('app.agency_id')) AND paper_batch.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (paper_batch.department = (SELECT ctx_department()) AND paper_batch.region_no >= (SELECT ctx_int('app.region_lo')) AND paper_batch.region_no <= (SELECT ctx_int('app.region_hi')) AND paper_batch.agency_id = (SELECT ctx_uuid('app.agency_id')) AND paper_batch.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY worker_all ON paper_batch TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON paper_batch TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE paper_batch_item ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_batch_item FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON paper_batch_item FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = paper_batch_item.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON paper_batch_item FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = paper_batch_item.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON paper_batch_item FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = paper_batch_item.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = paper_batch_item.case_id AND ((case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND case_file.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON paper_batch_item TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON paper_batch_item TO CURRENT_USER USING (true) WITH CHECK (true);
