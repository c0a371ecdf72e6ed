import 'server-only'
import { createHash } from 'node:crypto'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { canonicalJson, type Snapshot, snapshotSchema } from '#domain/referral/snapshot'
import type { Context } from '../command'
import { letterKinds } from './letters'
import type { SeenReferral } from './take-step'

/** All that the receiver will see of the sender's case, as it is now. */
export async function takeSnapshot({ tx, now }: Context, referral: SeenReferral): Promise<Snapshot> {
  const letter = await tx.officialDocument.findFirst({
    where: { subjectType: 'referral', subjectId: referral.id, kind: letterKinds[referral.kind], state: 'issued' },
    select: { number: true },
  })
  const lead = referral.leadId
    ? await tx.lead.findFirst({ where: { id: referral.leadId }, select: { number: true, institutionName: true, behaviour: true } })
    : null
  return {
    number: referral.number,
    title: referral.title,
    summary: referral.summary,
    letterNumber: letter?.number ?? null,
    deliveredAt: now.toISOString(),
    officers: [referral.officerAName, referral.officerBName].flatMap((name) => name ?? []),
    case: referral.caseId ? await caseOf(tx, referral.caseId) : null,
    lead,
    materials: referral.materials.map(({ seq, kind, title, pages, sha256, fileId }) => ({ seq, kind, title, pages, sha256, fileId })),
    bills: referral.bills.map(({ seq, billCode, billNumber, issuerName, issuedOn, amountFen }) => ({
      seq,
      billCode,
      billNumber,
      issuerName,
      issuedOn: fromDateColumn(issuedOn),
      amountFen: amountFen.toString(),
    })),
  }
}

async function caseOf(tx: Context['tx'], id: string): Promise<Snapshot['case']> {
  const file = await tx.case.findUnique({
    where: { id },
    select: { number: true, partyName: true, cause: true, facts: { orderBy: { seq: 'asc' } } },
  })
  if (!file) return null
  return {
    ...file,
    facts: file.facts.map((fact) => ({
      behaviour: fact.behaviour,
      actFrom: fromDateColumn(fact.actFrom),
      actTo: fromDateColumn(fact.actTo),
      law: fact.law,
      article: fact.article,
      billedFen: fact.billedFen.toString(),
      irregularFen: fact.irregularFen.toString(),
      fundLossFen: fact.fundLossFen.toString(),
    })),
  }
}

/** A stored snapshot, and whether it is still what was hashed. `null` before delivery. */
export function readSnapshot(stored: unknown, hash: string | null): { content: Snapshot; intact: boolean } | null {
  const read = snapshotSchema.safeParse(stored)
  if (!read.success || hash === null) return null
  // A json column holds nothing but JSON; the schema has just looked at its shape.
  const text = canonicalJson(stored as Parameters<typeof canonicalJson>[0])
  return { content: read.data, intact: createHash('sha256').update(text).digest('hex') === hash }
}
