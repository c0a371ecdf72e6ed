import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { assignLeadsInput } from '#domain/lead/inputs'
import { type LeadState, leadSteps } from '#domain/lead/steps'
import { auditMany } from '#platform/audit'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'

export type Assigned = {
  assigned: number
  agencies: { name: string; count: number }[]
  left: { number: string; why: 'state' | 'noAgency' | 'there' }[]
  /** How many of those asked for are not in this person's reach. */
  unseen: number
}

/**
 * Assigns leads (线索交办) to one agency below, or each to the insurance bureau of its institution's own territory.
 *
 * Refuses `notFound` when none of them is in reach, `noAgency` when the agency is not one of the insurance bureaus below.
 * Leads that cannot be assigned (in work or answered already, there already, or of an institution without a bureau) are
 * left and named. Commits together: agency, region and state of each lead, an audit entry each, one notice per agency.
 * All rows are held from the first look on, so that no lead changes hands between.
 */
export const assignLeads = command('lead.assign', assignLeadsInput, async (context, { leadIds, agencyId }): Promise<Assigned> => {
  const { tx, actor } = context
  const ids = [...new Set(leadIds)]
  await tx.$queryRaw`SELECT id::text FROM lead WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const leads = await tx.lead.findMany({
    where: { AND: [{ id: { in: ids } }, whereMay(actor, leadSteps.assign.by, 'lead')] },
    select: { ...seen, institution: { select: { regionNo: true } } },
    orderBy: { number: 'asc' },
  })
  if (leads.length === 0) must(refuse('notFound'))

  const bureaus = await bureausBelow(context)
  const given = agencyId === 'territory' ? null : (bureaus.find((bureau) => bureau.id === agencyId) ?? must(refuse('noAgency')))
  const shares = new Map<Bureau, Seen[]>()
  const left: Assigned['left'] = []
  for (const { institution, ...lead } of leads) {
    const bureau = given ?? bureaus.find((candidate) => candidate.regionNo === institution?.regionNo)
    if (!takeStep(leadSteps.assign, lead, actor).ok) left.push({ number: lead.number, why: 'state' })
    else if (!bureau) left.push({ number: lead.number, why: 'noAgency' })
    else if (lead.agencyId === bureau.id) left.push({ number: lead.number, why: 'there' })
    else
      shares
        .set(bureau, shares.get(bureau) ?? [])
        .get(bureau)
        ?.push(lead)
  }
  for (const [bureau, share] of shares) await handOver(context, bureau, share)
  const agencies = [...shares].map(([{ name }, share]) => ({ name, count: share.length }))
  return { assigned: leads.length - left.length, agencies, left, unseen: ids.length - leads.length }
})

const seen = { id: true, number: true, state: true, handlerId: true, agencyId: true } as const
type Seen = { id: string; number: string; state: LeadState; handlerId: string | null; agencyId: string | null }

type Bureau = { id: string; name: string; regionNo: number }

/** The insurance bureaus in the actor's own subtree, whatever name they act under. */
const bureausBelow = ({ tx, actor }: Context): Promise<Bureau[]> =>
  tx.agency.findMany({
    where: { department: 'MI', kind: 'bureau', regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } },
    select: { id: true, name: true, regionNo: true },
  })

/** One agency's share: its rows, a line in the trail of each, and one notice. */
async function handOver(context: Context, bureau: Bureau, share: readonly Seen[]): Promise<void> {
  const { tx, actor, now, requestId } = context
  const { to } = leadSteps.assign
  await tx.lead.updateMany({
    where: { id: { in: share.map(({ id }) => id) } },
    data: {
      state: to,
      agencyId: bureau.id,
      regionNo: bureau.regionNo,
      assignedAt: now,
      handlerId: null,
      handlerName: null,
      returnReason: null,
      version: { increment: 1 },
    },
  })
  await auditMany(
    tx,
    share.map((lead) => ({
      at: now,
      actor,
      action: 'lead.assign' as const,
      subject: { type: 'lead', id: lead.id },
      change: { state: [lead.state, to], agencyId: [lead.agencyId, bureau.id], agency: [null, bureau.name] },
      requestId,
    })),
  )
  await notify(
    context,
    { agencyId: bureau.id },
    {
      kind: 'leadsAssigned',
      detail: { from: actor.agencyName, count: share.length },
      link: '/leads?state=toVerify',
      dedupeKey: `lead.assign:${requestId}:${bureau.id}`,
    },
  )
}
