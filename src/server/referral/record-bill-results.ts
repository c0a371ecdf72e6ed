import 'server-only'
import { type Result, refuse } from '#domain/kernel/result'
import type { BillAnswer } from '#domain/referral/bill-lines'
import { type BillSheet, billKey, newAnswers } from '#domain/referral/bill-sheet'
import { recordBillResultInput, recordBillResultsInput, recordBillSheetInput } from '#domain/referral/inputs'
import { type Before, type Context, command, preparedCommand } from '../command'
import { whereFresh } from '../file/queries'
import { readApart } from '../file/read-apart'
import { holdForUploader } from '../file/store-file'
import { query } from '../query'
import { must } from '../refused'
import { findReferralToRecord, moveReferralOn, recordInTrail, type SeenReferral } from './take-step'

/** Records what became of one bill. Refuses `notFound`, `wrongState`, `changedMeanwhile`. */
export const recordBillResult = command('referral.recordBillResult', recordBillResultInput, async (context, { billId, ...input }) => {
  const referral = await findReferralToRecord(context, 'recordBillResults', input.referralId, 'billVerification')
  const bill = referral.bills.find(({ id }) => id === billId) ?? must(refuse('notFound'))
  await record(context, referral, input.version, [{ ...bill, result: input.result, note: input.note }])
})

/**
 * Records what became of many bills, as pasted from the verification platform. All or nothing; a bill named again gets
 * its newest result.
 * Refuses `notFound`, `wrongState`, `changedMeanwhile`, `billsUnknown` naming those that were not asked about.
 */
export const recordBillResults = command('referral.recordBillResults', recordBillResultsInput, async (context, input) => {
  const referral = await findReferralToRecord(context, 'recordBillResults', input.referralId, 'billVerification')
  const asked = new Set(referral.bills.map(billKey))
  const unknown = input.results.filter((answer) => !asked.has(billKey(answer))).map(billKey)
  if (unknown.length > 0) must(refuse('billsUnknown', { bills: unknown.slice(0, 5) }))

  const newest = new Map(input.results.map((answer) => [billKey(answer), answer]))
  await record(context, referral, input.version, [...newest.values()])
  return { recorded: newest.size }
})

/** As many as a person mends at once. */
const problemsShown = 8

/**
 * Records what the sheet says that was given out with the bills (查验表). All or nothing; rows left blank wait, and what was recorded already
 * stays as it was recorded.
 * Refuses `notFound` (also a file of somebody else), `wrongState`, `changedMeanwhile`, `unreadableFile`, `billSheetWrong` with the rows to
 * mend, `billSheetEmpty`.
 */
export const recordBillSheet = preparedCommand(
  'referral.recordBillSheet',
  recordBillSheetInput,
  readAhead,
  async (context, { referralId, version, fileId }, read) => {
    const referral = await findReferralToRecord(context, 'recordBillResults', referralId, 'billVerification')
    const file = await context.tx.storedFile.findFirst({ where: { AND: [{ id: fileId }, whereFresh(context.actor)] } })
    if (!file) return must(refuse('notFound'))
    const { answers, wrong, blank } = must(read)
    const { fresh, unknown } = newAnswers(answers, referral.bills)
    const problems = [...wrong, ...unknown]
    if (problems.length > 0) {
      must(refuse('billSheetWrong', { count: problems.length, problems: problems.slice(0, problemsShown).join('') }))
    }
    if (fresh.length === 0) must(refuse('billSheetEmpty'))
    await holdForUploader(context, [file.id])
    await record(context, referral, version, fresh, { file: [null, file.sha256] })
    return { recorded: fresh.length, blank }
  },
)

async function readAhead({ actor }: Before, { fileId }: { fileId: string }): Promise<Result<BillSheet>> {
  const file = await query(actor, (tx) => tx.storedFile.findFirst({ where: { AND: [{ id: fileId }, whereFresh(actor)] } }))
  if (!file) return refuse('notFound')
  return readApart('billSheet', { file: { sha256: file.sha256, displayName: file.displayName } })
}

async function record(
  context: Context,
  referral: SeenReferral,
  version: number,
  answers: readonly BillAnswer[],
  source: Record<string, readonly [null, string]> = {},
): Promise<void> {
  const { tx, actor, now } = context
  await moveReferralOn(context, referral.id, version)
  await tx.$executeRaw`
    UPDATE bill_verification b
    SET result = a.result::"BillResult", result_note = a.note, verified_by_id = ${actor.userId}::uuid, verified_at = ${now}::timestamptz, version = b.version + 1
    FROM jsonb_to_recordset(${JSON.stringify(answers.map(({ billCode, billNumber, result, note }) => ({ code: billCode, number: billNumber, result, note })))}::jsonb)
      AS a(code text, number text, result text, note text)
    WHERE b.referral_id = ${referral.id}::uuid AND b.bill_code = a.code AND b.bill_number = a.number`
  const count = (result: BillAnswer['result']) => answers.filter((answer) => answer.result === result).length
  await recordInTrail(context, referral.id, 'recordBillResults', {
    genuine: [null, count('genuine')],
    counterfeit: [null, count('counterfeit')],
    mismatch: [null, count('mismatch')],
    notFound: [null, count('notFound')],
    ...source,
  })
}
