-- Everybody who wrote in a draft is known, not only who did last: none of them signs it.

ALTER TABLE official_document ADD COLUMN reviser_ids uuid[] NOT NULL DEFAULT '{}';
-- Issued papers stay as they are: nobody signs them any more.
UPDATE official_document SET reviser_ids = ARRAY[revised_by_id] WHERE state = 'draft' AND revised_by_id IS NOT NULL;

CREATE FUNCTION keep_revisers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.revised_by_id <> ALL (NEW.reviser_ids) THEN NEW.reviser_ids := NEW.reviser_ids || NEW.revised_by_id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER official_document_revisers BEFORE INSERT OR UPDATE OF revised_by_id ON official_document FOR EACH ROW
  WHEN (NEW.revised_by_id IS NOT NULL) EXECUTE FUNCTION keep_revisers();
