-- The last sign of life of a session, in one statement. A crash may forget the latest: it is written again with the next request.
CREATE FUNCTION session_seen(p_id uuid, p_at timestamptz) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM set_config('synchronous_commit', 'off', true);
  UPDATE user_session SET last_seen_at = p_at WHERE id = p_id AND revoked_at IS NULL AND expires_at > p_at AND last_seen_at < p_at;
END $$;
REVOKE ALL ON FUNCTION session_seen(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION session_seen(uuid, timestamptz) TO qingyuan_app, qingyuan_worker;

-- A subject has its head already but for its first line: only then is one made.
CREATE OR REPLACE FUNCTION append_audit(
  p_id uuid, p_subject_type text, p_subject_id uuid, p_at timestamptz, p_actor_id uuid, p_actor_name text,
  p_post_id uuid, p_department text, p_region_no int, p_action text, p_change jsonb, p_request_id text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  head audit_head;
  next_hash text;
BEGIN
  IF p_actor_id IS NULL THEN RAISE EXCEPTION 'an audit line needs an actor'; END IF;
  IF p_actor_id <> coalesce(ctx_uuid('app.user_id'), p_actor_id) THEN RAISE EXCEPTION 'an audit line names who acts'; END IF;
  SELECT * INTO head FROM audit_head WHERE subject_type = p_subject_type AND subject_id = p_subject_id FOR UPDATE;
  IF NOT FOUND THEN
    INSERT INTO audit_head (subject_type, subject_id, seq, hash, changed_at) VALUES (p_subject_type, p_subject_id, 0, '', p_at)
      ON CONFLICT DO NOTHING;
    SELECT * INTO head FROM audit_head WHERE subject_type = p_subject_type AND subject_id = p_subject_id FOR UPDATE;
  END IF;
  next_hash := audit_hash(head.hash, p_subject_type, p_subject_id, head.seq + 1, p_at, p_actor_id, p_actor_name, p_post_id,
    p_department, p_region_no, p_action, p_change, p_request_id);
  INSERT INTO audit_entry (id, subject_type, subject_id, seq, at, actor_id, actor_name, post_id, department, region_no, action, change, request_id, previous_hash, hash)
    VALUES (p_id, p_subject_type, p_subject_id, head.seq + 1, p_at, p_actor_id, p_actor_name, p_post_id, p_department, p_region_no, p_action, p_change, p_request_id, head.hash, next_hash);
  UPDATE audit_head SET seq = head.seq + 1, hash = next_hash, changed_at = p_at
    WHERE subject_type = p_subject_type AND subject_id = p_subject_id;
END $$;
