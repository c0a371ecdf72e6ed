-- Whoever reviewed a case in law is known as such also when the review no longer holds: they do not decide on it, nor lead its hearing, nor become its officer.

ALTER TABLE case_file ADD COLUMN reviewer_ids uuid[] NOT NULL DEFAULT '{}';
UPDATE case_file SET reviewer_ids = ARRAY[legal_reviewed_by_id] WHERE legal_reviewed_by_id IS NOT NULL;

CREATE FUNCTION keep_reviewers() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.legal_reviewed_by_id <> ALL (NEW.reviewer_ids) THEN NEW.reviewer_ids := NEW.reviewer_ids || NEW.legal_reviewed_by_id; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_file_reviewers BEFORE INSERT OR UPDATE OF legal_reviewed_by_id ON case_file FOR EACH ROW
  WHEN (NEW.legal_reviewed_by_id IS NOT NULL) EXECUTE FUNCTION keep_reviewers();

CREATE OR REPLACE FUNCTION case_hearing_chair() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_file WHERE id = NEW.case_id
    AND (NEW.chair_id IN (officer_a_id, officer_b_id, proposed_by_id) OR NEW.chair_id = ANY (writer_ids) OR NEW.chair_id = ANY (reviewer_ids))) THEN
    RAISE EXCEPTION 'who investigated or reviewed case % does not lead its hearing', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
