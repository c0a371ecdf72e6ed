import { DataTable } from '#components/data-table'
import { packRows } from '#components/packed-rows'
import { Card } from '#components/ui/card'
import { hitText as text } from '#messages/zh/hits'
import type { explainHit } from '#server/screening/hit-queries'
import { columnsOf } from './row-columns'

type Found = NonNullable<Awaited<ReturnType<typeof explainHit>>>['rows']

/** The rows of the delivery that a clue rests on, a table each. */
export function EvidenceRows({ rows }: { rows: Found }) {
  if (rows === null || rows.length === 0) return <Card title={text.rows}>{rows === null ? text.rowsGone : text.noRows}</Card>
  const tables = [...new Set(rows.map(({ table }) => table))]
  return tables.map((table) => <RowsOfTable key={table} title={text.rows} table={table} rows={rows.filter((row) => row.table === table)} />)
}

/** What else was charged in the visit of the lines that a clue rests on. */
export function VisitRows({ rows }: { rows: NonNullable<Found> }) {
  if (rows.length === 0) return null
  return <RowsOfTable title={text.visit} note={text.visitNote} name="visit" table="fee" rows={rows} />
}

type TableProps = { title: string; note?: string; name?: string; table: string; rows: NonNullable<Found> }

/** What all rows have alike is said once above them; what none has is not shown. */
function RowsOfTable({ title, note, name: listName, table, rows }: TableProps) {
  const name = text.tables[table] ?? table
  const { alike, shown, onDemand } = columnsOf(
    table,
    rows.map(({ cells }) => cells),
  )
  const label = (column: string) => text.columns[column] ?? column
  return (
    <Card title={`${title}：${name}（${text.rowCount(rows.length, rows[0]?.outOf)}）`}>
      {note && <p className="text-hint mb-2">{note}</p>}
      {alike.length > 0 && (
        <dl className="mb-3 grid grid-cols-2 gap-x-6 gap-y-1 desktop:grid-cols-3">
          {alike.map((column) => (
            <div key={column} className="flex gap-2">
              <dt className="text-ink-2 shrink-0">{label(column)}</dt>
              <dd className="min-w-0 break-words">{rows[0]?.cells[column]}</dd>
            </div>
          ))}
        </dl>
      )}
      {shown.length > 0 && (
        <DataTable
          name={`hit-rows-${listName ?? table}`}
          caption={`${title} ${name}`}
          columns={[
            ...shown.map((id) => ({ id, header: label(id) })),
            ...onDemand.map((id) => ({ id, header: label(id), hidden: true, secondary: true })),
          ]}
          rows={packRows(rows.map(({ cells, key }, at): Record<string, string> & { id: string } => ({ ...cells, id: `${key}:${at}` })))}
          fill={false}
        />
      )}
    </Card>
  )
}
