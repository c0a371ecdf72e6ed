import 'server-only'
import { answerInquiryInput, signInquiryInput } from '#domain/case/acts/inputs'
import { mayAnswer, maySign } from '#domain/case/acts/inquiries'
import { beijingDay, type CivilDate, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import type { Prisma } from '#platform/prisma/client'
import { type Context, command } from '../../command'
import { keepSigned } from '../../evidence/keep-signed'
import { filesApart } from '../../file/copy-file'
import { must } from '../../refused'
import { findCaseToRecord, recordInCase, rewriteCase } from '../take-step'

/**
 * Records that the paper of an act was signed, or its signature refused before a witness (拒绝签名); the signed paper is evidence from then on,
 * and the act stays as it is.
 *
 * Refuses `notFound`, `wrongState`, `procedureSuspended`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 * Commits together: the signature, the evidence, that a report and a review of before no longer hold, the audit entry.
 */
export const signInquiry = command('case.signInquiry', signInquiryInput, async (context, { caseId, version, fileId, ...input }) => {
  const { inquiryId, signature, signedOn, refusal, witness } = input
  const file = await findCaseToRecord(context, 'finishInquiry', caseId)
  const inquiry = await findInquiry(context, caseId, inquiryId)
  must(maySign({ ...inquiry, corrected: inquiry.correction !== null }))
  mustBeBetween(context, beijingDay(inquiry.begunAt), signedOn)
  const { _max: newest } = await context.tx.evidence.aggregate({ where: { caseId }, _max: { seq: true } })
  const seq = (newest.seq ?? 0) + 1
  const [paper = must(refuse('notFound'))] = await filesApart(context, [fileId])
  await rewriteCase(context, 'signInquiry', file, version, {
    ...{ inquiry: [inquiry.seq, inquiry.seq], signature: [null, signature], evidence: [null, seq], sha256: [null, paper.sha256] },
  })
  const evidenceId = await keepSigned(context, inquiry, paper.fileId, seq)
  const refused = signature === 'refused' ? { refusal, witness } : {}
  await context.tx.caseInquiry.update({
    where: { id: inquiryId },
    data: { signature, signedOn: toDateColumn(signedOn), ...refused, evidenceId },
  })
})

/** Records what came of what was asked for: handed over, or not. Refuses `notFound`, `wrongState`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`. */
export const answerInquiry = command('case.answerInquiry', answerInquiryInput, async (context, { caseId, version, ...input }) => {
  const { inquiryId, answeredOn, answer } = input
  const file = await findCaseToRecord(context, 'finishInquiry', caseId)
  const inquiry = await findInquiry(context, caseId, inquiryId)
  must(mayAnswer({ ...inquiry, corrected: inquiry.correction !== null, answered: inquiry.answeredOn !== null }))
  mustBeBetween(context, beijingDay(inquiry.begunAt), answeredOn)
  await recordInCase(context, 'answerInquiry', file, version, { inquiry: [inquiry.seq, inquiry.seq], answeredOn: [null, answeredOn] })
  await context.tx.caseInquiry.update({ where: { id: inquiryId }, data: { answeredOn: toDateColumn(answeredOn), answer } })
})

const found = { correction: { select: { id: true } } } satisfies Prisma.CaseInquiryInclude
type Inquiry = Prisma.CaseInquiryGetPayload<{ include: typeof found }>

const findInquiry = async ({ tx }: Context, caseId: string, id: string): Promise<Inquiry> =>
  (await tx.caseInquiry.findFirst({ where: { id, caseId }, include: found })) ?? must(refuse('notFound'))

function mustBeBetween({ now }: Context, from: CivilDate, day: CivilDate): void {
  if (day > beijingDay(now)) must(refuse('dateInFuture'))
  if (day < from) must(refuse('dateBeforeAct'))
}
