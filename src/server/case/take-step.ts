import 'server-only'
import { legalReviewDemand } from '#domain/case/legal-review'
import { type CaseRecord, type CaseStep, caseRecords, caseSteps, takeCaseRecord } from '#domain/case/steps'
import { procedureSteps } from '#domain/case/tracks/procedure-steps'
import { type AdminStage, hearingOutStages, reviewGrounds } from '#domain/case/tracks/stages'
import type { ClockParty } from '#domain/clock/clock-rule'
import { clockRules, type RunningRuleId } from '#domain/clock/rules'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { type ClockSides, startClocks, stopClocks } from '../clock/turn-clocks'
import type { Context } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { rulesOfCase } from './local-rule/queries'
import { standingFacts } from './standing-facts'

export type Change = Record<string, readonly [before: unknown, after: unknown]>
export type CaseSet = Prisma.CaseUncheckedUpdateManyInput

export const parts = {
  procedure: true,
  parties: { orderBy: { seq: 'asc' } },
  orders: { orderBy: { seq: 'asc' } },
  facts: standingFacts,
  tracks: true,
  money: true,
  referrals: { select: { id: true, kind: true, state: true, originId: true } },
  institution: { select: { code: true, address: true } },
} satisfies Prisma.CaseInclude
export type SeenCase = Prisma.CaseGetPayload<{ include: typeof parts }>

/** The case, when the actor may take `step` on it. Refuses `notFound`, whether it is missing or out of reach. */
export async function findCaseFor({ tx, actor }: Context, step: CaseStep, id: string): Promise<SeenCase> {
  const file = await tx.case.findFirst({ where: { AND: [{ id }, whereMay(actor, caseSteps[step].by, 'case')] }, include: parts })
  return file ?? must(refuse('notFound'))
}

/** The same, when the actor may write `record` into it now. Refuses `notFound`, `wrongState`. */
export async function findCaseToRecord({ tx, actor }: Context, record: CaseRecord, id: string): Promise<SeenCase> {
  const file = await tx.case.findFirst({ where: { AND: [{ id }, whereMay(actor, caseRecords[record].by, 'case')] }, include: parts })
  if (!file) return must(refuse('notFound'))
  must(takeCaseRecord(record, file))
  return file
}

/**
 * The one way a case takes its own steps: rule, row, clocks and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the row has moved on from `version`.
 */
export async function takeCaseStep(
  context: Context,
  name: CaseStep,
  file: SeenCase,
  version: number,
  set: CaseSet = {},
  change: Change = {},
) {
  const step = must(takeStep(caseSteps[name], file, context.actor))
  await moveOn(context, file, version, { ...set, state: step.to })

  const subject = clockSubject(file)
  await stopClocks(context, subject, step.stops ?? [])
  for (const rule of step.starts ?? []) await startClocks(context, subject, [rule], clockSidesFor(rule, file))
  await recordInTrail(context, file.id, name, { state: [file.state, step.to], ...change })
}

/**
 * Something is written into a case that stays in its state. Its version moves on, so that whoever decides has seen it, and who wrote
 * is kept, so that they do not decide.
 */
export async function recordInCase(context: Context, action: string, file: SeenCase, version: number, change: Change, set: CaseSet = {}) {
  const writerIds = [...new Set([...file.writerIds, context.actor.userId])]
  await moveOn(context, file, version, { writerIds, ...set })
  await recordInTrail(context, file.id, action, change)
}

/** What was reviewed is not what stands there now: the review is asked for anew. */
export const unreviewed = {
  reviewAskedAt: null,
  legalReviewedById: null,
  legalReviewedByName: null,
  legalReviewedAt: null,
  legalAgreed: null,
  legalOpinion: '',
} as const

/**
 * The same, for what changes the facts, what proves them or what becomes of them: a report that was made and a review that was given or asked
 * for no longer hold, and the case is worked on again. Once the party was told the penalty may only be eased, after its defence; a review and a
 * discussion of what was there before do not hold for it either, and the lawyers are asked anew where the law asks for them.
 * `facts`: as they will be.
 */
export async function rewriteCase(
  context: Context,
  action: string,
  file: SeenCase,
  version: number,
  change: Change,
  facts: readonly Pick<
    SeenCase['facts'][number],
    'partyId' | 'fineFen' | 'suspendMonths' | 'departure' | 'provisionId' | 'liabilityId'
  >[] = file.facts,
) {
  const { from, to, stops = [] } = procedureSteps.rework
  const stage = file.procedure?.stage
  if (stage && toldStages.includes(stage)) {
    await recordInCase(context, action, file, version, change, { ...unreviewed, reviewAskedAt: await askAgain(context, file, facts) })
    const standing = { caseId: file.id, withdrawnAt: null }
    await context.tx.caseDiscussion.updateMany({ where: standing, data: { withdrawnAt: context.now } })
    return
  }
  if (!stage || !from.includes(stage)) return recordInCase(context, action, file, version, change)
  await recordInCase(context, action, file, version, { ...change, stage: [stage, to] }, unreviewed)
  await context.tx.caseProcedure.update({
    where: { caseId: file.id },
    data: { stage: to, stageMovedAt: context.now, version: { increment: 1 } },
  })
  await stopClocks(context, clockSubject(file), stops)
}

const toldStages: readonly AdminStage[] = [...hearingOutStages, 'deliberating']

/** Since when the lawyers of the agency are to see the case again, where the law asks for them. They are told once they can. */
async function askAgain(context: Context, file: SeenCase, facts: Parameters<typeof legalReviewDemand>[0]['facts']): Promise<Date | null> {
  const grounds = reviewGrounds.filter((ground) => file.procedure?.grounds.includes(ground))
  const rules = await rulesOfCase(context.tx, file, context.now)
  if (legalReviewDemand({ parties: file.parties, facts, grounds, rules }) === null) return null
  const [link, dedupeKey] = [`/cases/${file.id}`, `case.askAgain:${file.id}:${file.version}`]
  const notice = { kind: 'caseToReview', detail: { number: file.number }, link, dedupeKey } as const
  if (file.procedure?.stage === 'deliberating') await notify(context, { agencyId: file.agencyId }, notice)
  return context.now
}

/** The case as `version` showed it moves on. Refuses `changedMeanwhile`. */
export async function moveOn({ tx }: Context, file: { id: string }, version: number, set: CaseSet) {
  const moved = await tx.case.updateMany({ where: { id: file.id, version }, data: { ...set, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}

/** The same of a case whose version nobody saw, because what is done is not on its page. Refuses `notFound`. */
export async function moveOnUnseen({ tx }: Context, where: Prisma.CaseWhereInput) {
  const moved = await tx.case.updateMany({ where, data: { version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('notFound'))
}

export const recordInTrail = ({ tx, actor, now, requestId }: Context, id: string, action: string, change: Change) =>
  audit(tx, { at: now, actor, action: `case.${action}`, subject: { type: 'case', id }, change, requestId })

export type Clocked = { id: string; number: string; partyName: string; cause: string; secrecy: number; agencyId: string; regionNo: number }

export const clockSubject = ({ id, number, partyName, secrecy }: Clocked) =>
  ({ type: 'case', id, number, title: partyName, secrecy }) as const
export const clockSides = ({ agencyId, regionNo }: Clocked) => ({ responsible: { agencyId, department: 'MI', regionNo } }) as const

const othersSides: readonly ClockParty[] = ['party', 'reconsiderationBody']

/** The time of the party, and of the body that looks at a decision again, is on no list as work to do: the bureau waits for it. */
export const clockSidesFor = (rule: RunningRuleId, file: Clocked): ClockSides =>
  othersSides.includes(clockRules[rule].side)
    ? {
        responsible: { agencyId: null, department: null, regionNo: file.regionNo },
        other: { department: 'MI', regionNo: file.regionNo },
      }
    : clockSides(file)
