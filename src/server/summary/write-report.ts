import 'server-only'
import { refuse } from '#domain/kernel/result'
import { draftReportInput, editReportInput, reportStepInput, sendBackReportInput } from '#domain/summary/inputs'
import { reportOutline, reportTitle } from '#domain/summary/outline'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { reportFigures } from './report-figures'
import { reportingUnits } from './reporting-units'
import { findReportFor, takeReportStep } from './take-step'

/** What people wrote, by section. */
export type ReportTexts = Record<string, string>

/**
 * Drafts the summary report of the actor's own agency for a campaign. Refuses `notFound`, and `alreadyExists` while an unsigned
 * one is there.
 */
export const draftReport = command('summary.draft', draftReportInput, async ({ tx, actor, now, requestId }, { campaignId }) => {
  const campaign = await tx.campaign.findFirst({ where: { AND: [{ id: campaignId }, whereReadable(actor, 'campaign')] } })
  if (!campaign || !actor.agencyId || actor.department !== 'MI' || !actor.roles.includes('handler')) return must(refuse('notFound'))

  const open = await tx.summaryReport.count({ where: { campaignId, agencyId: actor.agencyId, state: { not: 'signed' } } })
  if (open > 0) must(refuse('alreadyExists'))
  const report = await tx.summaryReport.create({
    data: {
      campaignId,
      agencyId: actor.agencyId,
      department: actor.department,
      regionNo: actor.regionNo,
      title: reportTitle(campaign.name),
      asOf: now,
      blocks: {},
      draftedById: actor.userId,
      draftedByName: actor.name,
      draftedAt: now,
    },
  })
  await audit(tx, {
    at: now,
    actor,
    action: 'summary.draft',
    subject: { type: 'summaryReport', id: report.id },
    change: { state: [null, 'draft'] },
    requestId,
  })
  return { reportId: report.id }
})

/** Writes the text of one section. Numbers are not typed: they stay bound. Refuses `notFound`, `wrongState`, `changedMeanwhile`, `invalidInput` for an unknown section. */
export const editReport = command('summary.edit', editReportInput, async (context, { reportId, version, section, text }) => {
  if (!reportOutline.some(({ key }) => key === section)) must(refuse('invalidInput', { fields: ['section'] }))
  const report = await findReportFor(context, 'edit', reportId)
  const texts = report.blocks as ReportTexts // written by this command alone
  await takeReportStep(
    context,
    'edit',
    report,
    version,
    { blocks: { ...texts, [section]: text } },
    { [section]: [texts[section]?.length ?? 0, text.length] },
  )
})

/**
 * Freezes every figure of a report at this moment: metric version, value, rows and their hash. The texts no longer change either.
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`.
 */
export const freezeReport = command('summary.freeze', reportStepInput, async (context, { reportId, version }) => {
  const { tx, actor, now } = context
  const report = await findReportFor(context, 'freeze', reportId)
  const scope = { campaignId: report.campaignId, regionLo: actor.regionLo ?? 1, regionHi: actor.regionHi ?? 0 }
  const figures = await reportFigures(actor, scope, await reportingUnits(context))

  await takeReportStep(context, 'freeze', report, version, { asOf: now, frozenAt: now, frozenById: actor.userId, frozenByName: actor.name })
  await tx.summaryFigure.deleteMany({ where: { reportId } })
  await tx.summaryFigure.createMany({
    data: figures.map(({ key, metricId, metricVersion, value, rows, rowCount, rowSetHash }) => ({
      reportId,
      key,
      metricId,
      metricVersion,
      filter: scope,
      value,
      unit: 'exact',
      rowIds: rows.map((row) => [row.id, row.value.toString()]),
      rowCount,
      rowSetHash,
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
})

/** Sends a frozen report back to be written and counted anew. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
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
})
