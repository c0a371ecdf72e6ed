-- The criminal and the health track of a case are what its referrals say: none is begun or ended by hand any more. What was written by hand stays
-- as it was written, ended; from now on only the agreement has a row of its own.
UPDATE case_track SET state = 'concluded', concluded_at = coalesce(concluded_at, now()), version = version + 1
WHERE kind <> 'agreement' AND state = 'running';

CREATE FUNCTION forbid_track_by_hand() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a track that referrals tell of is not written by hand' USING ERRCODE = 'restrict_violation';
END $$;
REVOKE ALL ON FUNCTION forbid_track_by_hand() FROM PUBLIC;
CREATE TRIGGER case_track_by_hand BEFORE INSERT OR UPDATE ON case_track FOR EACH ROW
  WHEN (NEW.kind IN ('criminal', 'healthAdministration')) EXECUTE FUNCTION forbid_track_by_hand();
