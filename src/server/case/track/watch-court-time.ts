import 'server-only'
import { courtTimeFrom, enforceableStages } from '#domain/case/tracks/court-time'
import type { WorkCalendar } from '#domain/clock/clock'
import { beijingDay, beijingMidnight } from '#domain/kernel/civil-date'
import { prisma, type Tx } from '#platform/db'
import { loadCalendar } from '../../clock/calendar'
import { startClocks, stopClocks } from '../../clock/turn-clocks'
import { clockSidesFor, clockSubject, parts } from '../take-step'
import { procedureOf } from './procedure-of'
import { acts } from './take-procedure-step'

/** Few enough to be done in seconds, so that no row is held long. */
const casesPerTurn = 200

/**
 * Starts the three months in which a court may be asked to enforce (CK19) for each case in which nobody can appeal any more and something is still
 * owed, and stops them where that is so no longer: each day, as the worker's role. No act begins that time, it begins as others end, and once it
 * is over the decision cannot be enforced at all.
 *
 * Commits together, turn by turn: the clocks.
 */
export async function watchCourtTime(now: Date): Promise<{ started: number; stopped: number }> {
  const calendar = await loadCalendar()
  const done = { started: 0, stopped: 0 }
  for (let after = ''; ; ) {
    const turn = await prisma.$transaction((tx) => watchSome({ tx, now, calendar }, after), { timeout: 60_000 })
    done.started += turn.started
    done.stopped += turn.stopped
    if (turn.last === undefined) return done
    after = turn.last
  }
}

async function watchSome(moment: { tx: Tx; now: Date; calendar: WorkCalendar }, after: string) {
  const { tx, now } = moment
  const due = await tx.case.findMany({
    where: { procedure: { stage: { in: [...enforceableStages] } }, ...(after === '' ? {} : { id: { gt: after } }) },
    select: { id: true },
    orderBy: { id: 'asc' },
    take: casesPerTurn,
  })
  // A case in which somebody acts now is looked at tomorrow, and nobody acts in those that are read from here on.
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT id::text FROM case_file WHERE id = ANY (${due.map(({ id }) => id)}::uuid[]) ORDER BY id FOR UPDATE SKIP LOCKED`
  const found = await tx.case.findMany({
    where: { id: { in: held.map(({ id }) => id) }, procedure: { stage: { in: [...enforceableStages] } } },
    include: { ...parts, ...acts },
  })
  const clocks = await tx.statutoryClock.findMany({ where: { subjectType: 'case', subjectId: { in: found.map(({ id }) => id) } } })
  let [started, stopped] = [0, 0]
  for (const file of found) {
    if (!file.procedure) continue
    const own = clocks.filter(({ subjectId }) => subjectId === file.id)
    const from = courtTimeFrom(procedureOf({ ...file, procedure: file.procedure, clocks: own, documents: [] }, now))
    const runs = own.find(({ ruleId, stoppedAt }) => ruleId === 'CK19' && stoppedAt === null)
    if (from === (runs ? beijingDay(runs.startedAt) : null)) continue
    // A remedy has come in since, or nothing is owed any more; or another day has become the last.
    if (runs) await stopClocks(moment, clockSubject(file), ['CK19'])
    if (from) await startClocks(moment, clockSubject(file), ['CK19'], { ...clockSidesFor('CK19', file), at: beijingMidnight(from) })
    stopped += runs ? 1 : 0
    started += from ? 1 : 0
  }
  return { started, stopped, last: due.length === casesPerTurn ? due.at(-1)?.id : undefined }
}
