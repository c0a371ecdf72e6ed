import 'server-only'
import { givenLength, houseRules } from '#domain/case/place-rules'
import { papersNeeded } from '#domain/case/tracks/papers'
import type { Procedure } from '#domain/case/tracks/procedure'
import { type ProcedureStep, procedureSteps } from '#domain/case/tracks/procedure-steps'
import { caseStateOf } from '#domain/case/tracks/stages'
import { lapsingRules, type RunningRuleId } from '#domain/clock/rules'
import { beijingDay, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { must } from '../../refused'
import { placeRulesOf } from '../local-rule/queries'
import { type CaseSet, type Change, clockSidesFor, clockSubject, moveOn, parts, recordInTrail } from '../take-step'
import { type Acts, issuedAt, procedureOf } from './procedure-of'

/** The rows of a procedure's acts. */
export const acts = {
  notices: { where: { withdrawnAt: null } },
  hearings: { orderBy: { seq: 'asc' } },
  discussions: { orderBy: { seq: 'asc' } },
  services: { orderBy: { recordedAt: 'asc' } },
  remedies: { orderBy: { seq: 'asc' } },
  instalments: { orderBy: { seq: 'asc' } },
  stoppages: true,
  agreement: { select: { stage: true } },
  measures: { select: { kind: true, amountFen: true, withdrawnAt: true } },
} satisfies Prisma.CaseInclude

type Found = Prisma.CaseGetPayload<{ include: typeof parts & typeof acts }>
/** A case with its procedure as rows, and as its rules look at it. */
export type SeenProcedure = { file: Found & Acts; procedure: Procedure }

/** The procedure, when the actor may take `step` in it. Refuses `notFound`, whether it is missing, out of reach or not begun. */
export async function findProcedureFor({ tx, actor, now }: Context, step: ProcedureStep, caseId: string): Promise<SeenProcedure> {
  const found = await tx.case.findFirst({
    where: { AND: [{ id: caseId }, whereMay(actor, procedureSteps[step].by, 'case')] },
    include: { ...parts, ...acts },
  })
  if (!found?.procedure) return must(refuse('notFound'))
  const clocks = await tx.statutoryClock.findMany({ where: { subjectType: 'case', subjectId: caseId } })
  const documents = await papersOf(tx, caseId)
  const file = { ...found, procedure: found.procedure, clocks, documents }
  return { file, procedure: procedureOf(file, now, await placeRulesOf(tx, found.regionNo, now)) }
}

/** The papers of a case as far as its procedure depends on them. */
export const papersOf = (tx: Tx, caseId: string) =>
  tx.officialDocument.findMany({
    where: { subjectType: 'case', subjectId: caseId, state: 'issued' },
    select: { kind: true, state: true, generatedAt: true },
  })

/** What a step brings with it besides its move. `at`: the instant of the act. */
export type Taking = {
  at?: Date
  set?: Prisma.CaseProcedureUncheckedUpdateManyInput
  setCase?: CaseSet
  change?: Change
  /** Clocks of the step that do not start here: no hearing right, no fine. */
  without?: readonly RunningRuleId[]
}

/**
 * The one way the procedure moves: rule, its row, the state of the case, clocks and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the case has moved on from `version`.
 */
export async function takeProcedureStep(
  context: Context,
  name: ProcedureStep,
  { file, procedure }: SeenProcedure,
  version: number,
  { at, set = {}, setCase = {}, change = {}, without = [] }: Taking = {},
): Promise<void> {
  const step = must(takeStep(procedureSteps[name], procedure, context.actor))
  const moves = procedure.state !== step.to
  await moveOn(context, file, version, { ...setCase, state: caseStateOf[step.to] })
  await context.tx.caseProcedure.updateMany({
    where: { caseId: file.id },
    data: { ...set, ...(moves ? { stage: step.to, stageMovedAt: at ?? context.now } : {}), version: { increment: 1 } },
  })

  const subject = clockSubject(file)
  await stopClocks(context, subject, step.stops ?? [], { at, lapses: lapsingRules })
  for (const rule of step.starts ?? []) {
    if (without.includes(rule)) continue
    const given = givenLength(procedure.rules ?? houseRules, rule)
    await startClocks(context, subject, [rule], { ...clockSidesFor(rule, file), at, given })
  }
  const moved: Change = moves ? { stage: [procedure.state, step.to] } : {}
  await recordInTrail(context, file.id, name, { ...moved, ...change })
}

/**
 * The instant of an act of this day: the day's beginning, or now where it is today. Refuses `dateInFuture`, and `dateBeforeAct` where it lies
 * before the day of what must have come first.
 */
export function actAt({ now }: Context, day: CivilDate, after: Date | null): Date {
  const today = beijingDay(now)
  if (day > today) must(refuse('dateInFuture'))
  if (after !== null && day < beijingDay(after)) must(refuse('dateBeforeAct', { day: beijingDay(after) }))
  return day === today ? now : beijingMidnight(day)
}

/** The latest of several instants; `null` of none. */
export const latestOf = (instants: readonly (Date | null | undefined)[]): Date | null =>
  instants.reduce<Date | null>((latest, at) => (at && (latest === null || at > latest) ? at : latest), null)

/** What must have come before a step that is done by papers: what it follows, and their issue, whichever is later. Nobody is served what is not written yet. */
export function afterPapers({ file, procedure }: SeenProcedure, step: ProcedureStep, follows: Date | null): Date | null {
  const need = procedureSteps[step].needs
  const issued = need ? issuedAt(file, papersNeeded(need, procedure)) : null
  return issued !== null && (follows === null || issued > follows) ? issued : follows
}
