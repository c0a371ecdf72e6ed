import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type LeadConclusion, leadConclusions } from '#domain/lead/conclusions'
import { type LeadTally, noConclusions, proveZero } from '#domain/lead/zero-proof'
import type { PoolClient } from '#platform/pg'
import { patientQuery } from '../query'

export type BatchProof = LeadTally &
  ReturnType<typeof proveZero> & {
    batchNumber: string
    name: string | null
    origin: string
    dueOn: string
    refused: number
    known: number
    mends: string | null
    seesAll: boolean
    /** The batch as it was issued stands against it. Otherwise only what was received is counted, and nothing `holds`. */
    whole: boolean
    /** Of all that are counted, those that were opened again after an answer. */
    reopened: number
  }

type BatchRow = {
  number: string
  name: string
  origin: string
  due_on: string
  issued_count: number
  refused_count: number
  known_count: number
  mends: string | null
}
type CountRow = { batch_number: string; state: string; conclusion: LeadConclusion | null; n: number; reopened: number }

/**
 * The arithmetic of every batch of a campaign: issued = open + each conclusion. Whoever sees the batch proves it against what
 * was issued; whoever sees only its own share (a county) has what lies with it counted, which proves nothing of the batch. `seesAll` is false for a
 * person from whom some leads are kept (回避, 密级): what is missing to them need not be missing. `null` where counting takes too long.
 */
export const proveBatches = (actor: Actor, campaignId: string): Promise<BatchProof[] | null> =>
  patientQuery(actor, async (client) => proveOf(client, actor, await familyOf(client, campaignId)))

/** The same for the leads that a person was given out of campaigns other than these: each counts in one place. */
export const proveOtherBatches = (actor: Actor, campaignIds: readonly string[]): Promise<BatchProof[] | null> =>
  patientQuery(actor, async (client) => {
    const families = await Promise.all(campaignIds.map((id) => familyOf(client, id)))
    const known = new Set(families.flat())
    const { rows } = await client.query<{ ids: string[] }>('SELECT campaigns_of_leads($1, $2)::text[] AS ids', [
      actor.regionLo ?? 1,
      actor.regionHi ?? 0,
    ])
    const others = (rows[0]?.ids ?? []).filter((id) => !known.has(id))
    return others.length === 0 ? [] : proveOf(client, actor, others)
  })

async function familyOf(client: PoolClient, campaignId: string): Promise<string[]> {
  const { rows } = await client.query<{ ids: string[] }>('SELECT campaign_family($1)::text[] AS ids', [campaignId])
  return rows[0]?.ids ?? []
}

async function proveOf(client: PoolClient, actor: Actor, campaignIds: readonly string[]): Promise<BatchProof[]> {
  const counts = await client.query<CountRow>(
    `SELECT batch_number, state::text, conclusion::text, count(*)::int AS n, count(*) FILTER (WHERE reopened_count > 0)::int AS reopened FROM lead
     WHERE campaign_id = ANY ($1::uuid[]) AND department = $2::"Department" AND region_no BETWEEN $3 AND $4
     GROUP BY 1, 2, 3`,
    [campaignIds, actor.department, actor.regionLo ?? 1, actor.regionHi ?? 0],
  )
  const batches = await client.query<BatchRow>(
    `SELECT number, name, origin::text, to_char(due_on, 'YYYY-MM-DD') AS due_on, issued_count, refused_count, known_count,
       (SELECT earlier.number FROM lead_batch AS earlier WHERE earlier.id = lead_batch.mends_id) AS mends
     FROM lead_batch WHERE campaign_id = ANY ($1::uuid[])`,
    [campaignIds],
  )
  const known = new Map(batches.rows.map((batch) => [batch.number, batch]))
  const numbers = new Set([...known.keys(), ...counts.rows.map((row) => row.batch_number)])
  const seesAll = actor.recusedIds.length === 0 && actor.clearance >= 2
  return [...numbers].sort().map((number) => {
    const rows = counts.rows.filter((row) => row.batch_number === number)
    return proof(number, known.get(number), rows, seesAll)
  })
}

function proof(batchNumber: string, batch: BatchRow | undefined, rows: readonly CountRow[], seesAll: boolean): BatchProof {
  const concluded = noConclusions()
  let open = 0
  for (const { state, conclusion, n } of rows) {
    if (state === 'concluded' && conclusion && leadConclusions.includes(conclusion)) concluded[conclusion] += n
    else open += n
  }
  const received = rows.reduce((sum, row) => sum + row.n, 0)
  const tally = { issued: batch?.issued_count ?? received, open, concluded }
  const counted = proveZero(tally)
  return {
    ...tally,
    ...(batch ? counted : { ...counted, holds: false, cleared: false }),
    whole: batch !== undefined,
    batchNumber,
    name: batch?.name ?? null,
    origin: batch?.origin ?? 'prescribed',
    dueOn: batch?.due_on ?? '',
    reopened: rows.reduce((sum, row) => sum + row.reopened, 0),
    refused: batch?.refused_count ?? 0,
    known: batch?.known_count ?? 0,
    mends: batch?.mends ?? null,
    seesAll,
  }
}
