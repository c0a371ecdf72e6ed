-- What a person decided on rows that speak for stricter handling or for fewer checks (后续处理). The proposal itself is computed whenever
-- somebody looks; what stands here is the decision, with the rows as they then were. Written once.

CREATE TYPE "ConsequenceKind" AS ENUM ('again', 'notRemedied', 'earlyRefund');
CREATE TYPE "ConsequenceDecision" AS ENUM ('confirmed', 'dismissed');
CREATE TYPE "ConsequenceMeasure" AS ENUM ('onSiteCheck', 'talk', 'fewerChecks');

CREATE TABLE consequence (
  id uuid NOT NULL, kind "ConsequenceKind" NOT NULL, institution_id uuid NOT NULL, institution_name text NOT NULL, department "Department" NOT NULL DEFAULT 'MI',
  region_no int NOT NULL, violation_type text NOT NULL DEFAULT '', facts_key text NOT NULL, facts jsonb NOT NULL, decision "ConsequenceDecision" NOT NULL,
  measure "ConsequenceMeasure", reason text NOT NULL, decided_by_id uuid NOT NULL, decided_by_name text NOT NULL, decided_at timestamptz(3) NOT NULL,
  CONSTRAINT consequence_pkey PRIMARY KEY (id),
  CONSTRAINT check$consequence_measure CHECK ((decision = 'confirmed') = (measure IS NOT NULL) AND (measure IS NULL OR (kind = 'earlyRefund') = (measure = 'fewerChecks'))),
  CONSTRAINT check$consequence_reason CHECK (length(reason) > 0)
);
CREATE UNIQUE INDEX consequence_institution_id_kind_facts_key_key ON consequence (institution_id, kind, facts_key);
CREATE INDEX consequence_region_no_decided_at_idx ON consequence (region_no, decided_at);

-- It goes with its institution to another county.
CREATE FUNCTION consequence_moved() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  UPDATE consequence SET region_no = NEW.region_no WHERE institution_id = NEW.id;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION consequence_moved() FROM PUBLIC;
CREATE TRIGGER institution_moves_consequences AFTER UPDATE OF region_no ON institution
  FOR EACH ROW WHEN (OLD.region_no IS DISTINCT FROM NEW.region_no) EXECUTE FUNCTION consequence_moved();

GRANT SELECT, INSERT ON consequence TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE consequence ENABLE ROW LEVEL SECURITY;
ALTER TABLE consequence FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON consequence FOR SELECT TO qingyuan_app USING (
    (consequence.department = (SELECT ctx_department()) AND consequence.region_no >= (SELECT ctx_int('app.region_lo')) AND consequence.region_no <= (SELECT ctx_int('app.region_hi')) AND (consequence.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_insert ON consequence FOR INSERT TO qingyuan_app WITH CHECK (
    (consequence.department = (SELECT ctx_department()) AND consequence.region_no >= (SELECT ctx_int('app.region_lo')) AND consequence.region_no <= (SELECT ctx_int('app.region_hi')) AND (consequence.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY reach_update ON consequence FOR UPDATE TO qingyuan_app USING (
    (consequence.department = (SELECT ctx_department()) AND consequence.region_no >= (SELECT ctx_int('app.region_lo')) AND consequence.region_no <= (SELECT ctx_int('app.region_hi')) AND (consequence.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))) WITH CHECK (
    (consequence.department = (SELECT ctx_department()) AND consequence.region_no >= (SELECT ctx_int('app.region_lo')) AND consequence.region_no <= (SELECT ctx_int('app.region_hi')) AND (consequence.institution_id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))));
CREATE POLICY worker_all ON consequence TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON consequence TO CURRENT_USER USING (true) WITH CHECK (true);
