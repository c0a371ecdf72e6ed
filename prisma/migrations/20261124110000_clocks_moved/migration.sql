-- The last day of a clock moves: by periods that do not count, each with what proves it, by extensions, and where the calendar or the law
-- changes. The day before and the day after are kept.
CREATE TYPE "ExclusionGround" AS ENUM ('testing', 'appraisal', 'hearing', 'publication', 'expertReview', 'suspension');
CREATE TYPE "ClockChangeCause" AS ENUM ('exclusion', 'extension', 'calendar', 'law');

ALTER TABLE statutory_clock
  ADD COLUMN length integer,
  ADD COLUMN paused_at timestamptz(3),
  ADD CONSTRAINT check$statutory_clock_length CHECK (length > 0);

-- Clocks of rules whose length nobody agrees on have begun with it.
UPDATE statutory_clock SET length = rule.length FROM (VALUES
  ('CK01', 15), ('CK02', 5), ('CK03', 90), ('CK05', 7), ('CK06', 24), ('CK07', 30), ('CK09', 10), ('CK10', 5), ('CK12', 5), ('CK13', 2),
  ('CK14', 7), ('CK15', 30), ('CK18', 10), ('CK19', 3), ('CK20', 60), ('CK21', 6), ('CK23', 3), ('CK24', 7), ('CK25', 7), ('CK26', 2),
  ('CK28', 7), ('CK29', 3), ('CK30', 24), ('CK31', 24), ('CK32', 3), ('CK33', 3), ('CK34', 3), ('CK35', 3), ('CK36', 7), ('CK37', 15),
  ('CK38', 3), ('CK39', 10), ('CK71', 24), ('CK75', 10), ('CK78', 10)) AS rule (id, length)
WHERE statutory_clock.rule_id = rule.id;

CREATE TABLE clock_exclusion (
  id uuid NOT NULL DEFAULT uuidv7(),
  clock_id uuid NOT NULL,
  ground "ExclusionGround" NOT NULL,
  note text NOT NULL,
  from_on date NOT NULL,
  from_file_id uuid NOT NULL,
  opened_by_id uuid NOT NULL,
  opened_by_name text NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  to_on date,
  to_file_id uuid,
  closed_by_id uuid,
  closed_by_name text,
  closed_at timestamptz(3),
  CONSTRAINT clock_exclusion_pkey PRIMARY KEY (id),
  CONSTRAINT clock_exclusion_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES statutory_clock (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT clock_exclusion_from_file_id_fkey FOREIGN KEY (from_file_id) REFERENCES stored_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT clock_exclusion_to_file_id_fkey FOREIGN KEY (to_file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$clock_exclusion_note CHECK (note <> ''),
  CONSTRAINT check$clock_exclusion_days CHECK (from_on <= to_on),
  -- No period ends without what proves its end (扣除须有起止凭证).
  CONSTRAINT check$clock_exclusion_closed CHECK (num_nulls(to_on, to_file_id, closed_by_id, closed_by_name, closed_at) IN (0, 5))
);
CREATE INDEX clock_exclusion_clock_id_idx ON clock_exclusion (clock_id);
CREATE INDEX clock_exclusion_from_file_id_idx ON clock_exclusion (from_file_id);
CREATE INDEX clock_exclusion_to_file_id_idx ON clock_exclusion (to_file_id);
CREATE UNIQUE INDEX uniq$clock_exclusion_open ON clock_exclusion (clock_id, ground) WHERE to_on IS NULL;

-- A period stays as it was entered. It ends once.
CREATE FUNCTION clock_exclusion_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  free text[] := ARRAY['to_on', 'to_file_id', 'closed_by_id', 'closed_by_name', 'closed_at'];
BEGIN
  IF OLD.to_on IS NULL AND to_jsonb(NEW) - free = to_jsonb(OLD) - free THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'a period that does not count stays as it was entered' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER clock_exclusion_fixed BEFORE UPDATE ON clock_exclusion FOR EACH ROW EXECUTE FUNCTION clock_exclusion_fixed();
CREATE TRIGGER clock_exclusion_stays BEFORE DELETE OR TRUNCATE ON clock_exclusion FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

CREATE TABLE clock_change (
  id uuid NOT NULL DEFAULT uuidv7(),
  clock_id uuid NOT NULL,
  cause "ClockChangeCause" NOT NULL,
  due_before timestamptz(3) NOT NULL,
  due_after timestamptz(3) NOT NULL,
  reason text NOT NULL DEFAULT '',
  extension_no smallint,
  length integer,
  exclusion_id uuid,
  file_id uuid,
  by_id uuid,
  by_name text NOT NULL,
  at timestamptz(3) NOT NULL,
  CONSTRAINT clock_change_pkey PRIMARY KEY (id),
  CONSTRAINT clock_change_clock_id_fkey FOREIGN KEY (clock_id) REFERENCES statutory_clock (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT clock_change_exclusion_id_fkey FOREIGN KEY (exclusion_id) REFERENCES clock_exclusion (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT clock_change_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$clock_change_exclusion CHECK ((cause = 'exclusion') = (exclusion_id IS NOT NULL)),
  CONSTRAINT check$clock_change_extension CHECK ((cause = 'extension') = (extension_no IS NOT NULL) AND (extension_no IS NULL) = (length IS NULL)),
  -- A person moves it by an extension or a period; the calendar and the law move it without one.
  CONSTRAINT check$clock_change_by CHECK ((cause IN ('calendar', 'law')) = (by_id IS NULL)),
  -- An extension comes before the time has run out, and says why.
  CONSTRAINT check$clock_change_in_time CHECK (cause <> 'extension' OR (at < due_before AND due_after > due_before AND length > 0 AND reason <> ''))
);
CREATE UNIQUE INDEX clock_change_clock_id_extension_no_key ON clock_change (clock_id, extension_no);
CREATE INDEX clock_change_exclusion_id_idx ON clock_change (exclusion_id);
CREATE INDEX clock_change_file_id_idx ON clock_change (file_id);
CREATE TRIGGER clock_change_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON clock_change FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

GRANT SELECT, INSERT, UPDATE ON clock_exclusion TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT ON clock_change TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE clock_exclusion ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock_exclusion FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON clock_exclusion FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_exclusion.clock_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON clock_exclusion FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_exclusion.clock_id AND ((statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR statutory_clock.operator_sees) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau')))));
CREATE POLICY reach_update ON clock_exclusion FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_exclusion.clock_id AND ((statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR statutory_clock.operator_sees) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau'))))) WITH CHECK (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_exclusion.clock_id AND ((statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR statutory_clock.operator_sees) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau')))));
CREATE POLICY worker_all ON clock_exclusion TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON clock_exclusion TO CURRENT_USER USING (true) WITH CHECK (true);
ALTER TABLE clock_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE clock_change FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON clock_change FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_change.clock_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
CREATE POLICY reach_insert ON clock_change FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_change.clock_id AND ((statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR statutory_clock.operator_sees) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau')))));
CREATE POLICY reach_update ON clock_change FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_change.clock_id AND ((statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR statutory_clock.operator_sees) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau'))))) WITH CHECK (
    EXISTS (SELECT FROM statutory_clock WHERE statutory_clock.id = clock_change.clock_id AND ((statutory_clock.responsible_department = (SELECT ctx_department()) AND statutory_clock.responsible_region_no >= (SELECT ctx_int('app.region_lo')) AND statutory_clock.responsible_region_no <= (SELECT ctx_int('app.region_hi')) AND statutory_clock.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (statutory_clock.subject_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND (statutory_clock.campaign_id IS NULL OR (SELECT ctx_text('app.commitment')) = 'any' OR statutory_clock.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND ((SELECT ctx_text('app.agency_kind')) IS DISTINCT FROM 'operator' OR statutory_clock.operator_sees) AND (SELECT ctx_text('app.agency_kind')) IN ('bureau')))));
CREATE POLICY worker_all ON clock_change TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON clock_change TO CURRENT_USER USING (true) WITH CHECK (true);
