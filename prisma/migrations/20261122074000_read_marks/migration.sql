-- Each person has read a notice for themselves: one of an agency stays for the colleagues of whoever read it first.

CREATE TABLE notification_read (
  id uuid NOT NULL,
  notification_id uuid NOT NULL,
  user_id uuid NOT NULL,
  read_at timestamptz(3) NOT NULL,
  CONSTRAINT notification_read_pkey PRIMARY KEY (id),
  CONSTRAINT notification_read_notification_id_fkey FOREIGN KEY (notification_id) REFERENCES notification (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX notification_read_notification_id_user_id_key ON notification_read (notification_id, user_id);
CREATE INDEX notification_read_user_id_idx ON notification_read (user_id);
GRANT SELECT, INSERT ON notification_read TO qingyuan_app, qingyuan_worker;

-- What counts as read goes on counting, for everybody whom it was addressed to.
INSERT INTO notification_read (id, notification_id, user_id, read_at)
  SELECT gen_random_uuid(), read.id, read.user_id, read.read_at FROM (
    SELECT DISTINCT n.id, p.user_id, n.read_at FROM notification n
    JOIN post p ON p.user_id = n.user_id OR p.agency_id = n.agency_id OR p.institution_id = n.institution_id
    WHERE n.read_at IS NOT NULL
  ) AS read;
ALTER TABLE notification DROP COLUMN read_at;

-- The matter that a notice tells of, for it to go out of reach together with it.
ALTER TABLE notification ADD COLUMN subject_type text, ADD COLUMN subject_id uuid;
UPDATE notification SET
    subject_type = CASE split_part(link, '/', 2)
      WHEN 'leads' THEN 'lead' WHEN 'cases' THEN 'case' WHEN 'referrals' THEN 'referral' WHEN 'self-inspections' THEN 'filing' WHEN 'campaigns' THEN 'campaign' END,
    subject_id = substring(link FROM '^/[a-z-]+/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})')::uuid
  WHERE link ~ '^/(leads|cases|referrals|self-inspections|campaigns)/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE notification_read ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_read FORCE ROW LEVEL SECURITY;
CREATE POLICY worker_all ON notification_read TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON notification_read TO CURRENT_USER USING (true) WITH CHECK (true);
DROP POLICY reach_update ON notification;
CREATE POLICY reach_update ON notification FOR UPDATE TO qingyuan_app USING (
    false) WITH CHECK (
    false);

CREATE POLICY reach_select ON notification_read FOR SELECT TO qingyuan_app USING (
    (notification_read.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_insert ON notification_read FOR INSERT TO qingyuan_app WITH CHECK (
    (notification_read.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_update ON notification_read FOR UPDATE TO qingyuan_app USING (
    (notification_read.user_id = (SELECT ctx_uuid('app.user_id')))) WITH CHECK (
    (notification_read.user_id = (SELECT ctx_uuid('app.user_id'))));
