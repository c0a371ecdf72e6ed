import 'server-only'
import { maskIdNumber } from '#domain/kernel/identity-number'
import { refuse } from '#domain/kernel/result'
import { importLeadsInput } from '#domain/lead/inputs'
import type { LeadList, ListedLead } from '#domain/lead/list/lead-list'
import { riskOf } from '#domain/lead/risk'
import { audit } from '#platform/audit'
import { blindIndex, encryptField } from '#platform/field-cipher'
import type { Prisma } from '#platform/prisma/client'
import { type Context, command } from '../command'
import { nextInternalNumber, nextInternalNumbers } from '../numbering'
import { must } from '../refused'
import { type GivenMapping, readKeptList, summaryOf } from './read-list'
import { findImport } from './upload-list'

const rowsPerInsert = 500

/**
 * Imports the good rows of an uploaded list as one batch (登记批次): each row becomes a lead with its own number, none twice.
 * The bad rows stay behind with their reasons, to be put right and uploaded again.
 *
 * Refuses as `findImport`, `alreadyImported` for a file that is a batch by now, `nothingToImport`, and `totalsDiffer` while
 * stated totals do not match and nobody has said that they know.
 * Commits together: the batch, its leads, the import's state, one audit entry for the batch.
 */
export const importLeads = command('lead.import', importLeadsInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const found = await findImport(context, input.importId, input.version)
  const known = await tx.leadBatch.findFirst({
    where: { campaignId: found.campaignId, fileSha256: found.file.sha256 },
    select: { number: true },
  })
  if (known) must(refuse('alreadyImported', { batch: known.number }))

  const list = await readKeptList(found.file, found.mapping as GivenMapping, context) // written by the upload and the mapping alone
  if (list.controlTotals.some((total) => !total.holds) && !input.totalsSeen) must(refuse('totalsDiffer'))
  const rows = input.keepDuplicates ? list.accepted : withoutDuplicates(list)
  if (rows.length === 0) must(refuse('nothingToImport'))

  const number = await nextInternalNumber(context, 'PC', actor.regionNo)
  const batch = await tx.leadBatch.create({
    data: {
      number,
      campaignId: found.campaignId,
      agencyId: found.agencyId,
      department: 'MI',
      regionNo: actor.regionNo,
      name: found.sourceName,
      source: found.source,
      origin: found.origin,
      fileSha256: found.file.sha256,
      issuedCount: rows.length,
      refusedCount: summaryOf(list).refusedRowCount + (list.accepted.length - rows.length),
      dueOn: new Date(`${input.dueOn}T00:00:00Z`),
      importedById: actor.userId,
      importedAt: now,
    },
  })
  await insertLeads(context, batch, rows)
  await tx.leadImport.updateMany({
    where: { id: found.id, version: input.version },
    data: { state: 'imported', batchId: batch.id, version: { increment: 1 } },
  })
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.import',
    subject: { type: 'leadBatch', id: batch.id },
    change: { issued: [null, rows.length], refused: [null, batch.refusedCount], file: [null, found.file.sha256] },
    requestId,
  })
  return { batchId: batch.id, batchNumber: number, imported: rows.length, refused: batch.refusedCount }
})

/** Of rows that say exactly the same, the first. */
function withoutDuplicates({ accepted, duplicates }: LeadList): ListedLead[] {
  const doubled = new Set(duplicates.map(({ sheet, row }) => `${sheet}:${row}`))
  return accepted.filter((lead) => !doubled.has(`${lead.sourceSheet}:${lead.sourceRow}`))
}

type Batch = {
  id: string
  number: string
  campaignId: string
  regionNo: number
  source: Prisma.LeadCreateManyInput['source']
  origin: Prisma.LeadCreateManyInput['origin']
  dueOn: Date
}

async function insertLeads(context: Context, batch: Batch, rows: readonly ListedLead[]): Promise<void> {
  const institutions = await institutionsOf(context, rows)
  const seen = await seenBefore(context, [...new Set([...institutions.values()].map(({ id }) => id))])
  const numbers = await nextInternalNumbers(context, 'XS', batch.regionNo, rows.length)
  const leads = rows.map((row, index) => {
    const institution = institutions.get(row.institutionCode ?? '') ?? institutions.get(row.institutionName ?? '')
    const id = crypto.randomUUID()
    return {
      ...leadOf(row),
      ...sealedIdentity(id, row.idNumber),
      id,
      number: numbers[index] ?? '',
      batchId: batch.id,
      batchNumber: batch.number,
      campaignId: batch.campaignId,
      source: batch.source,
      origin: batch.origin,
      sourceRow: index + 1,
      regionNo: batch.regionNo,
      dueOn: batch.dueOn,
      institutionId: institution?.id ?? null,
      institutionName: institution?.name ?? row.institutionName ?? row.institutionCode ?? '',
      repeatCount: (institution ? (seen.get(institution.id) ?? 0) : 0) + 1,
    }
  })
  for (let at = 0; at < leads.length; at += rowsPerInsert) {
    await context.tx.lead.createMany({ data: leads.slice(at, at + rowsPerInsert) })
  }
}

/** What the row itself says, its identity number aside. */
function leadOf(row: ListedLead) {
  const amountFen = row.amountFen === null ? null : BigInt(row.amountFen)
  return {
    sourceNumber: row.leadNumber,
    personName: row.personName,
    idType: row.idType,
    behaviour: row.behaviour,
    amountFen,
    settledOn: row.settledOn === null ? null : new Date(`${row.settledOn}T00:00:00Z`),
    note: row.note ?? '',
    extra: row.extra,
    risk: riskOf(row.behaviour, amountFen),
  }
}

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

/** The institutions that the rows name, by code and by exact name, within the actor's sight. */
async function institutionsOf({ tx }: Context, rows: readonly ListedLead[]): Promise<Map<string, Institution>> {
  const codes = [...new Set(rows.flatMap((row) => row.institutionCode ?? []))]
  const names = [...new Set(rows.flatMap((row) => row.institutionName ?? []))]
  const found = await tx.institution.findMany({
    where: { OR: [{ code: { in: codes } }, { creditCode: { in: codes } }, { name: { in: names } }] },
    select: { id: true, code: true, creditCode: true, name: true },
  })
  return new Map(
    found.flatMap(({ id, code, creditCode, name }) =>
      [code, creditCode ?? '', name].filter(Boolean).map((key) => [key, { id, name }] as const),
    ),
  )
}

/** On how many lists each institution stood before. */
async function seenBefore({ tx }: Context, institutionIds: readonly string[]): Promise<Map<string, number>> {
  const lists = await tx.lead.groupBy({ by: ['institutionId', 'batchNumber'], where: { institutionId: { in: [...institutionIds] } } })
  const counts = new Map<string, number>()
  for (const { institutionId } of lists) if (institutionId) counts.set(institutionId, (counts.get(institutionId) ?? 0) + 1)
  return counts
}
