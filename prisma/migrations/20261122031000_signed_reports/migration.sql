-- A signed report stands: its own row and its figures, whatever the program does. What its paper is made of is kept with it, so that a
-- later renaming of a county or rewording of a metric does not reach it.
ALTER TABLE summary_report ADD COLUMN frame JSONB NOT NULL DEFAULT '{}';
ALTER TABLE summary_figure ADD COLUMN name TEXT NOT NULL DEFAULT '', ADD COLUMN wording TEXT NOT NULL DEFAULT '';
ALTER TABLE summary_figure ALTER COLUMN name DROP DEFAULT, ALTER COLUMN wording DROP DEFAULT;

ALTER TABLE summary_report
  ADD CONSTRAINT check$summary_report_issued CHECK (state <> 'signed' OR num_nonnulls(file_id, document_number, signed_by_id, frozen_by_id) = 4);
ALTER TABLE summary_figure
  ADD CONSTRAINT check$summary_figure_rows CHECK (row_count = jsonb_array_length(row_ids));

-- An agency writes one report on a campaign at a time.
CREATE UNIQUE INDEX uniq$summary_report_open ON summary_report (campaign_id, agency_id) WHERE state <> 'signed';
CREATE UNIQUE INDEX uniq$summary_report_number ON summary_report (document_number);

CREATE FUNCTION forbid_change_of_signed_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signed report does not change';
END $$;
CREATE TRIGGER summary_report_signed BEFORE UPDATE OR DELETE ON summary_report
  FOR EACH ROW WHEN (OLD.state = 'signed') EXECUTE FUNCTION forbid_change_of_signed_report();

-- A figure is counted once and never touched up; those of a signed report are neither added to nor taken from.
CREATE FUNCTION forbid_figure_of_signed_report() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM summary_report WHERE id = NEW.report_id AND state = 'signed') THEN
    RAISE EXCEPTION 'figures of a signed report do not change';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER summary_figure_added BEFORE INSERT ON summary_figure
  FOR EACH ROW EXECUTE FUNCTION forbid_figure_of_signed_report();
CREATE FUNCTION forbid_change_of_figure() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a figure is counted anew, never changed';
END $$;
CREATE TRIGGER summary_figure_fixed BEFORE UPDATE ON summary_figure
  FOR EACH ROW EXECUTE FUNCTION forbid_change_of_figure();
