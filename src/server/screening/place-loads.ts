import 'server-only'
import { stageOf } from '#domain/lead/stage'
import { type PlaceLoad, placeLoad } from '#domain/screening/issuing'
import type { SqlReader } from '#platform/db'
import { readableSql } from '../access'

/**
 * Who verifies, the handlers of the insurance bureaus, by place (only how many of them), and what they have to verify already: what they
 * hold, and what their institutions are named in and is yet to be assigned. The two are read apart, each along an index.
 */
const atPlaces = `SELECT place.no AS "regionNo", coalesce(region.name, '') AS region,
    (SELECT count(DISTINCT post.user_id)::int FROM post JOIN agency ON agency.id = post.agency_id
     WHERE agency.region_no = place.no AND agency.department = 'MI' AND 'handler' = ANY (post.roles::text[])
       AND post.valid_from <= now() AND (post.valid_until IS NULL OR post.valid_until > now())) AS staff,
    (SELECT count(*)::int FROM lead
     WHERE lead.region_no = place.no AND lead.stage > ${stageOf('toAssign')} AND lead.stage < ${stageOf('concluded')}
       AND lead.department = 'MI' AND ${readableSql('lead')}) + coalesce(waiting.n, 0) AS open
  FROM unnest($1::int[]) AS place(no) LEFT JOIN region ON region.region_no = place.no
  LEFT JOIN (SELECT coalesce(institution.region_no, lead.region_no) AS no, count(*)::int AS n
    FROM lead LEFT JOIN institution ON institution.id = lead.institution_id
    WHERE lead.stage = ${stageOf('toAssign')} AND lead.department = 'MI' AND ${readableSql('lead')}
    GROUP BY 1) AS waiting ON waiting.no = place.no`

type AtPlace = { regionNo: number; region: string; staff: number; open: number }

/** What so many more leads at each place would ask of it, beside what is open there and who is there; the most first. */
export async function placeLoads(sql: SqlReader, leads: ReadonlyMap<number, number>): Promise<PlaceLoad[]> {
  if (leads.size === 0) return []
  const { rows } = await sql.query<AtPlace>(atPlaces, [[...leads.keys()]])
  return rows
    .map((place) => placeLoad({ ...place, leads: leads.get(place.regionNo) ?? 0 }))
    .sort((one, other) => other.leads - one.leads || one.regionNo - other.regionNo)
}
