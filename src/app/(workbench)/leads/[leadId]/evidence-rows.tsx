import { Card } from '#components/ui/card'
import { ScrollRegion } from '#components/ui/scroll-region'
import { evidenceText } from '#messages/zh/lead-evidence'
import type { EvidenceTable, LeadEvidenceView } from '#server/lead/evidence-of-lead'
import type { LeadView } from './lead-facts'

/** What the model found: its clause, its reckoning, and the rows that show it. Nothing where no model found the lead. */
export function EvidenceRows({ lead, evidence }: { lead: LeadView; evidence: LeadEvidenceView | null }) {
  if (!evidence || (lead.modelCode === null && evidence.rowCount === 0)) return null
  const shown = evidence.tables.reduce((sum, { rows }) => sum + rows.length, 0)
  return (
    <Card title={evidenceText.title} actions={lead.modelCode && evidenceText.model(lead.modelCode, lead.modelVersion)}>
      {evidence.missing.length > 0 && <p className="text-danger mb-2">{evidenceText.missing(evidence.missing)}</p>}
      <dl className="grid grid-cols-[6em_1fr] gap-x-3">
        <dt className="text-ink-2">{evidenceText.clause}</dt>
        <dd>{evidence.clause || '—'}</dd>
        <dt className="text-ink-2">{evidenceText.reasoning}</dt>
        <dd className="whitespace-pre-line">{evidence.reasoning ?? '—'}</dd>
      </dl>
      {evidence.tables.map((table) => (
        <RowsOfTable key={table.name} table={table} />
      ))}
      {evidence.rowCount > shown && <p className="text-hint">{evidenceText.more(shown, evidence.rowCount)}</p>}
    </Card>
  )
}

function RowsOfTable({ table }: { table: EvidenceTable }) {
  const name = evidenceText.table(table.name)
  return (
    <ScrollRegion label={evidenceText.regionOf(name)} className="mt-3 max-h-96 overflow-auto">
      <table className="w-full border-collapse whitespace-nowrap">
        <caption className="pb-1 text-start font-semibold">{name}</caption>
        <thead>
          <tr className="bg-header-row sticky top-0">
            {table.columns.map((column) => (
              <th key={column} scope="col" className="px-2 py-1 text-start font-semibold" title={column}>
                {evidenceText.column(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(({ key, cells }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows never move, and two may have one key
            <tr key={place} className="border-divider border-b" title={key}>
              {cells.map((value, at) => (
                <td key={table.columns[at]} className={typeof value === 'number' ? 'px-2 py-1 text-end font-mono' : 'px-2 py-1'}>
                  {value === null || value === undefined ? '—' : String(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
