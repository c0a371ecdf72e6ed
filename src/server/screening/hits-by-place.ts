import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { seesScreening } from '#domain/screening/settlement-load'
import { readableSql } from '../access'
import { hotQuery } from '../query'

export type PlaceTotal = { regionNo: number; name: string; count: number; amountFen: bigint }

/** The hits of a run by the reporting unit whose institutions they are of, with what would be irregular. Nothing for whoever does not screen. */
export async function hitsByPlace(actor: Actor, runId: string): Promise<PlaceTotal[]> {
  if (!isUuid(runId) || !seesScreening(actor)) return []
  return hotQuery(actor, async (client) => {
    const { rows } = await client.query<{ regionNo: number; name: string | null; n: number; fen: string }>(
      `SELECT found.*, region.name FROM (
         SELECT place_no AS "regionNo", count(*)::int AS n, sum(irregular_fen)::text AS fen FROM screening_hit
         WHERE run_id = $1 AND ${readableSql('screeningHit')} GROUP BY place_no) AS found
       LEFT JOIN region ON region.region_no = found."regionNo" ORDER BY 1`,
      [runId],
    )
    return rows.map(({ regionNo, name, n, fen }) => ({ regionNo, name: name ?? String(regionNo), count: n, amountFen: BigInt(fen) }))
  })
}
