import 'server-only'
import type { Actor, Grant } from '#domain/kernel/access'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type WhistleRelation, type WhistleReport, type WhistleReportStep, whistleReportSteps } from '#domain/whistle/steps'
import { type AuditEntry, audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

export type ReportRow = Prisma.WhistleReportGetPayload<object>

export const reportOf = ({ stage, isNamed, outcome }: Pick<ReportRow, 'stage' | 'isNamed' | 'outcome'>): WhistleReport => ({
  ...{ state: stage, isNamed, outcome },
})

/** The report, when the actor may act in it. Refuses `notFound`. */
export async function findReport({ tx, actor }: Context, by: readonly Grant<WhistleRelation>[], id: string): Promise<ReportRow> {
  const row = await tx.whistleReport.findFirst({ where: { AND: [{ id }, whereMay(actor, by, 'whistleReport')] } })
  return row ?? must(refuse('notFound'))
}

/** The trail of a report stands with no department: those who look through the trail for their office read it, and no department does. */
export const sealedActor = (actor: Actor): Actor => ({ ...actor, department: null })

export async function recordReport(context: Context, id: string, action: string, change: AuditEntry['change']): Promise<void> {
  const { tx, actor, now, requestId } = context
  const subject = { type: 'whistleReport', id }
  await audit(tx, { at: now, actor: sealedActor(actor), action: `whistle.${action}`, subject, change, requestId })
}

/** Refuses `changedMeanwhile` where the report has moved on from `version`. */
export async function moveReport(
  { tx }: Context,
  id: string,
  version: number,
  data: Prisma.WhistleReportUncheckedUpdateInput,
): Promise<void> {
  const moved = await tx.whistleReport.updateMany({ where: { id, version }, data: { ...data, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}

type Asked = { reportId: string; version: number }

/** The one way a report moves: rule, row and trail. The trail says which step, and no word of what was told. */
export async function takeReportStep(
  context: Context,
  name: WhistleReportStep,
  { row, version }: { row: ReportRow; version: Asked['version'] },
  data: Prisma.WhistleReportUncheckedUpdateInput,
): Promise<void> {
  const step = must(takeStep(whistleReportSteps[name], reportOf(row), context.actor))
  await moveReport(context, row.id, version, { ...data, stage: step.to })
  await recordReport(context, row.id, `${name}Report`, { stage: [row.stage, step.to] })
}
