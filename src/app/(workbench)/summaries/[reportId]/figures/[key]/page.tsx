import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { printFigure } from '#components/figure-value'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { beijingMinute } from '#domain/kernel/civil-date'
import { metrics } from '#domain/summary/metrics'
import { summaryText, unitWord } from '#messages/zh/summary'
import { requireActor } from '#server/session'
import { pageNumber, pagesOf } from '#server/summary/measure'
import { openFigure } from '#server/summary/open-figure'

type Row = { id: string; region: string; label: string; href: string; was: string | null; now: string | null; fate: string }

const columns: readonly Column<Row>[] = [
  { id: 'region', header: summaryText.region },
  { id: 'label', header: summaryText.row, href: '{href}' },
  { id: 'was', header: summaryText.addedThen, kind: 'code' },
  { id: 'now', header: summaryText.addsNow, kind: 'code' },
  {
    id: 'fate',
    header: summaryText.fate,
    kind: 'status',
    labels: summaryText.fates,
    statuses: { changed: 'waiting', removed: 'stopped', added: 'open', unchanged: 'done' },
  },
]

/** The rows that a number of a frozen report counted, and what has become of them since. */
export default async function FigurePage({
  params,
  searchParams,
}: {
  params: Promise<{ reportId: string; key: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}) {
  const { reportId, key } = await params
  const { after, before } = await searchParams
  const page = pageNumber.parse(after ?? before) ?? 1
  const figure = await openFigure(await requireActor(), reportId, decodeURIComponent(key), page)
  if (!figure) notFound()

  const { metricId, rows, openable, hidden } = figure
  const printed = (value: bigint | null) => (value === null ? null : printFigure(metricId, value))
  const shown: Row[] = rows.map((row) => ({
    id: row.id,
    region: figure.regionNames.get(row.regionNo) ?? String(row.regionNo),
    label: row.label,
    href: row.href,
    was: printed(row.was),
    now: printed(row.now),
    fate: row.fate,
  }))
  return (
    <>
      <PageHead
        title={`${figure.name}：${printFigure(metricId, figure.value)} ${unitWord(metrics[metricId].unit)}`}
        trail={[figure.reportTitle, ...(figure.unitName ? [figure.unitName] : [])].join(' · ')}
        lead={
          <>
            <span className="block">{figure.wording}</span>
            <span className="text-hint block break-all">
              {summaryText.rowsOf(figure.rowCount)}，{summaryText.hash} {figure.rowSetHash}
            </span>
          </>
        }
      />
      <DataTable
        name="figure-rows"
        caption={summaryText.drillFrozen(figure.reportTitle, beijingMinute(figure.asOf))}
        columns={columns}
        rows={packRows(shown)}
        total={{ count: openable, exact: true }}
        cursors={pagesOf(page, openable)}
        tools={hidden > 0 ? <span className="text-ink-2">{summaryText.drillHidden(hidden)}</span> : undefined}
      />
    </>
  )
}
