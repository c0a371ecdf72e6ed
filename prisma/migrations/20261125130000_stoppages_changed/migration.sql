-- What an appeal does to what a decision stops: fewer months are left of it, or it is not carried out for a while (停止执行).
CREATE TYPE "StoppageChangeKind" AS ENUM ('shortened', 'stayed');

CREATE TABLE case_stoppage_change (
  id uuid NOT NULL,
  case_id uuid NOT NULL,
  stoppage_id uuid NOT NULL,
  remedy_id uuid NOT NULL,
  kind "StoppageChangeKind" NOT NULL,
  months integer,
  from_on date,
  to_on date,
  CONSTRAINT case_stoppage_change_pkey PRIMARY KEY (id),
  CONSTRAINT case_stoppage_change_case_id_fkey FOREIGN KEY (case_id) REFERENCES case_file (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_stoppage_change_stoppage_id_fkey FOREIGN KEY (stoppage_id) REFERENCES case_stoppage (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT case_stoppage_change_remedy_id_fkey FOREIGN KEY (remedy_id) REFERENCES case_remedy (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT check$case_stoppage_change CHECK ((kind = 'shortened') = (months IS NOT NULL) AND (kind = 'stayed') = (from_on IS NOT NULL)
    AND (months IS NULL OR months > 0) AND (to_on IS NULL OR from_on IS NOT NULL AND to_on >= from_on))
);
CREATE INDEX case_stoppage_change_case_id_idx ON case_stoppage_change (case_id);
CREATE INDEX case_stoppage_change_stoppage_id_idx ON case_stoppage_change (stoppage_id);
CREATE INDEX case_stoppage_change_remedy_id_idx ON case_stoppage_change (remedy_id);
-- One appeal stays and shortens a thing once.
CREATE UNIQUE INDEX uniq$case_stoppage_change_open ON case_stoppage_change (stoppage_id) WHERE kind = 'stayed' AND to_on IS NULL;
CREATE UNIQUE INDEX uniq$case_stoppage_change_shortened ON case_stoppage_change (stoppage_id, remedy_id) WHERE kind = 'shortened';
GRANT SELECT, INSERT, UPDATE ON case_stoppage_change TO qingyuan_app, qingyuan_worker;

-- As it was, but the last day moves with what an appeal did to it, and with nothing else.
CREATE OR REPLACE FUNCTION case_stoppage_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.case_id, OLD.seq, OLD.fact_id, OLD.party_id, OLD.kind, OLD.months, OLD.from_on)
      IS DISTINCT FROM (NEW.case_id, NEW.seq, NEW.fact_id, NEW.party_id, NEW.kind, NEW.months, NEW.from_on)
    OR (OLD.to_on <> NEW.to_on AND NOT EXISTS (SELECT FROM case_stoppage_change WHERE case_stoppage_change.stoppage_id = OLD.id))
    OR (OLD.begun_on IS NOT NULL AND (OLD.begun_on, OLD.scope) IS DISTINCT FROM (NEW.begun_on, NEW.scope))
    OR (OLD.ended_on IS NOT NULL AND OLD.remedy_id IS NULL)
    OR (OLD.ended_on IS NOT NULL AND NEW.ended_on IS NOT NULL AND (OLD.ended_on, OLD.end_why) IS DISTINCT FROM (NEW.ended_on, NEW.end_why)) THEN
    RAISE EXCEPTION 'what case % stops stays as it was decided', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

-- What was left, and since when it was stayed, stays as it was entered; a stay ends once.
CREATE FUNCTION case_stoppage_change_holds() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (OLD.case_id, OLD.stoppage_id, OLD.remedy_id, OLD.kind, OLD.months, OLD.from_on)
      IS DISTINCT FROM (NEW.case_id, NEW.stoppage_id, NEW.remedy_id, NEW.kind, NEW.months, NEW.from_on)
    OR OLD.to_on IS NOT NULL THEN
    RAISE EXCEPTION 'what an appeal did to case % stays as it was entered', OLD.case_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER case_stoppage_change_holds BEFORE UPDATE ON case_stoppage_change FOR EACH ROW EXECUTE FUNCTION case_stoppage_change_holds();

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE case_stoppage_change ENABLE ROW LEVEL SECURITY;
ALTER TABLE case_stoppage_change FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON case_stoppage_change FOR SELECT TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id));
CREATE POLICY reach_insert ON case_stoppage_change FOR INSERT TO qingyuan_app WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY reach_update ON case_stoppage_change FOR UPDATE TO qingyuan_app USING (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id')))))))))) WITH CHECK (
    EXISTS (SELECT FROM case_file WHERE case_file.id = case_stoppage_change.case_id AND (((SELECT ctx_text('app.agency_kind')) IN ('bureau') AND case_file.department = (SELECT ctx_department()) AND case_file.region_no >= (SELECT ctx_int('app.region_lo')) AND case_file.region_no <= (SELECT ctx_int('app.region_hi')) AND case_file.secrecy <= (SELECT coalesce(ctx_int('app.clearance'), -1)) AND ((SELECT ctx_text('app.commitment')) = 'any' OR case_file.campaign_id IN (SELECT commitment.campaign_id FROM commitment WHERE commitment.agency_id = (SELECT ctx_uuid('app.agency_id')))) AND (case_file.id NOT IN (SELECT unnest(recused_ids((SELECT ctx_uuid('app.user_id'))))))))));
CREATE POLICY worker_all ON case_stoppage_change TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON case_stoppage_change TO CURRENT_USER USING (true) WITH CHECK (true);
