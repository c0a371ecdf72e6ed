import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { type LeadConclusion, leadConclusions } from '#domain/lead/conclusions'
import { type LeadOrigin, leadOrigins } from '#domain/lead/steps'
import { type LeadTally, noConclusions, proveZero } from '#domain/lead/zero-proof'
import type { PoolClient } from '#platform/pg'
import { patientQuery } from '../query'

export type BatchProof = LeadTally &
  ReturnType<typeof proveZero> & {
    batchNumber: string
    name: string | null
    /** 规定动作 or 自选动作. `null` of a batch all of whose leads have left again: nothing that is in sight says it. */
    origin: LeadOrigin | null
    dueOn: string
    refused: number
    known: number
    mends: string | null
    seesAll: boolean
    /** The batch as it was issued is in sight; otherwise a territory's share of it, as the database noted what came there. */
    whole: boolean
    /** Of all that are counted, those that were opened again after an answer. */
    reopened: number
  }

type BatchRow = {
  number: string
  name: string
  origin: LeadOrigin
  due_on: string
  issued_count: number
  refused_count: number
  known_count: number
  mends: string | null
}
type MoveRow = { batch_number: string; entered: number; departed: number }
type CountRow = { batch_number: string; origin: LeadOrigin; state: string; conclusion: LeadConclusion | null; n: number; reopened: number }

/**
 * The arithmetic of every batch of a campaign: issued = left + open + each conclusion. Whoever sees the batch proves it against what was
 * issued; whoever sees only their own share of it (a county) against what came to their territory and what left it again, which the database
 * notes as leads move. `seesAll` is false for a person from whom some leads are kept (回避, 密级): what is missing to them need not be missing.
 * `null` where counting takes too long.
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
  const territory = [campaignIds, actor.department, actor.regionLo ?? 1, actor.regionHi ?? 0]
  const counts = await client.query<CountRow>(
    `SELECT batch_number, origin::text, state::text, conclusion::text, count(*)::int AS n, count(*) FILTER (WHERE reopened_count > 0)::int AS reopened FROM lead
     WHERE campaign_id = ANY ($1::uuid[]) AND department = $2::"Department" AND region_no BETWEEN $3 AND $4
     GROUP BY 1, 2, 3, 4`,
    territory,
  )
  const batches = await client.query<BatchRow>(
    `SELECT number, name, origin::text, to_char(due_on, 'YYYY-MM-DD') AS due_on, issued_count, refused_count, known_count,
       (SELECT earlier.number FROM lead_batch AS earlier WHERE earlier.id = lead_batch.mends_id) AS mends
     FROM lead_batch WHERE campaign_id = ANY ($1::uuid[])`,
    [campaignIds],
  )
  const moves = await client.query<MoveRow>(
    `SELECT batch_number, coalesce(sum(lead_count) FILTER (WHERE comes), 0)::int AS entered, coalesce(sum(lead_count) FILTER (WHERE NOT comes), 0)::int AS departed
     FROM (SELECT batch_number, lead_count, to_region_no BETWEEN $3 AND $4 AS comes, from_region_no BETWEEN $3 AND $4 AS goes FROM lead_move
       WHERE campaign_id = ANY ($1::uuid[]) AND department = $2::"Department") AS moved
     WHERE comes <> goes GROUP BY 1`,
    territory,
  )
  const moved = new Map(moves.rows.map((move) => [move.batch_number, move]))
  const known = new Map(batches.rows.map((batch) => [batch.number, batch]))
  const numbers = new Set([...known.keys(), ...moved.keys(), ...counts.rows.map((row) => row.batch_number)])
  const seesAll = actor.recusedIds.length === 0 && actor.clearance >= 2
  return [...numbers].sort().map((number) => {
    const rows = counts.rows.filter((row) => row.batch_number === number)
    return { ...proof(number, known.get(number), moved.get(number), rows), seesAll }
  })
}

function proof(
  batchNumber: string,
  batch: BatchRow | undefined,
  moved: MoveRow | undefined,
  rows: readonly CountRow[],
): Omit<BatchProof, 'seesAll'> {
  const concluded = noConclusions()
  let open = 0
  for (const { state, conclusion, n } of rows) {
    if (state === 'concluded' && conclusion && leadConclusions.includes(conclusion)) concluded[conclusion] += n
    else open += n
  }
  const tally = { issued: (batch?.issued_count ?? 0) + (moved?.entered ?? 0), left: moved?.departed ?? 0, open, concluded }
  return {
    ...tally,
    ...proveZero(tally),
    whole: batch !== undefined,
    batchNumber,
    name: batch?.name ?? null,
    origin: batch?.origin ?? rows[0]?.origin ?? null,
    dueOn: batch?.due_on ?? '',
    reopened: rows.reduce((sum, row) => sum + row.reopened, 0),
    refused: batch?.refused_count ?? 0,
    known: batch?.known_count ?? 0,
    mends: batch?.mends ?? null,
  }
}

export type OriginSum = LeadTally & { origin: LeadOrigin; batches: number }

/** 规定动作 and 自选动作, each by itself: what a report asks for is never the two in one. */
export const sumsByOrigin = (proofs: readonly BatchProof[]): OriginSum[] =>
  leadOrigins.flatMap((origin) => {
    const own = proofs.filter((proof) => proof.origin === origin)
    if (own.length === 0) return []
    const sum = (figure: (proof: BatchProof) => number) => own.reduce((total, proof) => total + figure(proof), 0)
    const concluded = noConclusions()
    for (const conclusion of leadConclusions) concluded[conclusion] = sum((proof) => proof.concluded[conclusion])
    const [issued, left, open] = [sum((one) => one.issued), sum((one) => one.left), sum((one) => one.open)]
    return [{ origin, batches: own.length, issued, left, open, concluded }]
  })
