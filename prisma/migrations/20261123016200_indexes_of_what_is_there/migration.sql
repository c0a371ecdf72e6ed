-- A new lead has no officer, no conclusion, no model where a list brought it, and goes with no other: it need not be written into the indexes
-- that find leads by these. Nobody asks for the leads without.
DROP INDEX "idx$lead_handler_queue";
DROP INDEX "idx$lead_agency_concluded";
DROP INDEX "idx$lead_model_queue";
DROP INDEX lead_merged_into_id_idx;
CREATE INDEX "idx$lead_handler_queue" ON lead (handler_id, stage, due_on, id) WHERE handler_id IS NOT NULL;
CREATE INDEX "idx$lead_agency_concluded" ON lead (agency_id, concluded_at, handler_id) WHERE concluded_at IS NOT NULL;
CREATE INDEX "idx$lead_model_queue" ON lead (model_code, stage, due_on, id) WHERE model_code IS NOT NULL;
CREATE INDEX "idx$lead_merged_into" ON lead (merged_into_id) WHERE merged_into_id IS NOT NULL;
