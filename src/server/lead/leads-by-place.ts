import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { patientQuery } from '../query'
import { conditionsOf } from './lead-conditions'
import type { LeadFilter } from './lead-filter'

export type PlaceTotal = { regionNo: number; name: string; count: number; amountFen: bigint }

/** The leads that a filter of the queue leaves, by the reporting unit that they lie with, with the amounts that they name; `null` where that takes too long. */
export const leadsByPlace = (actor: Actor, filter: LeadFilter): Promise<PlaceTotal[] | null> =>
  patientQuery(actor, async (client) => {
    const { conditions, values } = await conditionsOf(client, actor, filter)
    const { rows } = await client.query<{ regionNo: number; name: string | null; n: number; fen: string | null }>(
      `SELECT found.*, region.name FROM (
         SELECT l.region_no AS "regionNo", count(*)::int AS n, sum(l.amount_fen)::text AS fen FROM lead l
         WHERE ${conditions.join(' AND ')} GROUP BY l.region_no) AS found
       LEFT JOIN region ON region.region_no = found."regionNo" ORDER BY 1`,
      values,
    )
    return rows.map(({ regionNo, name, n, fen }) => ({ regionNo, name: name ?? String(regionNo), count: n, amountFen: BigInt(fen ?? 0) }))
  })
