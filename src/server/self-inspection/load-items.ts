import 'server-only'
import type { InstitutionKind } from '#domain/institution/kinds'
import type { InstitutionLevel } from '#domain/institution/levels'
import { beijingDay } from '#domain/kernel/civil-date'
import { yearsOf } from '#domain/self-inspection/years'
import type { Tx } from '#platform/db'
import { whereAsked } from './items-asked'

const day = (at: Date) => at.toISOString().slice(0, 10)

type Asked = { id: string; checklistId: string; institution: { kind: InstitutionKind; level: InstitutionLevel } }

/**
 * Every item that concerns the institution, in the order of the list, with what stands under it in this filing. After them, the items of an
 * earlier version under which something was found (`former`): they are not asked any more, and what they hold counts.
 */
export async function loadItems(tx: Tx, filing: Asked) {
  const items = await tx.checklistItem.findMany({
    where: { OR: [whereAsked(filing), { answers: { some: { filingId: filing.id, findings: { some: {} } } } }] },
    omit: { kinds: true, modelIds: true, levels: true, fieldName: true, change: true },
    orderBy: { seq: 'asc' },
  })
  const answers = await tx.filingAnswer.findMany({
    where: { filingId: filing.id },
    select: {
      ...{ id: true, itemId: true, answer: true, reason: true, reviewNote: true, answeredAt: true, answeredById: true, version: true },
      previousItem: { select: { text: true, violationType: true, basis: true, howToCheck: true, evidenceHint: true } },
    },
  })
  const findings = await loadFindings(tx, filing.id)
  const answerOf = new Map(answers.map((answer) => [answer.itemId, answer]))
  const asked = items.map(({ checklistId, ...item }) => ({ ...item, former: checklistId !== filing.checklistId }))
  return [...asked.filter(({ former }) => !former), ...asked.filter(({ former }) => former)].map((item) => {
    const answer = answerOf.get(item.id) ?? null
    return { ...item, answer, findings: findings.filter(({ answerId }) => answerId === answer?.id) }
  })
}

export type FilingItem = Awaited<ReturnType<typeof loadItems>>[number]
export type FilingFinding = FilingItem['findings'][number]

async function loadFindings(tx: Tx, filingId: string) {
  const findings = await tx.finding.findMany({
    where: { filingId },
    orderBy: { recordedAt: 'asc' },
    include: {
      refunds: {
        orderBy: { declaredAt: 'asc' },
        include: { proofFile: { select: { id: true, displayName: true, sha256: true } } },
      },
      demands: { where: { withdrawnAt: null }, select: { id: true } },
    },
  })
  const evidence = await tx.attachment.findMany({
    where: { subjectType: 'finding', subjectId: { in: findings.map(({ id }) => id) }, removedAt: null },
    select: { id: true, subjectId: true, title: true, file: { select: { id: true, sha256: true } } },
    orderBy: { addedAt: 'asc' },
  })
  return findings.map((finding) => ({
    ...finding,
    recordedOn: beijingDay(finding.recordedAt),
    years: yearsOf(finding.years),
    periodFrom: day(finding.periodFrom),
    periodTo: day(finding.periodTo),
    remedyDueOn: finding.remedyDueOn && day(finding.remedyDueOn),
    refunds: finding.refunds.map((refund) => ({ ...refund, paidOn: day(refund.paidOn) })),
    evidence: evidence.filter(({ subjectId }) => subjectId === finding.id),
  }))
}
