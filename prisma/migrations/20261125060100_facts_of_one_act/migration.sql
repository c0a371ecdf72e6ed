-- By which law an act is judged that went on under two of them (从旧兼从轻), and facts that are one act: of them one alone is fined (处罚法第二十九条).
CREATE TYPE "LawChoice" AS ENUM ('old', 'new');
CREATE UNIQUE INDEX case_fact_id_case_id_key ON case_fact (id, case_id);
ALTER TABLE case_fact
  ADD COLUMN law_choice "LawChoice",
  ADD COLUMN law_choice_ground text NOT NULL DEFAULT '',
  ADD COLUMN same_act_as_id uuid,
  ADD COLUMN same_act_ground text NOT NULL DEFAULT '',
  ADD CONSTRAINT case_fact_same_act_as_id_case_id_fkey FOREIGN KEY (same_act_as_id, case_id) REFERENCES case_fact (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT check$case_fact_law_choice CHECK ((law_choice IS NULL) = (law_choice_ground = '')),
  ADD CONSTRAINT check$case_fact_same_act CHECK ((same_act_as_id IS NULL) = (same_act_ground = '') AND same_act_as_id IS DISTINCT FROM id);
CREATE INDEX case_fact_same_act_as_id_case_id_idx ON case_fact (same_act_as_id, case_id);
CREATE UNIQUE INDEX uniq$case_fact_fined_once ON case_fact (coalesce(same_act_as_id, id)) WHERE fine_fen > 0 AND withdrawn_at IS NULL;

-- All facts of an act name the same first one, which names none: that is what the index above counts by.
CREATE FUNCTION case_fact_same_act() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM case_fact f WHERE f.id = NEW.same_act_as_id AND f.same_act_as_id IS NOT NULL)
    OR EXISTS (SELECT FROM case_fact f WHERE f.same_act_as_id = NEW.id) THEN
    RAISE EXCEPTION 'the facts of an act name the first of them' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_fact_same_act BEFORE INSERT OR UPDATE OF same_act_as_id ON case_fact
  FOR EACH ROW WHEN (NEW.same_act_as_id IS NOT NULL) EXECUTE FUNCTION case_fact_same_act();
