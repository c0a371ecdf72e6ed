-- A second person reviews a sheet of answers: what was drawn for them to look at, what they have looked at, and how far their agreement has come.
CREATE TYPE "LeadReviewState" AS ENUM ('open', 'agreeing', 'done');

CREATE TABLE lead_review (
  id uuid NOT NULL,
  sheet_id uuid NOT NULL,
  agency_id uuid NOT NULL,
  department "Department" NOT NULL DEFAULT 'MI',
  region_no integer NOT NULL,
  secrecy smallint NOT NULL DEFAULT 2,
  reviewer_id uuid NOT NULL,
  reviewer_name text NOT NULL,
  opened_at timestamptz(3) NOT NULL,
  state "LeadReviewState" NOT NULL DEFAULT 'open',
  sample_ids uuid[] NOT NULL,
  looked_ids uuid[] NOT NULL DEFAULT '{}',
  agreed_count integer NOT NULL DEFAULT 0,
  failed jsonb NOT NULL DEFAULT '[]',
  rows_done integer NOT NULL DEFAULT 0,
  rows_total integer,
  begun_at timestamptz(3),
  ended_at timestamptz(3),
  trouble jsonb,
  version integer NOT NULL DEFAULT 1,
  CONSTRAINT lead_review_pkey PRIMARY KEY (id),
  -- Nothing is looked at that was not drawn, and nothing is agreed before all that was drawn has been looked at.
  CONSTRAINT check$lead_review_looked CHECK (looked_ids <@ sample_ids AND (state = 'open' OR sample_ids <@ looked_ids))
);
CREATE UNIQUE INDEX lead_review_sheet_id_reviewer_id_key ON lead_review (sheet_id, reviewer_id);
CREATE INDEX lead_review_agency_id_idx ON lead_review (agency_id);
ALTER TABLE lead_review ADD CONSTRAINT lead_review_sheet_id_fkey FOREIGN KEY (sheet_id) REFERENCES lead_answer_sheet (id) ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE ON lead_review TO qingyuan_app, qingyuan_worker;

ALTER TABLE lead_review ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_review FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_review FOR SELECT TO qingyuan_app USING (
    (lead_review.department = (SELECT ctx_department()) AND lead_review.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_review.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_review.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_review.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_insert ON lead_review FOR INSERT TO qingyuan_app WITH CHECK (
    (lead_review.department = (SELECT ctx_department()) AND lead_review.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_review.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_review.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_review.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY reach_update ON lead_review FOR UPDATE TO qingyuan_app USING (
    (lead_review.department = (SELECT ctx_department()) AND lead_review.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_review.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_review.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_review.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)))) WITH CHECK (
    (lead_review.department = (SELECT ctx_department()) AND lead_review.region_no >= (SELECT ctx_int('app.region_lo')) AND lead_review.region_no <= (SELECT ctx_int('app.region_hi')) AND lead_review.agency_id = (SELECT ctx_uuid('app.agency_id')) AND lead_review.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1))));
CREATE POLICY worker_all ON lead_review TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_review TO CURRENT_USER USING (true) WITH CHECK (true);
