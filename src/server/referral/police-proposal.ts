import 'server-only'
import { type PoliceReportDraft, policeReportDraft, usualCrime } from '#documents/police-report'
import { moneyTotals } from '#domain/case/money'
import type { PoliceReadiness } from '#domain/evidence/readiness'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { evidenceForPolice, type StandingPiece } from '../evidence/readiness-of'

type File = Prisma.CaseGetPayload<{ include: { facts: true; orders: true } }>

export type PoliceProposal = { readiness: PoliceReadiness; pieces: StandingPiece[]; draft: PoliceReportDraft; suspectedCrime: string }

/** What the report to the police begins with: the evidence at hand, how far it goes, and the words that the case already says. */
export async function policeProposalOf(tx: Tx, file: File): Promise<PoliceProposal> {
  const { pieces, readiness } = await evidenceForPolice(tx, file.id, file.facts)
  const facts = file.facts.map((fact) => ({ ...fact, actFrom: fromDateColumn(fact.actFrom), actTo: fromDateColumn(fact.actTo) }))
  const orders = file.orders.map(({ servedOn, dueOn }) => ({ servedOn: fromDateColumn(servedOn), dueOn: fromDateColumn(dueOn) }))
  const intact = pieces.filter(({ isIntact }) => isIntact)
  const decision = await decisionOf(tx, file.id)
  return { readiness, pieces, draft: policeReportDraft({ facts, orders, decision }, intact, usualCrime), suspectedCrime: usualCrime }
}

/** The penalty that stands, with its number and what came in of it; `null` where there is none. */
async function decisionOf(tx: Tx, caseId: string) {
  const procedure = await tx.caseProcedure.findFirst({ where: { caseId, outcome: 'penalty', stage: { not: 'revoked' } } })
  if (!procedure?.decidedAt) return null
  const paper = await tx.officialDocument.findFirst({
    where: { subjectType: 'case', subjectId: caseId, kind: { in: ['penaltyDecision', 'summaryDecision'] }, state: 'issued' },
    orderBy: { generatedAt: 'desc' },
    select: { number: true },
  })
  const { fund, treasury } = moneyTotals(await tx.caseMoney.findMany({ where: { caseId } }))
  return {
    ...{ number: paper?.number ?? '', decidedOn: beijingDay(procedure.decidedAt) },
    ...{ refundFen: procedure.decidedRefundFen ?? 0n, fineFen: procedure.decidedFineFen ?? 0n },
    ...{ returnedFen: fund.recoveredFen, paidFen: treasury.paidFen },
  }
}
