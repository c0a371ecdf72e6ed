import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import type { HandoverLine } from '#domain/referral/handover'
import type { Context } from '../command'
import { findPaper, issuePaper, nextDocumentNumber, writePaper } from '../document/papers'
import type { SeenReferral } from './take-step'

const subjectOf = ({ id, title, secrecy }: SeenReferral) => ({ type: 'referral', id, title, secrecy }) as const

const transferNumberOf = async (context: Context, referral: SeenReferral) =>
  (await findPaper(context, 'transferLetter', subjectOf(referral)))?.number ?? null

/** Writes under the next number of the sender why it does not accept a refusal to file (提请复议书, 立案监督建议书). */
export async function issueObjection(
  context: Context,
  kind: 'reconsiderationRequest' | 'supervisionAdvice',
  referral: SeenReferral,
  reason: string,
): Promise<void> {
  const { receiverAgencyName: police, copyAgencyName, outcomeNumber, outcomeReason, outcomeAt } = referral
  const subject = subjectOf(referral)
  const input = {
    ...{ organ: referral.senderAgencyName, documentNumber: null, datedOn: beijingDay(context.now), police, subject: referral.title },
    addressee: kind === 'supervisionAdvice' && copyAgencyName ? copyAgencyName : police,
    transferNumber: await transferNumberOf(context, referral),
    ...{ declineNumber: outcomeNumber ?? '', declinedOn: outcomeAt && beijingDay(outcomeAt), declineReason: outcomeReason ?? '' },
    ...{ reason, attachments: [] },
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
