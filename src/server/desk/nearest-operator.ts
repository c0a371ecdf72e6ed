import 'server-only'

/** The reader is of the operating agency, and the case of its own region, or of one below that has no operating agency of its own. */
export const ofNearestOperator = `(SELECT ctx_text('app.agency_kind')) = 'operator'
  AND (c.region_no = $4 OR c.region_no BETWEEN $4 AND $5 AND NOT EXISTS (
    SELECT FROM agency o WHERE o.department = 'MI' AND o.kind = 'operator' AND o.region_no = c.region_no))`
