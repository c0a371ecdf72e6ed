-- What was issued stays as it was issued: its words, its number, its file. Written anew, a paper is another row with the next revision
-- under the same number, and only then is the one before it voided. A secrecy that rises, and the campaign that opens a row, are no part of the paper.

DROP INDEX "official_document_number_key";
CREATE UNIQUE INDEX "official_document_number_revision_key" ON "official_document"("number", "revision");

CREATE FUNCTION forbid_change_of_issued_paper() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF to_jsonb(NEW) - 'secrecy' - 'campaign_id' = to_jsonb(OLD) - 'secrecy' - 'campaign_id' AND NEW.secrecy >= OLD.secrecy THEN
      RETURN NEW;
    END IF;
    IF OLD.state = 'issued' AND NEW.state = 'voided' AND to_jsonb(NEW) - 'state' = to_jsonb(OLD) - 'state' AND EXISTS (
      SELECT FROM official_document next
      WHERE next.number = OLD.number AND next.revision = OLD.revision + 1 AND next.kind = OLD.kind AND next.state = 'issued'
        AND next.subject_type = OLD.subject_type AND next.subject_id = OLD.subject_id
    ) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'a paper is issued: what was issued does not change' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER official_document_issued BEFORE UPDATE OR DELETE ON official_document FOR EACH ROW
  WHEN (OLD.state <> 'draft') EXECUTE FUNCTION forbid_change_of_issued_paper();
