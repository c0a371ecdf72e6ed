import 'server-only'
import { withdrawEvidenceInput } from '#domain/evidence/inputs'
import { refuse } from '#domain/kernel/result'
import { findCaseToRecord, rewriteCase } from '../case/take-step'
import { command } from '../command'
import { must } from '../refused'

/**
 * Withdraws a piece of evidence (撤回证据) with the reason: it was entered wrongly, or may not be used. It stays where it is, marked; what was
 * wrong is entered anew. A report and a review that rested on it no longer hold, and what a decision rests on stays.
 *
 * Refuses `notFound`, also for one that was withdrawn before, `wrongState`, `changedMeanwhile`.
 */
export const withdrawEvidence = command(
  'case.withdrawEvidence',
  withdrawEvidenceInput,
  async (context, { caseId, version, evidenceId, reason }) => {
    const { tx, actor, now } = context
    const file = await findCaseToRecord(context, 'withdrawEvidence', caseId)
    const held = await tx.evidence.findFirst({ where: { id: evidenceId, caseId, state: 'held' }, select: { seq: true } })
    if (!held) return must(refuse('notFound'))
    await rewriteCase(context, 'withdrawEvidence', file, version, { evidence: [held.seq, null] })
    await tx.evidence.updateMany({
      where: { id: evidenceId },
      data: {
        state: 'withdrawn',
        withdrawnReason: reason,
        withdrawnById: actor.userId,
        withdrawnByName: actor.name,
        withdrawnAt: now,
      },
    })
  },
)
