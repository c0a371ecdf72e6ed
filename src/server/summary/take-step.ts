import 'server-only'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { type ReportStep, reportSteps } from '#domain/summary/steps'
import { audit } from '#platform/audit'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../access'
import type { Context } from '../command'
import { must } from '../refused'

/** The report, when the actor may take `step` on it. Refuses `notFound`, and what the step refuses. */
export async function findReportFor({ tx, actor }: Context, step: ReportStep, id: string) {
  const report = await tx.summaryReport.findFirst({
    where: { AND: [{ id }, whereMay(actor, reportSteps[step].by, 'summaryReport')] },
  })
  if (!report) return must(refuse('notFound'))
  must(takeStep(reportSteps[step], report, actor))
  return report
}

type Seen = Awaited<ReturnType<typeof findReportFor>>

/** The one way a report changes. Refuses what the step refuses, and `changedMeanwhile`. */
export async function takeReportStep(
  { tx, actor, now, requestId }: Context,
  name: ReportStep,
  report: Seen,
  version: number,
  set: Prisma.SummaryReportUncheckedUpdateManyInput,
  change: Record<string, readonly [unknown, unknown]> = {},
): Promise<void> {
  const step = must(takeStep(reportSteps[name], report, actor))
  const moved = await tx.summaryReport.updateMany({
    where: { id: report.id, version, state: report.state },
    data: { ...set, state: step.to, version: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    at: now,
    actor,
    action: `summary.${name}`,
    subject: { type: 'summaryReport', id: report.id },
    change: { state: [report.state, step.to], ...change },
    requestId,
  })
}
