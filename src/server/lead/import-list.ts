import 'server-only'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { importLeadsInput } from '#domain/lead/inputs'
import type { LeadList, ListedLead } from '#domain/lead/list/lead-list'
import { audit } from '#platform/audit'
import { preparedCommand } from '../command'
import { nextInternalNumber } from '../numbering'
import { must } from '../refused'
import { insertLeads } from './insert-leads'
import { summaryOf } from './read-list'
import { claimImport, findImport, listOf, notYetImported, readAhead } from './upload-list'

/**
 * Imports the good rows of an uploaded list as one batch (登记批次): each row becomes a lead with its own number, none twice.
 * The bad rows stay behind with their reasons, to be put right and uploaded again.
 *
 * Refuses as `findImport`, `dueOnPast`, `alreadyImported` for a file that is a batch by now, `nothingToImport`, and
 * `totalsDiffer` while stated totals do not match and nobody has said that they know.
 * Commits together: the batch, its leads, the import's state, one audit entry for the batch.
 */
export const importLeads = preparedCommand(
  'lead.import',
  importLeadsInput,
  (before, { importId }) => readAhead(before, importId),
  async (context, input, ahead) => {
    const { tx, actor, now, requestId } = context
    const found = await findImport(context, input.importId, input.version)
    if (input.dueOn < beijingDay(now)) must(refuse('dueOnPast'))
    must(await notYetImported(context, found.campaignId, found.file.sha256))

    const list = listOf(ahead, found)
    if (list.controlTotals.some((total) => !total.holds) && !input.totalsSeen) must(refuse('totalsDiffer'))
    const rows = input.keepDuplicates ? list.accepted : withoutDuplicates(list)
    if (rows.length === 0) must(refuse('nothingToImport'))

    await claimImport(context, found)
    const number = await nextInternalNumber(context, 'PC', actor.regionNo)
    must(await notYetImported(context, found.campaignId, found.file.sha256)) // the register's lock has made a second import of the file wait
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
        dueOn: toDateColumn(input.dueOn),
        importedById: actor.userId,
        importedAt: now,
      },
    })
    await insertLeads(context, batch, rows, list.mapping)
    await tx.leadImport.updateMany({ where: { id: found.id }, data: { state: 'imported', batchId: batch.id } })
    await audit(tx, {
      at: now,
      actor,
      action: 'lead.import',
      subject: { type: 'leadBatch', id: batch.id },
      change: { issued: [null, rows.length], refused: [null, batch.refusedCount], file: [null, found.file.sha256] },
      requestId,
    })
    return { batchId: batch.id, batchNumber: number, imported: rows.length, refused: batch.refusedCount }
  },
)

/** Of rows that say exactly the same, the first. */
function withoutDuplicates({ accepted, duplicates }: LeadList): ListedLead[] {
  const doubled = new Set(duplicates.map(({ sheet, row }) => `${sheet}:${row}`))
  return accepted.filter((lead) => !doubled.has(`${lead.sourceSheet}:${lead.sourceRow}`))
}
