import { notFound } from 'next/navigation'
import { Matrix } from '#components/matrix'
import { SheetButton } from '#components/sheet-links'
import { StatusTag } from '#components/status-tag'
import { EmptyState } from '#components/ui/empty-state'
import { type Department, departments } from '#domain/department/department'
import { campaignText, departmentShort, dutyText } from '#messages/zh/campaign'
import { getDutyCell, getDutyMatrix, getLiveCounts } from '#server/campaign/duty-matrix'
import { requireActor } from '#server/session'
import { CampaignHead } from '../head'
import { CellPanel } from './cell-panel'
import { Live } from './live'

export const metadata = { title: campaignText.tabs.duties }

type Props = { params: Promise<{ campaignId: string }>; searchParams: Promise<Record<string, string | string[] | undefined>> }

const kinds = { notStarted: 'notStarted', inProgress: 'open', done: 'done' } as const
const isDepartment = (value: unknown): value is Department => departments.some((department) => department === value)

export default async function DutiesPage({ params, searchParams }: Props) {
  const actor = await requireActor()
  const { campaignId } = await params
  const { duty, department } = await searchParams
  const matrix = await getDutyMatrix(actor, campaignId)
  if (!matrix) notFound()

  const shown = isDepartment(department) && typeof duty !== 'string' ? [department] : matrix.departments
  const rows = matrix.rows.filter(({ cells }) => cells.some((cell) => shown.includes(cell.department)))
  const [cell, live] = await Promise.all([
    typeof duty === 'string' && isDepartment(department) ? getDutyCell(actor, campaignId, duty, department) : null,
    getLiveCounts(actor, shown, { campaignId, regionLo: matrix.seen.regionLo, regionHi: matrix.seen.regionHi }),
  ])
  const { done, total, late } = matrix.tally
  return (
    <>
      <CampaignHead campaign={matrix} tab="duties" />
      {rows.length === 0 ? (
        <EmptyState title={actor.department === 'MI' ? dutyText.empty : dutyText.emptyOwn} />
      ) : (
        <div className="space-y-3">
          <Live live={live} matrix={matrix} />
          {cell && <CellPanel cell={cell} campaignId={campaignId} />}
          <div className="flex flex-wrap items-center justify-between gap-2">
            <p>{dutyText.lead(done, total, late)}</p>
            <SheetButton kind="taskLedger" id={campaignId} />
          </div>
          <Matrix
            caption={dutyText.caption}
            columns={shown.map((id) => ({ id, label: departmentShort(id) }))}
            rows={rows.map((row) => ({
              id: row.id,
              title: `${row.number ?? ''}${row.title}`,
              due: row.dueText ? <span title={dutyText.dueWords(row.dueText)}>{row.dueOn}</span> : dutyText.due(row.dueText, row.dueOn),
              done: row.state === 'done',
              state: <StatusTag kind={kinds[row.state]} label={`${dutyText.states[row.state]} ${row.tally.done}/${row.tally.total}`} />,
              cells: Object.fromEntries(
                row.cells.map((one) => [
                  one.department,
                  {
                    role: one.part === 'lead' ? 'lead' : 'support',
                    href: `/campaigns/${campaignId}/duties?duty=${row.id}&department=${one.department}`,
                    count: one.total - one.done,
                  },
                ]),
              ),
            }))}
          />
        </div>
      )}
    </>
  )
}
