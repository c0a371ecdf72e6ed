-- A run by another version of a model than the one in use shows what that version would find. No lead is ever made of it.
ALTER TABLE screening_run ADD COLUMN trial boolean NOT NULL DEFAULT false;

CREATE FUNCTION guard_trial_hits() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM screening_run WHERE screening_run.id = NEW.run_id AND screening_run.trial) THEN
    RAISE EXCEPTION 'a hit of a trial run never becomes a lead';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER guard_trial_hits BEFORE UPDATE OF lead_id ON screening_hit FOR EACH ROW WHEN (NEW.lead_id IS NOT NULL) EXECUTE FUNCTION guard_trial_hits();

CREATE FUNCTION guard_trial_runs() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'a trial run stays one';
END $$;
CREATE TRIGGER guard_trial_runs BEFORE UPDATE OF trial ON screening_run FOR EACH ROW WHEN (OLD.trial AND NOT NEW.trial) EXECUTE FUNCTION guard_trial_runs();
