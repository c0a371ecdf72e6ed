import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { beijingDay, deadlineMinute } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { LeadConclusion } from '#domain/lead/conclusions'
import { askInstitutionInput } from '#domain/lead/inputs'
import { bearsObjection, toldConclusions } from '#domain/lead/statements'
import { audit } from '#platform/audit'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { findLeadFor } from './take-step'

export const statementClock = 'CK76'

/**
 * Asks the institution that a lead names for its word (要求机构说明). From then on it sees the question;
 * the lead it never sees.
 *
 * Refuses `notFound` (also another officer's lead), `wrongState`, `changedMeanwhile`, `leadWithoutInstitution`, `alreadyExists` (a question is open).
 * Commits together: the question, the clock of the answer, the notice to the institution, the audit entry.
 */
export const askInstitution = command('lead.askInstitution', askInstitutionInput, async (context, input) => {
  const { tx, actor, now, calendar, requestId } = context
  const lead = await findLeadFor(context, 'submit', input.leadId)
  if (lead.handlerId !== actor.userId) must(refuse('notFound'))
  await tx.$queryRaw`SELECT FROM lead WHERE id = ${lead.id}::uuid FOR NO KEY UPDATE`
  const held = await tx.lead.findFirst({ where: { id: lead.id }, select: { version: true, state: true } })
  if (held?.version !== input.version) must(refuse('changedMeanwhile'))
  if (held?.state !== 'verifying') must(refuse('wrongState', { state: held?.state ?? '' }))
  const institutionId = lead.institutionId ?? must(refuse('leadWithoutInstitution'))
  await closeLapsed(context, lead.id)
  if (await openStatement(context, lead.id)) must(refuse('alreadyExists'))

  const due = dueAt(clockRules[statementClock], now, calendar)
  const { id } = await tx.leadStatement.create({
    data: {
      ...{ leadId: lead.id, leadNumber: lead.number, regionNo: lead.regionNo, secrecy: lead.secrecy, institutionId },
      ...{ agencyId: actor.agencyId ?? must(refuse('notFound')), agencyName: actor.agencyName, question: input.question },
      ...{ askedById: actor.userId, askedByName: actor.name, askedAt: now, dueAt: due },
    },
    select: { id: true },
  })
  await startClocks(
    context,
    { type: 'lead', id: lead.id, number: lead.number, title: lead.institutionName, secrecy: lead.secrecy },
    [statementClock],
    {
      responsible: { agencyId: null, department: null, regionNo: lead.regionNo },
      other: { department: 'MI', regionNo: lead.regionNo },
      institutionId,
    },
  )
  await notify(
    context,
    { institutionId },
    {
      kind: 'statementAsked',
      detail: { from: actor.agencyName, number: lead.number, until: deadlineMinute(due) },
      link: `/statements/${id}`,
      dedupeKey: `lead.askInstitution:${id}`,
    },
  )
  const subject = { type: 'lead', id: lead.id }
  await audit(tx, { at: now, actor, action: 'lead.askInstitution', subject, change: { dueOn: [null, beijingDay(due)] }, requestId })
  return { id }
})

/** A question whose time has run out without an answer is no longer waited for. */
export async function closeLapsed(context: Context, leadId: string): Promise<void> {
  const { tx, now } = context
  const lapsed = await tx.leadStatement.updateMany({
    where: { leadId, state: 'asked', dueAt: { lte: now } },
    data: { state: 'lapsed', version: { increment: 1 } },
  })
  if (lapsed.count > 0) await stopClocks(context, { type: 'lead', id: leadId }, [statementClock])
}

export const openStatement = ({ tx }: Pick<Context, 'tx'>, leadId: string) =>
  tx.leadStatement.findFirst({ where: { leadId, state: 'asked' }, select: { id: true, institutionId: true, dueAt: true } })

/** The lead is taken out of the hands of whoever asked: nothing is waited for, and the institution is told. */
export async function closeStatement(context: Context, lead: { id: string; number: string }): Promise<void> {
  const open = await openStatement(context, lead.id)
  if (!open) return
  const closed = await context.tx.leadStatement.updateMany({
    where: { id: open.id, state: 'asked' },
    data: { state: 'closed', version: { increment: 1 } },
  })
  // The answer came in between: it stands.
  if (closed.count === 0) return
  await stopClocks(context, { type: 'lead', id: lead.id }, [statementClock])
  await notify(
    context,
    { institutionId: open.institutionId },
    {
      kind: 'statementClosed',
      detail: { from: context.actor.agencyName, number: lead.number },
      link: `/statements/${open.id}`,
      dedupeKey: `lead.closeStatement:${open.id}`,
    },
  )
}

/** Tells the institution that was heard what its lead was concluded with, and until when it may object. */
export async function tellConclusion(context: Context, lead: { id: string; number: string }, conclusion: LeadConclusion): Promise<void> {
  const { tx, actor, now, calendar } = context
  if (!toldConclusions.includes(conclusion)) return
  const last = await tx.leadStatement.findFirst({ where: { leadId: lead.id, state: { not: 'closed' } }, orderBy: { askedAt: 'desc' } })
  // What was told and objected to stays as it was: a later round is told of where the institution was heard again.
  if (!last || last.objectedAt) return
  const objectUntil = bearsObjection(conclusion) ? dueAt(clockRules.CK77, now, calendar) : null
  await tx.leadStatement.updateMany({
    where: { id: last.id },
    data: { toldConclusion: conclusion, toldAt: now, objectUntil, version: { increment: 1 } },
  })
  await notify(
    context,
    { institutionId: last.institutionId },
    {
      kind: 'conclusionTold',
      detail: { from: actor.agencyName, number: lead.number, until: objectUntil ? deadlineMinute(objectUntil) : '' },
      link: `/statements/${last.id}`,
      dedupeKey: `lead.tellConclusion:${last.id}:${now.getTime()}`,
    },
  )
}
