-- Accounts, posts, sessions and tokens behind row policies too. Whose a row is decides, or the ward of an administrator, worked out here from
-- the post they act in. Before anybody is signed in, a few functions of the owner answer: each takes a login, an id or a hash, and returns
-- that one row. Nobody but they reads a password's hash, a second factor's secret or a token's hash.

-- The region of the post that the person acting acts in, with all below it, while it is theirs and one of these roles is in it.
CREATE FUNCTION ctx_ward(p_roles "Role"[]) RETURNS TABLE (lo int, hi int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT region.range_lo, region.range_hi
  FROM post JOIN agency ON agency.id = post.agency_id JOIN region ON region.code = agency.region_code
  JOIN user_account holder ON holder.id = post.user_id AND holder.disabled_at IS NULL
  WHERE post.id = ctx_uuid('app.post_id') AND post.user_id = ctx_uuid('app.user_id') AND post.roles && p_roles
    AND post.valid_from <= now() AND (post.valid_until IS NULL OR now() < post.valid_until)
$$;

CREATE FUNCTION ward_units(p_roles "Role"[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT agency.id FROM ctx_ward(p_roles) ward JOIN agency ON agency.region_no BETWEEN ward.lo AND ward.hi
  UNION ALL
  SELECT institution.id FROM ctx_ward(p_roles) ward JOIN institution ON institution.region_no BETWEEN ward.lo AND ward.hi
$$;

CREATE FUNCTION ward_homes() RETURNS TABLE (user_id uuid, unit_name text, region_no int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT home.user_id, home.unit_name, home.region_no
  FROM ctx_ward('{securityAdmin,systemAdmin}'::"Role"[]) ward CROSS JOIN LATERAL account_homes(ward.lo, ward.hi) home
$$;

CREATE FUNCTION overseen_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT home.user_id FROM ward_homes() home
  UNION
  SELECT post_grant.user_id
  FROM ctx_ward('{securityAdmin,systemAdmin}'::"Role"[]) ward CROSS JOIN post_grant
  LEFT JOIN agency ON agency.id = post_grant.agency_id
  LEFT JOIN institution ON institution.id = post_grant.institution_id
  WHERE coalesce(agency.region_no, institution.region_no) BETWEEN ward.lo AND ward.hi AND post_grant.state = 'proposed'
$$;

CREATE FUNCTION administered_ids() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT home.user_id
  FROM ctx_ward('{securityAdmin}'::"Role"[]) ward CROSS JOIN LATERAL account_homes(ward.lo, ward.hi) home
  WHERE home.user_id <> ctx_uuid('app.user_id')
$$;

-- Before there is an actor.

CREATE FUNCTION session_of(p_id uuid, p_at timestamptz) RETURNS TABLE (
  session_id uuid, session_post_id uuid, last_seen_at timestamptz, expires_at timestamptz, revoked_at timestamptz, user_id uuid, login text,
  name text, password_changed_at timestamptz, must_change_password boolean, second_factor_due boolean, has_second_factor boolean,
  entered_by text, recused_ids uuid[], committed_ids uuid[], post_id uuid, title text, roles text[], clearance smallint,
  valid_from timestamptz, agency_id uuid, agency_kind text, institution_id uuid, unit_name text, department text, region_no int,
  range_lo int, range_hi int
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s.id, s.post_id, s.last_seen_at, s.expires_at, s.revoked_at, u.id, u.login, u.name, u.password_changed_at, u.must_change_password,
    u.second_factor_due, u.totp_confirmed_at IS NOT NULL, s.entered_by, recused_ids(u.id), committed_ids(p.agency_id), p.*
  FROM user_session s
  JOIN user_account u ON u.id = s.user_id AND u.disabled_at IS NULL
  CROSS JOIN LATERAL posts_of(s.user_id, p_at) p
  WHERE s.id = p_id ORDER BY p.valid_from, p.post_id
$$;

CREATE FUNCTION token_holder(p_hash text, p_at timestamptz) RETURNS TABLE (
  user_id uuid, name text, password_changed_at timestamptz, must_change_password boolean, second_factor_due boolean,
  has_second_factor boolean, entered_by text, recused_ids uuid[], committed_ids uuid[], post_id uuid, title text, roles text[],
  clearance smallint, valid_from timestamptz, agency_id uuid, agency_kind text, institution_id uuid, unit_name text, department text,
  region_no int, range_lo int, range_hi int
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name, u.password_changed_at, u.must_change_password, u.second_factor_due, u.totp_confirmed_at IS NOT NULL,
    coalesce(last.entered_by, 'password'), recused_ids(u.id), committed_ids(p.agency_id), p.*
  FROM access_token t
  JOIN user_account u ON u.id = t.user_id AND u.disabled_at IS NULL
  JOIN LATERAL posts_of(t.user_id, p_at) p ON p.post_id = t.post_id
  LEFT JOIN LATERAL (SELECT s.entered_by FROM user_session s WHERE s.user_id = u.id ORDER BY s.created_at DESC LIMIT 1) last ON true
  WHERE t.token_hash = p_hash AND t.revoked_at IS NULL AND (t.expires_at IS NULL OR p_at < t.expires_at)
$$;

-- One more call by a token, counted from the first call of a window until its end.
CREATE FUNCTION count_token_call(p_hash text, p_since timestamptz, p_at timestamptz) RETURNS TABLE (window_from timestamptz, window_calls int)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE access_token t SET
    window_calls = CASE WHEN t.window_from > p_since THEN t.window_calls + 1 ELSE 1 END,
    window_from = CASE WHEN t.window_from > p_since THEN t.window_from ELSE p_at END
  WHERE t.token_hash = p_hash RETURNING t.window_from, t.window_calls
$$;

-- What proves a person: for a sign-in, by the login that was typed; for whoever is signed in, their own and no other.
CREATE FUNCTION account_to_prove(p_login text) RETURNS TABLE (
  id uuid, login text, name text, password_hash text, password_changed_at timestamptz, initial_password_until timestamptz,
  totp_secret_cipher text, totp_pending_cipher text, totp_confirmed_at timestamptz, disabled_at timestamptz
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.login, u.name, u.password_hash, u.password_changed_at, u.initial_password_until, u.totp_secret_cipher,
    u.totp_pending_cipher, u.totp_confirmed_at, u.disabled_at
  FROM user_account u WHERE u.login = p_login AND u.id = coalesce(ctx_uuid('app.user_id'), u.id)
$$;

-- Whoever a token is made for.
CREATE FUNCTION account_of_login(p_login text) RETURNS TABLE (id uuid, name text, disabled_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name, u.disabled_at FROM user_account u WHERE u.login = p_login
$$;

-- Who is bound to a subject of the bureau's own sign-in; an enabled account of that login that is bound to nobody is bound to it first.
CREATE FUNCTION account_of_subject(p_subject text, p_login text) RETURNS TABLE (id uuid, name text, disabled_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF p_login IS NOT NULL AND NOT EXISTS (SELECT FROM user_account u WHERE u.oidc_subject = p_subject) THEN
    UPDATE user_account u SET oidc_subject = p_subject WHERE u.login = p_login AND u.oidc_subject IS NULL AND u.disabled_at IS NULL;
  END IF;
  RETURN QUERY SELECT u.id, u.name, u.disabled_at FROM user_account u WHERE u.oidc_subject = p_subject;
END $$;

-- Sign-in attempts of one login and one place. Whoever counts holds both until the transaction ends, so that a thousand at once count one another.
CREATE FUNCTION count_attempts(p_login text, p_source text, p_since timestamptz) RETURNS TABLE (of_account int, of_source int)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('source:' || p_source, 0));
  PERFORM pg_advisory_xact_lock(hashtextextended('login:' || p_login, 0));
  RETURN QUERY
    WITH since AS (
      SELECT coalesce((SELECT max(a.at) FROM sign_in_attempt a WHERE a.login = p_login AND a.succeeded AND a.at > p_since), p_since) AS at
    )
    SELECT
      (SELECT count(*)::int FROM sign_in_attempt a, since
       WHERE a.login = p_login AND NOT a.succeeded AND a.cleared_at IS NULL AND a.at > since.at),
      (SELECT count(*)::int FROM sign_in_attempt a WHERE a.source = p_source AND NOT a.succeeded AND a.at > p_since);
END $$;

CREATE FUNCTION begin_attempt(p_login text, p_source text, p_at timestamptz) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  INSERT INTO sign_in_attempt (id, login, source, at, succeeded) VALUES (uuidv7(), p_login, p_source, p_at, false) RETURNING id
$$;
CREATE FUNCTION succeed_attempt(p_id uuid) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  UPDATE sign_in_attempt SET succeeded = true WHERE id = p_id
$$;
CREATE FUNCTION forget_attempt(p_id uuid) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  DELETE FROM sign_in_attempt WHERE id = p_id AND NOT succeeded
$$;

-- Of whoever is signed in.

CREATE FUNCTION own_earlier_passwords(p_count int) RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT password_hash FROM password_history WHERE user_id = ctx_uuid('app.user_id') ORDER BY set_at DESC LIMIT p_count
$$;

-- Whether a second factor is in force, begun, or not there: of oneself, and for the administrator of an account.
CREATE FUNCTION second_factor_of(p_user_id uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN u.totp_confirmed_at IS NOT NULL THEN 'on' WHEN u.totp_pending_cipher IS NOT NULL THEN 'begun' ELSE 'off' END
  FROM user_account u
  WHERE u.id = p_user_id AND (p_user_id = ctx_uuid('app.user_id') OR p_user_id IN (SELECT administered_ids()))
$$;

-- Whoever grants a post holds the account, so that two who grant at once see each other.
CREATE FUNCTION hold_account(p_user_id uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT FROM user_account WHERE id = p_user_id AND id IN (SELECT overseen_ids()) FOR NO KEY UPDATE
$$;

CREATE FUNCTION login_taken(p_login text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (SELECT FROM user_account WHERE login = p_login)
$$;

-- The directory: of other people no more than who they are.

CREATE FUNCTION names_of(p_ids uuid[]) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name FROM user_account u WHERE u.id = ANY (p_ids)
$$;

CREATE FUNCTION staff_of(p_agency_id uuid, p_roles text[], p_at timestamptz) RETURNS TABLE (id uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT u.id, u.name FROM user_account u
  WHERE u.disabled_at IS NULL AND EXISTS (
    SELECT FROM post WHERE post.user_id = u.id AND post.agency_id = p_agency_id AND post.roles::text[] && p_roles
      AND post.valid_from <= p_at AND (post.valid_until IS NULL OR p_at < post.valid_until))
  ORDER BY u.name, u.id
$$;

-- Enabled accounts that hold one of these administrators' roles over a region: in a unit of it or above it.
CREATE FUNCTION administrators_of(p_roles text[], p_region_no int, p_at timestamptz) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT DISTINCT post.user_id FROM post
  JOIN user_account u ON u.id = post.user_id AND u.disabled_at IS NULL
  JOIN agency ON agency.id = post.agency_id
  JOIN region ON region.code = agency.region_code AND p_region_no BETWEEN region.range_lo AND region.range_hi
  WHERE post.roles::text[] && p_roles AND post.roles && '{systemAdmin,securityAdmin,auditAdmin}'::"Role"[]
    AND post.valid_from <= p_at AND (post.valid_until IS NULL OR p_at < post.valid_until)
  ORDER BY 1
$$;

-- What the database writes and refuses by itself.

-- A password that is replaced goes into the history; the same one hashed anew does not.
CREATE FUNCTION keep_earlier_password() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO password_history (id, user_id, password_hash, set_at) VALUES (uuidv7(), OLD.id, OLD.password_hash, OLD.password_changed_at);
  RETURN NULL;
END $$;
CREATE TRIGGER user_account_password AFTER UPDATE OF password_hash ON user_account FOR EACH ROW
  WHEN (OLD.password_hash <> NEW.password_hash AND OLD.password_changed_at <> NEW.password_changed_at) EXECUTE FUNCTION keep_earlier_password();

-- Nobody disables or enables themselves.
CREATE FUNCTION forbid_own_enabling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'nobody disables or enables their own account' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER user_account_not_own BEFORE UPDATE OF disabled_at, disabled_reason, enabled_at ON user_account FOR EACH ROW
  WHEN (NEW.id = ctx_uuid('app.user_id')
    AND ROW(OLD.disabled_at, OLD.disabled_reason, OLD.enabled_at) IS DISTINCT FROM ROW(NEW.disabled_at, NEW.disabled_reason, NEW.enabled_at))
  EXECUTE FUNCTION forbid_own_enabling();

-- A post is prolonged by nobody: whoever stays longer gets another one, as two administrators agree.
CREATE FUNCTION forbid_prolonging() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a post is ended, not prolonged' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER post_not_prolonged BEFORE UPDATE OF valid_until ON post FOR EACH ROW
  WHEN (ctx_uuid('app.user_id') IS NOT NULL AND OLD.valid_until IS NOT NULL AND (NEW.valid_until IS NULL OR NEW.valid_until > OLD.valid_until))
  EXECUTE FUNCTION forbid_prolonging();

-- It looks at all of a person's posts, also at those that whoever grants does not see.
ALTER FUNCTION post_administrators_apart() SECURITY DEFINER SET search_path = public, pg_temp;

REVOKE ALL ON FUNCTION ctx_ward("Role"[]), ward_units("Role"[]), ward_homes(), overseen_ids(), administered_ids(), session_of(uuid, timestamptz),
  token_holder(text, timestamptz), count_token_call(text, timestamptz, timestamptz), account_to_prove(text), account_of_login(text),
  account_of_subject(text, text), count_attempts(text, text, timestamptz), begin_attempt(text, text, timestamptz), succeed_attempt(uuid),
  forget_attempt(uuid), own_earlier_passwords(int), second_factor_of(uuid), hold_account(uuid), login_taken(text), names_of(uuid[]),
  staff_of(uuid, text[], timestamptz), administrators_of(text[], int, timestamptz), keep_earlier_password(), forbid_own_enabling(),
  forbid_prolonging() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ward_units("Role"[]), ward_homes(), overseen_ids(), administered_ids(), session_of(uuid, timestamptz),
  token_holder(text, timestamptz), count_token_call(text, timestamptz, timestamptz), account_of_login(text), account_of_subject(text, text),
  count_attempts(text, text, timestamptz), begin_attempt(text, text, timestamptz), succeed_attempt(uuid), forget_attempt(uuid),
  hold_account(uuid), login_taken(text), names_of(uuid[]), staff_of(uuid, text[], timestamptz),
  administrators_of(text[], int, timestamptz) TO qingyuan_app, qingyuan_worker;
-- What proves a person is compared where people sign in, and nowhere else.
GRANT EXECUTE ON FUNCTION account_to_prove(text), own_earlier_passwords(int), second_factor_of(uuid) TO qingyuan_app;
-- Any range: the worker's alone. An administrator asks for the homes of the ward.
REVOKE EXECUTE ON FUNCTION account_homes(int, int) FROM qingyuan_app;

-- What each role may, column by column. Nothing of this is ever deleted.
REVOKE ALL ON user_account, password_history, post, post_grant, user_session, sign_in_attempt, access_token FROM qingyuan_app, qingyuan_worker;
GRANT SELECT (id, login, name, phone, password_changed_at, must_change_password, totp_confirmed_at, totp_last_step, oidc_subject, disabled_at,
    disabled_reason, enabled_at, last_sign_in_at, created_at, version, home_agency_id, home_institution_id, initial_password_until, second_factor_due)
  ON user_account TO qingyuan_app, qingyuan_worker;
GRANT INSERT ON user_account TO qingyuan_app, qingyuan_worker;
GRANT UPDATE (password_hash, password_changed_at, must_change_password, initial_password_until, totp_secret_cipher, totp_pending_cipher,
    totp_confirmed_at, totp_last_step, second_factor_due, disabled_at, disabled_reason, enabled_at, last_sign_in_at, version)
  ON user_account TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT, UPDATE (valid_until) ON post TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT, UPDATE (state, decided_by_id, decided_at, decision_reason, post_id, version) ON post_grant TO qingyuan_app;
GRANT SELECT ON post_grant TO qingyuan_worker;
GRANT SELECT, INSERT, UPDATE (last_seen_at, post_id, proved_at, revoked_at, revoked_reason) ON user_session TO qingyuan_app, qingyuan_worker;
GRANT SELECT, UPDATE (cleared_at) ON sign_in_attempt TO qingyuan_app;
GRANT SELECT ON sign_in_attempt TO qingyuan_worker;
GRANT SELECT (id, user_id, post_id, name, created_at, expires_at, revoked_at, window_from, window_calls) ON access_token TO qingyuan_app, qingyuan_worker;
GRANT INSERT, UPDATE (revoked_at) ON access_token TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/identity-walls.ts writes them.
ALTER TABLE user_account ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_account FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON user_account FOR SELECT TO qingyuan_app USING (
    user_account.id = (SELECT ctx_uuid('app.user_id')) OR user_account.id IN (SELECT overseen_ids()));
CREATE POLICY wall_insert ON user_account FOR INSERT TO qingyuan_app WITH CHECK (
    coalesce(user_account.home_agency_id, user_account.home_institution_id) IN (SELECT ward_units('{securityAdmin}'::"Role"[])));
CREATE POLICY wall_update ON user_account FOR UPDATE TO qingyuan_app USING (
    user_account.id = (SELECT ctx_uuid('app.user_id')) OR user_account.id IN (SELECT administered_ids())) WITH CHECK (
    user_account.id = (SELECT ctx_uuid('app.user_id')) OR user_account.id IN (SELECT administered_ids()));
CREATE POLICY worker_all ON user_account TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON user_account TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE password_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE password_history FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_all ON password_history TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE post ENABLE ROW LEVEL SECURITY;
ALTER TABLE post FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON post FOR SELECT TO qingyuan_app USING (
    post.user_id = (SELECT ctx_uuid('app.user_id')) OR post.user_id IN (SELECT overseen_ids()));
CREATE POLICY wall_insert ON post FOR INSERT TO qingyuan_app WITH CHECK (
    post.user_id <> (SELECT ctx_uuid('app.user_id')) AND coalesce(post.agency_id, post.institution_id) IN (SELECT ward_units('{securityAdmin,systemAdmin}'::"Role"[])) AND EXISTS (SELECT FROM post_grant WHERE post_grant.user_id = post.user_id AND post_grant.state = 'proposed'
      AND post_grant.proposed_by_id <> (SELECT ctx_uuid('app.user_id')) AND post_grant.roles = post.roles AND post_grant.clearance = post.clearance
      AND post_grant.agency_id IS NOT DISTINCT FROM post.agency_id AND post_grant.institution_id IS NOT DISTINCT FROM post.institution_id
      AND post_grant.valid_until IS NOT DISTINCT FROM post.valid_until));
CREATE POLICY wall_update ON post FOR UPDATE TO qingyuan_app USING (
    post.user_id IN (SELECT administered_ids())) WITH CHECK (
    post.user_id IN (SELECT administered_ids()));
CREATE POLICY worker_all ON post TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON post TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE post_grant ENABLE ROW LEVEL SECURITY;
ALTER TABLE post_grant FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON post_grant FOR SELECT TO qingyuan_app USING (
    post_grant.proposed_by_id = (SELECT ctx_uuid('app.user_id')) OR coalesce(post_grant.agency_id, post_grant.institution_id) IN (SELECT ward_units('{securityAdmin,systemAdmin}'::"Role"[])) OR post_grant.user_id IN (SELECT overseen_ids()));
CREATE POLICY wall_insert ON post_grant FOR INSERT TO qingyuan_app WITH CHECK (
    post_grant.state = 'proposed' AND post_grant.proposed_by_id = (SELECT ctx_uuid('app.user_id')) AND post_grant.user_id IN (SELECT administered_ids()) AND coalesce(post_grant.agency_id, post_grant.institution_id) IN (SELECT ward_units('{securityAdmin}'::"Role"[])));
CREATE POLICY wall_update ON post_grant FOR UPDATE TO qingyuan_app USING (
    post_grant.state = 'proposed' AND (post_grant.proposed_by_id = (SELECT ctx_uuid('app.user_id')) OR (post_grant.user_id <> (SELECT ctx_uuid('app.user_id')) AND coalesce(post_grant.agency_id, post_grant.institution_id) IN (SELECT ward_units('{securityAdmin,systemAdmin}'::"Role"[]))))) WITH CHECK (
    post_grant.decided_by_id = (SELECT ctx_uuid('app.user_id')) AND ((post_grant.state = 'withdrawn' AND post_grant.proposed_by_id = (SELECT ctx_uuid('app.user_id')))
      OR (post_grant.state IN ('confirmed', 'refused') AND post_grant.proposed_by_id <> (SELECT ctx_uuid('app.user_id')) AND post_grant.user_id <> (SELECT ctx_uuid('app.user_id')) AND coalesce(post_grant.agency_id, post_grant.institution_id) IN (SELECT ward_units('{securityAdmin,systemAdmin}'::"Role"[])))));
CREATE POLICY worker_all ON post_grant TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON post_grant TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE user_session ENABLE ROW LEVEL SECURITY;
ALTER TABLE user_session FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON user_session FOR SELECT TO qingyuan_app USING (
    user_session.user_id = (SELECT ctx_uuid('app.user_id')) OR user_session.user_id IN (SELECT administered_ids()));
CREATE POLICY wall_insert ON user_session FOR INSERT TO qingyuan_app WITH CHECK (
    user_session.user_id = (SELECT ctx_uuid('app.user_id')) AND EXISTS (SELECT FROM post WHERE post.id = user_session.post_id AND post.user_id = user_session.user_id));
CREATE POLICY wall_update ON user_session FOR UPDATE TO qingyuan_app USING (
    user_session.revoked_at IS NULL AND (user_session.user_id = (SELECT ctx_uuid('app.user_id')) OR user_session.user_id IN (SELECT administered_ids()))) WITH CHECK (
    (user_session.user_id = (SELECT ctx_uuid('app.user_id')) OR user_session.user_id IN (SELECT administered_ids())) AND EXISTS (SELECT FROM post WHERE post.id = user_session.post_id AND post.user_id = user_session.user_id));
CREATE POLICY worker_all ON user_session TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON user_session TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE sign_in_attempt ENABLE ROW LEVEL SECURITY;
ALTER TABLE sign_in_attempt FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON sign_in_attempt FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM user_account WHERE user_account.login = sign_in_attempt.login));
CREATE POLICY wall_update ON sign_in_attempt FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM user_account WHERE user_account.login = sign_in_attempt.login AND user_account.id IN (SELECT administered_ids()))) WITH CHECK (
    EXISTS (SELECT FROM user_account WHERE user_account.login = sign_in_attempt.login AND user_account.id IN (SELECT administered_ids())));
CREATE POLICY worker_all ON sign_in_attempt TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON sign_in_attempt TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE access_token ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_token FORCE ROW LEVEL SECURITY;
CREATE POLICY wall_select ON access_token FOR SELECT TO qingyuan_app USING (
    access_token.user_id = (SELECT ctx_uuid('app.user_id')) OR access_token.user_id IN (SELECT administered_ids()));
CREATE POLICY wall_insert ON access_token FOR INSERT TO qingyuan_app WITH CHECK (
    access_token.user_id = (SELECT ctx_uuid('app.user_id')) AND EXISTS (SELECT FROM post WHERE post.id = access_token.post_id AND post.user_id = access_token.user_id));
CREATE POLICY wall_update ON access_token FOR UPDATE TO qingyuan_app USING (
    access_token.revoked_at IS NULL AND (access_token.user_id = (SELECT ctx_uuid('app.user_id')) OR access_token.user_id IN (SELECT administered_ids()))) WITH CHECK (
    (access_token.user_id = (SELECT ctx_uuid('app.user_id')) OR access_token.user_id IN (SELECT administered_ids())));
CREATE POLICY worker_all ON access_token TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON access_token TO CURRENT_USER USING (true) WITH CHECK (true);
