-- Whoever collected evidence of a case has worked on it, as who wrote into it has: they neither review it, nor lead its hearing, nor decide.

UPDATE case_file SET writer_ids = writer_ids || ARRAY(
    SELECT DISTINCT c.id FROM evidence e, unnest(ARRAY[e.collector_a_id, e.collector_b_id]) AS c (id)
    WHERE e.case_id = case_file.id AND c.id <> ALL (case_file.writer_ids))
  WHERE EXISTS (SELECT FROM evidence WHERE evidence.case_id = case_file.id);

CREATE FUNCTION evidence_collectors() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_file WHERE id = NEW.case_id AND reviewer_ids && ARRAY[NEW.collector_a_id, NEW.collector_b_id])
    OR EXISTS (SELECT FROM case_hearing WHERE case_id = NEW.case_id AND chair_id IN (NEW.collector_a_id, NEW.collector_b_id)) THEN
    RAISE EXCEPTION 'who reviewed case % or leads its hearing collects no evidence of it', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER evidence_collectors BEFORE INSERT ON evidence FOR EACH ROW EXECUTE FUNCTION evidence_collectors();
