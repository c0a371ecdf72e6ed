import 'server-only'
import { refuse } from '#domain/kernel/result'
import type { BillAnswer } from '#domain/referral/bill-lines'
import { recordBillResultInput, recordBillResultsInput } from '#domain/referral/inputs'
import { type Context, command } from '../command'
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
  const keyOf = ({ billCode, billNumber }: { billCode: string; billNumber: string }) => `${billCode} ${billNumber}`
  const asked = new Set(referral.bills.map(keyOf))
  const unknown = input.results.filter((answer) => !asked.has(keyOf(answer))).map(keyOf)
  if (unknown.length > 0) must(refuse('billsUnknown', { bills: unknown.slice(0, 5) }))

  const newest = new Map(input.results.map((answer) => [keyOf(answer), answer]))
  await record(context, referral, input.version, [...newest.values()])
  return { recorded: newest.size }
})

async function record(context: Context, referral: SeenReferral, version: number, answers: readonly BillAnswer[]): Promise<void> {
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
  })
}
