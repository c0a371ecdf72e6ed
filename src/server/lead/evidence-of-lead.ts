import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { type CellValue, type GroundPart, maskedCells, missingGrounds } from '#domain/lead/evidence'
import { whereReadable } from '../access'
import { query } from '../query'

/** So many rows are shown beside the form; the rest are counted. */
const shownRows = 200

export type EvidenceTable = { name: string; columns: string[]; rows: { key: string; cells: (CellValue | undefined)[] }[] }
export type LeadEvidenceView = {
  tables: EvidenceTable[]
  rowCount: number
  clause: string | null
  reasoning: string | null
  /** What keeps it a clue: empty where rows, clause and reasoning are all there. */
  missing: GroundPart[]
}

/** The rows that a lead rests on, table by table, with its clause and reasoning. `null` where the lead does not exist for them. */
export async function evidenceOfLead(actor: Actor, leadId: string): Promise<LeadEvidenceView | null> {
  if (!isUuid(leadId)) return null
  return query(actor, async (tx) => {
    const lead = await tx.lead.findFirst({
      where: { AND: [{ id: leadId }, whereReadable(actor, 'lead')] },
      select: { clause: true, reasoning: true },
    })
    if (!lead) return null
    const rowCount = await tx.leadEvidence.count({ where: { leadId } })
    const rows = await tx.leadEvidence.findMany({ where: { leadId }, orderBy: { position: 'asc' }, take: shownRows })
    return { tables: byTable(rows), rowCount, ...lead, missing: missingGrounds({ rowCount, ...lead }) }
  })
}

function byTable(rows: readonly { tableName: string; rowKey: string; cells: unknown }[]): EvidenceTable[] {
  const tables = new Map<string, { columns: Set<string>; rows: { key: string; cells: Record<string, CellValue> }[] }>()
  for (const { tableName, rowKey, cells } of rows) {
    const table = tables.get(tableName) ?? { columns: new Set<string>(), rows: [] }
    // The database holds it to an object; `keepEvidence` alone writes it. Rows kept before staff were masked there are masked here.
    const said = maskedCells(cells as Record<string, CellValue>)
    for (const column of Object.keys(said)) table.columns.add(column)
    table.rows.push({ key: rowKey, cells: said })
    tables.set(tableName, table)
  }
  return [...tables].map(([name, { columns, rows: own }]) => ({
    name,
    columns: [...columns],
    rows: own.map(({ key, cells }) => ({ key, cells: [...columns].map((column) => cells[column]) })),
  }))
}
