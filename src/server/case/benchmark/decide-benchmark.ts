import 'server-only'
import { type BenchmarkStep, benchmarkSteps, decideBenchmarkInput, reasonedBenchmarkInput, withinAbove } from '#domain/case/benchmark'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { audit } from '#platform/audit'
import { whereMay } from '../../access'
import { type Context, command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { benchmarksInForce, opened } from './queries'

/** Settles a benchmark. Refuses `notFound`, `wrongState`, `samePerson`, `tierBesideAbove`, `changedMeanwhile`. */
async function settle(context: Context, name: BenchmarkStep, benchmarkId: string, version: number, why = '') {
  const { tx, actor, now, requestId } = context
  const step = benchmarkSteps[name]
  const where = { AND: [{ id: benchmarkId }, whereMay(actor, step.by, 'discretionBenchmark')] }
  const found = (await tx.discretionBenchmark.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(step, found, actor))
  // What is above may have come into force since it was proposed.
  if (name === 'approve') must(withinAbove(opened(found), await benchmarksInForce(tx, found.regionNo)))
  const set = await tx.discretionBenchmark.updateMany({
    where: { id: found.id, version, state: found.state },
    data: {
      ...{ state: step.to, decisionReason: why, version: { increment: 1 } },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
  })
  if (set.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: `case.${name}Benchmark`, subject: { type: 'discretionBenchmark', id: found.id }, requestId },
    change: { state: [found.state, step.to], ...(why ? { reason: [null, why] as const } : {}) },
  })
  const detail = { title: found.title, name: actor.name, decision: name, reason: why }
  const notice = { kind: 'benchmarkDecided', detail, link: `/settings/benchmarks/${found.id}` } as const
  await notify(context, { userId: found.proposedById }, { ...notice, dedupeKey: `case.${name}Benchmark:${found.id}` })
}

/** Puts a benchmark in force: a second person, of the bureau that proposed it or of one above. */
export const approveBenchmark = command('case.approveBenchmark', decideBenchmarkInput, (context, { benchmarkId, version }) =>
  settle(context, 'approve', benchmarkId, version),
)

/** Turns it down, with a reason. */
export const refuseBenchmark = command('case.refuseBenchmark', reasonedBenchmarkInput, (context, { benchmarkId, version, reason }) =>
  settle(context, 'refuse', benchmarkId, version, reason),
)

/** Takes it out of force, with a reason. What was fined by it stays as it was. */
export const endBenchmark = command('case.endBenchmark', reasonedBenchmarkInput, (context, { benchmarkId, version, reason }) =>
  settle(context, 'end', benchmarkId, version, reason),
)
