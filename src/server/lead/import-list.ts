import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { importLeadsInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { command } from '../command'
import { must } from '../refused'
import { claimImport, findImport, notYetImported } from './list-access'
import { planListWork } from './list-work'
import type { ListSummary } from './read-list'

/**
 * Asks for the good rows of a list to be imported as one batch (登记批次), and plans it. The bad rows stay behind with their reasons, to be
 * put right and uploaded again.
 *
 * Refuses as `findImport`, `dueOnPast`, `alreadyImported` for a file that is a batch by now, `nothingToImport`, `listNotStaged` for a list
 * that was read before its rows were kept, and `totalsDiffer` while stated totals do not match and nobody has said that they know.
 */
export const importLeads = command('lead.import', importLeadsInput, async (context, input) => {
  const { tx, actor, now, requestId } = context
  const { importId, version, dueOn, keepDuplicates, totalsSeen, mends } = input
  const found = await findImport(context, importId, version, ['uploaded'])
  if (dueOn < beijingDay(now)) must(refuse('dueOnPast'))
  must(await notYetImported(context, found.campaignId, found.file.sha256))
  const summary = found.list as unknown as ListSummary // written by the reading of the list alone
  if (summary.controlTotals.some((total) => !total.holds) && !totalsSeen) must(refuse('totalsDiffer'))
  if (summary.acceptedCount === 0) must(refuse('nothingToImport'))
  if (found.readingId === null) must(refuse('listNotStaged'))

  const claimed = await claimImport(context, found, {
    ...{ state: 'importing', asked: { dueOn, keepDuplicates, mends } },
    ...{ rowsDone: 0, rowsTotal: summary.acceptedCount, begunAt: null, endedAt: null },
  })
  await planListWork(context, 'importLeadList', claimed)
  await audit(tx, {
    at: now,
    actor,
    action: 'lead.import',
    subject: { type: 'leadImport', id: importId },
    change: { state: ['uploaded', 'importing'], dueOn: [null, dueOn], keepDuplicates: [null, keepDuplicates], mends: [null, mends] },
    requestId,
  })
})
