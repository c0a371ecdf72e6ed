-- Five thousand leads change hands in one act: what follows each of them is written by one statement.

-- What is asked and said about leads goes where they go. Of a whole statement at once: a trigger of each row asked 5,000 times.
DROP TRIGGER lead_moved ON lead;
CREATE OR REPLACE FUNCTION lead_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  -- Counted and not asked for one: for one alone the planner would hold each row against each.
  IF (SELECT count(*) = 0 FROM lead_is JOIN lead_was USING (id)
      WHERE ROW(lead_was.region_no, lead_was.agency_id) IS DISTINCT FROM ROW(lead_is.region_no, lead_is.agency_id)) THEN
    RETURN NULL;
  END IF;
  WITH moved AS MATERIALIZED (
    SELECT lead_is.id, lead_is.region_no, lead_is.agency_id, agency.name AS agency_name
    FROM lead_is JOIN lead_was USING (id) LEFT JOIN agency ON agency.id = lead_is.agency_id
    WHERE ROW(lead_was.region_no, lead_was.agency_id) IS DISTINCT FROM ROW(lead_is.region_no, lead_is.agency_id)
  ), followed AS (
    UPDATE lead_statement SET region_no = moved.region_no, agency_id = coalesce(moved.agency_id, lead_statement.agency_id),
      agency_name = coalesce(moved.agency_name, lead_statement.agency_name)
    FROM moved WHERE lead_statement.lead_id = moved.id RETURNING lead_statement.id, moved.region_no
  ), attached AS (
    UPDATE attachment SET region_no = followed.region_no FROM followed
    WHERE attachment.subject_type = 'leadStatement' AND attachment.subject_id = followed.id
  )
  UPDATE lead_escalation SET region_no = moved.region_no, agency_id = coalesce(moved.agency_id, lead_escalation.agency_id)
    FROM moved WHERE lead_escalation.lead_id = moved.id;
  RETURN NULL;
END $$;
CREATE TRIGGER lead_moved AFTER UPDATE ON lead REFERENCING OLD TABLE AS lead_was NEW TABLE AS lead_is FOR EACH STATEMENT EXECUTE FUNCTION lead_moved();

-- The lines of one act, each chained to the last of its own subject, by the same rules as `append_audit`: in three statements, however many
-- they are. Subjects are locked in their own order, so that two acts on the same rows do not wait for each other.
CREATE FUNCTION append_audit_of_act(p_lines jsonb) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  lines audit_entry[];
BEGIN
  SELECT array_agg(jsonb_populate_record(NULL::audit_entry, line) ORDER BY line ->> 'subject_type', line ->> 'subject_id', place) INTO lines
    FROM jsonb_array_elements(p_lines) WITH ORDINALITY AS said (line, place);
  IF EXISTS (SELECT FROM unnest(lines) AS l WHERE l.actor_id IS NULL) THEN RAISE EXCEPTION 'an audit line needs an actor'; END IF;
  IF EXISTS (SELECT FROM unnest(lines) AS l WHERE l.actor_id <> coalesce(ctx_uuid('app.user_id'), l.actor_id)) THEN
    RAISE EXCEPTION 'an audit line names who acts';
  END IF;
  IF (SELECT count(*) <> count(DISTINCT (l.subject_type, l.subject_id)) FROM unnest(lines) AS l) THEN
    PERFORM append_audit(l.id, l.subject_type, l.subject_id, l.at, l.actor_id, l.actor_name, l.post_id, l.department, l.region_no, l.action, l.change, l.request_id)
      FROM unnest(lines) AS l; -- each line of a subject waits for the one before
    RETURN;
  END IF;
  INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at)
    SELECT l.subject_type, l.subject_id, 0, '', l.at FROM unnest(lines) AS l ORDER BY l.subject_type, l.subject_id
    ON CONFLICT DO NOTHING;
  PERFORM FROM audit_head AS h JOIN unnest(lines) AS l USING (subject_type, subject_id) ORDER BY h.subject_type, h.subject_id FOR UPDATE OF h;
  WITH chained AS MATERIALIZED (
    SELECT l AS line, h.seq + 1 AS next, h.hash AS before,
      audit_hash(h.hash, l.subject_type, l.subject_id, h.seq + 1, l.at, l.actor_id, l.actor_name, l.post_id, l.department, l.region_no, l.action, l.change, l.request_id) AS own
    FROM unnest(lines) AS l JOIN audit_head AS h USING (subject_type, subject_id)
  ), written AS (
    INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, post_id, department, region_no, action, change, request_id, previous_hash, hash)
      SELECT (line).id, (line).subject_type, (line).subject_id, next, (line).at, (line).actor_id, (line).actor_name, (line).post_id, (line).department, (line).region_no,
        (line).action, (line).change, (line).request_id, before, own FROM chained
  )
  UPDATE audit_head SET seq = chained.next, hash = chained.own, changed_at = (chained.line).at
    FROM chained WHERE audit_head.subject_type = (chained.line).subject_type AND audit_head.subject_id = (chained.line).subject_id;
END $$;
REVOKE ALL ON FUNCTION append_audit_of_act(jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION append_audit_of_act(jsonb) TO qingyuan_app, qingyuan_worker;
