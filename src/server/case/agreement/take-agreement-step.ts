import 'server-only'
import type { CaseRelation } from '#domain/case/grants'
import { type Agreement, type AgreementStep, agreementSteps, clocksOf } from '#domain/case/tracks/agreement'
import type { AgreementMeasure } from '#domain/case/tracks/agreement-measures'
import type { Grant } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { type ClockSides, startClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { must } from '../../refused'
import { type Change, clockSubject, moveOn, parts, recordInTrail } from '../take-step'
import { agreementOf } from './agreement-of'

const withAgreement = { ...parts, agreement: true, measures: { orderBy: { seq: 'asc' } } } satisfies Prisma.CaseInclude
export type SeenAgreement = { file: Prisma.CaseGetPayload<{ include: typeof withAgreement }>; agreement: Agreement }

/** The case with its agreement, when the actor may act in it. Refuses `notFound`, also where nobody asks for an agreement. */
export async function findAgreement({ tx, actor }: Context, by: readonly Grant<CaseRelation>[], caseId: string): Promise<SeenAgreement> {
  const found = await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereMay(actor, by, 'case')] }, include: withAgreement })
  const file = found ?? must(refuse('notFound'))
  if (!answersFor(actor, file)) must(refuse('notFound'))
  return { file, agreement: agreementOf(file) ?? must(refuse('notFound')) }
}

export const findAgreementFor = (context: Context, step: AgreementStep, caseId: string) =>
  findAgreement(context, agreementSteps[step].by, caseId)

type Asked = { agreement: { agencyId: string | null } | null }
/** Whether this agency handles the agreement: whichever took it on, and no other within reach; until then any that it was handed to. */
export const answersFor = ({ agencyId }: Pick<Context['actor'], 'agencyId'>, { agreement }: Asked): boolean =>
  !agreement?.agencyId || agreement.agencyId === agencyId

type Taking = { at?: Date; set?: Prisma.CaseAgreementUncheckedUpdateInput; change?: Change }

/**
 * The one way the agreement moves: rule, its row, clocks and audit, together or not at all; once it ends, so does its track of the case.
 * Refuses what the step refuses, and `changedMeanwhile` when the case has moved on from `version`.
 */
export async function takeAgreementStep(
  context: Context,
  name: AgreementStep,
  { file, agreement }: SeenAgreement,
  version: number,
  { at = context.now, set = {}, change = {} }: Taking = {},
): Promise<void> {
  const { tx, actor, now } = context
  const step = must(takeStep(agreementSteps[name], agreement, actor))
  const isWorker = step.by.some(({ role }) => role === 'handler')
  await moveOn(context, file, version, {})
  const workerIds = isWorker ? [...new Set([...agreement.workerIds, actor.userId])] : [...agreement.workerIds]
  const stage = step.to === 'asked' ? must(refuse('wrongState')) : step.to
  if (file.agreement) await tx.caseAgreement.update({ where: { caseId: file.id }, data: { ...set, stage, workerIds } })
  else {
    const answered = { answeredByName: actor.name, answeredAt: now }
    await tx.caseAgreement.create({ data: { caseId: file.id, agencyId: actor.agencyId, stage, workerIds, ...answered, ...declined(set) } })
  }
  await startMeasureClocks(context, file, name, agreement.measures, at)
  await recordInTrail(context, file.id, `${name}Agreement`, { agreementStage: [agreement.state, step.to], ...change })
}

const declined = ({ declineReason }: Prisma.CaseAgreementUncheckedUpdateInput) =>
  typeof declineReason === 'string' ? { declineReason } : {}

async function startMeasureClocks(
  context: Context,
  file: SeenAgreement['file'],
  name: AgreementStep,
  measures: readonly AgreementMeasure[],
  at: Date,
): Promise<void> {
  for (const measure of measures) {
    const clock = clocksOf(measure, name, beijingDay(at))
    if (!clock) continue
    const { rule, agreedOn } = clock
    const sides = { ...sidesOf(context, rule, file), ...(agreedOn ? { agreedOn } : {}), at, objectId: measure.id }
    await startClocks(context, clockSubject(file), [rule], sides)
  }
}

/** A halted agreement is the operating agency's to take up again; of the institution's waiting the bureau knows. */
const sidesOf = ({ actor }: Context, rule: 'CK42' | 'CK44', { regionNo }: { regionNo: number }): ClockSides =>
  rule === 'CK42'
    ? { responsible: { agencyId: actor.agencyId, department: 'MI', regionNo } }
    : { responsible: { agencyId: null, department: null, regionNo }, other: { department: 'MI', regionNo } }

/** The track of the case ends with the agreement, and its officers are told. */
export const endTrack = ({ tx, now }: Context, { file }: SeenAgreement, outcome: string) =>
  tx.caseTrack.update({
    where: { caseId_kind: { caseId: file.id, kind: 'agreement' } },
    data: { state: 'concluded', outcome, concludedAt: now, version: { increment: 1 } },
  })
