import 'server-only'
import { keptTiers, proposeBenchmarkInput, proposesBenchmarks, tiersHold, withinAbove } from '#domain/case/benchmark'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { may } from '../../access'
import { command } from '../../command'
import { notify } from '../../notification/notify'
import { must } from '../../refused'
import { benchmarksInForce } from './queries'

/** Whether this person proposes what fines are measured by in their bureau's area: a handler of an insurance bureau. */
export const mayProposeBenchmarks = (actor: Actor): boolean =>
  may(actor, proposesBenchmarks, 'discretionBenchmark', { agencyId: actor.agencyId, department: actor.department })

/**
 * Proposes, for the own bureau's area, how the range of some lines of the law is used (裁量基准). A second person puts it in force.
 *
 * Refuses `notFound` (somebody who proposes none), `periodOutOfOrder`, `benchmarkLinesUnfit`, `tiersBroken`, `tierOutOfRange`,
 * `tierBesideAbove` where a wider area has said otherwise.
 */
export const proposeBenchmark = command('case.proposeBenchmark', proposeBenchmarkInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const agencyId = actor.agencyId
  if (agencyId === null || !mayProposeBenchmarks(actor)) return must(refuse('notFound'))
  const { title, documentNumber, provisionIds, validFrom, validTo, tiers } = input
  if (validTo !== null && validTo < validFrom) must(refuse('periodOutOfOrder'))
  must(tiersHold(tiers, provisionIds))
  const area = { rangeLo: actor.regionLo ?? actor.regionNo, rangeHi: actor.regionHi ?? actor.regionNo }
  must(withinAbove({ ...input, ...area }, await benchmarksInForce(tx, actor.regionNo)))
  const { id } = await tx.discretionBenchmark.create({
    data: {
      ...{ agencyId, agencyName: actor.agencyName, regionNo: actor.regionNo },
      ...area,
      ...{ title, documentNumber, provisionIds, tiers: keptTiers(tiers) },
      ...{ validFrom: new Date(validFrom), validTo: validTo === null ? null : new Date(validTo) },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'case.proposeBenchmark', requestId, subject: { type: 'discretionBenchmark', id } },
    change: { title: [null, title], number: [null, documentNumber] },
  })
  const notice = { kind: 'benchmarkProposed', detail: { title }, link: `/settings/benchmarks/${id}` } as const
  await notify(context, { agencyId }, { ...notice, dedupeKey: `case.proposeBenchmark:${id}` })
  return { benchmarkId: id }
})
