import 'server-only'
import { addDays, beijingDay, beijingMidnight, type CivilDate } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { reportTitle } from '#domain/summary/outline'
import { reportableCampaigns } from '#domain/summary/steps'
import { query } from '../query'
import { bureauView, frameOf, operatorView } from './frame'
import { renderReport } from './render-report'
import { countFigures } from './report-figures'
import { type ReportPaper, reportPaper } from './report-paper'

export type BuiltReport = ReportPaper & {
  documentNumber: string | null
  /** True for a day in the past of which nothing was kept: the numbers are of this moment, and the paper says so. */
  ofAnotherDay: boolean
}

/**
 * The summary report of a campaign's own bureau as it stood at the end of a day: the file signed by then, or the figures frozen by
 * then as a draft. Otherwise a draft with the numbers of this moment: rows are not wound back, and no paper claims that they were.
 *
 * Refuses `notFound` for a campaign that does not exist or was not launched.
 */
export async function buildReport(campaignNumber: string, asOf: CivilDate, now: Date): Promise<Result<BuiltReport>> {
  const dayEnd = beijingMidnight(addDays(asOf, 1))
  const found = await query(operatorView, async (tx) => {
    const campaign = await tx.campaign.findFirst({
      where: { number: campaignNumber, state: { in: [...reportableCampaigns] } },
      include: { reports: { orderBy: { asOf: 'desc' } } },
    })
    return campaign && { campaign, ...(await frameOf(tx, campaign)) }
  })
  if (!found) return refuse('notFound')

  const { campaign, lo, hi, ...frame } = found
  const reader = bureauView(campaign, { lo, hi })
  const own = campaign.reports.filter((report) => report.agencyId === campaign.agencyId)
  const past = asOf < beijingDay(now)
  const kept =
    own.find(({ signedAt }) => signedAt !== null && signedAt < dayEnd) ??
    own.find(({ state, frozenAt }) => state === 'frozen' && frozenAt !== null && frozenAt < dayEnd) ??
    own.find(({ state }) => state === 'draft')
  const paper = kept && (await reportPaper(reader, kept.id, now))
  if (kept && paper) return ok({ ...paper, documentNumber: kept.documentNumber, ofAnotherDay: past && kept.state === 'draft' })

  const title = reportTitle(campaign.name)
  const figures = await countFigures(reader, { campaignId: campaign.id, regionLo: lo, regionHi: hi }, frame.units)
  const bytes = await renderReport({ title, frame, sections: {}, figures, asOf: now, signed: null })
  return ok({ title, bytes, state: 'draft', asOf: now, documentNumber: null, ofAnotherDay: past })
}
