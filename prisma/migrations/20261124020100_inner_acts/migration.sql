-- How the bureau heard and discussed a case, and what its lawyers said, is not for the operating agency that carries something of it out.

ALTER POLICY reach_select ON case_hearing USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hearing.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
ALTER POLICY reach_select ON case_discussion USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_discussion.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));

CREATE FUNCTION is_inner_paper(p_kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind IN ('legalReviewOpinion', 'discussionMinutes')
$$;

-- After the trigger that opens a row with its matter, in the order of their names.
CREATE FUNCTION keep_inner_paper() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.operator_sees := false;
  RETURN NEW;
END $$;
CREATE TRIGGER official_document_inner BEFORE INSERT ON official_document FOR EACH ROW WHEN (is_inner_paper(NEW.kind)) EXECUTE FUNCTION keep_inner_paper();

-- Its file, and each that it had before it was written anew.
ALTER TABLE stored_file ADD COLUMN kept_inner boolean NOT NULL DEFAULT false;
CREATE FUNCTION keep_inner_file() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE stored_file SET operator_sees = false, kept_inner = true WHERE id = NEW.file_id;
  RETURN NULL;
END $$;
CREATE TRIGGER official_document_inner_file AFTER INSERT OR UPDATE OF file_id ON official_document FOR EACH ROW
  WHEN (is_inner_paper(NEW.kind)) EXECUTE FUNCTION keep_inner_file();

CREATE OR REPLACE FUNCTION open_to_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE official_document SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_paper(kind);
  UPDATE attachment SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE statutory_clock SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE stored_file SET operator_sees = true WHERE matter_ids @> ARRAY[NEW.id] AND NOT kept_inner;
  RETURN NULL;
END $$;

-- What stands there already.
UPDATE stored_file SET operator_sees = false, kept_inner = true
  WHERE id IN (SELECT file_id FROM official_document WHERE is_inner_paper(kind)) OR display_name LIKE '法制审核意见书：%.docx' OR display_name LIKE '重大案件集体讨论笔录：%.docx';
UPDATE official_document SET operator_sees = false WHERE is_inner_paper(kind) AND operator_sees;
