-- Which screening model found a lead, and in which version: what its verification asks for and what its verdict says of the model.
ALTER TABLE lead ADD COLUMN model_code text, ADD COLUMN model_version text;
ALTER TABLE lead ADD CONSTRAINT lead_model_has_version CHECK (model_version IS NULL OR model_code IS NOT NULL);
