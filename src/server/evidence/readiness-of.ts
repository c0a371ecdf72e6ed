import 'server-only'
import { type PoliceReadiness, policeReadiness } from '#domain/evidence/readiness'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import type { Tx } from '#platform/db'
import { standsAlso, whereReadable } from '../access'
import { standingFacts } from '../case/standing-facts'
import { query } from '../query'

const pieceFields = {
  id: true,
  seq: true,
  kind: true,
  title: true,
  proves: true,
  pages: true,
  factId: true,
  fileId: true,
  collectedAt: true,
  file: { select: { check: { select: { state: true } } } },
} as const

type FactOf = { id: string; seq: number; provisionId: string | null; liabilityId: string | null }

/** The evidence of a case that stands, and how far it goes for the police. Asked within a transaction that has found the case. */
export async function evidenceForPolice(tx: Tx, caseId: string, facts: readonly FactOf[]) {
  const held = await tx.evidence.findMany({ where: { caseId, state: 'held' }, orderBy: { seq: 'asc' }, select: pieceFields })
  const waivers = await tx.evidenceWaiver.findMany({
    where: { caseId },
    orderBy: [{ givenAt: 'asc' }, { id: 'asc' }],
    select: { group: true, reason: true },
  })
  // Until it was looked at, a file is taken to be what was kept.
  const pieces = held.map(({ file, ...piece }) => ({ ...piece, isIntact: (file.check?.state ?? 'intact') === 'intact' }))
  return { pieces, readiness: policeReadiness(facts, pieces, waivers) }
}
export type PoliceEvidence = Awaited<ReturnType<typeof evidenceForPolice>>
export type StandingPiece = PoliceEvidence['pieces'][number]

const factFields = { id: true, seq: true, provisionId: true, liabilityId: true } as const

/** How far the evidence of a case goes as it stands in this transaction. */
export async function readinessNow(tx: Tx, caseId: string): Promise<PoliceReadiness> {
  const facts = await tx.caseFact.findMany({
    where: { caseId, ...standingFacts.where },
    orderBy: standingFacts.orderBy,
    select: factFields,
  })
  return (await evidenceForPolice(tx, caseId, facts)).readiness
}

/** How far the evidence of a case goes for the police; `null` for whoever does not see its evidence. */
export const readinessOf = (actor: Actor, caseId: string): Promise<PoliceReadiness | null> =>
  query(actor, async (tx) => {
    if (!isUuid(caseId) || !standsAlso(actor, 'evidence', {})) return null
    const file = await tx.case.findFirst({
      where: { AND: [{ id: caseId }, whereReadable(actor, 'case')] },
      select: { id: true },
    })
    return file && readinessNow(tx, file.id)
  })
