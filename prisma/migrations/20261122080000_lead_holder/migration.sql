-- Whose a lead is at every moment. Assigning is an act of the agency that holds it, and can be taken back by the one that did it; so a lead
-- that waits to be assigned is held by an agency too. And of what kind a person's agency is, because a bureau and an operating agency
-- (经办机构) of one department do not do the same.

ALTER TABLE lead ADD COLUMN assigned_by_agency_id uuid;

-- Lists were handed out by whoever had taken them in.
UPDATE lead SET assigned_by_agency_id = b.agency_id FROM lead_batch b WHERE b.id = lead.batch_id AND lead.assigned_at IS NOT NULL;
UPDATE lead SET agency_id = b.agency_id FROM lead_batch b WHERE b.id = lead.batch_id AND lead.state = 'toAssign' AND lead.agency_id IS NULL;

ALTER TABLE lead DROP CONSTRAINT check$lead_assigned;
ALTER TABLE lead ADD CONSTRAINT check$lead_held CHECK (state = 'concluded' OR agency_id IS NOT NULL);

DROP FUNCTION posts_of(uuid, timestamptz);
CREATE FUNCTION posts_of(p_user_id uuid, p_at timestamptz) RETURNS TABLE (
  post_id uuid, title text, roles text[], clearance smallint, valid_from timestamptz, agency_id uuid, agency_kind text, institution_id uuid,
  unit_name text, department text, region_no int, range_lo int, range_hi int
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT post.id, post.title, post.roles::text[], post.clearance, post.valid_from, agency.id, agency.kind::text, institution.id,
    coalesce(agency.name, institution.name), agency.department::text, coalesce(agency.region_no, institution.region_no),
    region.range_lo, region.range_hi
  FROM post
  LEFT JOIN agency ON agency.id = post.agency_id
  LEFT JOIN region ON region.code = agency.region_code
  LEFT JOIN institution ON institution.id = post.institution_id
  WHERE post.user_id = p_user_id AND post.valid_from <= p_at AND (post.valid_until IS NULL OR p_at < post.valid_until)
$$;
REVOKE ALL ON FUNCTION posts_of(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION posts_of(uuid, timestamptz) TO qingyuan_app, qingyuan_worker;
