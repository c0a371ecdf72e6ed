-- An event of the criminal process is of a person, is put right by a later one and never changed, and is read by those that its teller tells.
-- What was told so far is open to all four sides, as it was.
ALTER TABLE criminal_progress
  ADD COLUMN person_label text NOT NULL DEFAULT '',
  ADD COLUMN sentence text NOT NULL DEFAULT '',
  ADD COLUMN fine_fen bigint,
  ADD COLUMN recovered_fen bigint,
  ADD COLUMN corrects_id uuid,
  ADD COLUMN open_to "Department"[] NOT NULL DEFAULT ARRAY['MI', 'PS', 'PR', 'CT']::"Department"[],
  ADD CONSTRAINT criminal_progress_corrects_id_fkey FOREIGN KEY (corrects_id) REFERENCES criminal_progress (id) ON DELETE SET NULL ON UPDATE CASCADE,
  ADD CONSTRAINT check$criminal_progress_open CHECK (department = ANY (open_to)),
  ADD CONSTRAINT check$criminal_progress_amounts CHECK (coalesce(fine_fen, 0) >= 0 AND coalesce(recovered_fen, 0) >= 0),
  ADD CONSTRAINT check$criminal_progress_judged CHECK (kind = 'judged' OR (sentence = '' AND fine_fen IS NULL AND recovered_fen IS NULL));
-- Each event is put right once; the next correction is of the correction.
CREATE UNIQUE INDEX criminal_progress_corrects_id_key ON criminal_progress (corrects_id);
REVOKE UPDATE, DELETE ON criminal_progress FROM qingyuan_app;
CREATE TRIGGER criminal_progress_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON criminal_progress FOR EACH STATEMENT EXECUTE FUNCTION forbid_change();

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON criminal_progress;
CREATE POLICY reach_select ON criminal_progress FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM referral WHERE referral.id = criminal_progress.referral_id) AND ((SELECT ctx_department()) = ANY (criminal_progress.open_to)));
