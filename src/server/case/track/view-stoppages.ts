import 'server-only'
import { daysStayed, monthsLeft, stoppageStepNames, stoppageSteps } from '#domain/case/tracks/stoppages'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, daysBetween, fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { may } from '../../access'
import { changeOf } from './change-stoppages'
import { stoppageOf } from './stoppages'

type Of = Parameters<typeof stoppageOf>[1]
type File = Omit<Of, 'remedies'> & {
  remedies: readonly (Of['remedies'][number] & { id: string })[]
  stoppageChanges: readonly Prisma.CaseStoppageChangeGetPayload<object>[]
}
const dayOf = (value: Date | null) => value && fromDateColumn(value)

/** What a decision stopped as the page of its case shows it, with what this person may do in it now. */
export function viewStoppage(actor: Actor, file: File, row: Prisma.CaseStoppageGetPayload<object>, now: Date) {
  const stoppage = stoppageOf(row, file, beijingDay(now))
  const counts = (remedyId: string) => file.remedies.some(({ id, struckAt }) => id === remedyId && struckAt === null)
  const changes = file.stoppageChanges.filter((one) => one.stoppageId === row.id && counts(one.remedyId)).map(changeOf)
  const begunOn = dayOf(row.begunOn)
  return {
    ...row,
    ...{ state: stoppage.state, stayed: stoppage.stayed, isOver: stoppage.asOf >= stoppage.toOn },
    ...{ fromOn: fromDateColumn(row.fromOn), toOn: stoppage.toOn },
    ...{ left: monthsLeft(row.months, changes), daysStayed: daysStayed(changes) },
    daysLate: begunOn ? Math.max(0, daysBetween(fromDateColumn(row.fromOn), begunOn) - 1) : 0,
    ...{ begunOn, reviewedOn: dayOf(row.reviewedOn), endedOn: dayOf(row.endedOn) },
    steps: stoppageStepNames
      .filter((name) => may(actor, stoppageSteps[name].by, 'case', file))
      .map((name) => ({ name, basis: stoppageSteps[name].basis, taken: takeStep(stoppageSteps[name], stoppage, actor) }))
      .filter(({ taken }) => taken.ok || taken.refusal.code !== 'wrongState')
      .map(({ name, basis, taken }) => ({ name, basis, shut: taken.ok ? null : taken.refusal })),
  }
}
