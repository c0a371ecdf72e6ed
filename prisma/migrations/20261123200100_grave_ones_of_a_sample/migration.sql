-- Of a sample, which came with a grave risk: remembered, because one that has left the reviewer's reach can no longer be asked.
ALTER TABLE lead_review ADD COLUMN grave_ids uuid[] NOT NULL DEFAULT '{}';
UPDATE lead_review SET grave_ids = ARRAY(SELECT id FROM lead WHERE id = ANY (sample_ids) AND risk = 'high')
  WHERE EXISTS (SELECT FROM lead WHERE id = ANY (sample_ids) AND risk = 'high');
ALTER TABLE lead_review ADD CONSTRAINT check$lead_review_grave CHECK (grave_ids <@ sample_ids);
