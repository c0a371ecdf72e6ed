-- A paper that was issued and then written anew is voided, and may be so before its pages were kept: they are kept all the same. Only what was
-- issued bears a number, so that a draft that was dropped is none.
CREATE OR REPLACE FUNCTION seal_issued_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM official_document
      WHERE id = NEW.document_id AND (state = 'issued' OR state = 'voided' AND number IS NOT NULL))
    OR NOT EXISTS (SELECT FROM stored_file WHERE id = NEW.file_id AND sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'only the kept pages of an issued paper are sealed' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
