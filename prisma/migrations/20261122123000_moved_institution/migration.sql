-- All that an institution files goes with it to another county, and the agency that drew a filing keeps what it drew.

-- The agency that drew it, and the number and name it was drawn under: still told where the filing itself has left that agency's reach.
ALTER TABLE "spot_check_item"
  ADD COLUMN "drawing_agency_id" UUID,
  ADD COLUMN "filing_number" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "institution_name" TEXT NOT NULL DEFAULT '';

CREATE FUNCTION spot_check_item_drawn() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  SELECT agency_id INTO NEW.drawing_agency_id FROM spot_check WHERE id = NEW.spot_check_id;
  SELECT number, institution_name INTO NEW.filing_number, NEW.institution_name FROM filing WHERE id = NEW.filing_id;
  RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION spot_check_item_drawn() FROM PUBLIC;
CREATE TRIGGER spot_check_item_drawn BEFORE INSERT ON spot_check_item FOR EACH ROW EXECUTE FUNCTION spot_check_item_drawn();

UPDATE spot_check_item i SET drawing_agency_id = c.agency_id, filing_number = f.number, institution_name = f.institution_name
  FROM spot_check c, filing f WHERE c.id = i.spot_check_id AND f.id = i.filing_id;

-- Past the policies of whoever moves it, who may reach the one county and not the other. What an institution is suspected of (lead) and
-- charged with (case_file) stays with whoever took it up. Of attachments and files only those that are of an institution name one.
CREATE OR REPLACE FUNCTION institution_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE filing SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE finding SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE refund SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE pack_return SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE filing_answer SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_question SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_question_line SET region_no = NEW.region_no WHERE question_id IN (
    SELECT q.id FROM filing_question q JOIN filing f ON f.id = q.filing_id WHERE f.institution_id = NEW.id);
  UPDATE filing_revision SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE filing_reminder SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE refund_demand SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE refund_reminder SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE spot_check_item SET region_no = NEW.region_no WHERE filing_id IN (SELECT id FROM filing WHERE institution_id = NEW.id);
  UPDATE attachment SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE stored_file SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE statutory_clock SET responsible_region_no = NEW.region_no,
    other_region_no = CASE WHEN other_region_no IS NULL THEN NULL ELSE NEW.region_no END WHERE institution_id = NEW.id;
  RETURN NULL;
END $$;

-- These are looked up by their institution alone, also by its own people.
CREATE INDEX "attachment_institution_id_idx" ON "attachment"("institution_id");
CREATE INDEX "stored_file_institution_id_idx" ON "stored_file"("institution_id");
CREATE INDEX "statutory_clock_institution_id_idx" ON "statutory_clock"("institution_id");

-- What was left behind by those that have moved already.
UPDATE filing_question t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE filing_question_line t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE filing_revision t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE filing_reminder t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE refund_demand t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE refund_reminder t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE pack_return t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE attachment t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE stored_file t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE statutory_clock t SET responsible_region_no = i.region_no,
    other_region_no = CASE WHEN t.other_region_no IS NULL THEN NULL ELSE i.region_no END
  FROM institution i WHERE i.id = t.institution_id AND (t.responsible_region_no <> i.region_no OR t.other_region_no <> i.region_no);

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON spot_check_item;
CREATE POLICY reach_select ON spot_check_item FOR SELECT TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.institution_id = (SELECT ctx_uuid('app.institution_id')) AND spot_check_item.checked_at IS NOT NULL)
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_insert ON spot_check_item;
CREATE POLICY reach_insert ON spot_check_item FOR INSERT TO qingyuan_app WITH CHECK (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
DROP POLICY reach_update ON spot_check_item;
CREATE POLICY reach_update ON spot_check_item FOR UPDATE TO qingyuan_app USING (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (spot_check_item.department = (SELECT ctx_department()) AND spot_check_item.region_no >= (SELECT ctx_int('app.region_lo')) AND spot_check_item.region_no <= (SELECT ctx_int('app.region_hi')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (spot_check_item.drawing_agency_id = (SELECT ctx_uuid('app.agency_id')) AND (spot_check_item.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));

-- A list and a campaign go with the filing that answers them, to whoever supervises it.
DROP INDEX "filing_checklist_id_idx";
CREATE INDEX "filing_checklist_id_region_no_idx" ON "filing"("checklist_id", "region_no");
DROP POLICY reach_select ON campaign;
CREATE POLICY reach_select ON campaign FOR SELECT TO qingyuan_app USING (
    (campaign.department = (SELECT ctx_department()) AND campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')))
    OR ((SELECT ctx_text('app.department')) IN ('MI', 'CT', 'PR', 'PS', 'FI', 'HC', 'MR', 'TX', 'AU', 'DA', 'TM', 'DI', 'CY', 'DR') AND campaign.range_lo <= (SELECT ctx_int('app.region_no')) AND campaign.range_hi >= (SELECT ctx_int('app.region_no')) AND campaign.state::text IN ('launched', 'closed'))
    OR (campaign.region_no >= (SELECT ctx_int('app.region_lo')) AND campaign.region_no <= (SELECT ctx_int('app.region_hi')) AND campaign.state::text IN ('launched', 'closed'))
    OR (EXISTS (SELECT FROM filing WHERE filing.campaign_id = campaign.id AND (filing.institution_id = (SELECT ctx_uuid('app.institution_id')))) AND campaign.state::text IN ('launched', 'closed'))
    OR (EXISTS (SELECT FROM filing WHERE filing.campaign_id = campaign.id AND (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) AND campaign.state::text IN ('launched', 'closed')));
DROP POLICY reach_select ON checklist;
CREATE POLICY reach_select ON checklist FOR SELECT TO qingyuan_app USING (
    (checklist.department = (SELECT ctx_department()) AND checklist.region_no >= (SELECT ctx_int('app.region_lo')) AND checklist.region_no <= (SELECT ctx_int('app.region_hi')))
    OR (checklist.range_lo <= (SELECT ctx_int('app.region_no')) AND checklist.range_hi >= (SELECT ctx_int('app.region_no')) AND checklist.state::text IN ('issued'))
    OR (EXISTS (SELECT FROM filing WHERE filing.checklist_id = checklist.id AND (filing.institution_id = (SELECT ctx_uuid('app.institution_id')))))
    OR (EXISTS (SELECT FROM filing WHERE filing.checklist_id = checklist.id AND (filing.department = (SELECT ctx_department()) AND filing.region_no >= (SELECT ctx_int('app.region_lo')) AND filing.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
