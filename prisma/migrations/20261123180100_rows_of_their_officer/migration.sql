-- A row of an answer sheet whose lead nobody knows is read by the officer of its sheet alone, and no row is written by anybody else.
CREATE UNIQUE INDEX lead_answer_sheet_id_handler_id_key ON lead_answer_sheet (id, handler_id);
ALTER TABLE lead_answer_row ADD COLUMN handler_id uuid;
UPDATE lead_answer_row SET handler_id = sheet.handler_id FROM lead_answer_sheet AS sheet WHERE sheet.id = lead_answer_row.sheet_id;
ALTER TABLE lead_answer_row ALTER COLUMN handler_id SET NOT NULL;
ALTER TABLE lead_answer_row DROP CONSTRAINT lead_answer_row_sheet_id_fkey;
ALTER TABLE lead_answer_row ADD CONSTRAINT lead_answer_row_sheet_id_handler_id_fkey FOREIGN KEY (sheet_id, handler_id) REFERENCES lead_answer_sheet (id, handler_id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- A row is as secret as its lead, also when the lead becomes more secret later.
UPDATE lead_answer_row SET secrecy = lead.secrecy FROM lead WHERE lead.id = lead_answer_row.lead_id AND lead.secrecy > lead_answer_row.secrecy;
CREATE OR REPLACE FUNCTION hand_secrecy_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE attachment SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE official_document SET secrecy = NEW.secrecy WHERE subject_id = NEW.id AND secrecy < NEW.secrecy;
  UPDATE stored_file SET secrecy = NEW.secrecy WHERE matter_ids @> ARRAY[NEW.id] AND secrecy < NEW.secrecy;
  IF TG_TABLE_NAME = 'lead' THEN
    UPDATE lead_statement SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_escalation SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
    UPDATE lead_link SET secrecy = NEW.secrecy WHERE NEW.id IN (lead_id, other_lead_id) AND secrecy < NEW.secrecy;
    UPDATE attachment SET secrecy = NEW.secrecy
      WHERE subject_type = 'leadStatement' AND subject_id IN (SELECT id FROM lead_statement WHERE lead_id = NEW.id) AND secrecy < NEW.secrecy;
  END IF;
  UPDATE lead_answer_row SET secrecy = NEW.secrecy WHERE lead_id = NEW.id AND secrecy < NEW.secrecy;
  RETURN NULL;
END $$;

DROP POLICY reach_select ON lead_answer_row;
DROP POLICY reach_insert ON lead_answer_row;
DROP POLICY reach_update ON lead_answer_row;
DROP POLICY reach_delete ON lead_answer_row;
CREATE POLICY reach_select ON lead_answer_row FOR SELECT TO qingyuan_app USING (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND lead_answer_row.handler_id = (SELECT ctx_uuid('app.user_id')) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND lead_answer_row.lead_id IS NOT NULL AND (lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON lead_answer_row FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND lead_answer_row.handler_id = (SELECT ctx_uuid('app.user_id')) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON lead_answer_row FOR UPDATE TO qingyuan_app USING (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND lead_answer_row.handler_id = (SELECT ctx_uuid('app.user_id')) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND lead_answer_row.handler_id = (SELECT ctx_uuid('app.user_id')) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_delete ON lead_answer_row FOR DELETE TO qingyuan_app USING (
    (lead_answer_row.department = (SELECT ctx_department()) AND lead_answer_row.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_answer_row.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_answer_row.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_answer_row.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND lead_answer_row.handler_id = (SELECT ctx_uuid('app.user_id')) AND (lead_answer_row.lead_id IS NULL OR lead_answer_row.lead_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
