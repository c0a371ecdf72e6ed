import 'server-only'
import { evidenceOf, replacedPaper, signedPaper } from '#domain/case/acts/inquiries'
import type { Prisma } from '#platform/prisma/client'
import type { Context } from '../command'

const extractionAtMost = 1000

type Inquiry = Omit<Prisma.CaseInquiryGetPayload<object>, 'items'>

/** Enters the signed paper of an act, collected by the two who did it, when and where they did it. */
export async function keepSigned({ tx, actor, now }: Context, inquiry: Inquiry, fileId: string, seq: number): Promise<string> {
  const { caseId, kind, ofParty, personName, place, begunAt } = inquiry
  const { id } = await tx.evidence.create({
    data: {
      ...{ caseId, seq, fileId, kind: evidenceOf(kind, ofParty), ...signedPaper(inquiry), place, collectedAt: begunAt },
      extraction: kind === 'extraction' ? inquiry.content.slice(0, extractionAtMost) : '',
      provider: personName,
      ...{ collectorAId: inquiry.officerAId, collectorAName: inquiry.officerAName, collectorACertificate: inquiry.officerACertificate },
      ...{ collectorBId: inquiry.officerBId, collectorBName: inquiry.officerBName, collectorBCertificate: inquiry.officerBCertificate },
      ...{ recordedById: actor.userId, recordedByName: actor.name, recordedAt: now },
    },
    select: { id: true },
  })
  return id
}

/** Withdraws the signed paper of an act that another has taken the place of. */
export async function withdrawReplaced({ tx, actor, now }: Context, evidenceId: string): Promise<void> {
  const withdrawn = { withdrawnById: actor.userId, withdrawnByName: actor.name, withdrawnAt: now }
  await tx.evidence.updateMany({
    where: { id: evidenceId, state: 'held' },
    data: { state: 'withdrawn', withdrawnReason: replacedPaper, ...withdrawn },
  })
}
