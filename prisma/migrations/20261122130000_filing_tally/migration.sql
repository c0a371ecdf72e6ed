-- How far each filing has come (填报进度), counted as its rows change: one narrow row beside each filing, so that the progress of a province is the
-- sum of as many rows as it has filings, and not of all their answers. Written by the triggers below and by nobody else (0020).

CREATE TABLE filing_tally (
  id uuid NOT NULL, campaign_id uuid NOT NULL, institution_id uuid NOT NULL, department "Department" NOT NULL, region_no int NOT NULL,
  state "FilingState" NOT NULL, due_on date NOT NULL, expected boolean NOT NULL, asked int NOT NULL DEFAULT 0, answered int NOT NULL DEFAULT 0,
  findings int NOT NULL DEFAULT 0, fund_loss_fen bigint NOT NULL DEFAULT 0, refunded_fen bigint NOT NULL DEFAULT 0,
  recovered_fen bigint NOT NULL DEFAULT 0, checks int NOT NULL DEFAULT 0, discrepancies int NOT NULL DEFAULT 0,
  CONSTRAINT filing_tally_pkey PRIMARY KEY (id),
  CONSTRAINT filing_tally_id_fkey FOREIGN KEY (id) REFERENCES filing (id) ON DELETE CASCADE ON UPDATE CASCADE
) WITH (fillfactor = 70);
-- What changes most stands in no index, so that a new version of a row stays on its page.
CREATE INDEX filing_tally_campaign_id_due_on_id_idx ON filing_tally (campaign_id, due_on, id);
CREATE INDEX filing_tally_region_no_campaign_id_idx ON filing_tally (region_no, campaign_id);
GRANT SELECT ON filing_tally TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE filing_tally ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_tally FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_tally FOR SELECT TO qingyuan_app USING (
    (filing_tally.department = (SELECT ctx_department()) AND filing_tally.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_tally.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_tally.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_tally.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing_tally FOR INSERT TO qingyuan_app WITH CHECK (
    false);
CREATE POLICY reach_update ON filing_tally FOR UPDATE TO qingyuan_app USING (
    false) WITH CHECK (
    false);
CREATE POLICY worker_all ON filing_tally TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_tally TO CURRENT_USER USING (true) WITH CHECK (true);

-- Every count below is made anew from the rows, after the tally is held: what somebody else has written since is then seen, and what a count
-- looks at besides (the list, the kind of institution) cannot change behind its back.

-- What the tally repeats of the filing and its institution.
CREATE FUNCTION repeat_in_tallies(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE filing_tally t SET campaign_id = f.campaign_id, institution_id = f.institution_id, department = f.department, region_no = f.region_no,
    state = f.state, due_on = f.due_on, expected = i.active
  FROM filing f JOIN institution i ON i.id = f.institution_id WHERE f.id = ANY (p_ids) AND t.id = f.id;
END $$;

-- Answers that stand: to items that the filing asks now, and not to be given again.
CREATE FUNCTION count_answers(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE filing_tally t SET answered = c.answered
  FROM (
    SELECT f.id, count(x.id)::int AS answered
    FROM filing f JOIN institution i ON i.id = f.institution_id
      LEFT JOIN filing_answer a ON a.filing_id = f.id AND a.previous_item_id IS NULL
      LEFT JOIN checklist_item x ON x.id = a.item_id AND x.checklist_id = f.checklist_id AND i.kind = ANY (x.kinds)
        AND (i.kind <> 'hospital' OR cardinality(x.levels) = 0 OR i.level = ANY (x.levels))
    WHERE f.id = ANY (p_ids) GROUP BY f.id
  ) AS c WHERE t.id = c.id AND t.answered <> c.answered;
END $$;

-- The items that are asked: the same for all institutions of a sort. With them, the answers that stand.
CREATE FUNCTION count_items(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  WITH own AS (
    SELECT f.id, f.checklist_id, i.kind, i.level FROM filing f JOIN institution i ON i.id = f.institution_id WHERE f.id = ANY (p_ids)
  ), sort AS (
    SELECT s.*, (SELECT count(*)::int FROM checklist_item x WHERE x.checklist_id = s.checklist_id AND s.kind = ANY (x.kinds)
      AND (s.kind <> 'hospital' OR cardinality(x.levels) = 0 OR s.level = ANY (x.levels))) AS asked
    FROM (SELECT DISTINCT checklist_id, kind, level FROM own) AS s
  )
  UPDATE filing_tally t SET asked = sort.asked FROM own JOIN sort USING (checklist_id, kind, level) WHERE t.id = own.id AND t.asked <> sort.asked;
  PERFORM count_answers(p_ids);
END $$;

CREATE FUNCTION count_findings(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE filing_tally t SET findings = c.findings, fund_loss_fen = c.fund_loss_fen
  FROM (
    SELECT own.id, count(g.id)::int AS findings, coalesce(sum(g.fund_loss_fen), 0)::bigint AS fund_loss_fen
    FROM unnest(p_ids) AS own(id) LEFT JOIN finding g ON g.filing_id = own.id GROUP BY own.id
  ) AS c WHERE t.id = c.id AND (t.findings, t.fund_loss_fen) IS DISTINCT FROM (c.findings, c.fund_loss_fen);
END $$;

-- What has arrived, each ledger by itself.
CREATE FUNCTION count_refunds(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE filing_tally t SET refunded_fen = c.refunded_fen, recovered_fen = c.recovered_fen
  FROM (
    SELECT own.id, coalesce(sum(r.amount_fen) FILTER (WHERE r.ledger = 'fundRefund'), 0)::bigint AS refunded_fen,
      coalesce(sum(r.amount_fen) FILTER (WHERE r.ledger = 'agreementRecovery'), 0)::bigint AS recovered_fen
    FROM unnest(p_ids) AS own(id) LEFT JOIN refund r ON r.filing_id = own.id AND r.state = 'confirmed' GROUP BY own.id
  ) AS c WHERE t.id = c.id AND (t.refunded_fen, t.recovered_fen) IS DISTINCT FROM (c.refunded_fen, c.recovered_fen);
END $$;

-- Re-checks that are done, and those that did not agree.
CREATE FUNCTION count_checks(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  UPDATE filing_tally t SET checks = c.checks, discrepancies = c.discrepancies
  FROM (
    SELECT own.id, count(s.id)::int AS checks, (count(s.id) FILTER (WHERE s.result = 'discrepancy'))::int AS discrepancies
    FROM unnest(p_ids) AS own(id) LEFT JOIN spot_check_item s ON s.filing_id = own.id AND s.result <> 'pending' GROUP BY own.id
  ) AS c WHERE t.id = c.id AND (t.checks, t.discrepancies) IS DISTINCT FROM (c.checks, c.discrepancies);
END $$;

-- In one order, so that two who count many wait for each other.
CREATE FUNCTION hold_tallies(p_ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM FROM filing_tally WHERE id = ANY (p_ids) ORDER BY id FOR NO KEY UPDATE;
END $$;

-- The triggers keep their plans: planning one save anew takes longer than counting it.

-- Rows under a filing were written: `changed` as they are now, or as they were when they were taken away; `before` where there is both.
CREATE FUNCTION tally_rows() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ids uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT filing_id) INTO ids FROM (SELECT filing_id FROM before UNION ALL SELECT filing_id FROM changed) AS touched;
  ELSE
    SELECT array_agg(DISTINCT filing_id) INTO ids FROM changed;
  END IF;
  IF ids IS NOT NULL THEN
    PERFORM hold_tallies(ids);
    CASE TG_TABLE_NAME
      WHEN 'filing_answer' THEN PERFORM count_answers(ids);
      WHEN 'finding' THEN PERFORM count_findings(ids);
      WHEN 'refund' THEN PERFORM count_refunds(ids);
      WHEN 'spot_check_item' THEN PERFORM count_checks(ids);
    END CASE;
  END IF;
  RETURN NULL;
END $$;

-- Of new filings the institutions are held: whether they are expected to file cannot change between.
CREATE FUNCTION tally_new_filings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  PERFORM FROM institution WHERE id IN (SELECT institution_id FROM changed) ORDER BY id FOR SHARE;
  INSERT INTO filing_tally (id, campaign_id, institution_id, department, region_no, state, due_on, expected)
    SELECT f.id, f.campaign_id, f.institution_id, f.department, f.region_no, f.state, f.due_on, i.active
    FROM changed f JOIN institution i ON i.id = f.institution_id;
  PERFORM count_items(ARRAY(SELECT id FROM changed));
  RETURN NULL;
END $$;

CREATE FUNCTION tally_filings() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ids uuid[];
  asked_anew uuid[];
BEGIN
  SELECT array_agg(f.id), array_agg(f.id) FILTER (WHERE (b.checklist_id, b.institution_id) IS DISTINCT FROM (f.checklist_id, f.institution_id))
    INTO ids, asked_anew FROM changed f JOIN before b ON b.id = f.id
    WHERE (b.campaign_id, b.checklist_id, b.institution_id, b.department, b.region_no, b.state, b.due_on)
      IS DISTINCT FROM (f.campaign_id, f.checklist_id, f.institution_id, f.department, f.region_no, f.state, f.due_on);
  IF ids IS NOT NULL THEN
    PERFORM hold_tallies(ids);
    PERFORM repeat_in_tallies(ids);
    IF asked_anew IS NOT NULL THEN PERFORM count_items(asked_anew); END IF;
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION tally_institutions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  ids uuid[];
BEGIN
  SELECT array_agg(f.id) INTO ids FROM changed i JOIN before b ON b.id = i.id JOIN filing f ON f.institution_id = i.id
    WHERE (b.active, b.kind, b.level) IS DISTINCT FROM (i.active, i.kind, i.level);
  IF ids IS NOT NULL THEN
    PERFORM hold_tallies(ids);
    PERFORM repeat_in_tallies(ids);
    PERFORM count_items(ids);
  END IF;
  RETURN NULL;
END $$;

CREATE FUNCTION tally_items() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = public, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  lists uuid[];
  ids uuid[];
BEGIN
  IF TG_OP = 'UPDATE' THEN
    SELECT array_agg(DISTINCT checklist_id) INTO lists FROM (SELECT checklist_id FROM before UNION ALL SELECT checklist_id FROM changed) AS touched;
  ELSE
    SELECT array_agg(DISTINCT checklist_id) INTO lists FROM changed;
  END IF;
  SELECT array_agg(id) INTO ids FROM filing WHERE checklist_id = ANY (lists);
  IF ids IS NOT NULL THEN
    PERFORM hold_tallies(ids);
    PERFORM count_items(ids);
  END IF;
  RETURN NULL;
END $$;

REVOKE ALL ON FUNCTION repeat_in_tallies(uuid[]), count_answers(uuid[]), count_items(uuid[]), count_findings(uuid[]), count_refunds(uuid[]),
  count_checks(uuid[]), hold_tallies(uuid[]), tally_rows(), tally_new_filings(), tally_filings(), tally_institutions(), tally_items() FROM PUBLIC;

CREATE TRIGGER filing_answer_tallied_new AFTER INSERT ON filing_answer REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER filing_answer_tallied AFTER UPDATE ON filing_answer REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER filing_answer_tallied_gone AFTER DELETE ON filing_answer REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER finding_tallied_new AFTER INSERT ON finding REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER finding_tallied AFTER UPDATE ON finding REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER finding_tallied_gone AFTER DELETE ON finding REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER refund_tallied_new AFTER INSERT ON refund REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER refund_tallied AFTER UPDATE ON refund REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER refund_tallied_gone AFTER DELETE ON refund REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER spot_check_item_tallied_new AFTER INSERT ON spot_check_item REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER spot_check_item_tallied AFTER UPDATE ON spot_check_item REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER spot_check_item_tallied_gone AFTER DELETE ON spot_check_item REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_rows();
CREATE TRIGGER checklist_item_tallied_new AFTER INSERT ON checklist_item REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_items();
CREATE TRIGGER checklist_item_tallied AFTER UPDATE ON checklist_item REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_items();
CREATE TRIGGER checklist_item_tallied_gone AFTER DELETE ON checklist_item REFERENCING OLD TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_items();
CREATE TRIGGER filing_tallied_new AFTER INSERT ON filing REFERENCING NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_new_filings();
CREATE TRIGGER filing_tallied AFTER UPDATE ON filing REFERENCING OLD TABLE AS before NEW TABLE AS changed FOR EACH STATEMENT EXECUTE FUNCTION tally_filings();
CREATE TRIGGER institution_tallied AFTER UPDATE ON institution REFERENCING OLD TABLE AS before NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION tally_institutions();

-- What stands already.
INSERT INTO filing_tally (id, campaign_id, institution_id, department, region_no, state, due_on, expected)
  SELECT f.id, f.campaign_id, f.institution_id, f.department, f.region_no, f.state, f.due_on, i.active FROM filing f JOIN institution i ON i.id = f.institution_id;
DO $$
DECLARE
  ids uuid[] := ARRAY(SELECT id FROM filing);
BEGIN
  PERFORM count_items(ids), count_findings(ids), count_refunds(ids), count_checks(ids);
END $$;
