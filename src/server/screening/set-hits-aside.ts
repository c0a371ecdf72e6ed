import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { mostSetAside, restoreHitsInput, type SetAside, setHitsAsideInput } from '#domain/screening/hit-fates'
import { audit } from '#platform/audit'
import type { Tx } from '#platform/db'
import { maySql, readableSql, whereMay } from '../access'
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
 * restores them. Refuses `notFound`, `trialNotIssued`, `noHitsToSetAside`, `asideCountChanged`.
 * Commits together: the act, the marks on the hits, one audit entry.
 */
export const setHitsAside = command(
  'screening.setAside',
  setHitsAsideInput,
  async ({ tx, actor, now, requestId }, { runId, reason, expected, ...which }) => {
    const run = await runToIssue(tx, actor, runId)
    await holdClues(tx, run.agencyId)
    const hits = await choose(tx, run, which)
    if (hits.length === 0) must(refuse('noHitsToSetAside'))
    if (expected !== undefined && hits.length !== expected) must(refuse('asideCountChanged', { expected, found: hits.length }))
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

const clueOf = (which: string) =>
  `fingerprint IN (SELECT here.fingerprint FROM screening_hit AS here WHERE here.agency_id = screening_hit.agency_id AND ${which})`

/** Takes the mark of an act off: off all that carry it, or off those whose clue a run finds too, or off the clue of one hit. */
const takeOff = (actor: Actor) => `UPDATE screening_hit SET aside_id = NULL WHERE aside_id = $1::uuid
  AND ($2::uuid IS NULL OR ${clueOf('here.run_id = $2::uuid')}) AND ($3::uuid IS NULL OR ${clueOf('here.id = $3::uuid')})
  AND ${maySql(actor, issuers, 'screeningHit')}`

/**
 * Brings back what was set aside together (恢复), as far as the actor sees it and as far as was asked: it waits again, in every run that finds
 * it. Refuses `notFound`, `trialNotIssued`, `noHitsToRestore`, `changedMeanwhile`. Commits together: the marks, who restored and why, one audit entry.
 */
export const restoreHits = command(
  'screening.restore',
  restoreHitsInput,
  async ({ tx, actor, now, requestId }, { asideId, version, reason, runId, hitId }) => {
    const aside = await tx.screeningAside.findFirst({ where: { id: asideId, run: whereMay(actor, issuers, 'screeningRun') } })
    if (!aside) return must(refuse('notFound'))
    const run = await runToIssue(tx, actor, runId ?? aside.runId)
    await holdClues(tx, run.agencyId)
    const restored = await tx.$executeRawUnsafe(takeOff(actor), asideId, runId ?? null, hitId ?? null)
    if (restored === 0) must(refuse('noHitsToRestore'))
    const noted = await tx.screeningAside.updateMany({
      where: { id: asideId, version },
      data: {
        ...{ restoredById: actor.userId, restoredByName: actor.name, restoredAt: now, restoreReason: reason },
        version: { increment: 1 },
      },
    })
    if (noted.count === 0) must(refuse('changedMeanwhile'))
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.restore', subject: { type: 'screeningRun', id: aside.runId }, requestId },
      change: { restored: [null, restored], setAsideBy: [aside.setAsideByName, null], reason: [null, reason] },
    })
    return { restored }
  },
)
