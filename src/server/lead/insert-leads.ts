import 'server-only'
import assert from 'node:assert'
import { setImmediate } from 'node:timers/promises'
import { maskIdNumber } from '#domain/kernel/identity-number'
import { keptColumns } from '#domain/lead/list/kept-columns'
import type { LeadList, ListedLead } from '#domain/lead/list/lead-list'
import { riskOf } from '#domain/lead/risk'
import { blindIndex, encryptField } from '#platform/field-cipher'
import { readableSql } from '../access'
import type { Context } from '../command'
import { nextInternalNumbers } from '../numbering'

/** So many rows travel at once; the next so many are sealed meanwhile, and no more of the list is held a second time. */
const rowsPerPiece = 1_000

/** Makes a lead of each row, with a number, a risk and an institution where the list names one that is known. `before`: how many the batch has. */
export async function insertLeads(
  context: Context,
  batch: { id: string; number: string; regionNo: number },
  rows: readonly ListedLead[],
  { before, mapping }: { before: number; mapping: LeadList['mapping'] },
): Promise<void> {
  const institutionOf = await institutionsOf(context, rows)
  const seen = await seenBefore(context, [...new Set(rows.flatMap((row) => institutionOf(row)?.id ?? []))], batch.number)
  const numbers = await nextInternalNumbers(context, 'XS', batch.regionNo, rows.length)
  const ids = await newIds(context, rows.length)
  const leadAt = (index: number, row: ListedLead) => {
    const institution = institutionOf(row)
    const id = ids[index] ?? ''
    return {
      ...leadOf(row, mapping),
      ...sealedIdentity(id, row.idNumber),
      id,
      number: numbers[index] ?? '',
      source_row: before + index + 1, // its place in the batch: a list of several sheets has each row number more than once
      institution_id: institution?.id ?? null,
      institution_name: institution?.name ?? row.institutionName ?? row.institutionCode ?? '',
      repeat_count: (institution ? (seen.get(institution.id) ?? 0) : 0) + 1,
    }
  }
  const pieceFrom = (start: number) => rows.slice(start, start + rowsPerPiece).map((row, place) => leadAt(start + place, row))
  let piece = pieceFrom(0)
  for (let next = rowsPerPiece; piece.length > 0; next += rowsPerPiece) {
    const sealNext = async () => {
      await setImmediate() // the piece before has gone out, and others whom this process serves have had their turn
      return pieceFrom(next)
    }
    const [, following] = await Promise.all([insert(context, batch.id, piece), sealNext()])
    piece = following
  }
}

/** In the order of the list, so that the keys of a batch lie side by side and its leads keep their order in a queue. */
export async function newIds({ tx }: Pick<Context, 'tx'>, count: number): Promise<string[]> {
  const [made] = await tx.$queryRaw<{ ids: string[] }[]>`SELECT array_agg(uuidv7()::text) AS ids FROM generate_series(1, ${count}::int)`
  return made?.ids ?? []
}

/** The columns that the list says; the batch says some others, and the rest have their defaults. */
const columns = [
  ...['id', 'number', 'source_row', 'institution_id', 'institution_name', 'repeat_count', 'source_number', 'person_name', 'id_type'],
  ...['id_masked', 'id_cipher', 'id_index', 'behaviour', 'amount_fen', 'settled_on', 'note', 'extra', 'risk'],
]

/** Whoever took the list in holds its leads until they are assigned. */
const insertPiece = `
  INSERT INTO lead (batch_id, batch_number, campaign_id, source, origin, region_no, agency_id, due_on, ${columns.join(', ')})
  SELECT batch.id, batch.number, batch.campaign_id, batch.source, batch.origin, batch.region_no, batch.agency_id, batch.due_on,
    ${columns.map((column) => `listed.${column}`).join(', ')}
  FROM lead_batch AS batch, json_populate_recordset(NULL::lead, $2::json) AS listed
  WHERE batch.id = $1::uuid`

/** Many rows as one value: a statement with a parameter for each field of each row takes ten times as long. */
async function insert({ tx }: Context, batchId: string, leads: readonly object[]): Promise<void> {
  const written = await tx.$executeRawUnsafe(insertPiece, batchId, JSON.stringify(leads))
  assert(written === leads.length, 'each row of the list becomes a lead')
}

/** What the row itself says, its identity number aside. */
const leadOf = (row: ListedLead, mapping: LeadList['mapping']) => ({
  source_number: row.leadNumber,
  person_name: row.personName,
  id_type: row.idType,
  behaviour: row.behaviour,
  amount_fen: row.amountFen,
  settled_on: row.settledOn,
  note: row.note ?? '',
  extra: { ...keptColumns(row, mapping), ...row.extra },
  risk: riskOf(row.behaviour, row.amountFen === null ? null : BigInt(row.amountFen)),
})

/** An identity number sealed to its lead: shown masked, found by its blind index, opened only with a reason. */
export function sealedIdentity(leadId: string, idNumber: string | null) {
  if (!idNumber) return {}
  return {
    id_masked: maskIdNumber(idNumber),
    id_cipher: encryptField({ table: 'lead', column: 'id_cipher', id: leadId }, idNumber),
    id_index: blindIndex({ table: 'lead', column: 'id_number' }, idNumber),
  }
}

export type Institution = { id: string; name: string }
type Named = Pick<ListedLead, 'institutionCode' | 'institutionName'>

/**
 * Tells the institution a row names, within the actor's sight: by its code, else by its exact name. Where code and name
 * belong to two institutions, or a name to several, it is nobody's: a person assigns such a lead by hand.
 */
export async function institutionsOf({ tx }: Context, rows: readonly Named[]): Promise<(row: Named) => Institution | null> {
  const codes = [...new Set(rows.flatMap((row) => row.institutionCode ?? []))]
  const names = [...new Set(rows.flatMap((row) => row.institutionName ?? []))]
  // Each list as one value: a large list names more institutions than a statement may have parameters.
  const found = await tx.$queryRawUnsafe<(Institution & { code: string; creditCode: string | null })[]>(
    `SELECT id, code, credit_code AS "creditCode", name FROM institution
     WHERE (code = ANY($1) OR credit_code = ANY($1) OR name = ANY($2)) AND ${readableSql('institution')}`,
    codes,
    names,
  )
  const byCode = new Map(found.flatMap((one) => [one.code, one.creditCode ?? ''].filter(Boolean).map((code) => [code, one] as const)))
  const byName = new Map<string, (typeof found)[number][]>()
  for (const one of found) byName.set(one.name, [...(byName.get(one.name) ?? []), one])
  return ({ institutionCode, institutionName }) => {
    const coded = byCode.get(institutionCode ?? '')
    const named = byName.get(institutionName ?? '') ?? []
    if (coded) return named.length === 0 || named.includes(coded) ? coded : null
    return named.length === 1 ? (named[0] ?? null) : null
  }
}

/** On how many lists each institution stood before, but for the one that is made now (`but`), as far as the actor sees. */
export async function seenBefore({ tx }: Context, institutionIds: readonly string[], but = ''): Promise<Map<string, number>> {
  const counts = await tx.$queryRawUnsafe<{ id: string; lists: number }[]>(
    `SELECT institution_id AS id, count(DISTINCT batch_number)::int AS lists FROM lead
     WHERE institution_id = ANY($1::uuid[]) AND batch_number <> $2 AND ${readableSql('lead')} GROUP BY institution_id`,
    [...institutionIds],
    but,
  )
  return new Map(counts.map(({ id, lists }) => [id, lists]))
}
