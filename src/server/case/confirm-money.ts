import 'server-only'
import { confirmMoneyInput, rejectMoneyInput } from '#domain/case/inputs'
import { awaitsConfirmation, isFundMoney } from '#domain/case/money'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { type Context, command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, recordInCase, type SeenCase } from './take-step'
import { stopPaidClocks } from './track/performance'
import { postSurcharge } from './track/surcharge'

/**
 * Confirms that money posted by somebody else has come in (到账确认): from now on it counts, and the clock of the fine that it covers
 * stops; of a fine that was urged, what it has grown by until then is posted.
 *
 * Refuses `notFound`, `wrongState` (also of a posting that is settled), `samePerson`, `changedMeanwhile`.
 */
export const confirmMoney = command('case.confirmMoney', confirmMoneyInput, async (context, { caseId, version, moneyId }) => {
  const { tx, actor, now } = context
  const { file, posting } = await findPosting(context, caseId, moneyId)
  await recordInCase(
    context,
    'confirmMoney',
    file,
    version,
    { [posting.kind]: [null, posting.amountFen], voucher: [null, posting.voucher] },
    notWriting(file),
  )
  await tx.caseMoney.update({
    where: { id: moneyId },
    data: { confirmedById: actor.userId, confirmedByName: actor.name, confirmedAt: now },
  })
  if (posting.kind !== 'finePaid') return
  const settled = file.money.map((one) => (one.id === moneyId ? { ...one, confirmedAt: now } : one))
  await stopPaidClocks(context, caseId, settled)
  await postSurcharge(context, caseId, settled, fromDateColumn(posting.occurredOn))
})

/** Says that money was posted wrongly, and why. It stays in sight and counts for nothing; its voucher can be posted again. Refuses as `confirmMoney` does. */
export const rejectMoney = command('case.rejectMoney', rejectMoneyInput, async (context, { caseId, version, moneyId, reason }) => {
  const { file, posting } = await findPosting(context, caseId, moneyId)
  await recordInCase(
    context,
    'rejectMoney',
    file,
    version,
    {
      [posting.kind]: [posting.amountFen, null],
      voucher: [null, posting.voucher],
      reason: [null, reason],
    },
    notWriting(file),
  )
  await context.tx.caseMoney.update({ where: { id: moneyId }, data: { rejectedAt: context.now, rejectionReason: reason } })
})

/** Whoever checks what another has posted does not work on the case by it. */
const notWriting = ({ writerIds }: SeenCase) => ({ writerIds })

async function findPosting(
  context: Context,
  caseId: string,
  moneyId: string,
): Promise<{ file: SeenCase; posting: SeenCase['money'][number] }> {
  const file = await findCaseToRecord(context, 'confirmMoney', caseId)
  const posting = file.money.find(({ id }) => id === moneyId) ?? must(refuse('notFound'))
  if (context.actor.agencyKind === 'operator' && !isFundMoney(posting.kind)) must(refuse('notFound')) // a fine is the treasury's
  if (!awaitsConfirmation(posting)) must(refuse('wrongState', { state: 'settled' }))
  if (posting.recordedById === context.actor.userId) must(refuse('samePerson'))
  return { file, posting }
}
