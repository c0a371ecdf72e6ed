import 'server-only'
import { refuse } from '#domain/kernel/result'
import { conclusionDemands } from '#domain/lead/conclusions'
import { reopenLeadInput, returnLeadInput, takeUpLeadInput, withdrawLeadInput } from '#domain/lead/inputs'
import { loadBureaus } from '../clock/bureaus'
import { type Context, command } from '../command'
import { attachFiles } from '../file/attach'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { closeStatement } from './ask-institution'
import { bearsMerged } from './merge-target'
import { findLeadFor, takeLeadStep } from './take-step'

/** Takes up a lead for verification: from now on it is this officer's. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const takeUpLead = command('lead.takeUp', takeUpLeadInput, async (context, { leadId, version }) => {
  const lead = await findLeadFor(context, 'takeUp', leadId)
  const { userId, name } = context.actor
  await takeLeadStep(
    context,
    'takeUp',
    lead,
    version,
    { handlerId: userId, handlerName: name },
    { handlerId: [lead.handlerId, userId], handler: [null, name] },
  )
})

/**
 * Gives a lead back to the agency that assigned it, which holds it again and is told, with a reason (退回上级). It stays in the region's
 * sight. Refuses `notFound`, `wrongState`, `changedMeanwhile`, and `noAgency` where nobody is above to hold it.
 */
export const returnLead = command('lead.returnToIssuer', returnLeadInput, async (context, { leadId, version, reason }) => {
  const { tx, actor } = context
  const lead = await findLeadFor(context, 'returnToIssuer', leadId)
  const assigner = lead.assignedByAgencyId === actor.agencyId ? null : lead.assignedByAgencyId
  const issuerId = assigner ?? (await loadBureaus(tx)).above('MI', actor.regionNo)?.id ?? must(refuse('noAgency'))
  await takeLeadStep(
    context,
    'returnToIssuer',
    lead,
    version,
    { agencyId: issuerId, assignedByAgencyId: null, earlierHands: [], handlerId: null, handlerName: null, returnReason: reason },
    { returnReason: [null, reason], agencyId: [lead.agencyId, issuerId] },
  )
  await closeStatement(context, lead)
  const notice = { kind: 'leadReturned', detail: { from: actor.agencyName, number: lead.number }, link: `/leads/${lead.id}` } as const
  await notify(context, { agencyId: issuerId }, { ...notice, dedupeKey: `lead.return:${lead.id}:${lead.version}` })
})

/** Opens an answered lead again, in sight of everyone who counted it. Refuses `notFound`, `wrongState`, `caseStands`, `changedMeanwhile`. */
export const reopenLead = command('lead.reopen', reopenLeadInput, async (context, { leadId, version, reason }) => {
  const lead = await findLeadFor(context, 'reopen', leadId)
  await openAgain(context, lead, version, reason)
})

/** An answered lead is verified again. Refuses `wrongState`, `caseStands`, `changedMeanwhile`. */
export async function openAgain(
  context: Context,
  lead: Awaited<ReturnType<typeof findLeadFor>>,
  version: number,
  reason: string,
): Promise<void> {
  await mustBearNoCase(context, lead.id)
  await takeLeadStep(
    context,
    'reopen',
    lead,
    version,
    {
      conclusion: null,
      concludedAt: null,
      mergedIntoId: null,
      isFraud: false,
      billedFen: null,
      irregularFen: null,
      fundLossFen: null,
      returnReason: reason,
      reopenedCount: { increment: 1 },
    },
    { conclusion: [lead.conclusion, null], reason: [null, reason] },
  )
}

/**
 * Withdraws a lead (撤回线索): an act of the agency that issued it, whoever works on it, with its letter. Whoever holds it is told.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`, `evidenceMissing`, `mergedStand`.
 */
export const withdrawLead = command('lead.withdraw', withdrawLeadInput, async (context, { leadId, version, reason, evidenceFileIds }) => {
  const { tx, actor, now } = context
  const lead = await findLeadFor(context, 'withdraw', leadId)
  if (evidenceFileIds.length === 0) must(refuse('evidenceMissing', { missing: conclusionDemands.withdrawn.wanted }))
  await tx.$queryRaw`SELECT FROM lead WHERE id = ${leadId}::uuid FOR UPDATE`
  if (await bearsMerged(tx, lead.id)) must(refuse('mergedStand'))
  await attachFiles(context, { type: 'lead', id: lead.id }, lead, 'withdrawal', evidenceFileIds)
  await takeLeadStep(
    context,
    'withdraw',
    lead,
    version,
    { conclusion: 'withdrawn', concludedAt: now, withdrawnAt: now, returnReason: reason },
    { conclusion: [null, 'withdrawn'], reason: [null, reason] },
  )
  await closeStatement(context, lead)
  if (lead.agencyId === null || lead.agencyId === actor.agencyId) return
  const notice = { kind: 'leadWithdrawn', detail: { from: actor.agencyName, number: lead.number }, link: `/leads/${lead.id}` } as const
  await notify(context, { agencyId: lead.agencyId }, { ...notice, dedupeKey: `lead.withdraw:${lead.id}:${lead.version}` })
})

/** A case rests on the conclusion. It may be a bureau's above, out of sight from here; the row is held, so that none is proposed meanwhile. */
async function mustBearNoCase({ tx }: Context, leadId: string): Promise<void> {
  await tx.$queryRaw`SELECT FROM lead WHERE id = ${leadId}::uuid FOR UPDATE`
  const [answer] = await tx.$queryRaw<{ bears: boolean }[]>`SELECT lead_bears_case(${leadId}::uuid) AS bears`
  if (answer?.bears) must(refuse('caseStands'))
}
