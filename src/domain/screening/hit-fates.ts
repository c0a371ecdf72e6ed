import { z } from 'zod'
import { id, oneOrMore, reason, version } from '../kernel/form-fields'
import { type RiskLevel, riskLevels } from '../lead/steps'

/**
 * What became of a clue of a run: a lead of this run; the same clue is a lead already, by whichever run; being made one; set aside (搁置), with a
 * reason and a name; or nothing yet.
 */
export const hitFates = ['issued', 'known', 'issuing', 'setAside', 'waiting'] as const
export type HitFate = (typeof hitFates)[number]
export type FateCounts = Readonly<Record<HitFate, number>>

export const noFates = (): Record<HitFate, number> => ({ issued: 0, known: 0, issuing: 0, setAside: 0, waiting: 0 })

export type HitProof = { found: number; fates: FateCounts; missing: number; holds: boolean; cleared: boolean }

/**
 * The arithmetic of a run: found = issued + known + being issued + set aside + waiting. `found` is what the run said when it ended, the others are counted from
 * the rows as they are now. `missing` is what the sum falls short by; `cleared` when nothing waits, nothing
 * is under way and nothing is missing.
 */
export function proveHits(found: number, fates: FateCounts): HitProof {
  const missing = found - hitFates.reduce((sum, fate) => sum + fates[fate], 0)
  return { found, fates, missing, holds: missing === 0, cleared: missing === 0 && fates.waiting === 0 && fates.issuing === 0 }
}

/** No more at once: what is left waits for the next time. */
export const mostSetAside = 20_000

/** One clue (`hitId`), or all that wait of these models, grades and, where one is named, this place: as many as the person was told (`expected`). */
export const setHitsAsideInput = z
  .strictObject({
    runId: id,
    hitId: id.optional(),
    codes: oneOrMore.pipe(z.array(z.string().regex(/^[A-Z]\w{1,19}$/)).max(200)),
    grades: oneOrMore.pipe(z.array(z.enum(riskLevels)).max(3)),
    place: z.coerce.number().int().min(100_000).max(999_999).optional(),
    expected: z.coerce.number().int().min(1).max(mostSetAside).optional(),
    reason,
  })
  .superRefine(({ hitId, codes, grades, expected }, context) => {
    const asked = { codes: codes.length > 0, grades: grades.length > 0, expected: expected !== undefined }
    const missing = hitId ? [] : (['codes', 'grades', 'expected'] as const).filter((name) => !asked[name])
    for (const path of missing) context.addIssue({ code: 'custom', path: [path], message: '请至少选一项。' })
  })
/** All of an act, or of it what a run finds too (`runId`), or the clue of one hit, whichever run that is of. */
export const restoreHitsInput = z.strictObject({ asideId: id, version, reason, runId: id.optional(), hitId: id.optional() })

/** How many wait, by grade. */
export type WaitingByGrade = Readonly<Record<RiskLevel, number>>

/** What is to be set aside, as a command looks for it. */
export type SetAside = { hitId?: string | undefined; codes: readonly string[]; grades: readonly RiskLevel[]; place?: number | undefined }
