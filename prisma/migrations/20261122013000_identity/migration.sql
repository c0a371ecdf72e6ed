-- Who a person is in each of their posts, told before there is an actor: the functions run as their owner, because the row policies
-- of institutions and recusals cannot yet know who asks. And what must never be true of accounts, whatever the program does.

CREATE FUNCTION recused_ids(p_user_id uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(subject_id), '{}') FROM recusal WHERE user_id = p_user_id
$$;

CREATE FUNCTION posts_of(p_user_id uuid, p_at timestamptz) RETURNS TABLE (
  post_id uuid, title text, roles text[], clearance smallint, valid_from timestamptz, agency_id uuid, institution_id uuid,
  unit_name text, department text, region_no int, range_lo int, range_hi int
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT post.id, post.title, post.roles::text[], post.clearance, post.valid_from, agency.id, institution.id,
    coalesce(agency.name, institution.name), agency.department::text, coalesce(agency.region_no, institution.region_no),
    region.range_lo, region.range_hi
  FROM post
  LEFT JOIN agency ON agency.id = post.agency_id
  LEFT JOIN region ON region.code = agency.region_code
  LEFT JOIN institution ON institution.id = post.institution_id
  WHERE post.user_id = p_user_id AND post.valid_from <= p_at AND (post.valid_until IS NULL OR p_at < post.valid_until)
$$;

REVOKE ALL ON FUNCTION recused_ids(uuid), posts_of(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION recused_ids(uuid), posts_of(uuid, timestamptz) TO qingyuan_app, qingyuan_worker;

-- A name is typed in any case and kept in one, so that no second account looks like the first.
ALTER TABLE user_account ADD CONSTRAINT check$user_account_login CHECK (login = lower(login) AND login !~ '\s' AND length(login) BETWEEN 2 AND 60);
ALTER TABLE user_session ADD CONSTRAINT check$user_session_order CHECK (created_at <= last_seen_at AND created_at < expires_at);
