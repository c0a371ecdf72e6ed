import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { measuresOf, settleConsequenceGrants } from '#domain/self-inspection/consequence'
import { settleConsequenceInput } from '#domain/self-inspection/on-site-inputs'
import { audit } from '#platform/audit'
import { may, whereReadable } from '../access'
import { command } from '../command'
import { notify } from '../notification/notify'
import { query } from '../query'
import { must } from '../refused'
import { proposalsOf } from './consequence-facts'

/** The institutions are an insurance bureau's to look after; whoever works elsewhere sees none of this. */
const looksAfter = ({ department, agencyKind, regionLo, regionHi }: Actor): boolean =>
  department === 'MI' && agencyKind === 'bureau' && regionLo !== null && regionHi !== null

/** As many as a page can be decided on; the others move up. */
const proposalsShown = 30

/** What rows speak for in the reader's region and nobody has decided on, and what was decided lately. `null` to whoever has no part in it. */
export const listConsequences = (actor: Actor, institutionId?: string) =>
  query(actor, async (tx) => {
    const { regionLo, regionHi } = actor
    if (!looksAfter(actor) || regionLo === null || regionHi === null) return null
    const all = await proposalsOf(tx, { regionLo, regionHi, ...(institutionId && { institutionId }) })
    const proposals = all.slice(0, proposalsShown)
    const settled = await tx.consequence.findMany({
      where: { AND: [whereReadable(actor, 'consequence'), ...(institutionId ? [{ institutionId }] : [])] },
      orderBy: { decidedAt: 'desc' },
      take: 100,
    })
    const regions = await tx.region.findMany({ select: { regionNo: true, shortName: true } })
    const regionName = (of: number) => regions.find(({ regionNo }) => regionNo === of)?.shortName ?? ''
    return {
      waiting: all.length,
      proposals: proposals.map((one) => ({
        ...one,
        regionName: regionName(one.regionNo),
        maySettle: may(actor, settleConsequenceGrants, 'consequence', { ...one, department: 'MI' }),
      })),
      settled: settled.map((one) => ({ ...one, regionName: regionName(one.regionNo) })),
    }
  })
export type Consequences = NonNullable<Awaited<ReturnType<typeof listConsequences>>>

/**
 * Confirms a proposal with a measure, or dismisses it (后续处理), each with a reason in the person's own words. The rows are looked at once more:
 * what has changed since is another proposal.
 *
 * Refuses `notFound` (no such proposal in reach, or neither reviewer nor approver), `proposalChanged` (its rows are others now, or it is decided),
 * `measureUnfit`, `alreadyExists` (at this moment). Commits together: the decision with its rows, the notice of fewer checks, the audit entry.
 */
export const settleConsequence = command('consequence.settle', settleConsequenceInput, async (context, input) => {
  const { tx, actor, now } = context
  const { regionLo, regionHi } = actor
  if (!looksAfter(actor) || regionLo === null || regionHi === null) return must(refuse('notFound'))
  const place = await tx.institution.findFirst({
    where: { AND: [{ id: input.institutionId }, whereReadable(actor, 'institution')] },
    select: { id: true, regionNo: true },
  })
  if (!place) return must(refuse('notFound'))
  const row = { department: 'MI', regionNo: place.regionNo, institutionId: place.id }
  if (!may(actor, settleConsequenceGrants, 'consequence', row)) must(refuse('notFound'))
  const proposals = await proposalsOf(tx, { regionLo, regionHi, institutionId: place.id })
  const proposal = proposals.find(({ kind, factsKey }) => kind === input.kind && factsKey === input.factsKey)
  if (!proposal) return must(refuse('proposalChanged'))
  const measure = input.decision === 'confirmed' ? input.measure : null
  if (input.decision === 'confirmed' && (measure === null || !measuresOf[proposal.kind].includes(measure))) must(refuse('measureUnfit'))

  const { id } = await tx.consequence.create({
    data: {
      ...{ kind: proposal.kind, institutionId: place.id, institutionName: proposal.institutionName, regionNo: place.regionNo },
      ...{ violationType: proposal.violationType, factsKey: proposal.factsKey, facts: proposal.facts },
      ...{ decision: input.decision, measure, reason: input.reason },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{ at: now, actor, action: 'consequence.settle', requestId: context.requestId },
    subject: { type: 'institution', id: place.id },
    change: { kind: [null, proposal.kind], decision: [null, input.decision], measure: [null, measure], reason: [null, input.reason] },
  })
  if (measure === 'fewerChecks')
    await notify(
      context,
      { institutionId: place.id },
      {
        kind: 'fewerChecks',
        detail: { from: actor.agencyName ?? '' },
        link: '/self-inspections',
        dedupeKey: `consequence.settle:${id}`,
      },
    )
  return { id }
})
