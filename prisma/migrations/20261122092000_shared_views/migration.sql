-- A view of a list is its maker's own or shared with an agency; columns were never kept.

ALTER TABLE saved_view DROP COLUMN columns, ADD COLUMN owner_name text NOT NULL, ADD COLUMN agency_id uuid;
CREATE INDEX saved_view_agency_id_list_idx ON saved_view (agency_id, list);

-- Row policies, as src/domain/access/policies.ts writes them.
DROP POLICY reach_select ON saved_view;
DROP POLICY reach_insert ON saved_view;
DROP POLICY reach_update ON saved_view;
DROP POLICY reach_delete ON saved_view;
CREATE POLICY reach_select ON saved_view FOR SELECT TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (saved_view.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_insert ON saved_view FOR INSERT TO qingyuan_app WITH CHECK (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')) AND (saved_view.agency_id IS NULL OR saved_view.agency_id = (SELECT ctx_uuid('app.agency_id')))));
CREATE POLICY reach_update ON saved_view FOR UPDATE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')) AND (saved_view.agency_id IS NULL OR saved_view.agency_id = (SELECT ctx_uuid('app.agency_id'))))) WITH CHECK (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')) AND (saved_view.agency_id IS NULL OR saved_view.agency_id = (SELECT ctx_uuid('app.agency_id')))));
CREATE POLICY reach_delete ON saved_view FOR DELETE TO qingyuan_app USING (
    (saved_view.user_id = (SELECT ctx_uuid('app.user_id')))
    OR (saved_view.agency_id = (SELECT ctx_uuid('app.agency_id')) AND ((SELECT ctx_has_role('approver')))));
