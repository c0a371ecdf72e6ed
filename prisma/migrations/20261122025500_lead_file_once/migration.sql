-- A file becomes one batch of a campaign for an agency, whatever the program does: two imports of it at once cannot double its leads.
CREATE UNIQUE INDEX uniq$lead_batch_file ON lead_batch (campaign_id, agency_id, file_sha256) WHERE file_sha256 IS NOT NULL;
