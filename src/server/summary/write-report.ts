import 'server-only'
import { refuse } from '#domain/kernel/result'
import { draftReportInput, editReportInput, takePassageInput } from '#domain/summary/inputs'
import { reportTitle } from '#domain/summary/outline'
import { type ReportSection, readSections, sectionOf } from '#domain/summary/sections'
import { reportableCampaigns } from '#domain/summary/steps'
import { audit } from '#platform/audit'
import { whereReadable } from '../access'
import { command } from '../command'
import { must } from '../refused'
import { mayDraftReports } from './queries'
import { findReportFor, takeReportStep } from './take-step'
import { reportedPassage } from './units-below'

/**
 * Drafts the summary report of the actor's own agency for a campaign that has been launched. Refuses `notFound`, and `alreadyExists`
 * while an unsigned one is there.
 */
export const draftReport = command('summary.draft', draftReportInput, async ({ tx, actor, now, requestId }, { campaignId }) => {
  const { agencyId, department, regionNo } = actor
  const campaign = await tx.campaign.findFirst({
    where: { AND: [{ id: campaignId, state: { in: [...reportableCampaigns] } }, whereReadable(actor, 'campaign')] },
    select: { name: true },
  })
  if (!campaign || !mayDraftReports(actor) || agencyId === null || department === null) return must(refuse('notFound'))

  const reportId = crypto.randomUUID()
  const drafted = await tx.summaryReport.createMany({
    data: [
      {
        id: reportId,
        campaignId,
        agencyId,
        department,
        regionNo,
        title: reportTitle(campaign.name),
        asOf: now,
        blocks: {},
        draftedById: actor.userId,
        draftedByName: actor.name,
        draftedAt: now,
      },
    ],
    skipDuplicates: true, // the database allows one open report of an agency on a campaign
  })
  if (drafted.count === 0) must(refuse('alreadyExists'))
  await audit(tx, {
    at: now,
    actor,
    action: 'summary.draft',
    subject: { type: 'summaryReport', id: reportId },
    change: { state: [null, 'draft'] },
    requestId,
  })
  return { reportId }
})

/**
 * Writes the bureau's own words of one section, under the writer's name. Numbers are not typed: they stay bound. Refuses `notFound`,
 * `wrongState`, `changedMeanwhile`, `invalidInput` for an unknown section.
 */
export const editReport = command('summary.edit', editReportInput, async (context, { reportId, version, section, text }) => {
  const { actor, now } = context
  const report = await findReportFor(context, 'edit', reportId)
  const sections = readSections(report.blocks)
  const before = sectionOf(sections, section)
  const after: ReportSection = { ...before, own: text === '' ? null : { text, byName: actor.name, at: now.toISOString() } }
  const change = { section: [section, section], length: [before.own?.text.length ?? 0, text.length] } as const
  await takeReportStep(context, 'edit', report, version, { blocks: { ...sections, [section]: after } }, change)
})

/**
 * Takes a passage from the reported report of a unit below into the same section, under its author's name; one taken before from
 * there is replaced. Refuses `notFound` for either report, `wrongState`, `changedMeanwhile`.
 */
export const takePassage = command(
  'summary.takePassage',
  takePassageInput,
  async (context, { reportId, version, section, fromReportId }) => {
    const { actor, now } = context
    const report = await findReportFor(context, 'takePassage', reportId)
    const passage = (await reportedPassage(context, report, section, fromReportId)) ?? must(refuse('notFound'))
    const sections = readSections(report.blocks)
    const before = sectionOf(sections, section)
    const taken = { ...passage, takenByName: actor.name, takenAt: now.toISOString() }
    const after: ReportSection = { ...before, taken: [...before.taken.filter((one) => one.reportId !== fromReportId), taken] }
    await takeReportStep(
      context,
      'takePassage',
      report,
      version,
      { blocks: { ...sections, [section]: after } },
      { section: [section, section], from: [null, fromReportId] },
    )
  },
)

/** Leaves a taken passage out again. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const leavePassage = command(
  'summary.leavePassage',
  takePassageInput,
  async (context, { reportId, version, section, fromReportId }) => {
    const report = await findReportFor(context, 'leavePassage', reportId)
    const sections = readSections(report.blocks)
    const before = sectionOf(sections, section)
    const kept = before.taken.filter((one) => one.reportId !== fromReportId)
    if (kept.length === before.taken.length) must(refuse('notFound'))
    await takeReportStep(
      context,
      'leavePassage',
      report,
      version,
      { blocks: { ...sections, [section]: { ...before, taken: kept } } },
      { section: [section, section], from: [fromReportId, null] },
    )
  },
)
