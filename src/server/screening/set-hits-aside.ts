import 'server-only'
import { refuse } from '#domain/kernel/result'
import { mostSetAside, restoreHitsInput, type SetAside, setHitsAsideInput } from '#domain/screening/hit-fates'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { readableSql, whereMay } from '../access'
import { command } from '../command'
import { must } from '../refused'
import { waitingSql } from './fate-of-hit'
import { holdClues, issuers, runToIssue } from './issuing-access'

/** Of what waits, the slightest first: where more is asked for than goes at once, the grave is what stays. */
const chosen = `SELECT id::text, code FROM screening_hit
  WHERE run_id = $1::uuid AND agency_id = $2::uuid AND ($3::uuid IS NULL OR id = $3::uuid)
    AND ($3::uuid IS NOT NULL OR (code = ANY ($4::text[]) AND grade::text = ANY ($5::text[]) AND ($6::int IS NULL OR place_no = $6::int)))
    AND ${waitingSql} AND ${readableSql('screeningHit')}
  ORDER BY grade DESC, irregular_fen, id LIMIT ${mostSetAside}`

const choose = (tx: Tx, run: { id: string; agencyId: string }, { hitId, codes, grades, place }: SetAside) =>
  tx.$queryRawUnsafe<{ id: string; code: string }[]>(
    chosen,
    ...[run.id, run.agencyId, hitId ?? null, [...codes], [...grades], place ?? null],
  )

/**
 * Sets clues aside (搁置) that nobody is to verify now: with the reason, and by name. They are no leads, in this run or in another, until somebody
 * restores them. Refuses `notFound`, `trialNotIssued`, `noHitsToSetAside`.
 * Commits together: the act, the marks on the hits, one audit entry.
 */
export const setHitsAside = command(
  'screening.setAside',
  setHitsAsideInput,
  async ({ tx, actor, now, requestId }, { runId, reason, ...which }) => {
    const run = await runToIssue(tx, actor, runId)
    await holdClues(tx, run.agencyId)
    const hits = await choose(tx, run, which)
    if (hits.length === 0) must(refuse('noHitsToSetAside'))
    const codes = [...new Set(hits.map(({ code }) => code))].sort()
    const { id } = await tx.screeningAside.create({
      data: {
        ...{ runId, codes, reason, hitCount: hits.length },
        ...{ setAsideById: actor.userId, setAsideByName: actor.name, setAsideAt: now },
      },
      select: { id: true },
    })
    const marked = await tx.$executeRaw`
      UPDATE screening_hit SET aside_id = ${id}::uuid WHERE id = ANY (${hits.map((hit) => hit.id)}::uuid[]) AND lead_id IS NULL AND aside_id IS NULL`
    if (marked !== hits.length) must(refuse('changedMeanwhile'))
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.setAside', subject: { type: 'screeningRun', id: run.id }, requestId },
      change: { setAside: [null, hits.length], models: [null, codes.join('、')], reason: [null, reason] },
    })
    return { asideId: id, setAside: hits.length }
  },
)

/**
 * Brings back what was set aside together (恢复), as far as the actor sees it: it waits again. Refuses `notFound`, `noHitsToRestore`,
 * `changedMeanwhile`. Commits together: the marks, who restored and why, one audit entry.
 */
export const restoreHits = command(
  'screening.restore',
  restoreHitsInput,
  async ({ tx, actor, now, requestId }, { asideId, version, reason }) => {
    const aside = await tx.screeningAside.findFirst({ where: { id: asideId, run: whereMay(actor, issuers, 'screeningRun') } })
    if (!aside) return must(refuse('notFound'))
    const run = await runToIssue(tx, actor, aside.runId)
    await holdClues(tx, run.agencyId)
    const restored = await tx.screeningHit.updateMany({
      where: { AND: [{ asideId }, whereMay(actor, issuers, 'screeningHit')] },
      data: { asideId: null },
    })
    if (restored.count === 0) must(refuse('noHitsToRestore'))
    const noted = await tx.screeningAside.updateMany({
      where: { id: asideId, version },
      data: {
        ...{ restoredById: actor.userId, restoredByName: actor.name, restoredAt: now, restoreReason: reason },
        version: { increment: 1 },
      },
    })
    if (noted.count === 0) must(refuse('changedMeanwhile'))
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.restore', subject: { type: 'screeningRun', id: run.id }, requestId },
      change: { restored: [null, restored.count], setAsideBy: [aside.setAsideByName, null], reason: [null, reason] },
    })
    return { restored: restored.count }
  },
)
