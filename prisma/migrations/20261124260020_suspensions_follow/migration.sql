-- A procedure is not halted from a day on which it still moved, nor from one on which it was halted before: the days of its clocks would count twice.
ALTER TABLE case_procedure ADD COLUMN stage_moved_at timestamptz(3);

CREATE FUNCTION case_suspension_follows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM case_suspension WHERE case_id = NEW.case_id AND resumed_on > NEW.suspended_on) THEN
    RAISE EXCEPTION 'the procedure of case % was halted on that day already', NEW.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_suspension_follows BEFORE INSERT ON case_suspension FOR EACH ROW EXECUTE FUNCTION case_suspension_follows();
