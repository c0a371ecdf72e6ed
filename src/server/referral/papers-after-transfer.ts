import 'server-only'
import { z } from 'zod'
import { documentKinds } from '#domain/document/kinds'
import { beijingDay } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { HandoverLine } from '#domain/referral/handover'
import type { Context } from '../command'
import { draftPaper, dropDraft, findPaper, issuePaper, nextDocumentNumber, writePaper } from '../document/papers'
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

type Objection = 'reconsiderationRequest' | 'supervisionAdvice'

/** What such a letter says. Refuses `procuratorateUnknown`. */
async function objectionOf(context: Context, kind: Objection, referral: SeenReferral, reason: string) {
  const { receiverAgencyName: police, copyAgencyName, outcomeReason } = referral
  if (kind === 'supervisionAdvice' && !copyAgencyName) must(refuse('procuratorateUnknown'))
  return {
    ...{ organ: referral.senderAgencyName, documentNumber: null, datedOn: beijingDay(context.now), police, subject: referral.title },
    addressee: kind === 'supervisionAdvice' ? copyAgencyName : police,
    transferNumber: await transferNumberOf(context, referral),
    ...(await refusalsOf(context, referral)),
    ...{ declineReason: outcomeReason ?? '', reason, attachments: [] },
  }
}

/** The draft of such a letter that nobody has issued yet. */
async function draftedOf(context: Context, kind: Objection, referral: SeenReferral) {
  const paper = await findPaper(context, kind, subjectOf(referral))
  return paper?.state === 'draft' ? paper : null
}

/**
 * Drafts why the sender does not accept a refusal to file (提请复议书, 立案监督建议书), in place of the draft before. Refuses
 * `procuratorateUnknown`.
 */
export async function draftObjection(context: Context, kind: Objection, referral: SeenReferral, reason: string) {
  const before = await draftedOf(context, kind, referral)
  if (before) await dropDraft(context, before)
  const documentId = await draftPaper(context, kind, subjectOf(referral), await objectionOf(context, kind, referral, reason))
  return { documentId }
}

const drafted = z.object({ reason: z.string() })

/** The reason that was drafted, for another to issue. Refuses `paperMissing`, `samePerson`. */
export async function reasonDrafted(context: Context, kind: Objection, referral: SeenReferral): Promise<string> {
  const paper = await draftedOf(context, kind, referral)
  if (!paper) return must(refuse('paperMissing', { papers: [documentKinds[kind].name], kinds: [kind] }))
  if (paper.generatedById === context.actor.userId) must(refuse('samePerson'))
  return drafted.parse(paper.input).reason
}

/** Issues it under the next number of the sender, with what it says by now. */
export async function issueObjection(context: Context, kind: Objection, referral: SeenReferral, reason: string): Promise<void> {
  const subject = subjectOf(referral)
  const input = await objectionOf(context, kind, referral, reason)
  const number = await nextDocumentNumber(context, referral.senderAgencyId, 'letter', { kind, subject }, referral.secrecy)
  await issuePaper(context, kind, subject, number, { ...input, documentNumber: number })
}

/** Writes the list that both sides sign when things go to the police (案件材料交接清单). */
export async function writeHandoverList(context: Context, referral: SeenReferral, lines: readonly HandoverLine[]): Promise<void> {
  await writePaper(context, 'handoverList', subjectOf(referral), {
    ...{ organ: referral.senderAgencyName, receiver: referral.receiverAgencyName, subject: referral.title },
    ...{ transferNumber: await transferNumberOf(context, referral), filingNumber: referral.outcomeNumber ?? '' },
    ...{ lines: lines.map((line) => ({ ...line })), listedBy: context.actor.name, datedOn: beijingDay(context.now) },
  })
}
