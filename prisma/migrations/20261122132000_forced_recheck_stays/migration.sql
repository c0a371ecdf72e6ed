-- Whom a draw of a batch's re-check could no longer reach when it was made: written down, so that anybody arrives at the same list.
ALTER TABLE spot_check ADD COLUMN passed_over_ids jsonb NOT NULL DEFAULT '[]';
GRANT UPDATE (passed_over_ids) ON spot_check TO qingyuan_app;
