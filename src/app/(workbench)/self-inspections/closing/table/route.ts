import type { ClosingLine } from '#domain/self-inspection/closing'
import { closingTableText, closingText } from '#messages/zh/closing'
import { filingText } from '#messages/zh/self-inspection'
import { attachment, refusalResponse } from '#server/http/responses'
import { closingDay, closingFilter, closingReport } from '#server/self-inspection/closing-report'
import { closingTable } from '#server/self-inspection/closing-table'
import { currentActor } from '#server/session'

/** The stage report as the table that offices hand up, in 元 or in 万元. */
export async function GET(request: Request): Promise<Response> {
  const actor = await currentActor()
  if (!actor) return refusalResponse({ code: 'notSignedIn' })
  const asked = Object.fromEntries(new URL(request.url).searchParams)
  const { campaign, on } = closingFilter.parse(asked)
  const day = closingDay(on)
  const report = campaign ? await closingReport(actor, { campaignId: campaign, on: day }) : null
  if (!report) return refusalResponse({ code: 'notFound' })
  const inWan = asked.unit === 'wan'
  const kinds = Object.entries(filingText.kinds)
  const named = (lines: readonly ClosingLine[]) =>
    lines.map((line) => ({
      ...line,
      name: line.key === 'general' ? closingText.general : (kinds.find(([kind]) => kind === line.key)?.[1] ?? line.name),
    }))
  const bytes = await closingTable({
    title: closingTableText.title(report.campaignName),
    asOf: closingTableText.asOf(day, day < closingDay(undefined)),
    organ: closingTableText.organ(actor.agencyName),
    unitLine: closingTableText.unit(inWan),
    inWan,
    seq: closingTableText.seq,
    total: closingText.total,
    signature: closingTableText.signature,
    bands: closingText.bands,
    measures: closingText.measures,
    sheets: (['region', 'kind', 'field'] as const).map((group) => ({
      name: closingText.groups[group],
      group,
      head: closingText.groupHeads[group],
      lines: named(report.tables[group]),
    })),
  })
  return attachment({
    bytes,
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    displayName: closingTableText.fileName(day),
  })
}
