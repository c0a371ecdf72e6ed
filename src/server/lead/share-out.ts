import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type LeadState, leadSteps } from '#domain/lead/steps'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import { must } from '../refused'

export type Held = { id: string; number: string; state: LeadState; handlerId: string | null; agencyId: string | null }
export type Bureau = { id: string; name: string; regionNo: number }

export type Shared = {
  agencies: { name: string; count: number }[]
  left: { number: string; why: 'state' | 'noAgency' | 'there' }[]
  /** How many of those asked for are not the actor's agency's to assign. */
  unseen: number
}

/**
 * What each bureau below would be given of these leads, and what stays and why. The assignment and its preview go by it.
 * Refuses `notFound` when the actor's agency holds none of them, `noAgency` when the agency is not one of the bureaus below.
 */
export async function shareOut({ tx, actor }: { tx: Tx; actor: Actor }, ids: readonly string[], agencyId: string) {
  const leads = await tx.lead.findMany({
    where: { AND: [{ id: { in: [...ids] } }, whereMay(actor, leadSteps.assign.by, 'lead')] },
    select: { ...held, institution: { select: { regionNo: true } } },
    orderBy: { number: 'asc' },
  })
  if (leads.length === 0) must(refuse('notFound'))

  const bureaus = await bureausBelow(tx, actor)
  const given = agencyId === 'territory' ? null : (bureaus.find(({ id }) => id === agencyId) ?? must(refuse('noAgency')))
  const shares = new Map<string, { bureau: Bureau; leads: Held[] }>()
  const left: Shared['left'] = []
  for (const { institution, ...lead } of leads) {
    const bureau = given ?? bureaus.find((candidate) => candidate.regionNo === institution?.regionNo)
    if (!takeStep(leadSteps.assign, lead, actor).ok) left.push({ number: lead.number, why: 'state' })
    else if (!bureau) left.push({ number: lead.number, why: 'noAgency' })
    else if (lead.state === leadSteps.assign.to && lead.agencyId === bureau.id) left.push({ number: lead.number, why: 'there' })
    else {
      const share = shares.get(bureau.id) ?? { bureau, leads: [] }
      share.leads.push(lead)
      shares.set(bureau.id, share)
    }
  }
  return { shares: [...shares.values()], left, unseen: ids.length - leads.length }
}

const held = { id: true, number: true, state: true, handlerId: true, agencyId: true } as const

/** The insurance bureaus in the actor's own subtree, whatever name they act under. */
const bureausBelow = (tx: Tx, actor: Actor): Promise<Bureau[]> =>
  tx.agency.findMany({
    where: { department: 'MI', kind: 'bureau', regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } },
    select: { id: true, name: true, regionNo: true },
  })
