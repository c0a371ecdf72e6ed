-- The pages of an issued paper are kept as they were set when it was issued, and are never set again: what is shown later is those bytes, held against their hash.
CREATE TABLE paper_seal (
  id uuid NOT NULL DEFAULT uuidv7(),
  document_id uuid NOT NULL,
  file_id uuid NOT NULL,
  sha256 text NOT NULL,
  pages integer NOT NULL,
  sealed_at timestamptz(3) NOT NULL,
  CONSTRAINT paper_seal_pkey PRIMARY KEY (id),
  CONSTRAINT paper_seal_document_id_fkey FOREIGN KEY (document_id) REFERENCES official_document (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT paper_seal_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$paper_seal_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  CONSTRAINT check$paper_seal_pages CHECK (pages > 0)
);
CREATE UNIQUE INDEX paper_seal_document_id_key ON paper_seal (document_id);
CREATE INDEX paper_seal_file_id_idx ON paper_seal (file_id);
GRANT SELECT, INSERT ON paper_seal TO qingyuan_app, qingyuan_worker;

-- Only what is issued is sealed, with the hash of the file that is kept; once sealed it stays so, also for the owner of the database.
CREATE FUNCTION seal_issued_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM official_document WHERE id = NEW.document_id AND state = 'issued')
    OR NOT EXISTS (SELECT FROM stored_file WHERE id = NEW.file_id AND sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'only the kept pages of an issued paper are sealed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER paper_seal_issued BEFORE INSERT ON paper_seal FOR EACH ROW EXECUTE FUNCTION seal_issued_paper();

CREATE FUNCTION forbid_change_of_seal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a paper is sealed: its seal does not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER paper_seal_stays BEFORE UPDATE OR DELETE ON paper_seal FOR EACH ROW EXECUTE FUNCTION forbid_change_of_seal();

-- The pages have the walls of their paper.
CREATE FUNCTION put_sealed_pages() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  paper official_document;
BEGIN
  SELECT * INTO STRICT paper FROM official_document WHERE id = NEW.document_id;
  PERFORM put_file_to(NEW.file_id, paper.subject_type, paper.subject_id);
  UPDATE stored_file SET secrecy = greatest(secrecy, paper.secrecy),
    operator_sees = operator_sees AND NOT is_inner_paper(paper.kind), kept_inner = kept_inner OR is_inner_paper(paper.kind)
    WHERE id = NEW.file_id;
  RETURN NULL;
END $$;
CREATE TRIGGER paper_seal_file AFTER INSERT ON paper_seal FOR EACH ROW EXECUTE FUNCTION put_sealed_pages();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE paper_seal ENABLE ROW LEVEL SECURITY;
ALTER TABLE paper_seal FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON paper_seal FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM official_document WHERE official_document.id = paper_seal.document_id));
CREATE POLICY reach_insert ON paper_seal FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM official_document WHERE official_document.id = paper_seal.document_id AND ((official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR official_document.operator_sees)))));
CREATE POLICY reach_update ON paper_seal FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM official_document WHERE official_document.id = paper_seal.document_id AND ((official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR official_document.operator_sees))))) WITH CHECK (
    EXISTS (SELECT FROM official_document WHERE official_document.id = paper_seal.document_id AND ((official_document.department = (SELECT ctx_department()) AND official_document.region_no >= (SELECT ctx_int('app.region_lo')) AND official_document.region_no <= (SELECT ctx_int('app.region_hi')) AND official_document.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (official_document.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (official_document.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR official_document.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR official_document.operator_sees)))));
CREATE POLICY worker_all ON paper_seal TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON paper_seal TO CURRENT_USER USING (true) WITH CHECK (true);
