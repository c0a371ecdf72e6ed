import 'server-only'
import { formatDocumentNumber } from '#domain/document/numbering'
import { signReportInput } from '#domain/summary/inputs'
import { isMetricId } from '#domain/summary/metrics'
import { reportAddressee, reportNumberCode } from '#domain/summary/outline'
import { type Context, command } from '../command'
import { storeFile } from '../file/store-file'
import { nextNumber } from '../numbering'
import { renderReport } from './render-report'
import { reportingUnits } from './reporting-units'
import { findReportFor, takeReportStep } from './take-step'
import type { ReportTexts } from './write-report'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/**
 * Signs a frozen report: it gets its number and its paper, made of the frozen figures alone, and never changes again.
 *
 * Refuses `notFound`, `wrongState`, `samePerson` (who froze it), `changedMeanwhile`.
 * Commits together: state, number from the register, the .docx, the audit entry.
 */
export const signReport = command('summary.sign', signReportInput, async (context, { reportId, version }) => {
  const { tx, actor, now } = context
  const report = await findReportFor(context, 'sign', reportId)
  const agency = await tx.agency.findUniqueOrThrow({ where: { id: report.agencyId } })
  const { year, sequence } = await nextNumber(context, `HZ-${report.agencyId}`)
  const documentNumber = formatDocumentNumber({ code: reportNumberCode(agency.shortName), year, serial: sequence })

  const figures = await tx.summaryFigure.findMany({ where: { reportId } })
  const bytes = await renderReport({
    title: report.title,
    agencyName: agency.name,
    addressee: reportAddressee(await superiorOf(context)),
    texts: report.blocks as ReportTexts, // written by editReport alone
    figures: figures.flatMap(({ metricId, ...figure }) => (isMetricId(metricId) ? [{ ...figure, metricId }] : [])),
    units: await reportingUnits(context),
    asOf: report.asOf,
    signed: { documentNumber, signerName: actor.name, signedAt: now },
  })
  const file = await storeFile(
    context,
    { name: `${report.title}.docx`, mediaType: docx, bytes },
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
  return { documentNumber, fileId: file.id }
})

/** The name of the insurance bureau one level up. */
export async function superiorOf({ tx, actor }: Pick<Context, 'tx' | 'actor'>): Promise<string | null> {
  const own = await tx.region.findUnique({ where: { regionNo: actor.regionNo }, select: { parentCode: true } })
  if (!own?.parentCode) return null
  const superior = await tx.agency.findFirst({
    where: { regionCode: own.parentCode, department: 'MI', kind: 'bureau' },
    select: { name: true },
  })
  return superior?.name ?? null
}
