import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import type { Column } from '#components/table-column'
import { Card } from '#components/ui/card'
import { importText } from '#messages/zh/lead-import'
import type { ListSummary } from '#server/lead/read-list'

type PreviewRow = { id: string; row: number; institution: string; behaviour: string; amountFen: string | null }

const columns: readonly Column<PreviewRow>[] = [
  { id: 'row', header: importText.row, kind: 'number' },
  { id: 'institution', header: importText.institution, wide: true },
  { id: 'behaviour', header: importText.behaviour, wide: true },
  { id: 'amountFen', header: importText.amount, kind: 'money' },
]

/** The first rows as they were understood: enough to see a column that was taken for another. */
export function ListPreview({ summary }: { summary: ListSummary }) {
  const rows: PreviewRow[] = summary.preview.map(({ row, institution, behaviour, amountFen }) => ({
    id: String(row),
    row,
    institution,
    behaviour,
    amountFen,
  }))
  return (
    <Card title={importText.preview} flush>
      <DataTable name="lead-preview" caption={importText.preview} columns={columns} rows={packRows(rows)} fill={false} />
    </Card>
  )
}
