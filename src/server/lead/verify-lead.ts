import 'server-only'
import { refuse } from '#domain/kernel/result'
import { verificationComplete } from '#domain/lead/conclusions'
import { reviewVerificationInput, sendBackVerificationInput, submitVerificationInput } from '#domain/lead/inputs'
import { checkedPoints, templateFor } from '#domain/lead/verification-templates'
import { type Context, command } from '../command'
import { attachFiles, countAttachments } from '../file/attach'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { closeLapsed, openStatement, tellConclusion } from './ask-institution'
import { targetByNumber, targetStands } from './merge-target'
import { findLeadFor, takeLeadStep } from './take-step'

/**
 * Sends a verification (核查结论) to review, with its evidence. Each round is kept.
 *
 * Refuses `notFound` (also another officer's lead), `wrongState`, `changedMeanwhile`, `statementPending` (its institution is being heard), and whatever the conclusion demands:
 * `evidenceMissing`, `accountTooShort`, `amountsMissing`, `amountsOutOfOrder`, `fraudWithoutFacts`; of a merging `mergeTargetMissing`,
 * `mergeTargetUnfit`, `mergedStand`.
 */
export const submitVerification = command('lead.submit', submitVerificationInput, async (context, input) => {
  const { tx, actor, now } = context
  const lead = await findLeadFor(context, 'submit', input.leadId)
  if (lead.handlerId !== actor.userId) must(refuse('notFound'))

  // Held, so that a question asked at the same moment comes before or after.
  await tx.$queryRaw`SELECT FROM lead WHERE id = ${lead.id}::uuid FOR NO KEY UPDATE`
  await closeLapsed(context, lead.id)
  if (await openStatement(context, lead.id)) must(refuse('statementPending'))
  const subject = { type: 'lead', id: lead.id }
  await attachFiles(context, subject, lead, 'evidence', input.evidenceFileIds)
  const stated = {
    conclusion: input.conclusion,
    billedFen: input.billed,
    irregularFen: input.irregular,
    fundLossFen: input.fundLoss,
    isFraud: input.isFraud,
    account: input.account,
  }
  must(verificationComplete({ ...stated, evidenceCount: await countAttachments(context, subject) }))
  const target = input.conclusion === 'merged' ? must(await targetByNumber(context, lead.id, input.mergedInto)) : null

  const goesOn: Record<string, readonly [unknown, unknown]> = target ? { mergedInto: [null, target.number] } : {}
  const change = { conclusion: [null, input.conclusion] as const, ...goesOn }
  await takeLeadStep(context, 'submit', lead, input.version, { returnReason: null }, change)
  await tx.leadVerification.create({
    data: {
      ...stated,
      leadId: lead.id,
      round: (await tx.leadVerification.count({ where: { leadId: lead.id } })) + 1,
      peopleCount: input.peopleCount,
      method: input.method,
      handlerId: actor.userId,
      handlerName: actor.name,
      submittedAt: now,
      mergedIntoId: target?.id ?? null,
      checked: checkedPoints(templateFor(lead)?.template ?? null, input.checked),
    },
  })
})

/**
 * Agrees with a verification; the lead is answered with its conclusion. What it is merged into must still stand.
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`, `mergeTargetUnseen`, `mergeTargetUnfit`, `mergedStand`; of what was sent to review before
 * a merging named its target and a withdrawal was the issuer's alone, `mergeTargetUnsaid` and `withdrawalOfIssuer`: it can be sent back.
 */
export const agreeVerification = command('lead.agree', reviewVerificationInput, async (context, { leadId, version, note }) => {
  const lead = await findLeadFor(context, 'agree', leadId)
  const round = await latestRound(context, lead.id)
  if (round.conclusion === 'withdrawn') must(refuse('withdrawalOfIssuer'))
  if (round.conclusion === 'merged' && round.mergedIntoId === null) must(refuse('mergeTargetUnsaid'))
  if (round.conclusion === 'merged') must(await targetStands(context, lead.id, round.mergedIntoId))
  await takeLeadStep(
    context,
    'agree',
    lead,
    version,
    {
      conclusion: round.conclusion,
      concludedAt: context.now,
      billedFen: round.billedFen,
      irregularFen: round.irregularFen,
      fundLossFen: round.fundLossFen,
      isFraud: round.isFraud,
      mergedIntoId: round.mergedIntoId,
    },
    { conclusion: [lead.conclusion, round.conclusion] },
  )
  await review(context, round.id, true, note)
  await tellConclusion(context, lead, round.conclusion)
})

/** Sends a verification back to its officer, who is told, with what is wrong. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const sendBackVerification = command('lead.sendBack', sendBackVerificationInput, async (context, { leadId, version, note }) => {
  const lead = await findLeadFor(context, 'sendBack', leadId)
  const round = await latestRound(context, lead.id)
  await takeLeadStep(context, 'sendBack', lead, version, { returnReason: note }, { returnReason: [null, note] })
  await review(context, round.id, false, note)
  await notify(
    context,
    { userId: round.handlerId },
    {
      kind: 'verificationSentBack',
      detail: { number: lead.number },
      link: `/leads/${lead.id}`,
      dedupeKey: `lead.sendBack:${round.id}`,
    },
  )
})

async function latestRound({ tx }: Context, leadId: string) {
  const round = await tx.leadVerification.findFirst({ where: { leadId }, orderBy: { round: 'desc' } })
  return round ?? must(refuse('notFound'))
}

const review = ({ tx, actor, now }: Context, id: string, agreed: boolean, reviewNote: string) =>
  tx.leadVerification.update({
    where: { id },
    data: { agreed, reviewNote, reviewerId: actor.userId, reviewerName: actor.name, reviewedAt: now },
  })
