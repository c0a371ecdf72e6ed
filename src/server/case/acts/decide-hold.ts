import 'server-only'
import { endWords, type HoldEnd, holdClock, holdClocks, holdPapers, mayEnd } from '#domain/case/acts/holds'
import { decideHoldInput, endHoldInput, extendHoldInput, refuseHoldInput } from '#domain/case/acts/inputs'
import { lastDayOf } from '#domain/clock/moved'
import { addDays, beijingDay, beijingMidnight, type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { extendNow } from '../../clock/extend-clock'
import { stopClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { type Change, clockSubject, moveOn, recordInTrail, type SeenCase } from '../take-step'
import { issueActPaper } from './act-papers'
import { findHoldFor, type HoldRow } from './find-hold'

type Asked = { caseId: string; version: number; holdId: string }

/** Approves what was asked for: its decision is numbered and issued. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const approveHold = command('case.approveHold', decideHoldInput, (context, asked) => approve(context, 'approve', asked))

/** The same afterwards, of what was urgent: the time to approve it stops (CK06). Refuses as `approveHold` does. */
export const ratifyHold = command('case.ratifyHold', decideHoldInput, (context, asked) => approve(context, 'ratify', asked))

/** Refuses what was asked for. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const refuseHold = command('case.refuseHold', refuseHoldInput, async (context, { reason, ...asked }) => {
  const { file, row } = await findHoldFor(context, 'refuse', asked.caseId, asked.holdId)
  await decided(context, 'refuseHold', { file, row }, asked, { reason: [null, reason] })
  await context.tx.caseHold.update({ where: { id: row.id }, data: { ...byHead(context), approved: false, refusedWhy: reason } })
})

/** The same of what was urgent: it ends at once, and everything is given back. Refuses as `refuseHold` does. */
export const annulHold = command('case.annulHold', refuseHoldInput, async (context, { reason, ...asked }) => {
  const { file, row } = await findHoldFor(context, 'annul', asked.caseId, asked.holdId)
  await decided(context, 'annulHold', { file, row }, asked, { reason: [null, reason] })
  const ended = endedBy(context, beijingDay(context.now), 'refused', '')
  await context.tx.caseHold.update({ where: { id: row.id }, data: { ...byHead(context), approved: false, refusedWhy: reason, ...ended } })
  await stopClocks(context, clockSubject(file), holdClocks, { objectId: row.id })
})

/**
 * Extends a seal before its time is over (延长封存): the clock and the paper together. Refuses `notFound`, `wrongState`, `samePerson`,
 * `noExtension` of what is only registered, and whatever its clock refuses.
 */
export const extendHold = command('case.extendHold', extendHoldInput, async (context, { reason, length, ...asked }) => {
  const { tx, actor } = context
  const { file, row } = await findHoldFor(context, 'extend', asked.caseId, asked.holdId)
  const clock = await clockOf(context, row)
  await extendNow(context, { clockId: clock.id, reason, length }, true)
  const extendedTo = lastDayOf((await clockOf(context, row)).dueAt)
  await decided(context, 'extendHold', { file, row }, asked, { extendedTo: [null, extendedTo], reason: [null, reason] })
  await tx.caseHold.update({ where: { id: row.id }, data: { extendedTo: toDateColumn(extendedTo) } })
  const { decisionNumber } = row
  const takenAt = row.takenAt?.toISOString()
  await issueActPaper(context, 'sealingExtension', file, row, {
    ...{ ...onPaper(row), reason, approvedBy: actor.name, decisionNumber, takenAt, extendedTo },
  })
})

/**
 * Decides what becomes of what is held (作出处理决定、解除封存): its time stops on the day. One whose time is over has ended by itself, and is given
 * back.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `dateInFuture`, `dateBeforeAct`, `invalidInput` for an end of another kind, `holdLapsed`,
 * `changedMeanwhile`.
 */
export const endHold = command('case.endHold', endHoldInput, async (context, { endWhy, endedOn, note, ...asked }) => {
  const { tx, actor, now } = context
  const { file, row } = await findHoldFor(context, 'end', asked.caseId, asked.holdId)
  const { takenAt, kind, decisionNumber } = row
  if (endedOn > beijingDay(now)) must(refuse('dateInFuture'))
  if (!takenAt || endedOn < beijingDay(takenAt)) return must(refuse('dateBeforeAct'))
  if (endWhy === 'refused') return must(refuse('invalidInput', { fields: ['endWhy'] }))
  const { dueAt } = await clockOf(context, row)
  must(mayEnd({ kind, lastDay: lastDayOf(dueAt) }, { why: endWhy, endedOn }))
  await decided(context, 'endHold', { file, row }, asked, { endWhy: [null, endWhy], endedOn: [null, endedOn] })
  await tx.caseHold.update({ where: { id: row.id }, data: endedBy(context, endedOn, endWhy, note) })
  const at = endedOn === beijingDay(now) ? now : new Date(beijingMidnight(addDays(endedOn, 1)).getTime() - 1)
  await stopClocks(context, clockSubject(file), holdClocks, { at, objectId: row.id })
  await issueActPaper(context, holdPapers[kind].end, file, row, {
    ...{
      ...onPaper(row),
      approvedBy: actor.name,
      decisionNumber,
      takenAt: takenAt.toISOString(),
      endedOn,
      outcome: endWords[endWhy],
      note,
    },
  })
})

async function approve(context: Context, step: 'approve' | 'ratify', asked: Asked): Promise<void> {
  const { file, row } = await findHoldFor(context, step, asked.caseId, asked.holdId)
  await decided(context, `${step}Hold`, { file, row }, asked, {})
  const signing = row.signature && { signature: row.signature, refusal: row.refusal, witness: row.witness }
  const decisionNumber = await issueActPaper(context, holdPapers[row.kind].decision, file, row, {
    ...{ ...onPaper(row), approvedBy: context.actor.name, takenAt: row.takenAt?.toISOString() ?? null, signing },
  })
  await context.tx.caseHold.update({ where: { id: row.id }, data: { ...byHead(context), approved: true, decisionNumber } })
  await stopClocks(context, clockSubject(file), ['CK06'], { objectId: row.id })
}

const onPaper = ({ personName, place, keeper, reason, items }: HoldRow) => ({ personName, place, keeper, reason, items })

const byHead = ({ actor, now }: Context) => ({ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now })
const endedBy = ({ actor }: Context, endedOn: CivilDate, endWhy: HoldEnd, endNote: string) => ({
  ...{ endedOn: toDateColumn(endedOn), endWhy, endNote, endedById: actor.userId, endedByName: actor.name },
})

/** The case moves on as it was seen; whoever decides writes nothing into it. Whoever asked is told. */
async function decided(context: Context, action: string, held: { file: SeenCase; row: HoldRow }, asked: Asked, change: Change) {
  const { file, row } = held
  await moveOn(context, file, asked.version, {})
  await recordInTrail(context, file.id, action, { hold: [row.seq, row.seq], holdKind: [row.kind, row.kind], ...change })
  const [link, dedupeKey] = [`/cases/${file.id}?tab=evidence`, `case.${action}:${row.id}:${asked.version}`]
  const detail = { from: context.actor.name, number: file.number, action }
  await notify(context, { userId: row.askedById }, { kind: 'holdDecided', detail, link, dedupeKey })
}

const clockOf = async ({ tx }: Context, row: HoldRow) =>
  (await tx.statutoryClock.findFirst({
    where: { subjectType: 'case', subjectId: row.caseId, ruleId: holdClock[row.kind], objectId: row.id, stoppedAt: null },
    select: { id: true, dueAt: true },
  })) ?? must(refuse('wrongState', { state: 'ended' }))
