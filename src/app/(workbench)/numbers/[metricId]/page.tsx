import { notFound } from 'next/navigation'
import { z } from 'zod'
import { DataTable } from '#components/data-table'
import { printFigure } from '#components/figure-value'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { opensMetric } from '#domain/campaign/department-metrics'
import { isMetricId, metrics } from '#domain/summary/metrics'
import { ownLevelName } from '#domain/summary/outline'
import { summaryText, unitWord } from '#messages/zh/summary'
import { requireActor } from '#server/session'
import { openRows, pageNumber, pagesOf } from '#server/summary/measure'
import { scopeOf } from '#server/summary/scope'

type Row = { id: string; label: string; region: string; adds: string; href: string }

const asked = z.object({
  campaign: z.uuid(),
  region: z.coerce.number().int().optional(),
  own: z.literal('1').optional(),
  after: pageNumber,
  before: pageNumber,
})

const columns: readonly Column<Row>[] = [
  { id: 'region', header: summaryText.region },
  { id: 'label', header: summaryText.row, href: '{href}' },
  { id: 'adds', header: summaryText.adds, kind: 'code' },
]

/** The rows behind any number of the product, within what this person may see. */
export default async function NumberPage({
  params,
  searchParams,
}: {
  params: Promise<{ metricId: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const actor = await requireActor()
  const { metricId } = await params
  const given = asked.safeParse(await searchParams)
  if (!isMetricId(metricId) || !given.success || !opensMetric(actor.department, metricId)) notFound()

  const ownLevel = given.data.own === '1'
  const page = given.data.after ?? given.data.before ?? 1
  const scope = await scopeOf(actor, given.data.campaign, given.data.region ?? null, ownLevel ? 'ownLevel' : 'subtree')
  if (!scope) notFound()
  const { rows, rowCount, value } = await openRows(actor, metricId, scope, page)
  if (page > 1 && rows.length === 0) notFound()
  const metric = metrics[metricId]
  const shown: Row[] = rows.map((row) => ({
    id: row.id,
    label: row.label,
    region: scope.regionNames.get(row.regionNo) ?? String(row.regionNo),
    adds: printFigure(metricId, row.value),
    href: row.href,
  }))
  return (
    <>
      <PageHead
        title={`${metric.name}：${printFigure(metricId, value)} ${unitWord(metric.unit)}`}
        trail={`${scope.campaignName} · ${ownLevel ? ownLevelName(scope.regionName) : scope.regionName}`}
        lead={metric.wording}
      />
      <DataTable
        name="numbers"
        caption={summaryText.drillCaption}
        columns={columns}
        rows={packRows(shown)}
        total={{ count: rowCount, exact: true }}
        cursors={pagesOf(page, rowCount)}
      />
    </>
  )
}
