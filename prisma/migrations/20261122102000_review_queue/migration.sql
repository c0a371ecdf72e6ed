-- The review of filings: what stood before a correction, questions with their last day, each agency's own phrases, and the re-check that
-- filings passed many at once are drawn from.

CREATE TYPE "FilingQuestionState" AS ENUM ('open', 'answered', 'settled');
CREATE TYPE "QuestionSide" AS ENUM ('bureau', 'institution');

CREATE TABLE filing_revision (
  id uuid NOT NULL, filing_id uuid NOT NULL, institution_id uuid NOT NULL, department "Department" NOT NULL DEFAULT 'MI', region_no int NOT NULL,
  no int NOT NULL, content jsonb NOT NULL, taken_at timestamptz(3) NOT NULL,
  CONSTRAINT filing_revision_pkey PRIMARY KEY (id),
  CONSTRAINT filing_revision_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX filing_revision_filing_id_no_key ON filing_revision (filing_id, no);

CREATE TABLE filing_question (
  id uuid NOT NULL, filing_id uuid NOT NULL, item_id uuid, institution_id uuid NOT NULL, department "Department" NOT NULL DEFAULT 'MI', region_no int NOT NULL,
  state "FilingQuestionState" NOT NULL DEFAULT 'open', due_on date NOT NULL, asked_at timestamptz(3) NOT NULL, answered_at timestamptz(3),
  settled_at timestamptz(3), settled_by_name text, version int NOT NULL DEFAULT 1,
  CONSTRAINT filing_question_pkey PRIMARY KEY (id),
  CONSTRAINT filing_question_filing_id_fkey FOREIGN KEY (filing_id) REFERENCES filing (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT filing_question_item_id_fkey FOREIGN KEY (item_id) REFERENCES checklist_item (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$filing_question_settled CHECK ((state = 'settled') = (settled_at IS NOT NULL) AND (settled_at IS NULL) = (settled_by_name IS NULL))
);
CREATE INDEX filing_question_filing_id_state_idx ON filing_question (filing_id, state);
CREATE INDEX filing_question_item_id_idx ON filing_question (item_id);

CREATE TABLE filing_question_line (
  id uuid NOT NULL, question_id uuid NOT NULL, institution_id uuid NOT NULL, department "Department" NOT NULL DEFAULT 'MI', region_no int NOT NULL,
  side "QuestionSide" NOT NULL, text text NOT NULL, by_id uuid NOT NULL, by_name text NOT NULL, at timestamptz(3) NOT NULL, due_on date NOT NULL,
  CONSTRAINT filing_question_line_pkey PRIMARY KEY (id),
  CONSTRAINT filing_question_line_question_id_fkey FOREIGN KEY (question_id) REFERENCES filing_question (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX filing_question_line_question_id_at_idx ON filing_question_line (question_id, at);

CREATE TABLE return_phrases (
  id uuid NOT NULL, agency_id uuid NOT NULL, phrases text[], updated_by_name text NOT NULL, updated_at timestamptz(3) NOT NULL, version int NOT NULL DEFAULT 1,
  CONSTRAINT return_phrases_pkey PRIMARY KEY (id)
);
CREATE UNIQUE INDEX return_phrases_agency_id_key ON return_phrases (agency_id);

-- Equal texts are looked for within a campaign.
CREATE INDEX idx$finding_text ON finding (campaign_id, md5(behaviour || cause || remedy));

-- What was asked, answered and stood before stays as it was.
GRANT SELECT, INSERT ON filing_revision, filing_question_line TO qingyuan_app, qingyuan_worker;
GRANT SELECT, INSERT, UPDATE ON filing_question, return_phrases TO qingyuan_app, qingyuan_worker;

ALTER TABLE spot_check DROP CONSTRAINT check$spot_check_purpose;
ALTER TABLE spot_check ADD CONSTRAINT check$spot_check_purpose CHECK (purpose IN ('filingReview', 'remedyReview', 'supervision', 'batchPass'));

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE filing_revision ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_revision FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_revision FOR SELECT TO qingyuan_app USING (
    (filing_revision.department = (SELECT ctx_department()) AND filing_revision.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_revision.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_revision.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_revision.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing_revision FOR INSERT TO qingyuan_app WITH CHECK (
    (filing_revision.department = (SELECT ctx_department()) AND filing_revision.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_revision.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_revision.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON filing_revision FOR UPDATE TO qingyuan_app USING (
    (filing_revision.department = (SELECT ctx_department()) AND filing_revision.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_revision.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_revision.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (filing_revision.department = (SELECT ctx_department()) AND filing_revision.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_revision.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_revision.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON filing_revision TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_revision TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE filing_question ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_question FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_question FOR SELECT TO qingyuan_app USING (
    (filing_question.department = (SELECT ctx_department()) AND filing_question.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing_question FOR INSERT TO qingyuan_app WITH CHECK (
    (filing_question.department = (SELECT ctx_department()) AND filing_question.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON filing_question FOR UPDATE TO qingyuan_app USING (
    (filing_question.department = (SELECT ctx_department()) AND filing_question.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (filing_question.department = (SELECT ctx_department()) AND filing_question.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON filing_question TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_question TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE filing_question_line ENABLE ROW LEVEL SECURITY;
ALTER TABLE filing_question_line FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON filing_question_line FOR SELECT TO qingyuan_app USING (
    (filing_question_line.department = (SELECT ctx_department()) AND filing_question_line.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question_line.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question_line.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question_line.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_insert ON filing_question_line FOR INSERT TO qingyuan_app WITH CHECK (
    (filing_question_line.department = (SELECT ctx_department()) AND filing_question_line.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question_line.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question_line.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question_line.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY reach_update ON filing_question_line FOR UPDATE TO qingyuan_app USING (
    (filing_question_line.department = (SELECT ctx_department()) AND filing_question_line.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question_line.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question_line.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question_line.institution_id = (SELECT ctx_uuid('app.institution_id')))) WITH CHECK (
    (filing_question_line.department = (SELECT ctx_department()) AND filing_question_line.region_no >= (SELECT ctx_int('app.region_lo')) AND filing_question_line.region_no <= (SELECT ctx_int('app.region_hi')) AND (filing_question_line.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))
    OR (filing_question_line.institution_id = (SELECT ctx_uuid('app.institution_id'))));
CREATE POLICY worker_all ON filing_question_line TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON filing_question_line TO CURRENT_USER USING (true) WITH CHECK (true);

ALTER TABLE return_phrases ENABLE ROW LEVEL SECURITY;
ALTER TABLE return_phrases FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON return_phrases FOR SELECT TO qingyuan_app USING (
    (return_phrases.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_insert ON return_phrases FOR INSERT TO qingyuan_app WITH CHECK (
    (return_phrases.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY reach_update ON return_phrases FOR UPDATE TO qingyuan_app USING (
    (return_phrases.agency_id = (SELECT ctx_uuid('app.agency_id')))) WITH CHECK (
    (return_phrases.agency_id = (SELECT ctx_uuid('app.agency_id'))));
CREATE POLICY worker_all ON return_phrases TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON return_phrases TO CURRENT_USER USING (true) WITH CHECK (true);
