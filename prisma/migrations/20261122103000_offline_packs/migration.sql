-- Offline packs (离线填报包) that came back filled in. What was read is kept, so that what was not taken into the filing is kept too.

CREATE TYPE "PackReturnState" AS ENUM ('read', 'applied');
CREATE TABLE pack_return (
  id uuid NOT NULL,
  filing_id uuid NOT NULL,
  institution_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  pack_id uuid NOT NULL,
  pack_made_at timestamptz(3) NOT NULL,
  content_hash text NOT NULL,
  file_name text NOT NULL,
  content jsonb NOT NULL,
  state "PackReturnState" NOT NULL DEFAULT 'read',
  outcome jsonb,
  returned_by_id uuid NOT NULL,
  returned_by_name text NOT NULL,
  returned_at timestamptz(3) NOT NULL,
  applied_by_name text,
  applied_at timestamptz(3),
  CONSTRAINT pack_return_pkey PRIMARY KEY (id),
  CONSTRAINT pack_return_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT pack_return_applied CHECK ((state = 'applied') = (applied_at IS NOT NULL AND outcome IS NOT NULL))
);
CREATE UNIQUE INDEX pack_return_pack_id_content_hash_key ON pack_return (pack_id, content_hash);
CREATE INDEX pack_return_filing_id_idx ON pack_return (filing_id);
CREATE INDEX pack_return_institution_id_idx ON pack_return (institution_id);
GRANT SELECT, INSERT, UPDATE ON pack_return TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE pack_return ENABLE ROW LEVEL SECURITY;
ALTER TABLE pack_return FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON pack_return FOR SELECT TO qingyuan_app USING (
    (pack_return.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON pack_return FOR INSERT TO qingyuan_app WITH CHECK (
    (pack_return.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_update ON pack_return FOR UPDATE TO qingyuan_app USING (
    (pack_return.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (pack_return.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON pack_return TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON pack_return TO CURRENT_USER USING (true) WITH CHECK (true);
