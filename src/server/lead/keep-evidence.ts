import 'server-only'
import assert from 'node:assert'
import { type EvidenceRow, maskedEvidence } from '#domain/lead/evidence'
import type { Context } from '../command'

const rowsPerPiece = 2_000

/**
 * Puts the rows that hits rest on to their leads, in the order given, with nothing open in them that names a person. Once for each lead: what
 * stands is not added to.
 */
export async function keepEvidence(
  { tx }: Pick<Context, 'tx'>,
  leads: readonly { leadId: string; rows: readonly EvidenceRow[] }[],
): Promise<void> {
  const rows = leads.flatMap(({ leadId, rows: own }) =>
    own.map((row, position) => {
      const { table, key, cells } = maskedEvidence(row)
      return { lead_id: leadId, position, table_name: table, row_key: key, cells }
    }),
  )
  for (let from = 0; from < rows.length; from += rowsPerPiece) {
    const piece = rows.slice(from, from + rowsPerPiece)
    const written = await tx.$executeRaw`
      INSERT INTO lead_evidence (id, lead_id, position, table_name, row_key, cells)
      SELECT uuidv7(), lead_id, position, table_name, row_key, cells
      FROM json_to_recordset(${JSON.stringify(piece)}::json) AS row(lead_id uuid, position int, table_name text, row_key text, cells json)`
    assert(written === piece.length, 'each row stands with its lead')
  }
}
