import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { assignLeadsInput } from '#domain/lead/inputs'
import { type LeadState, leadSteps } from '#domain/lead/steps'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import { query } from '../query'
import { othersLeads } from './others-leads'

export type Held = { id: string; number: string; state: LeadState; agencyId: string | null }
export type Bureau = { id: string; name: string; regionNo: number }

export type Shared = {
  agencies: { name: string; count: number }[]
  /** `elsewhere`: not the actor's agency's to assign. */
  left: { number: string; why: 'state' | 'noAgency' | 'there' | 'elsewhere' }[]
  /** How many of those asked for are nothing to the actor. */
  unseen: number
}

/**
 * What each bureau below would be given of these leads, and what stays and why. The assignment and its preview go by it.
 * Refuses `notFound` when the actor's agency holds none of them, `noAgency` when the agency is not one of the bureaus below.
 */
export async function shareOut(
  { tx, actor }: { tx: Tx; actor: Actor },
  ids: readonly string[],
  agencyId: string,
): Promise<Result<{ shares: { bureau: Bureau; leads: Held[] }[] } & Omit<Shared, 'agencies'>>> {
  const leads = await tx.lead.findMany({
    where: { AND: [{ id: { in: [...ids] } }, whereMay(actor, leadSteps.assign.by, 'lead')] },
    select: { ...asked, institution: { select: { regionNo: true } } },
    orderBy: { number: 'asc' },
  })
  if (leads.length === 0) return refuse('notFound')

  const bureaus = await bureausBelow(tx, actor)
  const given = bureaus.find(({ id }) => id === agencyId)
  if (!given && agencyId !== 'territory') return refuse('noAgency')
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
  const held = new Set(leads.map(({ id }) => id))
  const { numbers, unseen } = await othersLeads(
    tx,
    actor,
    ids.filter((id) => !held.has(id)),
  )
  left.push(...numbers.map((number) => ({ number, why: 'elsewhere' as const })))
  return ok({ shares: [...shares.values()], left, unseen })
}

/** What an assignment of these leads would do, for whoever is about to press the button. Refuses as `shareOut`, and `invalidInput`. */
export async function previewAssignment(actor: Actor, raw: unknown): Promise<Result<Shared>> {
  const input = assignLeadsInput.safeParse(raw)
  if (!input.success) return refuse('invalidInput')
  const ids = [...new Set(input.data.leadIds)]
  const shared = await query(actor, (tx) => shareOut({ tx, actor }, ids, input.data.agencyId))
  if (!shared.ok) return shared
  const { shares, left, unseen } = shared.value
  return ok({ agencies: shares.map(({ bureau, leads }) => ({ name: bureau.name, count: leads.length })), left, unseen })
}

const asked = { id: true, number: true, state: true, conclusion: true, withdrawnAt: true, handlerId: true, agencyId: true } as const

/** The insurance bureaus in the actor's own subtree, whatever name they act under. */
const bureausBelow = (tx: Tx, actor: Actor): Promise<Bureau[]> =>
  tx.agency.findMany({
    where: { department: 'MI', kind: 'bureau', regionNo: { gte: actor.regionLo ?? 1, lte: actor.regionHi ?? 0 } },
    select: { id: true, name: true, regionNo: true },
  })
