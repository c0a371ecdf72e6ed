-- A lead that is merged (并案) says into which, and only the agency that issued a lead withdraws it (撤回). What is handed on and taken
-- back again stands as it stood before.

ALTER TABLE lead ADD COLUMN merged_into_id uuid, ADD COLUMN issued_by_agency_id uuid, ADD COLUMN withdrawn_at timestamptz(3),
  ADD COLUMN earlier_hands jsonb NOT NULL DEFAULT '[]';
ALTER TABLE lead_verification ADD COLUMN merged_into_id uuid;
UPDATE lead SET issued_by_agency_id = b.agency_id FROM lead_batch b WHERE b.id = lead.batch_id;

CREATE INDEX lead_merged_into_id_idx ON lead (merged_into_id);
CREATE INDEX lead_verification_merged_into_id_idx ON lead_verification (merged_into_id);
ALTER TABLE lead ADD CONSTRAINT lead_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES lead (id) ON UPDATE CASCADE ON DELETE SET NULL;
ALTER TABLE lead_verification ADD CONSTRAINT lead_verification_merged_into_id_fkey FOREIGN KEY (merged_into_id) REFERENCES lead (id) ON UPDATE CASCADE ON DELETE SET NULL;

ALTER TABLE lead ADD CONSTRAINT check$lead_merged_into_another CHECK (merged_into_id <> id);
ALTER TABLE lead_verification ADD CONSTRAINT check$lead_verification_merged_into_another CHECK (merged_into_id <> lead_id);

-- Asked of whoever writes a conclusion, and not of what was concluded before: into which lead those went is written nowhere. So a trigger
-- and no check, which would also meet those rows when a backup is put back.
CREATE FUNCTION merged_names_target() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'new row for relation "%" violates check$%_merged: a merged lead names the one it goes on with', TG_TABLE_NAME, TG_TABLE_NAME
    USING ERRCODE = 'check_violation';
END $$;
CREATE TRIGGER lead_merged BEFORE INSERT OR UPDATE OF conclusion, merged_into_id ON lead FOR EACH ROW
  WHEN ((NEW.conclusion IS NOT DISTINCT FROM 'merged') <> (NEW.merged_into_id IS NOT NULL)) EXECUTE FUNCTION merged_names_target();
CREATE TRIGGER lead_verification_merged BEFORE INSERT OR UPDATE OF conclusion, merged_into_id ON lead_verification FOR EACH ROW
  WHEN ((NEW.conclusion = 'merged') <> (NEW.merged_into_id IS NOT NULL)) EXECUTE FUNCTION merged_names_target();

-- Who issued a lead is the agency of its batch, whatever an insert says.
CREATE FUNCTION name_issuer_of_lead() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  NEW.issued_by_agency_id := (SELECT agency_id FROM lead_batch WHERE id = NEW.batch_id);
  RETURN NEW;
END $$;
CREATE TRIGGER lead_issuer BEFORE INSERT OR UPDATE OF batch_id, issued_by_agency_id ON lead FOR EACH ROW EXECUTE FUNCTION name_issuer_of_lead();

-- Withdrawn by its issuer: what a county once concluded as withdrawn has no such moment, and is opened again like any other conclusion.
ALTER TABLE lead ADD CONSTRAINT check$lead_withdrawn CHECK (withdrawn_at IS NULL OR conclusion IS NOT DISTINCT FROM 'withdrawn');

-- Second wall behind the command: a person of another agency cannot write this conclusion. Loading and maintenance have no person.
CREATE FUNCTION withdrawn_by_issuer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ctx_uuid('app.user_id') IS NOT NULL AND ctx_uuid('app.agency_id') IS DISTINCT FROM NEW.issued_by_agency_id THEN
    RAISE EXCEPTION 'only the agency that issued a lead withdraws it' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER lead_withdrawn BEFORE UPDATE OF conclusion ON lead FOR EACH ROW
  WHEN (NEW.conclusion = 'withdrawn' AND OLD.conclusion IS DISTINCT FROM NEW.conclusion) EXECUTE FUNCTION withdrawn_by_issuer();

-- What others were merged into stands by itself: it is not merged on, so there is no chain and no cycle, and it is not withdrawn.
-- Looked at when all is written; the other row is held, so that two that merge into each other at once cannot both.
CREATE FUNCTION merged_into_standing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE target lead; own lead;
BEGIN
  SELECT * INTO own FROM lead WHERE id = NEW.id;
  IF own.merged_into_id IS NOT NULL THEN
    SELECT * INTO target FROM lead WHERE id = own.merged_into_id FOR UPDATE;
    IF target.conclusion IN ('merged', 'withdrawn') THEN
      RAISE EXCEPTION 'lead % is merged into one that does not stand', own.id USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF own.conclusion IN ('merged', 'withdrawn') AND EXISTS (SELECT FROM lead WHERE merged_into_id = own.id) THEN
    RAISE EXCEPTION 'others are merged into lead %', own.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER lead_merged_standing AFTER INSERT OR UPDATE ON lead DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.conclusion IN ('merged', 'withdrawn')) EXECUTE FUNCTION merged_into_standing();

-- Whether others are merged into a lead, also those out of the asker's sight. Says yes or no.
CREATE FUNCTION lead_bears_merged(p_lead_id uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM lead WHERE merged_into_id = p_lead_id)
$$;
REVOKE ALL ON FUNCTION lead_bears_merged(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION lead_bears_merged(uuid) TO qingyuan_app, qingyuan_worker;
