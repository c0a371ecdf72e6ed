-- A fact is of one party and rests on one line of the law, by the line's id; what is proposed for it says by which rule. Parties are marked
-- one by one (组织者、教唆者、职业骗保人), no longer the case as a whole.
CREATE TYPE "PartyKind" AS ENUM ('institution', 'person');
CREATE TYPE "PartyRole" AS ENUM ('party', 'legalRepresentative', 'manager', 'physician', 'insured', 'other');
CREATE TYPE "Leniency" AS ENUM ('none', 'lighter', 'mitigated', 'minorCorrected', 'firstMinor', 'noFault', 'tooOld', 'finedAlready', 'withPolice');

CREATE TABLE case_party (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  seq integer NOT NULL,
  kind "PartyKind" NOT NULL,
  role "PartyRole" NOT NULL DEFAULT 'party',
  institution_id uuid,
  name text NOT NULL,
  mark "CulpritMark" NOT NULL DEFAULT 'none',
  mark_ground text NOT NULL DEFAULT '',
  marked_by_id uuid,
  marked_at timestamptz(3),
  CONSTRAINT case_party_pkey PRIMARY KEY (id),
  CONSTRAINT case_party_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_party_institution_id_fkey FOREIGN KEY (institution_id) REFERENCES institution (id) ON DELETE SET NULL ON UPDATE CASCADE,
  CONSTRAINT check$case_party_institution CHECK (institution_id IS NULL OR kind = 'institution'),
  -- Nobody is marked without a ground.
  CONSTRAINT check$case_party_marked CHECK (mark = 'none' OR mark_ground <> '')
);
CREATE UNIQUE INDEX case_party_case_id_seq_key ON case_party (case_id, seq);
CREATE UNIQUE INDEX case_party_id_case_id_key ON case_party (id, case_id);
CREATE INDEX case_party_institution_id_idx ON case_party (institution_id);
GRANT SELECT, INSERT, UPDATE ON case_party TO qingyuan_app, qingyuan_worker;

INSERT INTO case_party (id, case_id, seq, kind, institution_id, name, mark, mark_ground, marked_by_id, marked_at)
SELECT gen_random_uuid(), id, 1, CASE WHEN institution_id IS NULL THEN 'person' ELSE 'institution' END::"PartyKind", institution_id, party_name,
  culprit, CASE WHEN culprit = 'none' THEN '' ELSE '提请立案时对全案作出的标记。' END,
  CASE WHEN culprit <> 'none' THEN proposed_by_id END, CASE WHEN culprit <> 'none' THEN proposed_at END
FROM case_file;

ALTER TABLE case_fact
  ADD COLUMN party_id uuid,
  ADD COLUMN provision_id text,
  ADD COLUMN liability_id text,
  ADD COLUMN fraud_fen bigint,
  ADD COLUMN intent_ground text NOT NULL DEFAULT '',
  ADD COLUMN serious_ground text NOT NULL DEFAULT '',
  ADD COLUMN fixed_fine_fen bigint,
  ADD COLUMN suspend_months smallint,
  ADD COLUMN leniency "Leniency" NOT NULL DEFAULT 'none',
  ADD COLUMN leniency_ground text NOT NULL DEFAULT '';

-- An article that two lines share (实施细则, whose articles are not known yet) names neither: such a fact is to be put right by hand.
UPDATE case_fact f SET party_id = p.id, provision_id = line.id,
  fraud_fen = CASE WHEN line.id ~ '^(P40-|P41-4|SB)' AND f.fund_loss_fen > 0 THEN f.fund_loss_fen END,
  leniency = CASE WHEN excused THEN 'firstMinor' ELSE 'none' END::"Leniency",
  leniency_ground = CASE WHEN excused THEN coalesce(nullif(f.no_penalty_reason, ''), '首次违法且危害后果轻微并及时改正。') ELSE '' END
FROM case_party p
JOIN case_file c ON c.id = p.case_id
JOIN case_fact own ON own.case_id = c.id
LEFT JOIN (VALUES
  ('P38-1', 'fundRegulation', '第三十八条第一项'),
  ('P38-2', 'fundRegulation', '第三十八条第二项'),
  ('P38-3', 'fundRegulation', '第三十八条第三项'),
  ('P38-4', 'fundRegulation', '第三十八条第四项'),
  ('P38-5', 'fundRegulation', '第三十八条第五项'),
  ('P38-6', 'fundRegulation', '第三十八条第六项'),
  ('P38-7', 'fundRegulation', '第三十八条第七项'),
  ('P39-1', 'fundRegulation', '第三十九条第一项'),
  ('P39-2', 'fundRegulation', '第三十九条第二项'),
  ('P39-3', 'fundRegulation', '第三十九条第三项'),
  ('P39-4', 'fundRegulation', '第三十九条第四项'),
  ('P39-5', 'fundRegulation', '第三十九条第五项'),
  ('P39-6', 'fundRegulation', '第三十九条第六项'),
  ('P39-7', 'fundRegulation', '第三十九条第七项'),
  ('P40-1', 'fundRegulation', '第四十条第一款第一项'),
  ('P40-2', 'fundRegulation', '第四十条第一款第二项'),
  ('P40-3', 'fundRegulation', '第四十条第一款第三项'),
  ('P40-4', 'fundRegulation', '第四十条第一款第四项'),
  ('P40-5', 'fundRegulation', '第四十条第二款'),
  ('P41-1', 'fundRegulation', '第四十一条第一款第一项'),
  ('P41-2', 'fundRegulation', '第四十一条第一款第二项'),
  ('P41-3', 'fundRegulation', '第四十一条第一款第三项'),
  ('P41-4', 'fundRegulation', '第四十一条第二款'),
  ('SB87', 'socialInsuranceLaw', '第八十七条'),
  ('SB88', 'socialInsuranceLaw', '第八十八条')
) AS line (id, law, article) ON line.law = own.law AND line.article = own.article
CROSS JOIN LATERAL (SELECT c.first_minor AND own.disposed_at IS NOT NULL AND own.fine_fen = 0 AS excused) AS said
WHERE own.id = f.id;

ALTER TABLE case_fact
  ALTER COLUMN party_id SET NOT NULL,
  ADD CONSTRAINT case_fact_party_id_case_id_fkey FOREIGN KEY (party_id, case_id) REFERENCES case_party (id, case_id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT check$case_fact_fraud CHECK (fraud_fen > 0 AND fraud_fen <= irregular_fen),
  ADD CONSTRAINT check$case_fact_one_fine CHECK (fine_tenths IS NULL OR fixed_fine_fen IS NULL),
  ADD CONSTRAINT check$case_fact_suspension CHECK (suspend_months > 0),
  -- Whoever is let off is not fined, and it is said why.
  ADD CONSTRAINT check$case_fact_leniency CHECK (leniency = 'none' OR leniency_ground <> ''),
  ADD CONSTRAINT check$case_fact_let_off CHECK (leniency IN ('none', 'lighter', 'mitigated') OR (fine_fen = 0 AND suspend_months IS NULL));
CREATE INDEX case_fact_party_id_case_id_idx ON case_fact (party_id, case_id);

ALTER TABLE case_file DROP COLUMN culprit, DROP COLUMN first_minor;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_party ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_party FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_party FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_party.case_id));
CREATE POLICY reach_insert ON case_party FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_party.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_party FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_party.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_party.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_party TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_party TO CURRENT_USER USING (true) WITH CHECK (true);
