-- Whoever settles (经办人, `opter`) is a person: sealed under a kind of its own, and no longer kept open as a terminal. What was kept so is taken
-- out; the rows of evidence that named it stay with their lead.
ALTER TYPE "LeadSubjectKind" ADD VALUE 'agentCode' AFTER 'agent';
DELETE FROM lead_subject WHERE kind = 'terminal' AND origin <> 'hand' AND lower(said_as) = 'opter';

-- The newest that name the same are read in the order of their leads, and no more of them than are shown.
DROP INDEX lead_subject_kind_key_idx;
CREATE INDEX lead_subject_kind_key_lead_id_idx ON lead_subject (kind, key, lead_id);
