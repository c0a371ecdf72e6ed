-- What each kept file was found to be when it was last read against its hash. Written by the worker alone, read with the file.
CREATE TYPE "FileCheckState" AS ENUM ('intact', 'missing', 'changed');
CREATE TABLE file_check (
  id uuid NOT NULL DEFAULT uuidv7(),
  file_id uuid NOT NULL,
  state "FileCheckState" NOT NULL,
  since timestamptz(3) NOT NULL,
  checked_at timestamptz(3) NOT NULL,
  CONSTRAINT file_check_pkey PRIMARY KEY (id),
  CONSTRAINT file_check_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$file_check_since CHECK (since <= checked_at)
);
CREATE UNIQUE INDEX file_check_file_id_key ON file_check (file_id);
GRANT SELECT ON file_check TO qingyuan_app;
GRANT SELECT, INSERT, UPDATE ON file_check TO qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE file_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_check FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON file_check FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM stored_file WHERE stored_file.id = file_check.file_id));
CREATE POLICY reach_insert ON file_check FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM stored_file WHERE stored_file.id = file_check.file_id AND (false)));
CREATE POLICY reach_update ON file_check FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM stored_file WHERE stored_file.id = file_check.file_id AND (false))) WITH CHECK (
    EXISTS (SELECT FROM stored_file WHERE stored_file.id = file_check.file_id AND (false)));
CREATE POLICY worker_all ON file_check TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON file_check TO CURRENT_USER USING (true) WITH CHECK (true);
