-- What an institution disputes of a check, and what was decided to follow for it, go with it to another county too.

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
  UPDATE check_dispute SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE consequence SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE attachment SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE stored_file SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  UPDATE statutory_clock SET responsible_region_no = NEW.region_no,
    other_region_no = CASE WHEN other_region_no IS NULL THEN NULL ELSE NEW.region_no END WHERE institution_id = NEW.id;
  RETURN NULL;
END $$;

UPDATE check_dispute t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
UPDATE consequence t SET region_no = i.region_no FROM institution i WHERE i.id = t.institution_id AND t.region_no <> i.region_no;
