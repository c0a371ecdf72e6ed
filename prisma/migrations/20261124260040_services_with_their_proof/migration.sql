-- What proves that a paper was served (送达回证、邮寄回执、公告) stands with the service: files that are attached to the case, of which none is ever taken back.
ALTER TABLE case_service ADD COLUMN proof_file_ids uuid[] NOT NULL DEFAULT '{}';
