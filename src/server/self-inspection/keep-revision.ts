import 'server-only'
import type { KeptItem } from '#domain/self-inspection/revision'
import type { Prisma } from '#platform/prisma/client'
import type { Context } from '../command'
import { type FilingItem, loadItems } from './load-items'
import type { HeldFiling } from './take-step'

/** A filing's items as they are kept to be compared: amounts as text, so that no digit is lost on the way. */
export const keptItems = (items: readonly FilingItem[]): KeptItem[] =>
  items.map(({ id, code, answer, findings }) => ({
    itemId: id,
    code,
    answer: answer?.answer ?? null,
    reason: answer?.reason ?? '',
    findings: findings.map((finding) => ({
      id: finding.id,
      behaviour: finding.behaviour,
      peopleCount: finding.peopleCount,
      periodFrom: finding.periodFrom,
      periodTo: finding.periodTo,
      billedFen: String(finding.billedFen),
      irregularFen: String(finding.irregularFen),
      fundLossFen: String(finding.fundLossFen),
      cause: finding.cause,
      remedy: finding.remedy,
      evidence: finding.evidence.length,
    })),
  }))

/** Keeps the filing as it stands, in the transaction that returns it. */
export async function keepRevision({ tx, now }: Context, filing: HeldFiling): Promise<void> {
  const content = keptItems(await loadItems(tx, filing)) satisfies readonly KeptItem[] as unknown as Prisma.InputJsonValue // plain text and numbers
  await tx.filingRevision.create({
    data: {
      filingId: filing.id,
      institutionId: filing.institutionId,
      regionNo: filing.regionNo,
      no: (await tx.filingRevision.count({ where: { filingId: filing.id } })) + 1,
      content,
      takenAt: now,
    },
    select: { id: true },
  })
}
