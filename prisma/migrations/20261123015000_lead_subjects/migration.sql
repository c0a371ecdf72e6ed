-- What a lead names besides its institution and its insured person (医务人员、法定代表人、电话、地址、账号、终端): compared across lists and years by
-- a blind index, shown masked, and joined by a person where a name alone does not tell.
CREATE TYPE "LeadSubjectKind" AS ENUM ('doctorCode', 'doctor', 'staff', 'legalRepresentative', 'agent', 'phone', 'address', 'account', 'terminal');
CREATE TYPE "LeadSubjectOrigin" AS ENUM ('list', 'model', 'hand');

CREATE TABLE lead_subject (
  id uuid NOT NULL,
  lead_id uuid NOT NULL,
  kind "LeadSubjectKind" NOT NULL,
  masked text NOT NULL,
  key text NOT NULL,
  cipher text,
  origin "LeadSubjectOrigin" NOT NULL,
  said_as text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  added_by_id uuid,
  added_by_name text,
  added_at timestamptz(3),
  removed_at timestamptz(3),
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT lead_subject_pkey PRIMARY KEY (id),
  CONSTRAINT lead_subject_lead_id_fkey FOREIGN KEY (lead_id) REFERENCES lead (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  -- What names a person is never open: its key is an index and its text is sealed.
  CONSTRAINT check$lead_subject_sealed CHECK ((kind = 'terminal') = (cipher IS NULL) AND (kind = 'terminal' OR key ~ '^[0-9a-f]{64}$')),
  CONSTRAINT check$lead_subject_by_hand CHECK ((origin = 'hand') = (added_by_id IS NOT NULL) AND (added_by_id IS NULL) = (added_at IS NULL)
    AND (origin = 'hand') = (reason <> ''))
);
CREATE UNIQUE INDEX lead_subject_lead_id_kind_key_key ON lead_subject (lead_id, kind, key);
CREATE INDEX lead_subject_kind_key_idx ON lead_subject (kind, key);
GRANT SELECT, INSERT, UPDATE ON lead_subject TO qingyuan_app, qingyuan_worker;

ALTER TABLE lead_import_row ADD COLUMN subjects jsonb NOT NULL DEFAULT '[]';

ALTER TABLE lead_link ADD COLUMN kind "LeadSubjectKind", ADD COLUMN subject_key text,
  ADD CONSTRAINT check$lead_link_of_subject CHECK ((kind IS NULL) = (subject_key IS NULL));
DROP INDEX uniq$lead_link_same;
CREATE UNIQUE INDEX uniq$lead_link_same ON lead_link (lead_id, other_lead_id, coalesce(subject_key, '')) WHERE state = 'same';

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE lead_subject ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_subject FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_subject FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_subject.lead_id));
CREATE POLICY reach_insert ON lead_subject FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_subject.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON lead_subject FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_subject.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM lead WHERE lead.id = lead_subject.lead_id AND ((lead.department = (SELECT ctx_department()) AND lead.region_no >= (SELECT ctx_int('app.region_lo')) AND lead.region_no <= (SELECT ctx_int('app.region_hi')) AND lead.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (lead.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON lead_subject TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_subject TO CURRENT_USER USING (true) WITH CHECK (true);
