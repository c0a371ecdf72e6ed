import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { decideEscalationGrants, escalationGrounds, proposeEscalationGrants, undecided } from '#domain/lead/escalation'
import { decideEscalationInput, proposeEscalationInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { loadBureaus } from '../clock/bureaus'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { notifyApprovers } from '../notification/notify-approvers'
import { must } from '../refused'

/**
 * Puts a lead before the agency above (提请提级处理), with a reason and the rules that hold; those who decide there are told. Refuses `notFound`, `wrongState` (answered),
 * `changedMeanwhile`, `alreadyExists` (waits already), `noAgency`.
 */
export const proposeEscalation = command('lead.proposeEscalation', proposeEscalationInput, async (context, input) => {
  const { tx, actor, now, calendar } = context
  const lead = await heldLead(context, input.leadId, whereMay(actor, proposeEscalationGrants, 'lead'))
  if (lead.version !== input.version) must(refuse('changedMeanwhile'))
  if (lead.state === 'concluded') must(refuse('wrongState', { state: lead.state }))
  const bureaus = await loadBureaus(tx)
  const superior = bureaus.above('MI', lead.regionNo) ?? must(refuse('noAgency'))
  if (await waiting(context, lead.id)) must(refuse('alreadyExists'))
  const { id } = await tx.leadEscalation.create({
    data: {
      ...rowOf(lead, actor),
      ...{ kind: input.kind, state: 'proposed', grounds: escalationGrounds(lead, now, calendar), reason: input.reason },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
    },
    select: { id: true },
  })
  await notifyApprovers(context, superior.id, lead, noticeOf(context, lead, 'escalationProposed', id))
  await trace(context, lead.id, 'lead.proposeEscalation', { kind: [null, input.kind], reason: [null, input.reason] })
})

/**
 * Decides, at a bureau above the one that holds the lead, whether it is taken under supervision or into an inspection. Decides what was put
 * forward by a person (`version`), or by the rules alone.
 *
 * Refuses `notFound` (also the agency that holds it), `samePerson` (put it forward), `wrongState` (no rule holds that was not decided before), `changedMeanwhile`.
 */
export const decideEscalation = command('lead.decideEscalation', decideEscalationInput, async (context, input) => {
  const { tx, actor, now, calendar } = context
  const lead = await heldLead(context, input.leadId, whereMay(actor, decideEscalationGrants, 'lead'))
  if (!decidesAbove(actor, lead)) must(refuse('notFound'))
  const decided = {
    ...{ kind: input.kind, state: input.outcome, decisionReason: input.reason },
    ...{ decidedById: actor.userId, decidedByName: actor.name, decidedByAgency: actor.agencyName, decidedAt: now },
  }
  const grounds = escalationGrounds(lead, now, calendar)
  const open = await waiting(context, lead.id)
  if (open?.proposedById === actor.userId) must(refuse('samePerson'))
  if (open) {
    const changed = await tx.leadEscalation.updateMany({
      where: { id: open.id, version: input.version ?? 0, state: 'proposed' },
      data: { ...decided, grounds: [...new Set([...open.grounds, ...grounds])], version: { increment: 1 } },
    })
    if (changed.count === 0) must(refuse('changedMeanwhile'))
  } else {
    if (input.version !== undefined) must(refuse('changedMeanwhile'))
    const earlier = await tx.leadEscalation.findMany({ where: { leadId: lead.id }, select: { state: true, grounds: true } })
    const fresh = undecided(grounds, earlier)
    if (fresh.length === 0) must(refuse('wrongState', { state: lead.state }))
    await tx.leadEscalation.create({ data: { ...rowOf(lead, actor), ...decided, grounds: fresh } })
  }
  if (lead.agencyId) await notify(context, { agencyId: lead.agencyId }, noticeOf(context, lead, 'escalationDecided', open?.id ?? lead.id))
  await trace(context, lead.id, 'lead.decideEscalation', {
    kind: [null, input.kind],
    outcome: [null, input.outcome],
    reason: [null, input.reason],
  })
})

type Held = Awaited<ReturnType<typeof heldLead>>

/** The row is held, so that of two who put it forward or decide at once one comes second and is told. */
async function heldLead({ tx }: Context, id: string, may: object) {
  const found = await tx.lead.findFirst({ where: { AND: [{ id }, may] }, select: { id: true } })
  if (!found) return must(refuse('notFound'))
  await tx.$queryRaw`SELECT FROM lead WHERE id = ${id}::uuid FOR NO KEY UPDATE`
  return (await tx.lead.findFirst({ where: { AND: [{ id }, may] } })) ?? must(refuse('notFound'))
}

/** A bureau of a wider place than the lead's, which does not hold it itself. */
export const decidesAbove = (actor: Actor, lead: { agencyId: string | null; regionNo: number }): boolean =>
  actor.agencyKind === 'bureau' && actor.department === 'MI' && lead.agencyId !== actor.agencyId && lead.regionNo !== actor.regionNo

const waiting = ({ tx }: Context, leadId: string) =>
  tx.leadEscalation.findFirst({ where: { leadId, state: 'proposed' }, select: { id: true, proposedById: true, grounds: true } })

const rowOf = (lead: Held, actor: Actor) => ({
  leadId: lead.id,
  department: lead.department,
  regionNo: lead.regionNo,
  secrecy: lead.secrecy,
  agencyId: lead.agencyId ?? actor.agencyId ?? must(refuse('noAgency')),
})

const noticeOf = ({ actor }: Context, lead: Held, kind: 'escalationProposed' | 'escalationDecided', key: string) => ({
  ...{ kind, detail: { from: actor.agencyName, number: lead.number } },
  ...{ link: `/leads/${lead.id}`, dedupeKey: `${kind}:${key}` },
})

const trace = (
  { tx, actor, now, requestId }: Context,
  leadId: string,
  action: `lead.${string}`,
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action, subject: { type: 'lead', id: leadId }, change, requestId })
