-- What two inspectors find on site, item by item (现场核查), who they are, and what the institution disputes of it.

CREATE TYPE "CheckedLineResult" AS ENUM ('agrees', 'underDeclared', 'notRemedied');
CREATE TYPE "CheckDisputeState" AS ENUM ('open', 'stands', 'changed');

ALTER TABLE spot_check_item ADD COLUMN first_signed_at timestamptz(3), ADD COLUMN dispute_until timestamptz(3);
CREATE INDEX spot_check_item_institution_id_idx ON spot_check_item (institution_id);

-- What differs is said line by line from now on.
ALTER TABLE spot_check_item DROP CONSTRAINT check$spot_check_item_discrepancy;
ALTER TABLE spot_check_item ADD CONSTRAINT check$spot_check_item_signed CHECK (first_signed_at IS NULL OR checked_by_id IS NOT NULL);

CREATE TABLE check_inspector (
  id uuid NOT NULL, check_id uuid NOT NULL, user_id uuid NOT NULL, user_name text NOT NULL, assigned_by_id uuid NOT NULL, assigned_by_name text NOT NULL,
  assigned_at timestamptz(3) NOT NULL, left_at timestamptz(3), left_reason text,
  CONSTRAINT check_inspector_pkey PRIMARY KEY (id),
  CONSTRAINT check_inspector_check_id_fkey FOREIGN KEY (check_id) REFERENCES spot_check_item (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$check_inspector_left CHECK ((left_at IS NULL) = (left_reason IS NULL) AND (left_reason IS NULL OR left_reason IN ('replaced', 'recused')))
);
CREATE INDEX check_inspector_check_id_idx ON check_inspector (check_id);
CREATE INDEX check_inspector_user_id_idx ON check_inspector (user_id);
-- One person inspects an institution once at a time.
CREATE UNIQUE INDEX uniq$check_inspector ON check_inspector (check_id, user_id) WHERE left_at IS NULL;

CREATE TABLE check_line (
  id uuid NOT NULL, check_id uuid NOT NULL, item_id uuid NOT NULL, declared_fen bigint NOT NULL, result "CheckedLineResult" NOT NULL,
  difference_fen bigint, note text NOT NULL DEFAULT '', recorded_by_id uuid NOT NULL, recorded_by_name text NOT NULL, recorded_at timestamptz(3) NOT NULL,
  changed_at timestamptz(3), version int NOT NULL DEFAULT 1,
  CONSTRAINT check_line_pkey PRIMARY KEY (id),
  CONSTRAINT check_line_check_id_fkey FOREIGN KEY (check_id) REFERENCES spot_check_item (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check_line_item_id_fkey FOREIGN KEY (item_id) REFERENCES checklist_item (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$check_line_whole CHECK (CASE result WHEN 'agrees' THEN difference_fen IS NULL
    WHEN 'underDeclared' THEN difference_fen IS NOT NULL AND difference_fen > 0 AND length(note) > 0
    ELSE coalesce(difference_fen, 1) > 0 AND length(note) > 0 END)
);
CREATE UNIQUE INDEX check_line_check_id_item_id_key ON check_line (check_id, item_id);
CREATE INDEX check_line_item_id_idx ON check_line (item_id);

CREATE TABLE check_dispute (
  id uuid NOT NULL, line_id uuid NOT NULL, check_id uuid NOT NULL, filing_id uuid NOT NULL, drawing_agency_id uuid NOT NULL, institution_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI', region_no int NOT NULL, state "CheckDisputeState" NOT NULL DEFAULT 'open', reason text NOT NULL,
  raised_by_id uuid NOT NULL, raised_by_name text NOT NULL, raised_at timestamptz(3) NOT NULL, before_result "CheckedLineResult" NOT NULL,
  before_difference_fen bigint, decided_by_id uuid, decided_by_name text, decided_at timestamptz(3), decision text, version int NOT NULL DEFAULT 1,
  CONSTRAINT check_dispute_pkey PRIMARY KEY (id),
  CONSTRAINT check_dispute_line_id_fkey FOREIGN KEY (line_id) REFERENCES check_line (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check_dispute_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$check_dispute_decided CHECK ((state = 'open') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by_id IS NULL)
    AND (decided_at IS NULL) = (decided_by_name IS NULL) AND (decided_at IS NULL) = (decision IS NULL))
);
CREATE UNIQUE INDEX check_dispute_line_id_key ON check_dispute (line_id);
CREATE INDEX check_dispute_check_id_idx ON check_dispute (check_id);
CREATE INDEX check_dispute_filing_id_state_idx ON check_dispute (filing_id, state);
CREATE INDEX check_dispute_institution_id_idx ON check_dispute (institution_id);

-- What both have signed is changed by a dispute that was decided so, and by nothing else; nor is anything added to it.
CREATE FUNCTION signed_line_stands() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF ctx_uuid('app.user_id') IS NOT NULL AND EXISTS (SELECT FROM spot_check_item WHERE id = NEW.check_id AND checked_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM check_dispute WHERE line_id = NEW.id AND state = 'changed' AND decided_at = NEW.changed_at) THEN
    RAISE EXCEPTION 'check_line % is signed', NEW.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION signed_line_stands() FROM PUBLIC;
CREATE TRIGGER check_line_signed BEFORE INSERT OR UPDATE ON check_line FOR EACH ROW EXECUTE FUNCTION signed_line_stands();

-- Whoever inspected an institution decides no dispute of it, and a decision is made once.
CREATE FUNCTION dispute_by_another() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF ctx_uuid('app.user_id') IS NOT NULL AND (OLD.state <> 'open' OR EXISTS (SELECT FROM check_inspector WHERE check_id = NEW.check_id AND user_id = NEW.decided_by_id)) THEN
    RAISE EXCEPTION 'check_dispute % is decided once, by another', NEW.id USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION dispute_by_another() FROM PUBLIC;
CREATE TRIGGER check_dispute_by_another BEFORE UPDATE OF state, decided_by_id, decided_at, decision ON check_dispute FOR EACH ROW EXECUTE FUNCTION dispute_by_another();

-- A dispute goes with its institution to another county, as its filing does.
CREATE FUNCTION dispute_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE check_dispute SET region_no = NEW.region_no WHERE filing_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION dispute_moved() FROM PUBLIC;
CREATE TRIGGER filing_moves_disputes AFTER UPDATE OF region_no ON filing
  FOR EACH ROW WHEN (OLD.region_no IS DISTINCT FROM NEW.region_no) EXECUTE FUNCTION dispute_moved();

GRANT SELECT, INSERT, UPDATE ON check_inspector, check_line, check_dispute TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE check_inspector ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_inspector FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON check_inspector FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_inspector.check_id));
CREATE POLICY reach_insert ON check_inspector FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_inspector.check_id AND ((spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON check_inspector FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_inspector.check_id AND ((spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_inspector.check_id AND ((spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON check_inspector TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON check_inspector TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE check_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_line FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON check_line FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_line.check_id));
CREATE POLICY reach_insert ON check_line FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_line.check_id AND ((spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON check_line FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_line.check_id AND ((spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM spot_check_item WHERE spot_check_item.id = check_line.check_id AND ((spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON check_line TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON check_line TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE check_dispute ENABLE ROW LEVEL SECURITY;
ALTER TABLE check_dispute FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON check_dispute FOR SELECT TO qingyuan_app USING (
    (check_dispute.department = (SELECT ctx_department()) AND check_dispute.region_no >= (SELECT ctx_int('app.region_lo')) AND check_dispute.region_no <= (SELECT ctx_int('app.region_hi')) AND (check_dispute.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (check_dispute.institution_id = (SELECT ctx_uuid('app.institution_id')))
    OR (check_dispute.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (check_dispute.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON check_dispute FOR INSERT TO qingyuan_app WITH CHECK (
    (check_dispute.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_update ON check_dispute FOR UPDATE TO qingyuan_app USING (
    (check_dispute.department = (SELECT ctx_department()) AND check_dispute.region_no >= (SELECT ctx_int('app.region_lo')) AND check_dispute.region_no <= (SELECT ctx_int('app.region_hi')) AND (check_dispute.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (check_dispute.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (check_dispute.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (check_dispute.department = (SELECT ctx_department()) AND check_dispute.region_no >= (SELECT ctx_int('app.region_lo')) AND check_dispute.region_no <= (SELECT ctx_int('app.region_hi')) AND (check_dispute.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (check_dispute.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (check_dispute.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON check_dispute TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON check_dispute TO CURRENT_USER USING (true) WITH CHECK (true);
