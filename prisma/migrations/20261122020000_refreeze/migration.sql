-- A report sent back is counted anew: its unsigned figures may be replaced (signed ones are guarded by their trigger).
CREATE POLICY reach_delete ON summary_figure FOR DELETE TO qingyuan_app USING (
    EXISTS (SELECT FROM summary_report WHERE summary_report.id = summary_figure.report_id));
