-- Leads come down to a territory from campaigns whose plan it does not see. Their batches are proved there all the same.
-- Runs as its owner; it gives the ids of campaigns alone, and the rows have their own policies.
CREATE FUNCTION campaigns_of_leads(p_region_lo integer, p_region_hi integer) RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT coalesce(array_agg(campaign.id), '{}') FROM campaign
  WHERE EXISTS (SELECT FROM lead WHERE lead.campaign_id = campaign.id AND lead.region_no BETWEEN p_region_lo AND p_region_hi)
$$;
REVOKE ALL ON FUNCTION campaigns_of_leads(integer, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION campaigns_of_leads(integer, integer) TO qingyuan_app, qingyuan_worker;
