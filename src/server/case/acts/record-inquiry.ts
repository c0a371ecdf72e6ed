import 'server-only'
import { recordInquiryInput } from '#domain/case/acts/inputs'
import { endOf, inquiryHolds, inquiryRules } from '#domain/case/acts/inquiries'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { type Context, command } from '../../command'
import { withdrawReplaced } from '../../evidence/keep-signed'
import { must } from '../../refused'
import { findCaseToRecord, recordInCase, rewriteCase } from '../take-step'
import { instantOf, issueActPaper, officersOf } from './act-papers'

/**
 * Writes down an act of the investigation (调查取证), done by the two officers of the case, and makes the paper of it to be signed. With
 * `correctsId` it takes the place of another, whose signed paper is withdrawn as evidence: what was written is never changed.
 *
 * Refuses `notFound`, `wrongState`, `procedureSuspended`, `officerRecused`, `invalidInput`, `dateInFuture`, `dateBeforeAct`, `changedMeanwhile`.
 * Commits together: the act, its paper, that whoever did it has worked on the case, the audit entry, which says nothing of what was found.
 */
export const recordInquiry = command('case.recordInquiry', recordInquiryInput, async (context, { caseId, version, ...input }) => {
  const { tx, actor, now } = context
  const { kind, personName, personDuty, place, content, items, opinion, ofParty, told, correctsId } = input
  const file = await findCaseToRecord(context, 'inquire', caseId)
  const begunAt = instantOf(input.begunOn, input.begunAt)
  const { lasts, asks, lists, paper } = inquiryRules[kind]
  const endedAt = lasts && input.endedAt ? endOf(begunAt, instantOf(input.begunOn, input.endedAt)) : null
  const answerBy = asks ? input.answerBy : null
  must(inquiryHolds({ kind, begunAt, endedAt, told, items, answerBy }, file.filedAt ?? now, now))
  const officers = await officersOf(context, file)
  const { _max: last } = await tx.caseInquiry.aggregate({ where: { caseId }, _max: { seq: true } })
  const seq = (last.seq ?? 0) + 1
  const corrected = correctsId ? await takeItsPlace(context, caseId, correctsId) : null
  const change = { inquiry: [null, seq], inquiryKind: [null, kind], ...(corrected && { corrects: [corrected.seq, seq] as const }) } as const
  await (corrected?.evidenceId ? rewriteCase : recordInCase)(context, 'recordInquiry', file, version, change)
  const listed = lists ? items : []
  await tx.caseInquiry.create({
    data: {
      ...{ caseId, seq, kind, begunAt, endedAt, place, personName, personDuty, ofParty, told, content, opinion, ...officers },
      ...{ items: listed, answerBy: answerBy && toDateColumn(answerBy), correctsId: corrected?.id ?? null },
      ...{ recordedById: actor.userId, recordedByName: actor.name, recordedAt: now },
    },
  })
  await issueActPaper(context, paper, file, officers, {
    ...{ personName, place, begunAt: begunAt.toISOString(), content },
    ...(lasts ? { endedAt: endedAt?.toISOString() ?? null, personDuty, items: listed, opinion, signing: null } : {}),
    ...(asks ? { items: listed, answerBy } : {}),
  })
})

/** The act that was wrong: no other has taken its place yet, and its paper proves nothing any more. */
async function takeItsPlace(context: Context, caseId: string, id: string) {
  const wrong =
    (await context.tx.caseInquiry.findFirst({ where: { id, caseId }, include: { correction: true } })) ?? must(refuse('notFound'))
  if (wrong.correction) must(refuse('wrongState', { state: 'corrected' }))
  if (wrong.evidenceId) await withdrawReplaced(context, wrong.evidenceId)
  return wrong
}
