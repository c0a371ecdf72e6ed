import 'server-only'
import { voidPaperInput } from '#domain/document/inputs'
import { isPenaltyKind, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { mayBeVoided, mayVoid } from '#domain/document/voiding'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { whereMay } from '../access'
import { moveOnUnseen } from '../case/take-step'
import { type Context, command } from '../command'
import { must } from '../refused'
import { dueNow } from './case-papers'
import { caseOnPapers } from './fields-of-case'
import { voidIssued } from './papers'

/**
 * Voids an issued paper of a case that has not gone out, with its number (作废文号): the number stays in the book with the reason, and the paper
 * can be written anew under the next one. Refuses `notFound`, `wrongState`, `paperServed`, `paperPublished`, `paperNotDue` where the case has gone on with it,
 * `changedMeanwhile`. Commits together: the number, the paper, the audit entry.
 */
export const voidCasePaper = command('document.void', voidPaperInput, async (context, { documentId, version, reason }) => {
  const { tx, actor, now, requestId } = context
  const paper = await tx.officialDocument.findFirst({ where: { id: documentId, subjectType: 'case', state: { not: 'draft' } } })
  if (!paper || !isPenaltyKind(paper.kind)) return must(refuse('notFound'))
  const where = { AND: [{ id: paper.subjectId }, whereMay(actor, mayVoid, 'case')] }
  // The case moves on: a service that has looked at the paper and not yet been written refuses, and one that was written is seen.
  await moveOnUnseen(context, where)
  const file = await tx.case.findUniqueOrThrow({ where: { id: paper.subjectId }, include: caseOnPapers })
  must(mayBeVoided(paper.kind, paper, { ...file, clocks: await publicationsOf(context, file.id) }))
  must(dueNow(paper.kind, file))
  await voidIssued(context, { id: paper.id, number: paper.number ?? '', revision: version }, reason)
  await audit(tx, {
    ...{ at: now, actor, action: 'document.void', subject: { type: 'case', id: file.id }, requestId },
    change: { kind: [null, penaltyKinds[paper.kind].name], number: [paper.number, null], reason: [null, reason] },
  })
})

/** What of a case is made public and not yet served. */
export const publicationsOf = ({ tx }: Pick<Context, 'tx'>, caseId: string) =>
  tx.statutoryClock.findMany({ where: { subjectType: 'case', subjectId: caseId, ruleId: 'CK15', stoppedAt: null } })
