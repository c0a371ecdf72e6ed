import 'server-only'
import { reportStepInput, sendBackReportInput } from '#domain/summary/inputs'
import { metrics } from '#domain/summary/metrics'
import { readWithin } from '#platform/db'
import { rowContext } from '../access'
import { command } from '../command'
import { notify } from '../notification/notify'
import { bureauView, frameOf } from './frame'
import { countFiguresWith, unitOfKey } from './report-figures'
import { findReportFor, takeReportStep } from './take-step'

/**
 * Freezes every figure of a report at this moment: metric version, wording, value, rows and their hash. The words no longer change either.
 * The moment is that of the transaction: it counts in itself, and sees nothing that was changed after it began.
 *
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 * Commits together: state, figures, the names the paper will carry, the audit entry, the line in the approver's inbox.
 */
export const freezeReport = command(
  'summary.freeze',
  reportStepInput,
  async (context, { reportId, version }) => {
    const { tx, actor, now } = context
    const report = await findReportFor(context, 'freeze', reportId)
    const { lo, hi, ...frame } = await frameOf(tx, report)
    const scope = { campaignId: report.campaignId, regionLo: lo, regionHi: hi }
    await takeReportStep(context, 'freeze', report, version, {
      asOf: now,
      frozenAt: now,
      frozenById: actor.userId,
      frozenByName: actor.name,
      frame: { ...frame, units: frame.units.map((unit) => ({ ...unit })) },
    })

    // The report's row is ours from here on: a second freezing waits for it, is tried again, and finds another version.
    const figures = await readWithin(tx, { reader: rowContext(bureauView(report, { lo, hi })), before: rowContext(actor) }, (client) =>
      countFiguresWith(client, scope, frame.units),
    )
    await tx.summaryFigure.deleteMany({ where: { reportId } })
    await tx.summaryFigure.createMany({
      data: figures.map(({ rows, ...figure }) => ({
        ...figure,
        reportId,
        filter: { ...scope, unit: unitOfKey(figure.key) },
        unit: metrics[figure.metricId].unit,
        rowIds: rows.map((row) => [row.id, row.value.toString()]),
      })),
    })
    await notify(
      context,
      { agencyId: report.agencyId },
      {
        kind: 'reportSubmitted',
        detail: { from: actor.name, title: report.title },
        link: `/summaries/${reportId}`,
        dedupeKey: `summary.freeze:${reportId}:${version}`,
      },
    )
  },
  'oneMoment',
)

/**
 * Sends a frozen report back to be written and counted anew; whoever froze it is told why. Refuses `notFound`, `wrongState`,
 * `samePerson`, `changedMeanwhile`.
 */
export const sendBackReport = command('summary.sendBack', sendBackReportInput, async (context, { reportId, version, reason }) => {
  const report = await findReportFor(context, 'sendBack', reportId)
  await takeReportStep(
    context,
    'sendBack',
    report,
    version,
    { frozenAt: null, frozenById: null, frozenByName: null },
    { reason: [null, reason] },
  )
  await context.tx.summaryFigure.deleteMany({ where: { reportId } }) // a draft shows the figures of the moment
  if (report.frozenById === null) return
  await notify(
    context,
    { userId: report.frozenById },
    {
      kind: 'reportReturned',
      detail: { title: report.title, reason },
      link: `/summaries/${reportId}`,
      dedupeKey: `summary.sendBack:${reportId}:${version}`,
    },
  )
})
