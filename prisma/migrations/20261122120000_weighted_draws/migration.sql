-- A draw by weight (风险加权) is announced with the weight of each institution, and what the weight is made of: written down before the
-- number is out, as the population is, and never changed.

ALTER TABLE spot_check ADD COLUMN weights jsonb, ADD COLUMN weights_hash text;
ALTER TABLE spot_check
  ADD CONSTRAINT check$spot_check_weights CHECK ((method = 'riskWeighted') = (weights IS NOT NULL) AND (weights IS NULL) = (weights_hash IS NULL)
    AND (weights IS NULL OR jsonb_array_length(weights) = jsonb_array_length(population_ids)));
