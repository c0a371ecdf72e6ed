import 'server-only'
import { refuse } from '#domain/kernel/result'
import { assignLeadsInput } from '#domain/lead/inputs'
import { leadSteps } from '#domain/lead/steps'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { takeLeadStep } from './take-step'

export type Assigned = {
  assigned: number
  agencies: { name: string; count: number }[]
  left: { number: string; why: 'state' | 'noAgency' }[]
}

/**
 * Assigns leads (线索交办) to one agency below, or each to the insurance bureau of its institution's own territory.
 *
 * Refuses `notFound` when none of them is in reach, `noAgency` when the agency is not one of the insurance bureaus below.
 * Leads that cannot be assigned (answered already, or of an institution without a bureau) are left and named.
 * Commits together: agency, region and state of each lead, an audit entry each, and one notice per agency.
 */
export const assignLeads = command('lead.assign', assignLeadsInput, async (context, { leadIds, agencyId }): Promise<Assigned> => {
  const { tx, actor } = context
  const leads = await tx.lead.findMany({
    where: { AND: [{ id: { in: leadIds } }, whereMay(actor, leadSteps.assign.by, 'lead')] },
    include: { institution: { select: { regionNo: true } } },
  })
  if (leads.length === 0) must(refuse('notFound'))

  const bureaus = await bureausBelow(context)
  const given = agencyId === 'territory' ? null : (bureaus.find((bureau) => bureau.id === agencyId) ?? must(refuse('noAgency')))
  const counts = new Map<string, number>()
  const left: Assigned['left'] = []
  for (const { institution, ...lead } of leads) {
    const bureau = given ?? bureaus.find((candidate) => candidate.regionNo === institution?.regionNo)
    if (!leadSteps.assign.from.includes(lead.state)) left.push({ number: lead.number, why: 'state' })
    else if (!bureau) left.push({ number: lead.number, why: 'noAgency' })
    else {
      await takeLeadStep(
        context,
        'assign',
        lead,
        lead.version,
        { agencyId: bureau.id, regionNo: bureau.regionNo, assignedAt: context.now, handlerId: null, handlerName: null, returnReason: null },
        { agencyId: [lead.agencyId, bureau.id] },
      )
      counts.set(bureau.id, (counts.get(bureau.id) ?? 0) + 1)
    }
  }
  return { assigned: leads.length - left.length, agencies: await tell(context, bureaus, counts), left }
})

type Bureau = { id: string; name: string; regionNo: number }

/** The insurance bureaus in the actor's own subtree, whatever name they act under. */
const bureausBelow = ({ tx, actor }: Context): Promise<Bureau[]> =>
  tx.agency.findMany({
    where: { department: 'MI', kind: 'bureau', regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } },
    select: { id: true, name: true, regionNo: true },
  })

async function tell(context: Context, bureaus: readonly Bureau[], counts: ReadonlyMap<string, number>): Promise<Assigned['agencies']> {
  const told = bureaus.filter((bureau) => counts.has(bureau.id))
  for (const bureau of told) {
    await notify(
      context,
      { agencyId: bureau.id },
      {
        kind: 'leadsAssigned',
        detail: { from: context.actor.agencyName, count: counts.get(bureau.id) ?? 0 },
        link: '/leads?state=toVerify',
        dedupeKey: `lead.assign:${context.requestId}:${bureau.id}`,
      },
    )
  }
  return told.map((bureau) => ({ name: bureau.name, count: counts.get(bureau.id) ?? 0 }))
}
