import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { takeBackLeadsInput } from '#domain/lead/inputs'
import { type LeadState, leadSteps } from '#domain/lead/steps'
import { auditMany } from '#platform/audit'
import { whereMay } from '../access'
import { loadBureaus } from '../clock/bureaus'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { othersLeads } from './others-leads'

/** Why an assignment stands: somebody works on the lead, it is answered, it went on by another act since, or another agency made it. */
export type WhyKept = 'inWork' | 'answered' | 'movedOn' | 'elsewhere'
export type TakenBack = {
  takenBack: number
  agencies: { name: string; count: number }[]
  left: { number: string; why: WhyKept }[]
  unseen: number
}

/**
 * Takes assigned leads back (撤回交办) for as long as nobody has taken them up: an act of the agency that assigned them, which holds
 * them again as before: what it had been assigned itself waits to be verified, anything else to be assigned. Those in work are left and named; with `assignedAt`, so are those that another act has moved since.
 *
 * Refuses `notFound` when it assigned none of them.
 * Commits together: agency, region and state of each lead, an audit entry each, one notice per agency that had them.
 */
export const takeBackLeads = command('lead.takeBack', takeBackLeadsInput, async (context, { leadIds, assignedAt }): Promise<TakenBack> => {
  const { tx, actor, now, requestId } = context
  const step = leadSteps.takeBack
  const ids = [...new Set(leadIds)]
  await tx.$queryRaw`SELECT id::text FROM lead WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const assigned = await tx.lead.findMany({
    where: { AND: [{ id: { in: ids } }, whereMay(actor, step.by, 'lead')] },
    select: asked,
    orderBy: { number: 'asc' },
  })
  if (assigned.length === 0) must(refuse('notFound'))
  const ofThisAct = (lead: { assignedAt: Date | null }) => assignedAt === undefined || lead.assignedAt?.toISOString() === assignedAt
  const untouched = assigned.filter((lead) => ofThisAct(lead) && takeStep(step, lead, actor).ok)

  await restoreHands(
    context,
    untouched.map(({ id }) => id),
  )
  await auditMany(
    tx,
    untouched.map((lead) => ({
      at: now,
      actor,
      action: 'lead.takeBack' as const,
      subject: { type: 'lead', id: lead.id },
      change: { state: [lead.state, hadFromAbove(lead) ? lead.state : step.to], agencyId: [lead.agencyId, actor.agencyId] },
      requestId,
    })),
  )
  const agencies = await tellThose(
    context,
    untouched.map(({ agencyId }) => agencyId),
  )
  const theirs = new Set(assigned.map(({ id }) => id))
  const others = await othersLeads(
    tx,
    actor,
    ids.filter((id) => !theirs.has(id)),
  )
  const kept = assigned
    .filter((lead) => !untouched.includes(lead))
    .map((lead) => ({ number: lead.number, why: ofThisAct(lead) ? whyKept(lead.state) : ('movedOn' as const) }))
  const left = [...kept, ...others.numbers.map((number) => ({ number, why: 'elsewhere' as const }))]
  return { takenBack: untouched.length, agencies, left, unseen: others.unseen }
})

const asked = {
  ...{ id: true, number: true, state: true, conclusion: true, withdrawnAt: true, handlerId: true, agencyId: true },
  ...{ assignedAt: true, earlierHands: true },
} as const

/** Whether the agency that handed it on had been assigned it itself. */
const hadFromAbove = ({ earlierHands }: { earlierHands: unknown }) => Array.isArray(earlierHands) && earlierHands.length > 0

/** Each as it was before it was handed on: its state, from whom and since when. */
const restoreHands = ({ tx, actor }: Context, ids: readonly string[]) =>
  tx.$executeRaw`
    UPDATE lead SET agency_id = ${actor.agencyId}::uuid, region_no = ${actor.regionNo}::int,
      state = (CASE WHEN earlier_hands = '[]' THEN 'toAssign' ELSE 'toVerify' END)::"LeadState",
      assigned_by_agency_id = (earlier_hands -> 0 ->> 'by')::uuid, assigned_at = (earlier_hands -> 0 ->> 'at')::timestamptz,
      earlier_hands = earlier_hands - 0, version = version + 1
    WHERE id = ANY(${ids}::uuid[])`

const whyKept = (state: LeadState): WhyKept => (state === 'concluded' ? 'answered' : state === 'toAssign' ? 'movedOn' : 'inWork')

/** One notice to each agency that had leads; how many each had. */
async function tellThose(context: Context, holders: readonly (string | null)[]): Promise<TakenBack['agencies']> {
  const { tx, actor, requestId } = context
  const counts = new Map<string, number>()
  for (const id of holders) if (id !== null) counts.set(id, (counts.get(id) ?? 0) + 1)
  const bureaus = await loadBureaus(tx)
  for (const [agencyId, count] of counts) {
    if (agencyId === actor.agencyId) continue
    const notice = { kind: 'leadsTakenBack', detail: { from: actor.agencyName, count }, link: '/leads' } as const
    await notify(context, { agencyId }, { ...notice, dedupeKey: `lead.takeBack:${requestId}:${agencyId}` })
  }
  return [...counts].map(([agencyId, count]) => ({ name: bureaus.name(agencyId) ?? '', count }))
}
