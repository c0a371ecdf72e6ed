import 'server-only'
import { caseRecords, takeCaseRecord } from '#domain/case/steps'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { may, whereAlso, whereMay, whereParentOf, whereReadable } from '../access'
import { colleagues } from '../identity/colleagues'
import { query } from '../query'
import { weighing } from './add-evidence'

const openingsAtMost = 50

/** A piece of evidence as its page shows it. `null` when it does not exist for this person. */
export const getEvidence = (actor: Actor, caseId: string, evidenceId: string) =>
  query(actor, async (tx) => {
    if (!isUuid(caseId) || !isUuid(evidenceId)) return null
    const found = await tx.evidence.findFirst({
      where: { AND: [{ id: evidenceId, caseId }, { case: whereParentOf(actor, 'evidence') }, whereAlso(actor, 'evidence')] },
      include: {
        case: { include: { procedure: true } },
        fact: { select: { seq: true, behaviour: true } },
        file: { include: { check: true } },
      },
    })
    if (!found) return null
    const mayWithdraw =
      found.state === 'held' &&
      may(actor, caseRecords.withdrawEvidence.by, 'case', found.case) &&
      takeCaseRecord('withdrawEvidence', found.case).ok
    return { ...found, mayWithdraw }
  })
export type EvidenceView = NonNullable<Awaited<ReturnType<typeof getEvidence>>>

/** Who has opened a file, the newest first, as far as that is open to the reader. */
export const openingsOf = (actor: Actor, fileId: string) =>
  query(actor, (tx) =>
    tx.auditEntry.findMany({
      where: {
        AND: [
          whereReadable(actor, 'auditEntry'),
          { subjectType: 'storedFile', subjectId: fileId, action: { in: ['file.view', 'file.download'] } },
        ],
      },
      orderBy: [{ at: 'desc' }, { seq: 'desc' }],
      take: openingsAtMost,
      select: { id: true, at: true, actorName: true, department: true, action: true },
    }),
  )
export type Opening = Awaited<ReturnType<typeof openingsOf>>[number]

/** Who can have collected evidence of a case, its officers first; nobody for whoever enters none. */
export const collectorsFor = (actor: Actor, caseId: string, now: Date): Promise<{ id: string; name: string }[]> =>
  query(actor, async (tx) => {
    const file = await tx.case.findFirst({
      where: { AND: [{ id: caseId }, whereMay(actor, caseRecords.addEvidence.by, 'case')] },
      select: { id: true, agencyId: true, officerAId: true, officerBId: true, approvedById: true, reviewerIds: true },
    })
    if (!file) return []
    const officers = [file.officerAId, file.officerBId]
    const known = await colleagues(tx, file.agencyId, now)
    const first = officers.flatMap((id) => known.filter((one) => one.id === id))
    const apart = await weighing(tx, file)
    return [...first, ...known.filter(({ id }) => !officers.includes(id) && !apart.includes(id))]
  })
