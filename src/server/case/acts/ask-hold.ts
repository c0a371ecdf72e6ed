import 'server-only'
import type { z } from 'zod'
import { holdClock } from '#domain/case/acts/holds'
import { askHoldInput, holdUrgentlyInput, takeHoldInput } from '#domain/case/acts/inputs'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { startClocks } from '../../clock/turn-clocks'
import { type Context, command } from '../../command'
import { notifyApprovers } from '../../notification/notify-approvers'
import { must } from '../../refused'
import { clockSidesFor, clockSubject, findCaseToRecord, recordInCase, type SeenCase } from '../take-step'
import { instantOf, officersOf } from './act-papers'
import { findHoldFor } from './find-hold'

/**
 * Asks the head to have things registered and kept, or put under seal (先行登记保存、封存).
 *
 * Refuses `notFound`, `wrongState`, `procedureSuspended`, `officerRecused`, `changedMeanwhile`.
 */
export const askHold = command('case.askHold', askHoldInput, async (context, { caseId, version, ...input }) => {
  const file = await findCaseToRecord(context, 'hold', caseId)
  await keepHold(context, 'askHold', file, version, input, null)
})

/**
 * Does it first where there is no time (情况紧急): its time runs from then on, and the head approves it within a day (CK06), or it ends.
 *
 * Refuses `notFound`, `wrongState`, `procedureSuspended`, `officerRecused`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 */
export const holdUrgently = command('case.holdUrgently', holdUrgentlyInput, async (context, input) => {
  const { caseId, version, takenOn, takenAt: time, signature, refusal, witness, ...asked } = input
  const file = await findCaseToRecord(context, 'hold', caseId)
  const takenAt = takenAtOf(context, file, takenOn, time)
  const taken = { takenAt, signature, ...(signature === 'refused' ? { refusal, witness } : {}) }
  const holdId = await keepHold(context, 'holdUrgently', file, version, asked, taken)
  const sides = { ...clockSidesFor(holdClock[asked.kind], file), at: takenAt, objectId: holdId }
  await startClocks(context, clockSubject(file), ['CK06', holdClock[asked.kind]], sides)
})

/** Records that what was approved was done: its time runs from then on (CK05、CK07). Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const takeHold = command('case.takeHold', takeHoldInput, async (context, input) => {
  const { caseId, version, holdId, takenOn, takenAt: time, signature, refusal, witness } = input
  const { file, row } = await findHoldFor(context, 'take', caseId, holdId)
  await officersOf(context, file)
  const takenAt = takenAtOf(context, file, takenOn, time)
  if (row.decidedAt && takenAt.getTime() < Math.floor(row.decidedAt.getTime() / 60_000) * 60_000) must(refuse('dateBeforeAct'))
  await recordInCase(context, 'takeHold', file, version, {
    hold: [row.seq, row.seq],
    takenOn: [null, takenOn],
    signature: [null, signature],
  })
  const refused = signature === 'refused' ? { refusal, witness } : {}
  await context.tx.caseHold.update({ where: { id: holdId }, data: { takenAt, signature, ...refused } })
  const sides = { ...clockSidesFor(holdClock[row.kind], file), at: takenAt, objectId: holdId }
  await startClocks(context, clockSubject(file), [holdClock[row.kind]], sides)
})

function takenAtOf({ now }: Context, file: SeenCase, day: string, time: string): Date {
  const at = instantOf(day, time)
  if (at > now) must(refuse('dateInFuture'))
  if (day < beijingDay(file.filedAt ?? now)) must(refuse('dateBeforeAct'))
  return at
}

type Asked = Omit<z.output<typeof askHoldInput>, 'caseId' | 'version'>
type Taken = { takenAt: Date; signature: 'signed' | 'refused'; refusal?: string; witness?: string }

async function keepHold(context: Context, action: string, file: SeenCase, version: number, asked: Asked, taken: Taken | null) {
  const { tx, actor, now } = context
  const officers = await officersOf(context, file)
  const { _max: last } = await tx.caseHold.aggregate({ where: { caseId: file.id }, _max: { seq: true } })
  const seq = (last.seq ?? 0) + 1
  await recordInCase(context, action, file, version, { hold: [null, seq], holdKind: [null, asked.kind] })
  const by = { askedById: actor.userId, askedByName: actor.name, askedAt: now }
  const data = { caseId: file.id, seq, urgent: taken !== null, ...asked, ...officers, ...by, ...taken }
  const { id } = await tx.caseHold.create({ data, select: { id: true } })
  await notifyApprovers(context, file.agencyId, file, {
    ...{ kind: 'holdAsked', detail: { number: file.number, urgent: taken ? 1 : 0 } },
    ...{ link: `/cases/${file.id}?tab=evidence`, dedupeKey: `case.askHold:${id}` },
  })
  return id
}
