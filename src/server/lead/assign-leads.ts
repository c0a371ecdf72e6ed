import 'server-only'
import { assignLeadsInput } from '#domain/lead/inputs'
import { leadSteps } from '#domain/lead/steps'
import { auditMany } from '#platform/audit'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { type Bureau, type Held, type Shared, shareOut } from './share-out'

/** `leadIds` and `at` name the act, so that exactly it can be undone. */
export type Assigned = Shared & { assigned: number; leadIds: string[]; at: string }

/**
 * Assigns leads (线索交办) to one agency below, or each to the insurance bureau of its institution's own territory.
 *
 * An act of the agency that holds them: what has gone on to another is taken back first (`takeBackLeads`).
 * Refuses `notFound` when it holds none of them, `noAgency` when the agency is not one of the insurance bureaus below.
 * Leads that cannot be assigned (in work or answered already, there already, or of an institution without a bureau) are
 * left and named. Commits together: agency, region and state of each lead, an audit entry each, one notice per agency.
 * All rows are held from the first look on, so that no lead changes hands between.
 */
export const assignLeads = command('lead.assign', assignLeadsInput, async (context, { leadIds, agencyId }): Promise<Assigned> => {
  const ids = [...new Set(leadIds)]
  await context.tx.$queryRaw`SELECT id::text FROM lead WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR UPDATE`
  const { shares, left, unseen } = must(await shareOut(context, ids, agencyId))
  for (const { bureau, leads } of shares) await handOver(context, bureau, leads)
  const agencies = shares.map(({ bureau, leads }) => ({ name: bureau.name, count: leads.length }))
  const assigned = shares.flatMap(({ leads }) => leads.map(({ id }) => id))
  return { assigned: assigned.length, agencies, left, unseen, leadIds: assigned, at: context.now.toISOString() }
})

/** Of what the agency had been assigned itself, by whom and when: it may take it back, and then has it as before. */
async function rememberHands({ tx }: Context, share: readonly Held[]): Promise<void> {
  const handedOn = share.filter(({ state }) => state === leadSteps.assign.to).map(({ id }) => id)
  if (handedOn.length === 0) return
  await tx.$executeRaw`
    UPDATE lead SET earlier_hands = jsonb_build_array(jsonb_build_object('by', assigned_by_agency_id, 'at', assigned_at)) || earlier_hands
    WHERE id = ANY(${handedOn}::uuid[])`
}

/** One agency's share: its rows, a line in the trail of each, and one notice. */
async function handOver(context: Context, bureau: Bureau, share: readonly Held[]): Promise<void> {
  const { tx, actor, now, requestId } = context
  const { to } = leadSteps.assign
  await rememberHands(context, share)
  await tx.lead.updateMany({
    where: { id: { in: share.map(({ id }) => id) } },
    data: {
      state: to,
      agencyId: bureau.id,
      assignedByAgencyId: actor.agencyId,
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
