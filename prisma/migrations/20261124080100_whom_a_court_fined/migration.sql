-- A court's fine bars that of the bureau on the same party alone. Of judgments told so far nobody knows whom they fined: they bar it on each.
ALTER TABLE criminal_progress
  ADD COLUMN fined_party text NOT NULL DEFAULT '',
  ADD CONSTRAINT check$criminal_progress_fined_party CHECK (kind = 'judged' OR fined_party = '');
