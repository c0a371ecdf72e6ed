import 'server-only'
import { type PoliceReportDraft, policeReportDraft, usualCrime } from '#documents/police-report'
import type { PoliceReadiness } from '#domain/evidence/readiness'
import { fromDateColumn } from '#domain/kernel/civil-date'
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
  return { readiness, pieces, draft: policeReportDraft({ facts, orders }, intact, usualCrime), suspectedCrime: usualCrime }
}
