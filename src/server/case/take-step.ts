import 'server-only'
import { type CaseRecord, type CaseStep, caseRecords, caseSteps } from '#domain/case/steps'
import { refuse } from '#domain/kernel/result'
import { takeRecord, takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import type { Context } from '../command'
import { must } from '../refused'

type Change = Record<string, readonly [before: unknown, after: unknown]>
type Set = Prisma.CaseUncheckedUpdateManyInput

const parts = {
  facts: { orderBy: { seq: 'asc' } },
  tracks: true,
  money: true,
  referrals: { select: { kind: true, state: true } },
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
  const rule = caseRecords[record]
  const file = await tx.case.findFirst({ where: { AND: [{ id }, whereMay(actor, rule.by, 'case')] }, include: parts })
  if (!file) return must(refuse('notFound'))
  must(takeRecord(rule, file))
  return file
}

/**
 * The one way a case changes state: rule, row, clocks and audit, together or not at all.
 * Refuses what the step refuses, and `changedMeanwhile` when the row has moved on from `version`.
 */
export async function takeCaseStep(context: Context, name: CaseStep, file: SeenCase, version: number, set: Set = {}, change: Change = {}) {
  const step = must(takeStep(caseSteps[name], file, context.actor))
  await moveOn(context, file, version, { ...set, state: step.to })

  const subject = clockSubject(file)
  await stopClocks(context, subject, step.stops ?? [])
  await startClocks(context, subject, step.starts ?? [], clockSides(file))
  await recordInTrail(context, file.id, name, { state: [file.state, step.to], ...change })
}

/**
 * Something is written into a case that stays in its state. Its version moves on, so that whoever decides has seen it, and who wrote
 * is kept, so that they do not decide.
 */
export async function recordInCase(context: Context, action: string, file: SeenCase, version: number, change: Change, set: Set = {}) {
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

/** The same, for what changes the facts or what becomes of them: a review that was given or asked for no longer holds. */
export async function rewriteCase(context: Context, action: string, file: SeenCase, version: number, change: Change, set: Set = {}) {
  await recordInCase(context, action, file, version, change, { ...unreviewed, ...set })
  await stopClocks(context, clockSubject(file), ['CK09'])
}

async function moveOn({ tx }: Context, file: { id: string }, version: number, set: Set) {
  const moved = await tx.case.updateMany({ where: { id: file.id, version }, data: { ...set, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}

export const recordInTrail = ({ tx, actor, now, requestId }: Context, id: string, action: string, change: Change) =>
  audit(tx, { at: now, actor, action: `case.${action}`, subject: { type: 'case', id }, change, requestId })

type Clocked = { id: string; number: string; partyName: string; cause: string; secrecy: number; agencyId: string; regionNo: number }

export const clockSubject = ({ id, number, partyName, secrecy }: Clocked) =>
  ({ type: 'case', id, number, title: partyName, secrecy }) as const
export const clockSides = ({ agencyId, regionNo }: Clocked) => ({ responsible: { agencyId, department: 'MI', regionNo } }) as const
