-- A cascade is counted as one: leads and filings carry the campaign that issued them, a county's report the county's own adoption.
-- Runs as its owner, because a county does not see its neighbours' adoptions; it gives ids alone, and the rows have their own policies.
CREATE FUNCTION campaign_family(p_campaign_id uuid) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH RECURSIVE above AS (
    SELECT id, parent_id FROM campaign WHERE id = p_campaign_id
    UNION SELECT campaign.id, campaign.parent_id FROM campaign JOIN above ON campaign.id = above.parent_id
  ), below AS (
    SELECT id FROM above WHERE parent_id IS NULL
    UNION SELECT campaign.id FROM campaign JOIN below ON campaign.parent_id = below.id
  )
  SELECT coalesce(array_agg(id), '{}') FROM below
$$;
REVOKE ALL ON FUNCTION campaign_family(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION campaign_family(uuid) TO qingyuan_app, qingyuan_worker;
