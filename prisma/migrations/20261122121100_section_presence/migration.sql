-- Who has a section of a filing open (正在填). Of the moment alone: not logged, and empty after a crash.

CREATE UNLOGGED TABLE section_presence (
  id uuid NOT NULL,
  filing_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  section text NOT NULL,
  user_id uuid NOT NULL,
  user_name text NOT NULL,
  seen_at timestamptz(3) NOT NULL,
  CONSTRAINT section_presence_pkey PRIMARY KEY (id),
  CONSTRAINT section_presence_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX section_presence_filing_id_section_user_id_key ON section_presence (filing_id, section, user_id);
CREATE INDEX section_presence_institution_id_idx ON section_presence (institution_id);
GRANT SELECT, INSERT, UPDATE ON section_presence TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE section_presence ENABLE ROW LEVEL SECURITY;
ALTER TABLE section_presence FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON section_presence FOR SELECT TO qingyuan_app USING (
    (section_presence.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON section_presence FOR INSERT TO qingyuan_app WITH CHECK (
    (section_presence.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_update ON section_presence FOR UPDATE TO qingyuan_app USING (
    (section_presence.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (section_presence.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON section_presence TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON section_presence TO CURRENT_USER USING (true) WITH CHECK (true);

-- Whether somebody besides the person acting fills in for their institution. Nothing is said of who.
CREATE FUNCTION fills_with_others(p_at timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM post JOIN user_account u ON u.id = post.user_id AND u.disabled_at IS NULL
    WHERE post.institution_id = ctx_uuid('app.institution_id') AND post.user_id <> ctx_uuid('app.user_id')
      AND 'complianceOfficer' = ANY (post.roles::text[]) AND post.valid_from <= p_at AND (post.valid_until IS NULL OR p_at < post.valid_until))
$$;
REVOKE ALL ON FUNCTION fills_with_others(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION fills_with_others(timestamptz) TO qingyuan_app, qingyuan_worker;
