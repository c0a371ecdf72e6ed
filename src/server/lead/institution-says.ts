import 'server-only'
import { dueAt } from '#domain/clock/clock'
import { clockRules } from '#domain/clock/rules'
import { refuse } from '#domain/kernel/result'
import { answerStatementInput, decideObjectionInput, raiseObjectionInput } from '#domain/lead/inputs'
import { decideObjectionGrants, statementGrants } from '#domain/lead/statements'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { stopClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { attachFiles } from '../file/attach'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { statementClock } from './ask-institution'
import { findLeadFor } from './take-step'
import { openAgain } from './work-lead'

type Statement = NonNullable<Awaited<ReturnType<Context['tx']['leadStatement']['findFirst']>>>

/**
 * The institution says its word on a lead (机构说明), with its papers, within its time. Once for each question.
 * Refuses `notFound`, `wrongState`, `statementOver`, `changedMeanwhile`.
 * Commits together: the word, its files, the end of the clock, the notices to the agency and the officer, the audit entry.
 */
export const answerStatement = command('lead.answerStatement', answerStatementInput, async (context, input) => {
  const { actor, now } = context
  const statement = await ownStatement(context, input.statementId)
  if (statement.state !== 'asked') must(refuse('wrongState', { state: statement.state }))
  if (statement.dueAt <= now) must(refuse('statementOver'))
  await change(context, statement, input.version, {
    ...{ state: 'answered', answer: input.answer },
    ...{ answeredById: actor.userId, answeredByName: actor.name, answeredAt: now },
  })
  await attach(context, statement, 'answer', input.evidenceFileIds)
  await stopClocks(context, { type: 'lead', id: statement.leadId }, [statementClock])
  await tell(context, statement, 'statementAnswered', { userId: statement.askedById })
  await trace(context, statement, 'lead.answerStatement')
})

/**
 * The institution objects to what a lead was concluded with (异议). Once, within its time.
 * Refuses `notFound`, `wrongState` (nothing to object to), `alreadyExists`, `objectionOver`, `changedMeanwhile`.
 */
export const raiseObjection = command('lead.raiseObjection', raiseObjectionInput, async (context, input) => {
  const { actor, now, calendar } = context
  const statement = await ownStatement(context, input.statementId)
  if (statement.objectUntil === null) return must(refuse('wrongState', { state: statement.state }))
  if (statement.objectedAt) must(refuse('alreadyExists'))
  if (statement.objectUntil <= now) must(refuse('objectionOver'))
  await change(context, statement, input.version, {
    ...{ objection: input.objection, objectedById: actor.userId, objectedByName: actor.name, objectedAt: now },
    decideBy: dueAt(clockRules.CK78, now, calendar),
  })
  await attach(context, statement, 'objection', input.evidenceFileIds)
  await tell(context, statement, 'objectionRaised', { agencyId: statement.agencyId })
  await trace(context, statement, 'lead.raiseObjection')
})

/**
 * Decides an objection, by one who neither verified nor reviewed: the conclusion stands, or the lead is verified again in sight of everybody.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`, `caseStands`.
 */
export const decideObjection = command('lead.decideObjection', decideObjectionInput, async (context, input) => {
  const { tx, actor, now } = context
  const statement =
    (await tx.leadStatement.findFirst({
      where: { AND: [{ id: input.statementId }, whereMay(actor, decideObjectionGrants, 'leadStatement')] },
    })) ?? must(refuse('notFound'))
  if (statement.objectedAt === null || statement.decidedAt !== null) must(refuse('wrongState', { state: statement.state }))
  const lead = await findLeadFor(context, 'reopen', statement.leadId)
  const round = await tx.leadVerification.findFirst({ where: { leadId: lead.id }, orderBy: { round: 'desc' } })
  if (round?.handlerId === actor.userId || round?.reviewerId === actor.userId) must(refuse('samePerson'))
  await change(context, statement, input.version, {
    ...{ decision: input.decision, decisionReason: input.reason },
    ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
  })
  if (input.decision === 'reopened') await openAgain(context, lead, lead.version, input.reason)
  await tell(context, statement, 'objectionDecided', { institutionId: statement.institutionId })
  await trace(context, statement, 'lead.decideObjection', { outcome: [null, input.decision], reason: [null, input.reason] })
})

async function ownStatement({ tx, actor }: Context, id: string): Promise<Statement> {
  const found = await tx.leadStatement.findFirst({ where: { AND: [{ id }, whereMay(actor, statementGrants, 'leadStatement')] } })
  return found ?? must(refuse('notFound'))
}

async function change(
  { tx }: Context,
  { id }: Statement,
  version: number,
  data: Parameters<Context['tx']['leadStatement']['updateMany']>[0]['data'],
): Promise<void> {
  const changed = await tx.leadStatement.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })
  if (changed.count === 0) must(refuse('changedMeanwhile'))
}

const attach = (
  context: Context,
  { id, department, regionNo, secrecy, institutionId }: Statement,
  kind: string,
  fileIds: readonly string[],
) =>
  attachFiles(
    context,
    { type: 'leadStatement', id },
    { department, regionNo, secrecy, visibleToInstitutionId: institutionId },
    kind,
    fileIds,
  )

const tell = (
  context: Context,
  { id, leadId, leadNumber }: Statement,
  kind: 'statementAnswered' | 'objectionRaised' | 'objectionDecided',
  to: { userId: string } | { agencyId: string } | { institutionId: string },
) =>
  notify(context, to, {
    kind,
    detail: { from: context.actor.agencyName, number: leadNumber },
    link: 'institutionId' in to ? `/statements/${id}` : `/leads/${leadId}`,
    dedupeKey: `${kind}:${id}`,
  })

const trace = (
  { tx, actor, now, requestId }: Context,
  { leadId }: Statement,
  action: `lead.${string}`,
  changed: Record<string, readonly [unknown, unknown]> = {},
) => audit(tx, { at: now, actor, action, subject: { type: 'lead', id: leadId }, change: changed, requestId })
