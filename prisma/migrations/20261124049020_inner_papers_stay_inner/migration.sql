-- A case that is handed over opens to the operating agency with neither the evidence nor the papers in which the bureau weighs it:
-- the two rules, which were each written without the other, in one.

CREATE OR REPLACE FUNCTION open_to_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE official_document SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_paper(kind);
  UPDATE attachment SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE statutory_clock SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE stored_file SET operator_sees = true
    WHERE matter_ids @> ARRAY[NEW.id] AND NOT kept_inner AND NOT EXISTS (SELECT FROM evidence WHERE evidence.file_id = stored_file.id);
  RETURN NULL;
END $$;

-- What was opened between the two.
UPDATE stored_file SET operator_sees = false WHERE kept_inner AND operator_sees;
UPDATE official_document SET operator_sees = false WHERE is_inner_paper(kind) AND operator_sees;
