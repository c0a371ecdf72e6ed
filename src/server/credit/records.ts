import 'server-only'
import type { CaseRelation } from '#domain/case/grants'
import { byOfficer } from '#domain/case/grants'
import { withoutPersons } from '#domain/case/tracks/publicity'
import {
  approveCreditInput,
  lapseCreditInput,
  objectCreditInput,
  proposeCreditInput,
  reasonedCreditInput,
  tellCreditInput,
} from '#domain/credit/inputs'
import { type Credit, type CreditStep, creditRecordSteps, liveCredits } from '#domain/credit/steps'
import type { Grant } from '#domain/kernel/access'
import { beijingDay, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import { isSanctioned } from '../case/scoring/scoring-of'
import { actAt } from '../case/track/take-procedure-step'
import { type Context, command } from '../command'
import { must } from '../refused'

export type CreditRow = Prisma.CreditRecordGetPayload<object>

const withCredits = {
  ...{ procedure: true, agreement: true, parties: true },
  credits: { orderBy: { seq: 'asc' } },
} satisfies Prisma.CaseInclude

export const creditOf = ({ stage, proposedById, untilOn }: CreditRow, on: CivilDate): Credit => ({
  ...{ state: stage, proposedById, on },
  untilOn: fromDateColumn(untilOn),
})

/** A case of an institution that was punished or handled under its agreement. */
export const isCreditable = (file: Parameters<typeof isSanctioned>[0] & { institutionId: string | null }): boolean =>
  file.institutionId !== null && isSanctioned(file)

async function findCase({ tx, actor }: Context, by: readonly Grant<CaseRelation>[], caseId: string) {
  const file = await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereMay(actor, by, 'case')] }, include: withCredits })
  return file ?? must(refuse('notFound'))
}

const record = (
  { tx, actor, now, requestId }: Context,
  caseId: string,
  action: string,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action: `credit.${action}`, subject: { type: 'case', id: caseId }, change, requestId })

/**
 * Proposes a credit record of the institution, for what the case was decided on. Refuses `notFound`, `creditUnfit`, `alreadyExists`,
 * `namesPerson`, `holdsPersonalNumber`.
 */
export const proposeCredit = command('credit.propose', proposeCreditInput, async (context, { caseId, fromOn, untilOn, ...proposed }) => {
  const { tx, actor, now } = context
  const file = await findCase(context, byOfficer, caseId)
  if (!isCreditable(file)) must(refuse('creditUnfit'))
  if (file.credits.some(({ stage }) => liveCredits.some((one) => one === stage))) must(refuse('alreadyExists'))
  must(withoutPersons(proposed.ground, { parties: file.parties, officers: [file.officerAName, file.officerBName] }))
  const seq = file.credits.length + 1
  const by = { proposedById: actor.userId, proposedByName: actor.name, proposedAt: now }
  await tx.creditRecord.create({ data: { caseId, seq, ...proposed, fromOn: toDateColumn(fromOn), untilOn: toDateColumn(untilOn), ...by } })
  await record(context, caseId, 'propose', { credit: [null, seq], kind: [null, proposed.kind], level: [null, proposed.level] })
})

type Asked = { caseId: string; creditId: string; version: number }
type Set = Prisma.CreditRecordUncheckedUpdateInput

/** The one way a record moves: rule, its row, and the trail. Refuses what the step refuses, and `changedMeanwhile`. */
async function take(
  context: Context,
  name: CreditStep,
  { caseId, creditId, version }: Asked,
  setOf: (row: CreditRow) => Set,
  on: CivilDate = beijingDay(context.now),
): Promise<void> {
  const file = await findCase(context, creditRecordSteps[name].by, caseId)
  const row = file.credits.find(({ id }) => id === creditId) ?? must(refuse('notFound'))
  const step = must(takeStep(creditRecordSteps[name], creditOf(row, on), context.actor))
  const data = { ...setOf(row), stage: step.to, version: { increment: 1 } }
  const moved = await context.tx.creditRecord.updateMany({ where: { id: row.id, version }, data })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await record(context, caseId, name, { credit: [row.seq, row.seq], creditStage: [row.stage, step.to] })
}

const approvedBy = ({ actor, now }: Context) => ({ approvedById: actor.userId, approvedByName: actor.name, approvedAt: now })
const today = ({ now }: Context) => toDateColumn(beijingDay(now))

/** Another person approves it. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const approveCredit = command('credit.approve', approveCreditInput, (context, { opinion, ...asked }) =>
  take(context, 'approve', asked, () => ({ ...approvedBy(context), opinion })),
)

/** Another person sends it back. Refuses as `approveCredit` does. */
export const sendBackCredit = command('credit.sendBack', reasonedCreditInput, (context, { reason, ...asked }) =>
  take(context, 'sendBack', asked, () => ({ ...approvedBy(context), endReason: reason })),
)

/** Keeps that the institution was told (告知). Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const tellCredit = command('credit.tell', tellCreditInput, (context, { on, receiver, ...asked }) =>
  take(context, 'tell', asked, (row) => {
    actAt(context, on, row.approvedAt)
    return { toldOn: toDateColumn(on), receiver }
  }),
)

/** Keeps what the institution has against it (异议). Refuses as `tellCredit` does. */
export const objectCredit = command('credit.object', objectCreditInput, (context, { on, reason, ...asked }) =>
  take(context, 'object', asked, (row) => {
    actAt(context, on, row.toldOn)
    return { objectedOn: toDateColumn(on), objection: reason }
  }),
)

/** Another person leaves it as it is. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const upholdCredit = command('credit.uphold', reasonedCreditInput, (context, { reason, ...asked }) =>
  take(context, 'uphold', asked, () => ({ answer: reason, answeredByName: context.actor.name })),
)

/** Takes it back, on an objection or without one. Refuses as `upholdCredit` does. */
export const revokeCredit = command('credit.revoke', reasonedCreditInput, (context, { reason, ...asked }) =>
  take(context, 'revoke', asked, () => ({ answeredByName: context.actor.name, endedOn: today(context), endReason: reason })),
)

/** Ends it before its time, for what was put right (信用修复). Refuses as `upholdCredit` does. */
export const repairCredit = command('credit.repair', reasonedCreditInput, (context, { reason, ...asked }) =>
  take(context, 'repair', asked, () => ({ endedOn: today(context), endReason: reason })),
)

/** Ends it with its last day. Refuses `notFound`, `wrongState`, `creditRuns`, `dateInFuture`, `changedMeanwhile`. */
export const lapseCredit = command('credit.lapse', lapseCreditInput, (context, { on, ...asked }) =>
  take(
    context,
    'lapse',
    asked,
    (row) => {
      actAt(context, on, row.toldOn)
      return { endedOn: toDateColumn(on) }
    },
    on,
  ),
)
