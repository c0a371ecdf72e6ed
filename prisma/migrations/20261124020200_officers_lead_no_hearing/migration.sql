-- Whoever leads or has led a hearing of a case does not become its officer, as no officer leads one (处罚法 第六十四条第四项).

CREATE FUNCTION case_officer_no_chair() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_hearing WHERE case_id = NEW.id AND chair_id IN (NEW.officer_a_id, NEW.officer_b_id)) THEN
    RAISE EXCEPTION 'who leads the hearing of case % does not investigate it', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER case_officer_no_chair AFTER UPDATE OF officer_a_id, officer_b_id ON case_file FOR EACH ROW
  WHEN (NEW.officer_a_id <> OLD.officer_a_id OR NEW.officer_b_id <> OLD.officer_b_id) EXECUTE FUNCTION case_officer_no_chair();
