import 'server-only'
import { beijingDay } from '#domain/kernel/civil-date'
import type { Context } from '../../command'
import { writePaper } from '../../document/papers'
import type { SeenText } from './take-publication-step'

/** 信息公开审批表 with the text that goes out, as the second person approved it. */
export async function writePublicationApproval(context: Context, { file, row }: SeenText, opinion: string): Promise<void> {
  const { tx, actor, now } = context
  const decision = await tx.officialDocument.findFirst({
    where: { subjectType: 'case', subjectId: file.id, kind: { in: ['penaltyDecision', 'summaryDecision'] }, state: 'issued' },
    select: { number: true },
    orderBy: { generatedAt: 'desc' },
  })
  const subject = { type: 'case', id: file.id, title: file.partyName, secrecy: file.secrecy } as const
  await writePaper(context, 'publicationApproval', subject, {
    ...{ organ: actor.agencyName, datedOn: beijingDay(now), caseNumber: file.number, partyName: file.partyName },
    ...{ decisionNumber: decision?.number ?? '', decidedOn: file.decidedAt && beijingDay(file.decidedAt), text: row.text },
    ...{ draftedBy: row.draftedByName, draftedOn: beijingDay(row.draftedAt), approvedBy: actor.name, opinion },
  })
}
