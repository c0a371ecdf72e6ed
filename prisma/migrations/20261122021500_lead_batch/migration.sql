-- A county sees its leads but not the batch they came in, which belongs to the level above: the lead carries what it must know of it.
ALTER TABLE lead ADD COLUMN batch_number text, ADD COLUMN source "LeadSource";
UPDATE lead SET batch_number = lead_batch.number, source = lead_batch.source FROM lead_batch WHERE lead_batch.id = lead.batch_id;
ALTER TABLE lead ALTER COLUMN batch_number SET NOT NULL, ALTER COLUMN source SET NOT NULL;
CREATE INDEX idx$lead_batch_number ON lead (campaign_id, batch_number, state, conclusion);
