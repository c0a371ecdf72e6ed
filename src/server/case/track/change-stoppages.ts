import 'server-only'
import { mayLeave, monthsLeft, type StoppageChange, stoppageClocks, stoppageEndAfter } from '#domain/case/tracks/stoppages'
import { beijingMidnight, type CivilDate, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Prisma } from '#platform/prisma/client'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { must } from '../../refused'
import { clockSides, clockSubject, recordInTrail, type SeenCase } from '../take-step'
import { liftStoppages, stopAgain } from './lift-stoppages'
import { tellStayed, tellToCarryOut } from './tell-operator'

type Of = { id: string; partyId: string }
type ChangeRow = Prisma.CaseStoppageChangeGetPayload<object>
const dayOf = (value: Date | null) => value && fromDateColumn(value)

/** A change as the rules of the last day look at it. */
export const changeOf = ({ kind, months, fromOn, toOn }: Pick<ChangeRow, 'kind' | 'months' | 'fromOn' | 'toOn'>): StoppageChange => ({
  ...{ kind, months, fromOn: dayOf(fromOn), toOn: dayOf(toOn) },
})

/** Those of a party that are not over, with what the appeals that count did to them. */
const running = ({ tx }: Context, caseId: string, which: Prisma.CaseStoppageWhereInput) =>
  tx.caseStoppage.findMany({
    where: { caseId, endedOn: null, ...which },
    include: { changes: { where: { remedy: { struckAt: null } }, orderBy: { id: 'asc' } } },
    orderBy: { seq: 'asc' },
  })

/** Its last day by what counts of it now: its clock runs to it, and the operating agency is told; while it is stayed, that it is. */
async function settle(context: Context, file: SeenCase, stoppageId: string): Promise<void> {
  const [row] = await running(context, file.id, { id: stoppageId })
  if (!row) return
  const [from, before, changes] = [fromDateColumn(row.fromOn), fromDateColumn(row.toOn), row.changes.map(changeOf)]
  const toOn = stoppageEndAfter(from, row.months, changes)
  const tooEarly = row.reviewedOn !== null && fromDateColumn(row.reviewedOn) < toOn
  const unreviewed = { finding: '', reviewedOn: null, reviewedById: null, reviewedByName: null }
  await context.tx.caseStoppage.update({ where: { id: row.id }, data: { toOn: toDateColumn(toOn), ...(tooEarly ? unreviewed : {}) } })
  await stopClocks(context, clockSubject(file), [stoppageClocks[row.kind]], { objectId: row.id })
  const months = monthsLeft(row.months, changes)
  await recordInTrail(context, file.id, 'changeStoppage', {
    stoppage: [row.kind, row.kind],
    months: [row.months, months],
    toOn: [before, toOn],
  })
  const stay = changes.find((one) => one.kind === 'stayed' && one.toOn === null)
  if (stay) return tellStayed(context, file, row.id, stay.fromOn ?? from)
  const sides = { ...clockSides(file), at: beijingMidnight(from), agreedOn: toOn, objectId: row.id }
  await startClocks(context, clockSubject(file), [stoppageClocks[row.kind]], sides)
  await tellToCarryOut(context, file, row.id, toOn)
}

/** From this day on what was decided on the party is not carried out (停止执行): it goes on where that has begun, and is not begun. */
export async function stayStoppages(context: Context, file: SeenCase, { id: remedyId, partyId }: Of, day: CivilDate): Promise<void> {
  for (const { id, fromOn, toOn } of await running(context, file.id, { partyId })) {
    if (day > fromDateColumn(toOn)) continue
    const since = day < fromDateColumn(fromOn) ? fromOn : toDateColumn(day)
    await context.tx.caseStoppageChange.create({
      data: { caseId: file.id, stoppageId: id, remedyId, kind: 'stayed', fromOn: since },
    })
    await settle(context, file, id)
  }
}

/** The stay is over on this day, with the appeal or before it. Which stoppages it was of. */
async function endStay({ tx }: Context, remedyId: string, day: CivilDate): Promise<string[]> {
  const open = await tx.caseStoppageChange.findMany({ where: { remedyId, kind: 'stayed', toOn: null } })
  for (const { id, fromOn } of open) {
    const until = fromOn && day < fromDateColumn(fromOn) ? fromOn : toDateColumn(day)
    await tx.caseStoppageChange.update({ where: { id }, data: { toOn: until } })
  }
  return open.map(({ stoppageId }) => stoppageId)
}

/** What is not stayed any more is carried out again, its last day later by as many days. */
export async function goOnWithStoppages(context: Context, file: SeenCase, remedyId: string, day: CivilDate): Promise<void> {
  for (const id of await endStay(context, remedyId, day)) await settle(context, file, id)
}

type Left = { outcome: 'maintained' | 'changed' | 'revoked'; monthsLeft: Readonly<Record<string, number | null>>; concludedOn: CivilDate }

/**
 * What an appeal left of what was stopped: nothing of a decision that was revoked; of one that was changed so many months as were said of each.
 * Refuses `monthsLeftMissing`, `stoppageLonger`.
 */
export async function concludeStoppages(context: Context, file: SeenCase, remedy: Of, { outcome, ...left }: Left): Promise<void> {
  const stayed = await endStay(context, remedy.id, left.concludedOn)
  if (outcome === 'revoked') return liftStoppages(context, file, remedy, left.concludedOn)
  const open = await running(context, file.id, { partyId: remedy.partyId })
  for (const { id, months, changes } of open) {
    const before = monthsLeft(months, changes.map(changeOf))
    const now = outcome === 'changed' ? (left.monthsLeft[id] ?? must(refuse('monthsLeftMissing', { count: open.length }))) : before
    must(mayLeave(now, before))
    if (now === 0) {
      await liftStoppages(context, file, { id: remedy.id, stoppageId: id }, left.concludedOn)
      continue
    }
    if (now < before)
      await context.tx.caseStoppageChange.create({
        data: { caseId: file.id, stoppageId: id, remedyId: remedy.id, kind: 'shortened', months: now },
      })
    if (now < before || stayed.includes(id)) await settle(context, file, id)
  }
}

type Struck = Of & { stayed: boolean; concludedOn: Date | null }

/** What the struck end of an appeal did counts no more; what was stayed while it was looked at goes over to the row in which it goes on. */
export async function unconcludeStoppages(context: Context, file: SeenCase, struck: Struck, nextId: string): Promise<void> {
  const changes = await context.tx.caseStoppageChange.findMany({ where: { remedyId: struck.id }, orderBy: { id: 'asc' } })
  for (const { stoppageId, kind, fromOn, toOn } of changes) {
    if (kind !== 'stayed') continue
    const goesOn = struck.stayed && toOn?.getTime() === struck.concludedOn?.getTime()
    await context.tx.caseStoppageChange.create({
      data: { caseId: file.id, stoppageId, remedyId: nextId, kind, fromOn, toOn: goesOn ? null : toOn },
    })
  }
  const again = await stopAgain(context, file, struck.id)
  for (const id of new Set([...again, ...changes.map(({ stoppageId }) => stoppageId)])) await settle(context, file, id)
}
