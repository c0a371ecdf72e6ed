-- What the party is told and what was decided is served on each party of a case (处罚法 第六十一条).
ALTER TABLE case_service
  ADD COLUMN party_id uuid,
  ADD CONSTRAINT case_service_party_id_case_id_fkey FOREIGN KEY (party_id, case_id) REFERENCES case_party (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX case_service_party_id_case_id_idx ON case_service (party_id, case_id);
