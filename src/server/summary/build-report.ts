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

export type BuiltReport = ReportPaper & { documentNumber: string | null }

/**
 * The summary report of a campaign's own bureau as it stood at the end of a day: the file signed by then, or the figures frozen by
 * then as a draft. Of today, a draft with the numbers of this moment. Rows are not wound back: of a past day of which nothing was kept
 * there is no report, rather than one with the numbers of another day.
 *
 * Refuses `notFound` for a campaign that does not exist or was not launched, `nothingKept`.
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
  const kept =
    own.find(({ signedAt }) => signedAt !== null && signedAt < dayEnd) ??
    own.find(({ state, frozenAt }) => state === 'frozen' && frozenAt !== null && frozenAt < dayEnd)
  if (!kept && asOf < beijingDay(now)) return refuse('nothingKept')
  const inHand = kept ?? own.find(({ state }) => state === 'draft')
  const paper = inHand && (await reportPaper(reader, inHand.id, now))
  if (inHand && paper) return ok({ ...paper, documentNumber: inHand.documentNumber })

  const title = reportTitle(campaign.name)
  const figures = await countFigures(reader, { campaignId: campaign.id, regionLo: lo, regionHi: hi }, frame.units)
  const bytes = await renderReport({ title, frame, sections: {}, figures, asOf: now, signed: null })
  return ok({ title, bytes, state: 'draft', asOf: now, documentNumber: null })
}
