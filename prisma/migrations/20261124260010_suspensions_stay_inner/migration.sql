-- Why a procedure stands still is no more for the operating agency than the periods of its clocks: not on the page, not in the trail, not by what proves it.

ALTER POLICY reach_select ON case_suspension USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_suspension.case_id) AND ((SELECT ctx_text('app.agency_kind')) IN ('bureau')));

CREATE OR REPLACE FUNCTION is_inner_act(p_action text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_action IN ('case.sendToReview', 'case.agreeReview', 'case.returnReview', 'case.skipReview', 'case.reviewAgain', 'case.askHearing',
    'case.setHearing', 'case.holdHearing', 'case.reportHearing', 'case.discuss', 'case.addEvidence', 'case.withdrawEvidence', 'case.waiveEvidence',
    'case.askBundle', 'case.cancelBundle', 'case.makeBundle', 'case.suspend', 'case.resume')
$$;

CREATE FUNCTION is_inner_attachment(p_kind text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
  SELECT p_kind IN ('clockProof', 'suspension')
$$;
-- After the triggers that open a row and its file with their matter, in the order of their names.
CREATE TRIGGER attachment_inner BEFORE INSERT ON attachment FOR EACH ROW WHEN (is_inner_attachment(NEW.kind)) EXECUTE FUNCTION keep_inner_paper();
CREATE TRIGGER attachment_inner_file AFTER INSERT ON attachment FOR EACH ROW WHEN (is_inner_attachment(NEW.kind)) EXECUTE FUNCTION keep_inner_file();

CREATE OR REPLACE FUNCTION open_to_operator() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE official_document SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_paper(kind);
  UPDATE attachment SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id AND NOT is_inner_attachment(kind);
  UPDATE statutory_clock SET operator_sees = true WHERE subject_type = 'case' AND subject_id = NEW.id;
  UPDATE stored_file SET operator_sees = true
    WHERE matter_ids @> ARRAY[NEW.id] AND NOT kept_inner AND NOT EXISTS (SELECT FROM evidence WHERE evidence.file_id = stored_file.id);
  RETURN NULL;
END $$;

-- What stands there already. In the trail the column is outside of the hashes.
UPDATE stored_file SET operator_sees = false, kept_inner = true
  WHERE NOT kept_inner AND id IN (SELECT file_id FROM attachment WHERE is_inner_attachment(kind));
UPDATE attachment SET operator_sees = false WHERE is_inner_attachment(kind) AND operator_sees;
ALTER TABLE audit_entry DISABLE TRIGGER audit_entry_append_only;
UPDATE audit_entry SET operator_sees = false WHERE subject_type = 'case' AND operator_sees AND is_inner_act(action);
ALTER TABLE audit_entry ENABLE TRIGGER audit_entry_append_only;
