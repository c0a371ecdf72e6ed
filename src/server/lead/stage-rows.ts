import 'server-only'
import assert from 'node:assert'
import type { Actor } from '#domain/kernel/access'
import { riskOf } from '#domain/lead/risk'
import type { Tx } from '#platform/db'
import { query } from '../query'
import type { ReadRow } from './hand-over-list'
import { newIds, sealedIdentity } from './insert-leads'
import { type SealedSubject, sealedSubjects } from './keep-subjects'

const columns = [
  ...['id', 'place', 'sheet', 'sheet_row', 'repeats', 'institution_code', 'institution_name', 'source_number', 'person_name', 'id_type'],
  ...['id_masked', 'id_cipher', 'id_index', 'behaviour', 'amount_fen', 'settled_on', 'note', 'extra', 'risk', 'subjects'],
]

const stagePiece = `
  INSERT INTO lead_import_row (import_id, reading_id, agency_id, department, region_no, ${columns.join(', ')})
  SELECT $1::uuid, $2::uuid, $3::uuid, 'MI', $4::int, ${columns.map((column) => `read.${column}`).join(', ')}
  FROM json_populate_recordset(NULL::lead_import_row, $5::json) AS read`

export type Staging = { importId: string; readingId: string; agencyId: string; regionNo: number }

/** Keeps rows that were read, the first of them at `place`, each as the lead that it will be: its number is sealed under the lead's id. */
export async function stageRows(actor: Actor, to: Staging, rows: readonly ReadRow[], place: number): Promise<void> {
  await query(actor, async (tx) => {
    const ids = await newIds({ tx }, rows.length)
    const subjects = await sealedSubjects({ tx }, rows)
    const staged = rows.map((row, index) => stagedRow(row, ids[index] ?? '', place + index, subjects[index] ?? []))
    const values = [to.importId, to.readingId, to.agencyId, to.regionNo, JSON.stringify(staged)]
    const written = await tx.$executeRawUnsafe(stagePiece, ...values)
    assert(written === rows.length, 'each row that was read is kept')
  })
}

const stagedRow = (row: ReadRow, id: string, place: number, subjects: readonly SealedSubject[]) => ({
  id,
  place,
  sheet: row.sourceSheet,
  sheet_row: row.sourceRow,
  repeats: row.repeats,
  institution_code: row.institutionCode,
  institution_name: row.institutionName,
  source_number: row.leadNumber,
  person_name: row.personName,
  id_type: row.idType,
  ...sealedIdentity(id, row.idNumber),
  behaviour: row.behaviour,
  amount_fen: row.amountFen,
  settled_on: row.settledOn,
  note: row.note ?? '',
  extra: row.extra,
  subjects,
  risk: riskOf(row.behaviour, row.amountFen === null ? null : BigInt(row.amountFen)),
})

/** Takes away what was kept of a list: all of it, or all but one reading. */
export async function clearStaged(tx: Tx, importId: string, but: string | null = null): Promise<void> {
  await tx.leadImportRow.deleteMany({ where: { importId, ...(but === null ? {} : { readingId: { not: but } }) } })
}
