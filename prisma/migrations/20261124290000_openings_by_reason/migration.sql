-- A case of another place, opened by a reason: whoever has its exact number, in the same line of bureaus, reads it for a day, and those who handle it are told.

CREATE TABLE case_opening (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  user_name text NOT NULL,
  agency_name text NOT NULL,
  number text NOT NULL,
  reason text NOT NULL,
  opened_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  case_id uuid,
  department "Department",
  region_no integer,
  secrecy smallint NOT NULL DEFAULT 0,
  until timestamptz(3),
  reported_to uuid[] NOT NULL DEFAULT '{}',
  CONSTRAINT case_opening_pkey PRIMARY KEY (id),
  CONSTRAINT case_opening_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT case_opening_reason CHECK (length(reason) >= 10),
  CONSTRAINT case_opening_secrecy CHECK (secrecy <= 2),
  CONSTRAINT case_opening_lasts CHECK (until <= opened_at + interval '24 hours')
);
CREATE INDEX case_opening_user_id_until_idx ON case_opening (user_id, until);
CREATE INDEX case_opening_case_id_idx ON case_opening (case_id);
GRANT SELECT, INSERT, UPDATE ON case_opening TO qingyuan_app, qingyuan_worker;

-- The cases that a person reads by a reason now.
CREATE FUNCTION opened_ids(p_user_id uuid) RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(case_id), '{}') FROM case_opening WHERE user_id = p_user_id AND until > now() AND case_id IS NOT NULL
$$;
REVOKE ALL ON FUNCTION opened_ids(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION opened_ids(uuid) TO qingyuan_app, qingyuan_worker;

-- Which case a number opens is for the database to say, by who asks: one of the insurance bureaus' own, of the bureau above or of a bureau beside it under
-- the same one, within their clearance, of a campaign whose commitment their unit has signed, and of no matter that they keep away from. Whatever is
-- not so stands as a number that was asked for, like one that does not exist.
CREATE FUNCTION open_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  file case_file;
BEGIN
  NEW.opened_at := now();
  NEW.case_id := NULL;
  NEW.department := NULL;
  NEW.region_no := NULL;
  NEW.secrecy := 0;
  NEW.until := NULL;
  NEW.reported_to := '{}';
  SELECT found.* INTO file FROM case_file found
    JOIN region place ON place.region_no = found.region_no
    JOIN region mine ON mine.region_no = ctx_int('app.region_no')
    WHERE found.number = NEW.number AND found.department = 'MI' AND ctx_text('app.department') = 'MI' AND ctx_text('app.agency_kind') = 'bureau'
      AND found.secrecy <= least(2, coalesce(ctx_int('app.clearance'), -1))
      AND (mine.region_no BETWEEN place.range_lo AND place.range_hi OR place.parent_code = mine.parent_code)
      AND EXISTS (SELECT FROM commitment WHERE agency_id = ctx_uuid('app.agency_id') AND campaign_id = found.campaign_id)
      AND found.id <> ALL (recused_ids(NEW.user_id));
  IF FOUND THEN
    NEW.case_id := file.id;
    NEW.department := file.department;
    NEW.region_no := file.region_no;
    NEW.secrecy := file.secrecy;
    NEW.until := NEW.opened_at + interval '24 hours';
    NEW.reported_to := ARRAY(
      SELECT told.id FROM (
        SELECT file.officer_a_id AS id UNION SELECT file.officer_b_id
        UNION SELECT staff.id FROM cleared_staff_of(file.agency_id, '{approver}', now(), file.secrecy) staff
      ) told WHERE told.id <> NEW.user_id AND file.id <> ALL (recused_ids(told.id)));
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER open_case BEFORE INSERT ON case_opening FOR EACH ROW EXECUTE FUNCTION open_case();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_opening ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_opening FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_opening FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND ((SELECT ctx_has_role('handler')) OR (SELECT ctx_has_role('reviewer')) OR (SELECT ctx_has_role('approver')) OR (SELECT ctx_has_role('supervisor'))) AND case_opening.user_id = (SELECT ctx_uuid('app.user_id')))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_opening.department = (SELECT ctx_department()) AND case_opening.region_no >= (SELECT ctx_int('app.region_lo')) AND case_opening.region_no <= (SELECT ctx_int('app.region_hi')) AND case_opening.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND (case_opening.case_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON case_opening FOR INSERT TO qingyuan_app WITH CHECK (
    ((SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND ((SELECT ctx_has_role('handler')) OR (SELECT ctx_has_role('reviewer')) OR (SELECT ctx_has_role('approver')) OR (SELECT ctx_has_role('supervisor'))) AND case_opening.user_id = (SELECT ctx_uuid('app.user_id'))));
CREATE POLICY reach_update ON case_opening FOR UPDATE TO qingyuan_app USING (
    false) WITH CHECK (
    false);
CREATE POLICY worker_all ON case_opening TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_opening TO CURRENT_USER USING (true) WITH CHECK (true);

DROP POLICY reach_select ON case_file;
CREATE POLICY reach_select ON case_file FOR SELECT TO qingyuan_app USING (
    ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL)
    OR (case_file.id IN (SELECT unnest(opened_ids((SELECT ctx_uuid('app.user_id'))))) AND (SELECT ctx_text('app.department')) IN ('MI') AND (SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.secrecy <= 2 AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_select ON case_track;
CREATE POLICY reach_select ON case_track FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_track.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))));
DROP POLICY reach_select ON evidence;
CREATE POLICY reach_select ON evidence FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
DROP POLICY reach_select ON evidence_waiver;
CREATE POLICY reach_select ON evidence_waiver FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = evidence_waiver.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
DROP POLICY reach_select ON case_bundle;
CREATE POLICY reach_select ON case_bundle FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_bundle.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_bundle.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
DROP POLICY reach_select ON case_hearing;
CREATE POLICY reach_select ON case_hearing FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_hearing.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
DROP POLICY reach_select ON case_discussion;
CREATE POLICY reach_select ON case_discussion FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_discussion.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR ((SELECT ctx_text('app.agency_kind')) IN ('operator') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))) AND case_file.handed_to_operator_at IS NOT NULL))) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));
