import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type LeadOrigin, leadOrigins } from '#domain/lead/steps'
import { patientQuery } from '../query'
import { conditionsOf } from './lead-conditions'
import type { LeadFilter } from './lead-filter'

export type Total = { count: number; amountFen: bigint }
/** `apart`: 规定动作 and 自选动作, of which the whole is the sum. */
export type PlaceTotal = Total & { regionNo: number; name: string; apart: Readonly<Record<LeadOrigin, Total>> }

/** The leads that a filter of the queue leaves, by the reporting unit that they lie with, with the amounts that they name; `null` where that takes too long. */
export const leadsByPlace = (actor: Actor, filter: LeadFilter): Promise<PlaceTotal[] | null> =>
  patientQuery(actor, async (client) => {
    const { conditions, values } = await conditionsOf(client, actor, filter)
    const { rows } = await client.query<Found>(
      `SELECT found.*, region.name FROM (
         SELECT l.region_no AS "regionNo", l.origin::text AS origin, count(*)::int AS n, coalesce(sum(l.amount_fen), 0)::text AS fen FROM lead l
         WHERE ${conditions.join(' AND ')} GROUP BY 1, 2) AS found
       LEFT JOIN region ON region.region_no = found."regionNo" ORDER BY 1`,
      values,
    )
    return [...new Set(rows.map(({ regionNo }) => regionNo))].map((regionNo) => placeOf(regionNo, rows))
  })

type Found = { regionNo: number; name: string | null; origin: LeadOrigin; n: number; fen: string }

function placeOf(regionNo: number, rows: readonly Found[]): PlaceTotal {
  const own = rows.filter((row) => row.regionNo === regionNo)
  const of = (origin: LeadOrigin): Total => {
    const row = own.find((one) => one.origin === origin)
    return { count: row?.n ?? 0, amountFen: BigInt(row?.fen ?? 0) }
  }
  const apart = { prescribed: of('prescribed'), local: of('local') }
  return {
    ...{ regionNo, name: own[0]?.name ?? String(regionNo), apart },
    count: leadOrigins.reduce((sum, origin) => sum + apart[origin].count, 0),
    amountFen: leadOrigins.reduce((sum, origin) => sum + apart[origin].amountFen, 0n),
  }
}
