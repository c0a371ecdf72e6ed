-- What of a batch came to a territory and what left it again (交办、收回、转出), written as leads move, by the database alone: whoever sees only
-- their own share of a batch holds it against this. Rows are added and never changed, so that two acts on one batch do not wait for each other.

CREATE TABLE lead_move (
  id uuid NOT NULL DEFAULT uuidv7(),
  batch_id uuid NOT NULL,
  batch_number text NOT NULL,
  campaign_id uuid NOT NULL,
  department "Department" NOT NULL,
  from_region_no integer NOT NULL,
  to_region_no integer NOT NULL,
  lead_count integer NOT NULL,
  CONSTRAINT lead_move_pkey PRIMARY KEY (id),
  CONSTRAINT check$lead_move_elsewhere CHECK (from_region_no <> to_region_no AND lead_count > 0),
  CONSTRAINT lead_move_batch_id_fkey FOREIGN KEY (batch_id) REFERENCES lead_batch (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT lead_move_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign (id) ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX lead_move_batch_id_idx ON lead_move (batch_id);
CREATE INDEX lead_move_campaign_id_to_region_no_idx ON lead_move (campaign_id, to_region_no);
GRANT SELECT ON lead_move TO qingyuan_app, qingyuan_worker;

-- Row policies, as src/domain/access/policies.ts writes them.
ALTER TABLE lead_move ENABLE ROW LEVEL SECURITY;
ALTER TABLE lead_move FORCE ROW LEVEL SECURITY;
CREATE POLICY reach_select ON lead_move FOR SELECT TO qingyuan_app USING (
    (lead_move.department = (SELECT ctx_department()) AND lead_move.to_region_no >= (SELECT ctx_int('app.region_lo')) AND lead_move.to_region_no <= (SELECT ctx_int('app.region_hi')))
    OR (lead_move.department = (SELECT ctx_department()) AND lead_move.from_region_no >= (SELECT ctx_int('app.region_lo')) AND lead_move.from_region_no <= (SELECT ctx_int('app.region_hi'))));
CREATE POLICY reach_insert ON lead_move FOR INSERT TO qingyuan_app WITH CHECK (
    false);
CREATE POLICY reach_update ON lead_move FOR UPDATE TO qingyuan_app USING (
    false) WITH CHECK (
    false);
CREATE POLICY worker_all ON lead_move TO qingyuan_worker USING (true) WITH CHECK (true);
CREATE POLICY owner_all ON lead_move TO CURRENT_USER USING (true) WITH CHECK (true);

-- A lead lies where its batch was issued until it moves. One that is deleted moves nowhere: it is missing from then on.
CREATE FUNCTION note_lead_moves() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO lead_move (batch_id, batch_number, campaign_id, department, from_region_no, to_region_no, lead_count)
      SELECT lead_is.batch_id, lead_is.batch_number, lead_is.campaign_id, lead_is.department, batch.region_no, lead_is.region_no, count(*)
      FROM lead_is JOIN lead_batch AS batch ON batch.id = lead_is.batch_id WHERE batch.region_no <> lead_is.region_no GROUP BY 1, 2, 3, 4, 5, 6;
    RETURN NULL;
  END IF;
  -- Laid together and not joined: a plan made when one lead moved would hold each of 5,000 against each.
  INSERT INTO lead_move (batch_id, batch_number, campaign_id, department, from_region_no, to_region_no, lead_count)
    SELECT batch_id, batch_number, campaign_id, department, from_no, to_no, count(*) FROM (
      SELECT id, batch_id, batch_number, campaign_id, department, min(from_no) AS from_no, min(to_no) AS to_no FROM (
        SELECT id, batch_id, batch_number, campaign_id, department, region_no AS from_no, NULL::integer AS to_no FROM lead_was
        UNION ALL SELECT id, batch_id, batch_number, campaign_id, department, NULL, region_no FROM lead_is
      ) AS sides GROUP BY id, batch_id, batch_number, campaign_id, department
    ) AS hands WHERE from_no <> to_no GROUP BY 1, 2, 3, 4, 5, 6;
  RETURN NULL;
END $$;
REVOKE ALL ON FUNCTION note_lead_moves() FROM PUBLIC;
CREATE TRIGGER lead_moves_new AFTER INSERT ON lead REFERENCING NEW TABLE AS lead_is FOR EACH STATEMENT EXECUTE FUNCTION note_lead_moves();
CREATE TRIGGER lead_moves AFTER UPDATE ON lead REFERENCING OLD TABLE AS lead_was NEW TABLE AS lead_is FOR EACH STATEMENT EXECUTE FUNCTION note_lead_moves();

-- What moved before: from where it was issued to where it lies now. By which ways, and what was taken back meanwhile, stands in the trail.
INSERT INTO lead_move (batch_id, batch_number, campaign_id, department, from_region_no, to_region_no, lead_count)
  SELECT lead.batch_id, lead.batch_number, lead.campaign_id, lead.department, batch.region_no, lead.region_no, count(*)
  FROM lead JOIN lead_batch AS batch ON batch.id = lead.batch_id WHERE batch.region_no <> lead.region_no GROUP BY 1, 2, 3, 4, 5, 6;

-- A territory proves also the batches of which it has given all leads back.
CREATE OR REPLACE FUNCTION campaigns_of_leads(p_region_lo integer, p_region_hi integer) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(campaign.id), '{}') FROM campaign
  WHERE EXISTS (SELECT FROM lead WHERE lead.campaign_id = campaign.id AND lead.region_no BETWEEN p_region_lo AND p_region_hi)
    OR EXISTS (SELECT FROM lead_move WHERE lead_move.campaign_id = campaign.id AND lead_move.to_region_no BETWEEN p_region_lo AND p_region_hi)
$$;
