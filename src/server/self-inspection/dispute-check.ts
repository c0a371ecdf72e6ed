import 'server-only'
import { refuse } from '#domain/kernel/result'
import { decideDisputeGrants, disputeGrants, isWhole, resultOf } from '#domain/self-inspection/on-site'
import { decideDisputeInput, raiseDisputeInput } from '#domain/self-inspection/on-site-inputs'
import { whereMay, whereReadable } from '../access'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { attachFiles } from '../file/attach'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { auditFiling } from './take-step'

const rule = 'CK75'

/**
 * The institution does not agree with a line of its re-check (异议), with its reason and files. Once for each line, within its time.
 *
 * Refuses `notFound` (not its own, or not signed yet), `disputeOver`, `wrongState` (the line agrees), `alreadyExists`.
 * Commits together: the dispute with what stood, its files, the clock of the answer, the notice to the agency that drew, the audit entry.
 */
export const raiseDispute = command('spotCheck.dispute', raiseDisputeInput, async (context, { lineId, reason, evidenceFileIds }) => {
  const { tx, actor, now } = context
  const line = await tx.checkLine.findFirst({
    where: { id: lineId, check: whereMay(actor, disputeGrants, 'spotCheckItem') },
    include: { check: { include: { filing: true } }, item: { select: { code: true } }, dispute: { select: { id: true } } },
  })
  if (!line) return must(refuse('notFound'))
  const { check } = line
  const { filing, institutionId, regionNo, department } = check
  const drawingAgencyId = check.drawingAgencyId ?? must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM filing WHERE id = ${filing.id}::uuid FOR NO KEY UPDATE`
  if (line.result === 'agrees') must(refuse('wrongState', { state: line.result }))
  if (line.dispute) must(refuse('alreadyExists'))
  if (check.disputeUntil === null || check.disputeUntil <= now) must(refuse('disputeOver'))
  const { id } = await tx.checkDispute.create({
    data: {
      ...{ lineId, checkId: check.id, filingId: filing.id, drawingAgencyId, institutionId, regionNo, department, reason },
      ...{ raisedById: actor.userId, raisedByName: actor.name, raisedAt: now },
      ...{ beforeResult: line.result, beforeDifferenceFen: line.differenceFen },
    },
    select: { id: true },
  })
  const scope = { department, regionNo, visibleToInstitutionId: institutionId }
  await attachFiles(context, { type: 'checkDispute', id }, scope, 'evidence', evidenceFileIds)
  await startAnswer(context, filing, drawingAgencyId)
  await notify(
    context,
    { agencyId: drawingAgencyId },
    {
      kind: 'checkDisputed',
      detail: { from: filing.institutionName, code: line.item.code },
      link: `/self-inspections/spot-checks/${check.spotCheckId}/${check.id}`,
      dedupeKey: `spotCheck.dispute:${id}`,
    },
  )
  await auditFiling(context, 'spotCheck.dispute', filing.id, { item: [null, line.item.code], reason: [null, reason] })
  return { id }
})

type Filing = { id: string; number: string; institutionName: string }

/** One clock for all that a filing disputes: it runs from the first. */
async function startAnswer(context: Context, filing: Filing, agencyId: string): Promise<void> {
  const { tx } = context
  const open = await tx.checkDispute.count({ where: { filingId: filing.id, state: 'open' } })
  if (open > 1) return
  const [agency] = await tx.$queryRaw<{ region_no: number }[]>`
    SELECT r.region_no FROM agency a JOIN region r ON r.code = a.region_code WHERE a.id = ${agencyId}::uuid`
  if (!agency) return
  await startClocks(context, { type: 'filing', id: filing.id, number: filing.number, title: filing.institutionName, secrecy: 1 }, [rule], {
    // Not the institution's: it is the agency's own time, and stays with it wherever the institution goes.
    responsible: { agencyId, department: 'MI', regionNo: agency.region_no },
  })
}

/**
 * Decides a dispute (异议处理): the line stands, or changes to what the decision says. By somebody who did not inspect there.
 *
 * Refuses `notFound` (not of the agency that drew, or no approver or reviewer), `inspectedIt`, `wrongState` (decided), `differenceUnsaid`
 * (what it changes to is not whole), `changedMeanwhile`.
 * Commits together: the decision, the line and the institution's result, the clock, the notice, the audit entry.
 */
export const decideDispute = command('spotCheck.decide', decideDisputeInput, async (context, input) => {
  const { tx, actor, now } = context
  const reached = await tx.checkDispute.findFirst({
    where: { AND: [{ id: input.disputeId }, whereMay(actor, decideDisputeGrants, 'checkDispute')] },
    select: { checkId: true },
  })
  if (!reached) return must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM spot_check_item WHERE id = ${reached.checkId}::uuid FOR NO KEY UPDATE`
  const dispute = await tx.checkDispute.findFirst({
    where: { AND: [{ id: input.disputeId }, whereReadable(actor, 'checkDispute')] },
    include: { line: { include: { item: { select: { code: true } } } }, filing: { select: { number: true } } },
  })
  if (!dispute) return must(refuse('notFound'))
  // Also whoever was exchanged: they have been there.
  if ((await tx.checkInspector.count({ where: { checkId: dispute.checkId, userId: actor.userId } })) > 0) must(refuse('inspectedIt'))
  if (dispute.state !== 'open') must(refuse('wrongState', { state: dispute.state }))
  const decided = await tx.checkDispute.updateMany({
    where: { id: dispute.id, version: input.version, state: 'open' },
    data: {
      ...{ state: input.outcome, decidedById: actor.userId, decidedByName: actor.name, decidedAt: now, decision: input.decision },
      version: { increment: 1 },
    },
  })
  if (decided.count === 0) must(refuse('changedMeanwhile'))
  const after = input.outcome === 'changed' ? await changeLine(context, dispute.line, input) : dispute.line
  if ((await tx.checkDispute.count({ where: { filingId: dispute.filingId, state: 'open' } })) === 0)
    await stopClocks(context, { type: 'filing', id: dispute.filingId }, [rule])
  await notify(
    context,
    { institutionId: dispute.institutionId },
    {
      kind: 'checkDisputeDecided',
      detail: { from: actor.agencyName ?? '', code: dispute.line.item.code },
      link: `/self-inspections/${dispute.filingId}`,
      dedupeKey: `spotCheck.decide:${dispute.id}`,
    },
  )
  await auditFiling(context, 'spotCheck.decide', dispute.filingId, {
    item: [null, dispute.line.item.code],
    outcome: [null, input.outcome],
    line: [dispute.line.result, after.result],
    difference: [dispute.line.differenceFen, after.differenceFen],
    reason: [null, input.decision],
  })
})

type Line = { id: string; checkId: string; result: 'agrees' | 'underDeclared' | 'notRemedied'; differenceFen: bigint | null; note: string }
type Decided = { result: Line['result'] | null; difference: bigint | null; decision: string }

/** What the line says from now on, and with it the institution. */
async function changeLine({ tx, now }: Context, line: Line, { result, difference, decision }: Decided) {
  if (result === null) return must(refuse('differenceUnsaid'))
  const differenceFen = result === 'agrees' ? null : difference
  const note = line.note || decision
  const isSame = result === line.result && differenceFen === line.differenceFen
  if (isSame || !isWhole({ result, differenceFen, note })) must(refuse('differenceUnsaid'))
  await tx.checkLine.updateMany({ where: { id: line.id }, data: { result, differenceFen, changedAt: now, version: { increment: 1 } } })
  const lines = await tx.checkLine.findMany({ where: { checkId: line.checkId }, select: { result: true, differenceFen: true } })
  await tx.spotCheckItem.updateMany({ where: { id: line.checkId }, data: { ...resultOf(lines), version: { increment: 1 } } })
  return { result, differenceFen }
}
