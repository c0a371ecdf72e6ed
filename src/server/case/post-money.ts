import 'server-only'
import { postMoneyInput } from '#domain/case/inputs'
import { postingHolds } from '#domain/case/money'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { command } from '../command'
import { must } from '../refused'
import { findCaseToRecord, recordInCase } from './take-step'
import { actAt } from './track/take-procedure-step'

/**
 * Posts money that came in, with its voucher: to the funds (退回、协议追回) or to the treasury (罚款缴纳). It counts once a second
 * person has confirmed it.
 *
 * Refuses `notFound`, `wrongState`, `dateInFuture`, `moneyBeyond` with what may still be posted, `changedMeanwhile`, and `alreadyExists` for a voucher
 * that the agency has posted before.
 */
export const postMoney = command('case.postMoney', postMoneyInput, async (context, { caseId, version, amount, ...posting }) => {
  const { tx, actor, now } = context
  const file = await findCaseToRecord(context, 'postMoney', caseId)
  actAt(context, posting.occurredOn, null)
  await recordInCase(context, 'postMoney', file, version, { [posting.kind]: [null, amount], voucher: [null, posting.voucher] })
  const posted = await tx.caseMoney.count({ where: { agencyId: file.agencyId, voucher: posting.voucher, rejectedAt: null } })
  if (posted > 0) must(refuse('alreadyExists'))
  must(postingHolds(file.money, { kind: posting.kind, amountFen: amount }, file.decidedAt !== null))
  await tx.caseMoney.create({
    data: {
      ...posting,
      caseId,
      campaignId: file.campaignId,
      agencyId: file.agencyId,
      amountFen: amount,
      occurredOn: toDateColumn(posting.occurredOn),
      recordedById: actor.userId,
      recordedAt: now,
    },
  })
})
