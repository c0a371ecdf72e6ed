-- A fact that was withdrawn stays as it was, with the act that it named: it keeps no standing one from being tied to another.
CREATE OR REPLACE FUNCTION case_fact_same_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM case_fact f WHERE f.id = NEW.same_act_as_id AND f.same_act_as_id IS NOT NULL)
    OR EXISTS (SELECT FROM case_fact f WHERE f.same_act_as_id = NEW.id AND f.withdrawn_at IS NULL) THEN
    RAISE EXCEPTION 'the facts of an act name the first of them' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
