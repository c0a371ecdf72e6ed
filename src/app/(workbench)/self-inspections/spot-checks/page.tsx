import { notFound } from 'next/navigation'
import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { PageHead } from '#components/ui/card'
import { EmptyState } from '#components/ui/empty-state'
import { beijingMinute, fromDateColumn } from '#domain/kernel/civil-date'
import { spotCheckText } from '#messages/zh/spot-check'
import { goesTo } from '#server/desk/navigation'
import { mayDraw } from '#server/self-inspection/draw-population'
import { listDrawable, listSpotChecks } from '#server/self-inspection/spot-check-queries'
import { requireActor } from '#server/session'
import { AnnounceForm } from './announce-form'

export const metadata = { title: spotCheckText.title }

type Shown = {
  id: string
  number: string
  method: string
  purpose: string
  round: string
  source: string
  drawnAt: string
  agency: string
  size: number
  agrees: number
  discrepancies: number
  pending: number
}

const columns: readonly Column<Shown>[] = [
  { id: 'number', header: spotCheckText.number, kind: 'code', href: '/self-inspections/spot-checks/{id}' },
  { id: 'agency', header: spotCheckText.agency },
  { id: 'purpose', header: spotCheckText.purpose, labels: spotCheckText.purposes },
  { id: 'round', header: spotCheckText.round },
  { id: 'source', header: spotCheckText.source, secondary: true },
  { id: 'drawnAt', header: spotCheckText.drawnAt },
  { id: 'method', header: spotCheckText.method, labels: spotCheckText.methods },
  { id: 'size', header: spotCheckText.size, kind: 'number' },
  { id: 'agrees', header: spotCheckText.agrees, kind: 'number' },
  { id: 'discrepancies', header: spotCheckText.discrepancies, kind: 'number' },
  { id: 'pending', header: spotCheckText.pending, kind: 'number' },
]

function stateOf(drawnAt: Date | null, checkedAt: Date | null, givenUpAt: Date | null): string {
  if (givenUpAt) return spotCheckText.stateGivenUp
  if (drawnAt === null) return spotCheckText.stateAnnounced
  return checkedAt ? beijingMinute(drawnAt) : `${beijingMinute(drawnAt)}（${spotCheckText.stateUnchecked}）`
}

/** The draws in reach, and drawing a new one. */
export default async function SpotChecksPage() {
  const actor = await requireActor()
  if (!goesTo(actor, 'selfInspections')) notFound()
  const [draws, drawable] = await Promise.all([listSpotChecks(actor), listDrawable(actor)])
  const announces = mayDraw(actor) && drawable.length > 0
  const rows: Shown[] = draws.map(
    ({ agency, campaign: _campaign, drawnAt, checkedAt, givenUpAt, round, sourceName, sourceOn, ...rest }) => ({
      ...rest,
      agency: agency.shortName,
      round: spotCheckText.roundOf(round),
      source: spotCheckText.sourceOf(sourceName, fromDateColumn(sourceOn)),
      drawnAt: stateOf(drawnAt, checkedAt, givenUpAt),
    }),
  )
  return (
    <>
      <PageHead title={spotCheckText.title} />
      <div className="space-y-4">
        {announces && <AnnounceForm drawable={drawable} />}
        {rows.length === 0 ? (
          <EmptyState title={spotCheckText.empty} next={spotCheckText.emptyNext} />
        ) : (
          <DataTable
            name="spot-checks"
            caption={spotCheckText.caption}
            columns={columns}
            rows={packRows(rows)}
            rowName="number"
            total={{ count: rows.length, exact: true }}
            fill={false}
          />
        )}
      </div>
    </>
  )
}
