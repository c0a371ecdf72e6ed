-- Accounts that a bureau makes for itself: where they belong, passwords that are given once, posts that two people grant.

ALTER TABLE "user_account"
  ADD COLUMN "home_agency_id" UUID,
  ADD COLUMN "home_institution_id" UUID,
  ADD COLUMN "initial_password_until" TIMESTAMPTZ(3),
  ADD COLUMN "second_factor_due" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "disabled_reason" TEXT,
  -- Dormancy is counted from here where it is later than the last sign-in: accounts that were here before get a full term.
  ADD COLUMN "enabled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP;
ALTER TABLE "user_session" ADD COLUMN "proved_at" TIMESTAMPTZ(3);
ALTER TABLE "sign_in_attempt" ADD COLUMN "cleared_at" TIMESTAMPTZ(3);
ALTER TABLE "access_token"
  ADD COLUMN "window_from" TIMESTAMPTZ(3),
  ADD COLUMN "window_calls" INTEGER NOT NULL DEFAULT 0;

CREATE TYPE "GrantState" AS ENUM ('proposed', 'confirmed', 'refused', 'withdrawn');

CREATE TABLE "post_grant" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "agency_id" UUID,
    "institution_id" UUID,
    "title" TEXT NOT NULL DEFAULT '',
    "roles" "Role"[],
    "clearance" SMALLINT NOT NULL DEFAULT 2,
    "valid_until" TIMESTAMPTZ(3),
    "reason" TEXT NOT NULL,
    "state" "GrantState" NOT NULL DEFAULT 'proposed',
    "proposed_by_id" UUID NOT NULL,
    "proposed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3),
    "decision_reason" TEXT NOT NULL DEFAULT '',
    "post_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "post_grant_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "user_account_home_agency_id_idx" ON "user_account"("home_agency_id");
CREATE INDEX "user_account_home_institution_id_idx" ON "user_account"("home_institution_id");
CREATE INDEX "post_grant_user_id_state_idx" ON "post_grant"("user_id", "state");
CREATE INDEX "post_grant_agency_id_idx" ON "post_grant"("agency_id");
CREATE INDEX "post_grant_institution_id_idx" ON "post_grant"("institution_id");
CREATE INDEX "post_grant_proposed_by_id_idx" ON "post_grant"("proposed_by_id");
CREATE INDEX "post_grant_decided_by_id_idx" ON "post_grant"("decided_by_id");
CREATE UNIQUE INDEX "post_grant_post_id_key" ON "post_grant"("post_id");

ALTER TABLE "user_account" ADD CONSTRAINT "user_account_home_agency_id_fkey" FOREIGN KEY ("home_agency_id") REFERENCES "agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "user_account" ADD CONSTRAINT "user_account_home_institution_id_fkey" FOREIGN KEY ("home_institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "post_grant" ADD CONSTRAINT "post_grant_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "post_grant" ADD CONSTRAINT "post_grant_agency_id_fkey" FOREIGN KEY ("agency_id") REFERENCES "agency"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "post_grant" ADD CONSTRAINT "post_grant_institution_id_fkey" FOREIGN KEY ("institution_id") REFERENCES "institution"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "post_grant" ADD CONSTRAINT "post_grant_proposed_by_id_fkey" FOREIGN KEY ("proposed_by_id") REFERENCES "user_account"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "post_grant" ADD CONSTRAINT "post_grant_decided_by_id_fkey" FOREIGN KEY ("decided_by_id") REFERENCES "user_account"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "post_grant" ADD CONSTRAINT "post_grant_post_id_fkey" FOREIGN KEY ("post_id") REFERENCES "post"("id") ON DELETE SET NULL ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE ON post_grant TO qingyuan_app, qingyuan_worker;
REVOKE DELETE ON post_grant FROM qingyuan_app, qingyuan_worker;

-- What must never be true, whatever the program does.

ALTER TABLE user_account
  ADD CONSTRAINT check$user_account_one_home CHECK (home_agency_id IS NULL OR home_institution_id IS NULL),
  ADD CONSTRAINT check$user_account_initial_password CHECK (initial_password_until IS NULL OR must_change_password);
ALTER TABLE post_grant
  ADD CONSTRAINT check$post_grant_one_place CHECK ((agency_id IS NULL) <> (institution_id IS NULL)),
  ADD CONSTRAINT check$post_grant_clearance CHECK (clearance BETWEEN 0 AND 3),
  ADD CONSTRAINT check$post_grant_roles CHECK (cardinality(roles) > 0),
  ADD CONSTRAINT check$post_grant_period CHECK (valid_until IS NULL OR proposed_at < valid_until),
  ADD CONSTRAINT check$post_grant_decided CHECK ((state = 'proposed') = (decided_at IS NULL) AND (state = 'proposed') = (decided_by_id IS NULL)),
  ADD CONSTRAINT check$post_grant_has_post CHECK ((state = 'confirmed') = (post_id IS NOT NULL)),
  -- Nobody grants to themselves, and nobody confirms what they proposed.
  ADD CONSTRAINT check$post_grant_not_to_oneself CHECK (proposed_by_id <> user_id AND (state <> 'confirmed' OR decided_by_id <> user_id)),
  ADD CONSTRAINT check$post_grant_two_people CHECK (state <> 'confirmed' OR decided_by_id <> proposed_by_id);

-- A person is one kind of administrator or does business, never both at a time (三员分立): the check on `post` sees one post, this sees
-- all of a person's. The account's row is locked, so that two grants at once see each other.
CREATE FUNCTION post_administrators_apart() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  administrators CONSTANT "Role"[] := ARRAY['systemAdmin', 'securityAdmin', 'auditAdmin']::"Role"[];
BEGIN
  PERFORM FROM user_account WHERE id = NEW.user_id FOR NO KEY UPDATE;
  IF EXISTS (
    SELECT FROM post other
    WHERE other.user_id = NEW.user_id AND other.id <> NEW.id
      AND tstzrange(other.valid_from, other.valid_until) && tstzrange(NEW.valid_from, NEW.valid_until)
      AND (other.roles && administrators OR NEW.roles && administrators)
      AND NOT (other.roles @> NEW.roles AND NEW.roles @> other.roles)
  ) THEN
    RAISE EXCEPTION 'an administrator has another role besides' USING ERRCODE = 'check_violation', CONSTRAINT = 'check$post_administrators_apart';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER post_administrators_apart BEFORE INSERT OR UPDATE OF user_id, roles, valid_from, valid_until ON post
  FOR EACH ROW EXECUTE FUNCTION post_administrators_apart();

-- Where an account belongs: the unit it was made for, else that of its first post. Institutions stand under row policies, and an
-- administrator reaches no business row: of them these two tell the name and the place, no more.
CREATE FUNCTION account_homes(p_lo int, p_hi int) RETURNS TABLE (user_id uuid, unit_name text, region_no int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT account.id, coalesce(agency.name, institution.name), coalesce(agency.region_no, institution.region_no)
  FROM user_account account
  LEFT JOIN LATERAL (
    SELECT post.agency_id, post.institution_id FROM post WHERE post.user_id = account.id ORDER BY post.valid_from, post.id LIMIT 1
  ) first ON account.home_agency_id IS NULL AND account.home_institution_id IS NULL
  LEFT JOIN agency ON agency.id = coalesce(account.home_agency_id, first.agency_id)
  LEFT JOIN institution ON institution.id = coalesce(account.home_institution_id, first.institution_id)
  WHERE coalesce(agency.region_no, institution.region_no) BETWEEN p_lo AND p_hi
$$;

CREATE FUNCTION institution_names(p_ids uuid[], p_code text) RETURNS TABLE (id uuid, code text, name text, region_no int)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT institution.id, institution.code, institution.name, institution.region_no
  FROM institution WHERE institution.id = ANY (p_ids) OR institution.code = p_code
$$;

REVOKE ALL ON FUNCTION account_homes(int, int), institution_names(uuid[], text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION account_homes(int, int), institution_names(uuid[], text) TO qingyuan_app, qingyuan_worker;
