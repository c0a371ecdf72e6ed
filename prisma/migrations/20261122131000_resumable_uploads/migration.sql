-- A file that is still arriving, part by part. Only whoever began it knows of it; the worker clears away what was left lying.

CREATE TABLE file_upload (
  id uuid NOT NULL, user_id uuid NOT NULL, name text NOT NULL, size_bytes int NOT NULL, sha256 text NOT NULL,
  received_bytes int NOT NULL DEFAULT 0, touched_at timestamptz(3) NOT NULL,
  CONSTRAINT file_upload_pkey PRIMARY KEY (id),
  CONSTRAINT check$file_upload_received CHECK (size_bytes > 0 AND received_bytes BETWEEN 0 AND size_bytes)
);
CREATE UNIQUE INDEX file_upload_user_id_sha256_key ON file_upload (user_id, sha256);
CREATE INDEX file_upload_touched_at_idx ON file_upload (touched_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON file_upload TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE file_upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE file_upload FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON file_upload FOR SELECT TO qingyuan_app USING (
    (file_upload.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON file_upload FOR INSERT TO qingyuan_app WITH CHECK (
    (file_upload.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_update ON file_upload FOR UPDATE TO qingyuan_app USING (
    (file_upload.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (file_upload.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_delete ON file_upload FOR DELETE TO qingyuan_app USING (
    (file_upload.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY worker_all ON file_upload TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON file_upload TO CURRENT_USER USING (true) WITH CHECK (true);
