-- A workbook of answers says something of every lead in it, and its evidence is still to go to each: only their officer opens them. A file of no
-- department and no institution is its uploader's alone. Colleagues know the sheet by the workbook's name.
ALTER TABLE lead_answer_sheet ADD COLUMN file_name text;
UPDATE lead_answer_sheet SET file_name = stored_file.display_name FROM stored_file WHERE stored_file.id = lead_answer_sheet.file_id;
ALTER TABLE lead_answer_sheet ALTER COLUMN file_name SET NOT NULL;

UPDATE stored_file SET department = NULL, institution_id = NULL FROM lead_answer_sheet AS sheet
  WHERE (stored_file.id = sheet.file_id OR stored_file.id = ANY (sheet.evidence_ids)) AND stored_file.uploaded_by_id = sheet.handler_id
    AND stored_file.matter_ids = '{}' AND NOT EXISTS (SELECT FROM referral_material WHERE referral_material.file_id = stored_file.id);
