import 'server-only'
import { reportStepInput } from '#domain/summary/inputs'
import { isMetricId } from '#domain/summary/metrics'
import { readSections } from '#domain/summary/sections'
import type { Tx } from '#platform/db'
import { type Context, command } from '../command'
import { nextDocumentNumber } from '../document/papers'
import { storeFile } from '../file/store-file'
import { notify } from '../notification/notify'
import { frozenFrame, superiorOf } from './frame'
import { renderReport } from './render-report'
import { findReportFor, takeReportStep } from './take-step'

export const docxType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Signs a frozen report: it gets its number and its paper, made of what was frozen alone, and never changes again.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who froze it), `changedMeanwhile`.
 * Commits together: state, number from the register, the .docx, the audit entry, the line in the superior's inbox.
 */
export const signReport = command('summary.sign', reportStepInput, async (context, { reportId, version }) => {
  const { tx, actor, now } = context
  const report = await findReportFor(context, 'sign', reportId)
  const documentNumber = await nextDocumentNumber(context, report.agencyId, 'report', {
    ...{ kind: 'summaryReport', subject: { type: 'summaryReport', id: reportId } },
  })
  const bytes = await renderReport({
    title: report.title,
    frame: frozenFrame(report.frame),
    sections: readSections(report.blocks),
    figures: await frozenFigures(tx, reportId),
    asOf: report.asOf,
    signed: { documentNumber, signerName: actor.name, signedAt: now },
  })
  const file = await storeFile(
    context,
    { name: `${report.title}.docx`, mediaType: docxType, bytes },
    { department: report.department, regionNo: report.regionNo },
  )
  await takeReportStep(
    context,
    'sign',
    report,
    version,
    { documentNumber, fileId: file.id, signedAt: now, signedById: actor.userId, signedByName: actor.name },
    { documentNumber: [null, documentNumber], sha256: [null, file.sha256] },
  )
  await tellSuperior(context, report, documentNumber)
  return { documentNumber, fileId: file.id }
})

/** The figures of a frozen report, as its paper prints them. */
export async function frozenFigures(tx: Tx, reportId: string) {
  const figures = await tx.summaryFigure.findMany({ where: { reportId }, omit: { rowIds: true } })
  return figures.flatMap(({ metricId, ...figure }) => (isMetricId(metricId) ? [{ ...figure, metricId }] : []))
}

async function tellSuperior(context: Context, report: { id: string; title: string; regionNo: number }, documentNumber: string) {
  const own = await context.tx.region.findUnique({ where: { regionNo: report.regionNo }, select: { parentCode: true } })
  const superior = await superiorOf(context.tx, own?.parentCode ?? null)
  if (!superior) return
  await notify(
    context,
    { agencyId: superior.id },
    {
      kind: 'reportSigned',
      detail: { from: context.actor.agencyName, title: report.title, number: documentNumber },
      link: `/summaries/${report.id}`,
      dedupeKey: `summary.sign:${report.id}`,
    },
  )
}
