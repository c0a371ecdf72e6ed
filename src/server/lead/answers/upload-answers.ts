import 'server-only'
import { refuse } from '#domain/kernel/result'
import { answerSheetInput, submitAnswersInput, uploadAnswersInput } from '#domain/lead/inputs'
import { audit } from '#platform/audit'
import { type Context, command } from '../../command'
import { whereFresh } from '../../file/queries'
import { holdAsPersonal, holdForUploader } from '../../file/store-file'
import { must } from '../../refused'
import { answersLeads, claimSheet, findSheet, type SheetSummary } from './sheet-access'
import { planSheetWork } from './sheet-work'

/**
 * Takes a working sheet that comes back with answers, with the evidence that its rows name, and plans its reading. Nothing goes to review yet.
 * Refuses `notFound`: a file that is not the actor's own, or somebody who does not verify.
 */
export const uploadAnswers = command('lead.uploadAnswers', uploadAnswersInput, async (context, { fileId, evidenceFileIds }) => {
  const { tx, actor, now } = context
  const file = await tx.storedFile.findFirst({
    where: { AND: [{ id: fileId }, whereFresh(actor)] },
    select: { id: true, sha256: true, displayName: true },
  })
  const evidenceIds = [...new Set(evidenceFileIds)]
  const own = await tx.storedFile.count({ where: { id: { in: evidenceIds }, uploadedById: actor.userId } })
  if (!file || !actor.agencyId || !answersLeads(actor) || own !== evidenceIds.length) return must(refuse('notFound'))
  // What has been put to another matter meanwhile stays as it is; the rows that name it come back and say so.
  const fresh = await tx.storedFile.findMany({ where: { AND: [{ id: { in: evidenceIds } }, whereFresh(actor)] }, select: { id: true } })
  for (const { id } of [file, ...fresh]) await holdAsPersonal(context, id)
  await holdForUploader(
    context,
    [file, ...fresh].map(({ id }) => id),
  )
  const { id, version } = await tx.leadAnswerSheet.create({
    data: {
      ...{ agencyId: actor.agencyId, regionNo: actor.regionNo, fileId: file.id, fileName: file.displayName, evidenceIds },
      ...{ handlerId: actor.userId, handlerName: actor.name, uploadedAt: now },
    },
    select: { id: true, version: true },
  })
  await planSheetWork(context, 'readLeadAnswers', id, version)
  await record(context, 'lead.uploadAnswers', id, { file: [null, file.sha256], evidence: [null, evidenceIds.length] })
  return { sheetId: id }
})

/**
 * Asks for the ready rows of a sheet to go to review, each as a round of its own lead. Refuses as `findSheet`, `nothingToAnswer`, and
 * `accountsRepeat` while many rows have the same account and nobody has said that they know.
 */
export const submitAnswers = command('lead.submitAnswers', submitAnswersInput, async (context, { sheetId, version, repeatsSeen }) => {
  const found = await findSheet(context, { sheetId, version }, ['read'])
  const waiting = await context.tx.leadAnswerRow.count({ where: { sheetId, readingId: found.readingId ?? sheetId, ready: true } })
  if (waiting === 0) must(refuse('nothingToAnswer'))
  const { repeated } = found.summary as unknown as SheetSummary // written by the reading of the sheet alone
  if (repeated.length > 0 && !repeatsSeen) must(refuse('accountsRepeat', { count: repeated[0]?.count ?? 0 }))
  const next = await claimSheet(context, found, { state: 'submitting', rowsTotal: found.readyCount, begunAt: null, endedAt: null })
  await planSheetWork(context, 'submitLeadAnswers', sheetId, next)
  await record(context, 'lead.submitAnswers', sheetId, { rows: [null, waiting], repeated: [null, repeated.length] })
})

/** Puts a sheet aside that has not been sent; what it says goes nowhere. Refuses as `findSheet`. */
export const cancelAnswers = command('lead.cancelAnswers', answerSheetInput, async (context, seen) => {
  const found = await findSheet(context, seen, ['read', 'unreadable', 'reading'])
  if (found.submittedCount > 0) must(refuse('wrongState', { state: found.state }))
  await claimSheet(context, found, { state: 'cancelled', endedAt: context.now })
  await context.tx.leadAnswerRow.deleteMany({ where: { sheetId: found.id } })
  await record(context, 'lead.cancelAnswers', found.id, { state: [found.state, 'cancelled'] })
})

/** Stops sending: what has gone to review has gone, the other rows wait as they did. Refuses as `findSheet`. */
export const stopAnswers = command('lead.stopAnswers', answerSheetInput, async (context, seen) => {
  const found = await findSheet(context, seen, ['submitting'])
  await claimSheet(context, found, { state: 'read', endedAt: context.now })
  await record(context, 'lead.stopAnswers', found.id, { submitted: [null, found.submittedCount] })
})

type Change = Record<string, readonly [unknown, unknown]>
const record = ({ tx, actor, now, requestId }: Context, action: `lead.${string}`, id: string, change: Change) =>
  audit(tx, { at: now, actor, action, subject: { type: 'leadAnswerSheet', id }, change, requestId })
