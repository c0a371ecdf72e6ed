-- A referral has versions: what the other side sees since its delivery, since each supply, and since it was taken back, each with its hash.
-- The newest is what counts; the earlier ones stay as they were.
CREATE TYPE "ReferralVersionCause" AS ENUM ('delivered', 'supplied', 'withdrawn');

CREATE TABLE referral_version (
  id uuid NOT NULL DEFAULT uuidv7(),
  referral_id uuid NOT NULL,
  seq integer NOT NULL,
  cause "ReferralVersionCause" NOT NULL,
  content jsonb NOT NULL,
  content_hash text NOT NULL,
  by_id uuid NOT NULL,
  by_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT referral_version_pkey PRIMARY KEY (id),
  CONSTRAINT referral_version_referral_id_fkey FOREIGN KEY (referral_id) REFERENCES referral (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$referral_version_seq CHECK (seq > 0)
);
CREATE UNIQUE INDEX referral_version_referral_id_seq_key ON referral_version (referral_id, seq);
-- It is delivered once and taken back once.
CREATE UNIQUE INDEX uniq$referral_version_once ON referral_version (referral_id, cause) WHERE cause <> 'supplied';
GRANT SELECT, INSERT ON referral_version TO qingyuan_app, qingyuan_worker;

-- Deliveries as they were, under the hash they have.
INSERT INTO referral_version (referral_id, seq, cause, content, content_hash, by_id, by_name, at)
SELECT r.id, 1, 'delivered', r.snapshot, r.snapshot_hash, coalesce(d.actor_id, r.approved_by_id, r.proposed_by_id),
  coalesce(d.actor_name, r.approved_by_name, r.proposed_by_name), r.delivered_at
FROM referral r
LEFT JOIN LATERAL (
  SELECT actor_id, actor_name FROM audit_entry a
  WHERE a.subject_type = 'referral' AND a.subject_id = r.id AND a.action = 'referral.deliver' ORDER BY a.seq DESC LIMIT 1
) d ON true
WHERE r.snapshot IS NOT NULL;

-- The one text of a content that a hash is of, as src/domain/referral/snapshot.ts writes it.
CREATE FUNCTION pg_temp.canonical_json(value jsonb) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RETURN CASE jsonb_typeof(value)
    WHEN 'object' THEN '{' || coalesce((SELECT string_agg(to_json(key)::text || ':' || pg_temp.canonical_json(inner_value), ',' ORDER BY key COLLATE "C")
      FROM jsonb_each(value) AS e(key, inner_value)), '') || '}'
    WHEN 'array' THEN '[' || coalesce((SELECT string_agg(pg_temp.canonical_json(item), ',' ORDER BY place)
      FROM jsonb_array_elements(value) WITH ORDINALITY AS e(item, place)), '') || ']'
    WHEN 'string' THEN to_json(value #>> '{}')::text
    ELSE value::text
  END;
END $$;

-- What went after delivery: with each approved supply the files it named, in the order of the approvals; what no supply names, at the hour its file came in.
DO $$
DECLARE
  r record;
  step record;
  whole jsonb;
  number integer;
BEGIN
  FOR r IN SELECT id, snapshot, delivered_at FROM referral
    WHERE snapshot IS NOT NULL AND EXISTS (SELECT FROM referral_material m WHERE m.referral_id = referral.id
      AND NOT coalesce(referral.snapshot -> 'materials', '[]') @> jsonb_build_array(jsonb_build_object('seq', m.seq)))
  LOOP
    whole := r.snapshot;
    number := 1;
    FOR step IN
      SELECT coalesce(s.decided_at, f.uploaded_at, r.delivered_at) AS at, coalesce(s.decided_by_id, f.uploaded_by_id) AS by_id,
        coalesce(s.decided_by_name, '') AS by_name, coalesce(s.note, '') AS note,
        jsonb_agg(jsonb_build_object('seq', m.seq, 'kind', m.kind::text, 'title', m.title, 'pages', m.pages, 'sha256', m.sha256, 'fileId', m.file_id) ORDER BY m.seq) AS materials,
        jsonb_agg(m.seq ORDER BY m.seq) AS seqs
      FROM referral_material m
      LEFT JOIN stored_file f ON f.id = m.file_id
      LEFT JOIN LATERAL (
        SELECT s.* FROM referral_supply s WHERE s.referral_id = r.id AND s.decided_at IS NOT NULL AND s.returned_reason IS NULL
          AND EXISTS (SELECT FROM stored_file named WHERE named.id = ANY (s.file_ids) AND named.sha256 = m.sha256)
        ORDER BY s.decided_at LIMIT 1
      ) s ON true
      WHERE m.referral_id = r.id AND NOT coalesce(r.snapshot -> 'materials', '[]') @> jsonb_build_array(jsonb_build_object('seq', m.seq))
      GROUP BY 1, 2, 3, 4
      ORDER BY 1
    LOOP
      number := number + 1;
      whole := jsonb_set(whole, '{materials}', coalesce(whole -> 'materials', '[]') || step.materials)
        || jsonb_build_object('supplied', coalesce(whole -> 'supplied', '[]') || jsonb_build_array(jsonb_build_object('note', step.note, 'seqs', step.seqs)));
      INSERT INTO referral_version (referral_id, seq, cause, content, content_hash, by_id, by_name, at)
      SELECT r.id, number, 'supplied', whole, encode(sha256(convert_to(pg_temp.canonical_json(whole), 'UTF8')), 'hex'),
        coalesce(step.by_id, first.by_id), CASE WHEN step.by_name <> '' THEN step.by_name ELSE coalesce(u.name, first.by_name) END, step.at
      FROM referral_version first LEFT JOIN user_account u ON u.id = step.by_id WHERE first.referral_id = r.id AND first.seq = 1;
    END LOOP;
  END LOOP;
END $$;

-- What was taken back before it went.
INSERT INTO referral_version (referral_id, seq, cause, content, content_hash, by_id, by_name, at)
SELECT r.id, 1, 'withdrawn', w.content, encode(sha256(convert_to(pg_temp.canonical_json(w.content), 'UTF8')), 'hex'),
  coalesce(d.actor_id, r.proposed_by_id), coalesce(d.actor_name, r.proposed_by_name), coalesce(d.at, r.proposed_at)
FROM referral r
CROSS JOIN LATERAL (SELECT jsonb_build_object('number', r.number, 'title', r.title, 'summary', '', 'materials', '[]'::jsonb,
  'withdrawn', jsonb_build_object('reason', coalesce(r.decline_reason, ''))) AS content) w
LEFT JOIN LATERAL (
  SELECT actor_id, actor_name, at FROM audit_entry a
  WHERE a.subject_type = 'referral' AND a.subject_id = r.id AND a.action = 'referral.withdraw' ORDER BY a.seq DESC LIMIT 1
) d ON true
WHERE r.state = 'withdrawn';

-- What went is what went.
CREATE TRIGGER referral_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON referral_version FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- One after another, and none after a withdrawal.
CREATE FUNCTION next_version_of_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  last record;
BEGIN
  SELECT seq, cause INTO last FROM referral_version WHERE referral_id = NEW.referral_id ORDER BY seq DESC LIMIT 1;
  IF NEW.seq <> coalesce(last.seq, 0) + 1 OR last.cause = 'withdrawn' OR (NEW.cause = 'supplied') > coalesce(last.seq > 0, false) THEN
    RAISE EXCEPTION 'a version of a referral comes after the one before it' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION next_version_of_referral() FROM PUBLIC;
CREATE TRIGGER referral_version_next BEFORE INSERT ON referral_version FOR EACH ROW EXECUTE FUNCTION next_version_of_referral();

-- The first version is the snapshot of the delivery, whoever delivers.
CREATE FUNCTION first_version_of_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO referral_version (referral_id, seq, cause, content, content_hash, by_id, by_name, at)
  SELECT NEW.id, 1, 'delivered', NEW.snapshot, NEW.snapshot_hash, coalesce(u.id, NEW.approved_by_id, NEW.proposed_by_id),
    coalesce(u.name, NEW.approved_by_name, NEW.proposed_by_name), NEW.delivered_at
  FROM (SELECT ctx_uuid('app.user_id') AS id) deliverer LEFT JOIN user_account u ON u.id = deliverer.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION first_version_of_referral() FROM PUBLIC;
CREATE TRIGGER referral_first_version_inserted AFTER INSERT ON referral FOR EACH ROW
  WHEN (NEW.snapshot IS NOT NULL) EXECUTE FUNCTION first_version_of_referral();
CREATE TRIGGER referral_first_version AFTER UPDATE OF snapshot ON referral FOR EACH ROW
  WHEN (OLD.snapshot IS NULL AND NEW.snapshot IS NOT NULL) EXECUTE FUNCTION first_version_of_referral();

-- A referral may be taken back after its delivery too, as long as nobody has taken the matter on.
ALTER TABLE referral DROP CONSTRAINT check$referral_delivered;
ALTER TABLE referral ADD CONSTRAINT check$referral_delivered CHECK (state = 'withdrawn' OR (state IN ('proposed', 'approved', 'declined')) = (delivered_at IS NULL));

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE referral_version ENABLE ROW LEVEL SECURITY;
ALTER TABLE referral_version FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON referral_version FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_version.referral_id AND ((referral.sender_department = (SELECT ctx_department()) AND referral.sender_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.sender_region_no <= (SELECT ctx_int('app.region_hi')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.receiver_department = (SELECT ctx_department()) AND referral.receiver_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.receiver_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (referral.copy_department = (SELECT ctx_department()) AND referral.copy_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.copy_region_no <= (SELECT ctx_int('app.region_hi')) AND referral.delivered_at IS NOT NULL AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.department')) IN ('CT') AND referral.court_region_no >= (SELECT ctx_int('app.region_lo')) AND referral.court_region_no <= (SELECT ctx_int('app.region_hi')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_insert ON referral_version FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_version.referral_id AND ((referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON referral_version FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_version.referral_id AND ((referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM referral WHERE referral.id = referral_version.referral_id AND ((referral.sender_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND referral.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR referral.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (referral.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON referral_version TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON referral_version TO CURRENT_USER USING (true) WITH CHECK (true);
