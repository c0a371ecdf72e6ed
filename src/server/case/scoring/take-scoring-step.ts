import 'server-only'
import type { CaseRelation } from '#domain/case/grants'
import { type Scoring, type ScoringStep, scoringSteps, withoutScored } from '#domain/case/tracks/scoring'
import { effectRules } from '#domain/case/tracks/scoring-table'
import type { Grant } from '#domain/kernel/access'
import type { CivilDate } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { attachFiles } from '../../file/attach'
import { must } from '../../refused'
import { type Change, clockSidesFor, clockSubject, moveOn, parts, recordInTrail } from '../take-step'
import { openPerson } from './person'
import { type ScoringRow, scoringOf } from './scoring-of'

const withScorings = { ...parts, agreement: true, scorings: { orderBy: { seq: 'asc' } } } satisfies Prisma.CaseInclude
export type ScoredCase = Prisma.CaseGetPayload<{ include: typeof withScorings }>
export type SeenScoring = { file: ScoredCase; row: ScoringRow; scoring: Scoring }

/** The case with its scorings, when the actor may act in them. Refuses `notFound`. */
export async function findScoredCase({ tx, actor }: Context, by: readonly Grant<CaseRelation>[], caseId: string): Promise<ScoredCase> {
  const file = await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereMay(actor, by, 'case')] }, include: withScorings })
  return file ?? must(refuse('notFound'))
}

/** One scoring of it, for an act of this day. Refuses `notFound`. */
export async function findScoring(
  context: Context,
  step: ScoringStep,
  { caseId, scoringId, on }: { caseId: string; scoringId: string; on?: CivilDate },
): Promise<SeenScoring> {
  const file = await findScoredCase(context, scoringSteps[step].by, caseId)
  const row = file.scorings.find(({ id }) => id === scoringId) ?? must(refuse('notFound'))
  return { file, row, scoring: scoringOf(file, row, on ?? context.now) }
}

type Taking = {
  at?: Date
  set?: Prisma.CaseScoringUncheckedUpdateInput
  change?: Change
  proofFileIds?: readonly string[]
}

/**
 * The one way a scoring moves: rule, its row, clocks, files and audit, together or not at all. The trail names nobody.
 * Refuses what the step refuses, `namesScored` of any text that does, and `changedMeanwhile` when the case has moved on from `version`.
 */
export async function takeScoringStep(
  context: Context,
  name: ScoringStep,
  { file, row, scoring }: SeenScoring,
  version: number,
  { at = context.now, set = {}, change = {}, proofFileIds = [] }: Taking = {},
): Promise<void> {
  const { tx, actor } = context
  const step = must(takeStep(scoringSteps[name], scoring, actor))
  must(withoutScored(textsOf({ ...set, ...change }), openPerson(row)))
  await moveOn(context, file, version, {})
  const works = step.by.some(({ role }) => role === 'handler')
  const workerIds = works ? [...new Set([...row.workerIds, actor.userId])] : row.workerIds
  await tx.caseScoring.update({ where: { id: row.id }, data: { ...set, stage: step.to, workerIds } })
  const subject = clockSubject(file)
  await stopClocks(context, subject, step.stops ?? [], { at, objectId: row.id, lapses: ['CK90', 'CK91', 'CK49', 'CK50'] })
  for (const rule of step.starts ?? []) await startClocks(context, subject, [rule], { ...clockSidesFor(rule, file), at, objectId: row.id })
  await attachFiles(context, { type: 'case', id: file.id }, file, 'scoring', proofFileIds)
  await recordInTrail(context, file.id, `${name}Scoring`, { scored: [row.seq, row.seq], scoringStage: [row.stage, step.to], ...change })
}

/** What was typed: columns, and what the trail says. */
const textsOf = (typed: object): string[] =>
  Object.values(typed)
    .flatMap((value) => [value].flat())
    .filter((value) => typeof value === 'string')

/** The time of what was decided begins when the person has it. */
export async function startEffect(context: Context, { file, row }: SeenScoring, at: Date, endsOn: CivilDate | null): Promise<void> {
  const clock = row.effect && effectRules[row.effect].clock
  if (!clock || endsOn === null) return
  const responsible = { agencyId: context.actor.agencyId, department: 'MI', regionNo: file.regionNo } as const
  await startClocks(context, clockSubject(file), [clock], { responsible, at, agreedOn: endsOn, objectId: row.id })
}
