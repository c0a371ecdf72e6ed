import 'server-only'
import { benchmarkFor, benchmarkStepNames, benchmarkSteps, tiersOf } from '#domain/case/benchmark'
import type { Cited } from '#domain/case/provisions'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { isUuid } from '#domain/kernel/uuid'
import { takeStep } from '#domain/kernel/workflow'
import type { Tx } from '#platform/db'
import type { DiscretionBenchmark } from '#platform/prisma/client'
import { may, whereReadable } from '../../access'
import { goesTo } from '../../desk/navigation'
import { query } from '../../query'

/** A benchmark as it is read. */
export const opened = ({ validFrom, validTo, tiers, ...kept }: DiscretionBenchmark) => ({
  ...kept,
  validFrom: fromDateColumn(validFrom),
  validTo: validTo && fromDateColumn(validTo),
  tiers: tiersOf(tiers),
})

/** The benchmarks that this person may see, newest first. `null`: not for this person. */
export const listBenchmarks = async (actor: Actor) =>
  goesTo(actor, 'cases')
    ? query(actor, async (tx) => {
        const where = whereReadable(actor, 'discretionBenchmark')
        return (await tx.discretionBenchmark.findMany({ where, orderBy: { id: 'desc' }, take: 200 })).map(opened)
      })
    : null

/** One of them with the steps that this person may take on it. `null`: there is none, or it is not for this person. */
export async function getBenchmark(actor: Actor, id: string) {
  if (!isUuid(id) || !goesTo(actor, 'cases')) return null
  const where = { AND: [{ id }, whereReadable(actor, 'discretionBenchmark')] }
  const found = await query(actor, (tx) => tx.discretionBenchmark.findFirst({ where }))
  if (!found) return null
  const steps = benchmarkStepNames.flatMap((name) => {
    const step = benchmarkSteps[name]
    if (!step.from.includes(found.state) || !may(actor, step.by, 'discretionBenchmark', found)) return []
    const taken = takeStep(step, found, actor)
    return [{ name, shut: taken.ok ? null : taken.refusal }]
  })
  return { ...opened(found), steps }
}
export type BenchmarkView = NonNullable<Awaited<ReturnType<typeof getBenchmark>>>

/** Those in force on a day for a place: what fines there are measured by. */
export async function benchmarksInForce(tx: Tx, regionNo: number) {
  const where = { state: 'inUse', rangeLo: { lte: regionNo }, rangeHi: { gte: regionNo } } as const
  return (await tx.discretionBenchmark.findMany({ where })).map(opened)
}

/** The benchmark that a fact of a case of this place is measured by today. */
export const benchmarkOf = async (tx: Tx, regionNo: number, cited: Cited, now: Date) =>
  benchmarkFor(await benchmarksInForce(tx, regionNo), cited, beijingDay(now))
