import 'server-only'
import assert from 'node:assert'
import { toDateColumn } from '#domain/kernel/civil-date'
import { maskIdNumber } from '#domain/kernel/identity-number'
import type { LeadList, ListedLead } from '#domain/lead/list/lead-list'
import { riskOf } from '#domain/lead/risk'
import { blindIndex, encryptField } from '#platform/field-cipher'
import type { Prisma } from '#platform/prisma/client'
import type { Context } from '../command'
import { nextInternalNumbers } from '../numbering'

const rowsPerInsert = 1_000

type Batch = {
  id: string
  number: string
  campaignId: string
  agencyId: string
  regionNo: number
  source: Prisma.LeadCreateManyInput['source']
  origin: Prisma.LeadCreateManyInput['origin']
  dueOn: Date
}

/** Makes a lead of each row, with a number, a risk and an institution where the list names one that is known. */
export async function insertLeads(
  context: Context,
  batch: Batch,
  rows: readonly ListedLead[],
  mapping: LeadList['mapping'],
): Promise<void> {
  const institutionOf = await institutionsOf(context, rows)
  const seen = await seenBefore(context, [...new Set(rows.flatMap((row) => institutionOf(row)?.id ?? []))])
  const numbers = await nextInternalNumbers(context, 'XS', batch.regionNo, rows.length)
  const leads = rows.map((row, index): Prisma.LeadCreateManyInput => {
    const institution = institutionOf(row)
    const id = crypto.randomUUID()
    return {
      ...leadOf(row, mapping),
      ...sealedIdentity(id, row.idNumber),
      id,
      number: numbers[index] ?? '',
      batchId: batch.id,
      batchNumber: batch.number,
      campaignId: batch.campaignId,
      source: batch.source,
      origin: batch.origin,
      sourceRow: index + 1, // its place in the batch: a list of several sheets has each row number more than once
      regionNo: batch.regionNo,
      agencyId: batch.agencyId, // whoever took the list in holds its leads until they are assigned
      dueOn: batch.dueOn,
      institutionId: institution?.id ?? null,
      institutionName: institution?.name ?? row.institutionName ?? row.institutionCode ?? '',
      repeatCount: (institution ? (seen.get(institution.id) ?? 0) : 0) + 1,
    }
  })
  for (let at = 0; at < leads.length; at += rowsPerInsert) await insert(context, leads.slice(at, at + rowsPerInsert))
}

/** The columns that an import writes; the rest have their defaults. The order is of no matter. */
const columns = `id, number, batch_id, batch_number, campaign_id, source, origin, source_row, region_no, agency_id, due_on, institution_id, institution_name,
  repeat_count, source_number, person_name, id_type, id_masked, id_cipher, id_index, behaviour, amount_fen, settled_on, note, extra, risk`

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** Many rows as one value: a statement with a parameter for each field of each row takes ten times as long. */
async function insert({ tx }: Context, leads: readonly Prisma.LeadCreateManyInput[]): Promise<void> {
  const rows = leads.map((lead) => Object.fromEntries(Object.entries(lead).map(([name, value]) => [snake(name), value])))
  const written = await tx.$executeRawUnsafe(
    `INSERT INTO lead (${columns}) SELECT ${columns} FROM jsonb_populate_recordset(NULL::lead, $1::jsonb)`,
    JSON.stringify(rows, (_key, value) => (typeof value === 'bigint' ? value.toString() : value)),
  )
  assert(written === leads.length, 'each row of the list becomes a lead')
}

/** What the row itself says, its identity number aside. */
function leadOf(row: ListedLead, mapping: LeadList['mapping']) {
  const amountFen = row.amountFen === null ? null : BigInt(row.amountFen)
  return {
    sourceNumber: row.leadNumber,
    personName: row.personName,
    idType: row.idType,
    behaviour: row.behaviour,
    amountFen,
    settledOn: row.settledOn === null ? null : toDateColumn(row.settledOn),
    note: row.note ?? '',
    extra: { ...kept(row, mapping), ...row.extra },
    risk: riskOf(row.behaviour, amountFen),
  }
}

/** What the list says of region and batch has no column of ours and stays with the lead under the list's own headings. */
const kept = (row: ListedLead, mapping: LeadList['mapping']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(mapping).flatMap(([heading, field]) => {
      const said = field === 'regionName' || field === 'batch' ? row[field] : null
      return said === null ? [] : [[heading, said]]
    }),
  )

/** An identity number sealed to its lead: shown masked, found by its blind index, opened only with a reason. */
function sealedIdentity(leadId: string, idNumber: string | null) {
  if (!idNumber) return {}
  return {
    idMasked: maskIdNumber(idNumber),
    idCipher: encryptField({ table: 'lead', column: 'id_cipher', id: leadId }, idNumber),
    idIndex: blindIndex({ table: 'lead', column: 'id_number' }, idNumber),
  }
}

type Institution = { id: string; name: string }

/**
 * Tells the institution a row names, within the actor's sight: by its code, else by its exact name. Where code and name
 * belong to two institutions, or a name to several, it is nobody's: a person assigns such a lead by hand.
 */
async function institutionsOf({ tx }: Context, rows: readonly ListedLead[]): Promise<(row: ListedLead) => Institution | null> {
  const codes = [...new Set(rows.flatMap((row) => row.institutionCode ?? []))]
  const names = [...new Set(rows.flatMap((row) => row.institutionName ?? []))]
  const found = await tx.institution.findMany({
    where: { OR: [{ code: { in: codes } }, { creditCode: { in: codes } }, { name: { in: names } }] },
    select: { id: true, code: true, creditCode: true, name: true },
  })
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

/** On how many lists each institution stood before. */
async function seenBefore({ tx }: Context, institutionIds: readonly string[]): Promise<Map<string, number>> {
  const lists = await tx.lead.groupBy({ by: ['institutionId', 'batchNumber'], where: { institutionId: { in: [...institutionIds] } } })
  const counts = new Map<string, number>()
  for (const { institutionId } of lists) if (institutionId) counts.set(institutionId, (counts.get(institutionId) ?? 0) + 1)
  return counts
}
