-- Which approved lists of item rules a run goes by, with the digest of the rules in force, and when the stored rows of a load were removed.
ALTER TABLE screening_run
  ADD COLUMN rule_list_ids uuid[] NOT NULL DEFAULT ARRAY[]::uuid[],
  ADD COLUMN rule_count integer NOT NULL DEFAULT 0,
  ADD COLUMN rules_digest text NOT NULL DEFAULT '';
ALTER TABLE settlement_load ADD COLUMN store_cleared_at timestamptz(3);
