import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import type { Hint } from '#domain/self-inspection/hints'
import { filingSteps } from '#domain/self-inspection/steps'
import { surpriseFen } from '#domain/self-inspection/surprise'
import type { Tx } from '#platform/db'
import { query } from '../query'
import { hintsOf } from './hints'

export type QueuedFiling = {
  id: string
  number: string
  institutionName: string
  kind: string
  regionNo: number
  regionName: string
  campaignId: string
  submittedOn: string
  corrected: boolean
  findings: number
  declaredFen: bigint
  leads: number
  suspectedFen: bigint
  earlierFen: bigint | null
  openQuestions: number
}

/** `readyBut`: those alone that no question is open on, and not this one. */
type Asked = { campaignId: string | null; after: readonly [surprise: bigint, id: string] | null; limit: number; readyBut?: string }

const pageSize = 50
const isReviewer = ({ roles }: Actor) => filingSteps.accept.by.some(({ role }) => roles.includes(role))
/** The queue is for those who review in an insurance bureau. */
export const mayReview = (actor: Actor): boolean =>
  actor.institutionId === null && actor.agencyId !== null && actor.department === 'MI' && isReviewer(actor)

/**
 * What waits for review in the actor's region, the most surprising first: by how much the larger of what leads suspect and what was filed
 * the last time exceeds what is declared. One statement over all that waits, under the actor's row policies.
 */
export async function queuedFilings(tx: Tx, actor: Actor, { campaignId, after, limit, readyBut }: Asked): Promise<QueuedFiling[]> {
  return tx.$queryRaw<QueuedFiling[]>`
    WITH waiting AS (
      SELECT f.id, f.number, f.institution_id, f.institution_name, f.region_no, f.campaign_id, f.submitted_at, t.findings, t.fund_loss_fen AS declared_fen
      FROM filing f JOIN filing_tally t ON t.id = f.id
      WHERE f.state = 'submitted' AND f.region_no BETWEEN ${actor.regionLo ?? 1}::int AND ${actor.regionHi ?? 0}::int
        AND (${campaignId}::uuid IS NULL OR f.campaign_id = ${campaignId}::uuid)
    ), suspected AS (
      SELECT l.institution_id, count(*)::int AS leads, coalesce(sum(
        CASE WHEN l.conclusion IN ('substantiated', 'partlySubstantiated') THEN coalesce(l.fund_loss_fen, l.amount_fen) ELSE l.amount_fen END), 0)::bigint AS fen
      FROM lead l WHERE l.institution_id IN (SELECT institution_id FROM waiting)
        AND (l.conclusion IS NULL OR l.conclusion NOT IN ('unsubstantiated', 'merged', 'withdrawn')) GROUP BY 1
    ), asked AS (
      SELECT q.filing_id, count(*)::int AS open FROM filing_question q
      WHERE q.filing_id IN (SELECT id FROM waiting) AND q.state <> 'settled' GROUP BY 1
    ), compared AS (
      SELECT w.*, coalesce(suspected.leads, 0) AS leads, coalesce(suspected.fen, 0) AS suspected_fen, earlier.fen AS earlier_fen,
        coalesce(asked.open, 0) AS open, greatest(coalesce(suspected.fen, 0), coalesce(earlier.fen, 0)) - w.declared_fen AS surprise
      FROM waiting w
      LEFT JOIN suspected ON suspected.institution_id = w.institution_id
      LEFT JOIN asked ON asked.filing_id = w.id
      LEFT JOIN LATERAL (
        SELECT t.fund_loss_fen AS fen FROM filing e JOIN filing_tally t ON t.id = e.id
        WHERE e.institution_id = w.institution_id AND e.id <> w.id AND e.campaign_id <> w.campaign_id AND e.state = 'accepted' AND e.submitted_at < w.submitted_at
        ORDER BY e.submitted_at DESC LIMIT 1) AS earlier ON true
    )
    SELECT c.id::text, c.number, c.institution_name AS "institutionName", i.kind::text, c.region_no AS "regionNo", r.short_name AS "regionName",
      c.campaign_id::text AS "campaignId", to_char(c.submitted_at AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD') AS "submittedOn",
      EXISTS (SELECT FROM filing_revision v WHERE v.filing_id = c.id) AS corrected, c.findings, c.declared_fen AS "declaredFen", c.leads,
      c.suspected_fen AS "suspectedFen", c.earlier_fen AS "earlierFen", c.open AS "openQuestions"
    FROM compared c JOIN institution i ON i.id = c.institution_id JOIN region r ON r.region_no = c.region_no
    WHERE (${readyBut === undefined} OR (c.open = 0 AND c.id <> ${readyBut ?? null}::uuid))
      AND (${after === null} OR c.surprise < ${after?.[0] ?? 0n}::bigint OR (c.surprise = ${after?.[0] ?? 0n}::bigint AND c.id > ${after?.[1] ?? null}::uuid))
    ORDER BY c.surprise DESC, c.id LIMIT ${limit}::int`
}

export const queueFilter = z.object({
  campaign: z.uuid().optional().catch(undefined),
  /** The campaign of which the filings without deviation are asked for. */
  batch: z.uuid().optional().catch(undefined),
  after: z
    .string()
    .regex(/^-?\d{1,15}~[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
})

export type QueueRow = QueuedFiling & { surpriseFen: bigint; hints: readonly Hint[] }

/** One page of the queue, each filing with its hints. `null` for whoever does not review. */
export async function reviewQueue(actor: Actor, asked: Omit<z.infer<typeof queueFilter>, 'batch'>) {
  if (!mayReview(actor)) return null
  return query(actor, async (tx) => {
    const [surprise, id] = (asked.after ?? '').split('~')
    const after = surprise && z.uuid().safeParse(id).success ? ([BigInt(surprise), id ?? ''] as const) : null
    const found = await queuedFilings(tx, actor, { campaignId: asked.campaign ?? null, after, limit: pageSize + 1 })
    const shown = found.slice(0, pageSize)
    const hints = await hintsOf(
      tx,
      shown.map((one) => one.id),
    )
    const rows: QueueRow[] = shown.map((one) => ({
      ...one,
      surpriseFen: surpriseFen(one),
      hints: hints.filter(({ filingId }) => filingId === one.id),
    }))
    const last = rows.at(-1)
    const count = await tx.filing.count({
      where: {
        state: 'submitted',
        regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 },
        ...(asked.campaign ? { campaignId: asked.campaign } : {}),
      },
    })
    return { rows, count, next: found.length > pageSize && last ? `${last.surpriseFen}~${last.id}` : null }
  })
}

const noId = '00000000-0000-0000-0000-000000000000'

/** The most surprising filing that waits for this person, other than the one just decided and those that wait for an answer. */
export const nextToReview = (actor: Actor, after: string): Promise<{ id: string } | null> =>
  query(actor, async (tx) => {
    const [next] = await queuedFilings(tx, actor, { campaignId: null, after: null, limit: 1, readyBut: isUuid(after) ? after : noId })
    return next ?? null
  })
