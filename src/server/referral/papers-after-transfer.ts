import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { HandoverLine } from '#domain/referral/handover'
import type { Context } from '../command'
import { findPaper, issuePaper, nextDocumentNumber, writePaper } from '../document/papers'
import { must } from '../refused'
import type { SeenReferral } from './take-step'

const subjectOf = ({ id, title, secrecy }: SeenReferral) => ({ type: 'referral', id, title, secrecy }) as const

const transferNumberOf = async (context: Context, referral: SeenReferral) =>
  (await findPaper(context, 'transferLetter', subjectOf(referral)))?.number ?? null

/** The refusal to file, and the one to file after all where it was asked to be looked at again. */
async function refusalsOf({ tx }: Context, { id, outcomeNumber, outcomeAt }: SeenReferral) {
  const last = { number: outcomeNumber ?? '', on: outcomeAt && beijingDay(outcomeAt) }
  const words = await tx.referralWord.findMany({
    where: { referralId: id, step: { in: ['declineCriminalCase', 'upholdDecline'] } },
    orderBy: { at: 'asc' },
  })
  const first = words.find(({ step }) => step === 'declineCriminalCase')
  if (!first || words.at(-1)?.step !== 'upholdDecline') return { declineNumber: last.number, declinedOn: last.on, upheld: null }
  return { declineNumber: first.text.split(' ')[0] ?? '', declinedOn: beijingDay(first.at), upheld: last }
}

/**
 * Refuses `procuratorateUnknown`. Writes under the next number of the sender why it does not accept a refusal to file (提请复议书, 立案监督建议书).
 */
export async function issueObjection(
  context: Context,
  kind: 'reconsiderationRequest' | 'supervisionAdvice',
  referral: SeenReferral,
  reason: string,
): Promise<void> {
  const { receiverAgencyName: police, copyAgencyName, outcomeReason } = referral
  if (kind === 'supervisionAdvice' && !copyAgencyName) must(refuse('procuratorateUnknown'))
  const subject = subjectOf(referral)
  const input = {
    ...{ organ: referral.senderAgencyName, documentNumber: null, datedOn: beijingDay(context.now), police, subject: referral.title },
    addressee: kind === 'supervisionAdvice' ? copyAgencyName : police,
    transferNumber: await transferNumberOf(context, referral),
    ...(await refusalsOf(context, referral)),
    ...{ declineReason: outcomeReason ?? '', reason, attachments: [] },
  }
  await writePaper(context, kind, subject, input)
  const number = await nextDocumentNumber(context, referral.senderAgencyId, 'letter', { kind, subject }, referral.secrecy)
  await issuePaper(context, kind, subject, number, { documentNumber: number })
}

/** Writes the list that both sides sign when things go to the police (案件材料交接清单). */
export async function writeHandoverList(context: Context, referral: SeenReferral, lines: readonly HandoverLine[]): Promise<void> {
  await writePaper(context, 'handoverList', subjectOf(referral), {
    ...{ organ: referral.senderAgencyName, receiver: referral.receiverAgencyName, subject: referral.title },
    ...{ transferNumber: await transferNumberOf(context, referral), filingNumber: referral.outcomeNumber ?? '' },
    ...{ lines: lines.map((line) => ({ ...line })), listedBy: context.actor.name, datedOn: beijingDay(context.now) },
  })
}
