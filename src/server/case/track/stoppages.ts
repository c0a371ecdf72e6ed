import 'server-only'
import {
  beginStoppageInput,
  restoreStoppageInput,
  reviewStoppageInput,
  sendBackStoppageInput,
} from '#domain/case/tracks/inputs-of-stoppages'
import { isOpen } from '#domain/case/tracks/remedies'
import { type Stoppage, type StoppageStep, stoppageClocks, stoppageStateOf, stoppageSteps } from '#domain/case/tracks/stoppages'
import { lapsingRules } from '#domain/clock/rules'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { attachFiles } from '../../file/attach'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { clockSubject, moveOn, parts, recordInTrail } from '../take-step'
import { actAt } from './take-procedure-step'
import { tellOperator, tellToReviewAgain } from './tell-operator'

type Row = Prisma.CaseStoppageGetPayload<object>
type Remedies = readonly Pick<Prisma.CaseRemedyGetPayload<object>, 'id' | 'partyId' | 'state' | 'stayed' | 'struckAt'>[]

type Changes = readonly Prisma.CaseStoppageChangeGetPayload<object>[]

type Of = Pick<Stoppage, 'proposedById' | 'officerAId' | 'officerBId' | 'writerIds'> & { remedies: Remedies; stoppageChanges: Changes }

/** A stoppage as its rules look at it on this day. */
export const stoppageOf = (
  row: Row,
  { remedies, stoppageChanges, proposedById, officerAId, officerBId, writerIds }: Of,
  asOf: CivilDate,
): Stoppage => ({
  ...{ proposedById, officerAId, officerBId, writerIds },
  state: stoppageStateOf(row),
  toOn: fromDateColumn(row.toOn),
  stayed: remedies.some((one) => one.partyId === row.partyId && one.struckAt === null && one.stayed && isOpen(one)),
  stayRuns: stoppageChanges.some(
    ({ stoppageId, remedyId, kind, toOn }) =>
      stoppageId === row.id && kind === 'stayed' && toOn === null && remedies.some(({ id, struckAt }) => id === remedyId && !struckAt),
  ),
  ...{ endWhy: row.endWhy, begunById: row.begunById, reviewedById: row.reviewedById, endedById: row.endedById },
  asOf,
})

type Input = { caseId: string; version: number; stoppageId: string }

/** The stoppage with its case, when the actor may take `step` in it on this day, which is no earlier than `after`. */
export async function takeStoppageStep(
  context: Context,
  name: StoppageStep,
  { caseId, version, stoppageId }: Input,
  day: CivilDate,
  after: (row: Row) => Date | null,
) {
  const { tx, actor } = context
  const step = stoppageSteps[name]
  const file = await tx.case.findFirst({
    where: { AND: [{ id: caseId }, whereMay(actor, step.by, 'case')] },
    include: { ...parts, remedies: true, stoppageChanges: true, stoppages: { where: { id: stoppageId } } },
  })
  const row = file?.stoppages[0]
  if (!file || !row) return must(refuse('notFound'))
  must(takeStep(step, stoppageOf(row, file, day), actor))
  const at = actAt(context, day, after(row))
  await moveOn(context, file, version, {})
  return { file, row, at }
}

/**
 * Records that the operating agency carries out what was stopped, and of what exactly.
 *
 * Refuses `notFound`, `wrongState`, `enforcementStayed`, `stoppageOver`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const beginStoppage = command(
  'case.beginStoppage',
  beginStoppageInput,
  async (context, { begunOn, scope, proofFileIds, ...input }) => {
    const { tx, actor } = context
    const { file, row } = await takeStoppageStep(context, 'begin', input, begunOn, ({ fromOn }) => fromOn)
    await tx.caseStoppage.update({
      where: { id: row.id },
      data: { scope, begunOn: toDateColumn(begunOn), begunById: actor.userId, begunByName: actor.name },
    })
    await attachFiles(context, { type: 'case', id: file.id }, file, 'stoppage', proofFileIds)
    await recordInTrail(context, file.id, 'beginStoppage', {
      ...{ stoppage: [row.kind, row.kind], begunOn: [null, begunOn], scope: [null, scope] },
    })
  },
)

/**
 * Records what the operating agency found after the last day (期满复核): the bureau is told to decide.
 *
 * Refuses `notFound`, `wrongState`, `stoppageRuns`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const reviewStoppage = command(
  'case.reviewStoppage',
  reviewStoppageInput,
  async (context, { reviewedOn, finding, proofFileIds, ...input }) => {
    const { tx, actor } = context
    const { file, row } = await takeStoppageStep(context, 'review', input, reviewedOn, ({ begunOn }) => begunOn)
    await tx.caseStoppage.update({
      where: { id: row.id },
      data: { finding, reviewedOn: toDateColumn(reviewedOn), reviewedById: actor.userId, reviewedByName: actor.name },
    })
    await attachFiles(context, { type: 'case', id: file.id }, file, 'stoppage', proofFileIds)
    await recordInTrail(context, file.id, 'reviewStoppage', {
      ...{ stoppage: [row.kind, row.kind], reviewedOn: [null, reviewedOn], finding: [null, finding] },
    })
    const [link, dedupeKey] = [`/cases/${file.id}?tab=procedure`, `case.reviewStoppage:${row.id}:${file.version}`]
    const detail = { from: actor.agencyName, number: file.number }
    await notify(context, { agencyId: file.agencyId }, { kind: 'stoppageReviewed', detail, link, dedupeKey })
  },
)

/** Has the operating agency look again: nothing goes on. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const sendBackStoppage = command('case.sendBackStoppage', sendBackStoppageInput, async (context, { reason, ...input }) => {
  const { file, row } = await takeStoppageStep(context, 'sendBack', input, beijingDay(context.now), () => null)
  await context.tx.caseStoppage.update({
    where: { id: row.id },
    data: { finding: '', reviewedOn: null, reviewedById: null, reviewedByName: null, sentBackReason: reason },
  })
  await tellToReviewAgain(context, file, row.id)
  await recordInTrail(context, file.id, 'sendBackStoppage', { stoppage: [row.kind, row.kind], reason: [null, reason] })
})

/**
 * Has what was stopped go on, after it was looked at again by another person: its clock ends, the operating agency is told.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `stoppageRuns`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const restoreStoppage = command('case.restoreStoppage', restoreStoppageInput, async (context, { endedOn, ...input }) => {
  const { tx, actor } = context
  const { file, row, at } = await takeStoppageStep(context, 'restore', input, endedOn, ({ reviewedOn }) => reviewedOn)
  await tx.caseStoppage.update({
    where: { id: row.id },
    data: { endedOn: toDateColumn(endedOn), endWhy: 'restored', endedById: actor.userId, endedByName: actor.name },
  })
  await stopClocks(context, clockSubject(file), [stoppageClocks[row.kind]], { at, objectId: row.id, lapses: lapsingRules })
  await recordInTrail(context, file.id, 'restoreStoppage', { stoppage: [row.kind, row.kind], endedOn: [null, endedOn] })
  await tellOperator(context, file, row.id, endedOn)
})
