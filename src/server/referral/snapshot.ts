import 'server-only'
import { createHash } from 'node:crypto'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { type DisclosableFact, type Disclosure, discloseCase, disclosed, disclosureSchema } from '#domain/referral/disclosure'
import { type Content, canonicalJson, type Snapshot, type Version, versionSchema } from '#domain/referral/snapshot'
import type { Tx } from '#platform/db'
import type { Prisma } from '#platform/prisma/client'
import { standingFacts } from '../case/standing-facts'
import type { Context } from '../command'
import { letterKindsOf } from './letters'

type Row = Prisma.ReferralGetPayload<{ include: { materials: true; bills: true } }>

/** What the sender chose to give away; `null` until a choice was made. */
export function chosenDisclosure({ disclosed }: Pick<Row, 'disclosed'>): Disclosure | null {
  const read = disclosureSchema.safeParse(disclosed)
  return read.success ? read.data : null
}

/** All that the other side will see of the sender's matter, as it is now. */
export async function contentOf(tx: Tx, referral: Row): Promise<Content> {
  const chosen = chosenDisclosure(referral)
  const file = referral.caseId ? await caseToDisclose(tx, referral.caseId) : null
  const named = disclosed(referral.kind, [], chosen).parts.includes('matter')
  const lead =
    named && referral.leadId
      ? await tx.lead.findFirst({ where: { id: referral.leadId }, select: { number: true, institutionName: true, behaviour: true } })
      : null
  const materials = referral.materials.filter(({ kind }) => kind !== 'transferLetter')
  return {
    number: referral.number,
    title: referral.title,
    summary: referral.summary,
    officers: [referral.officerAName, referral.officerBName].flatMap((name) => name ?? []),
    case: file && discloseCase(referral.kind, file, chosen),
    lead,
    materials: materials.map(asSent),
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

const asSent = ({ seq, kind, title, pages, sha256, fileId }: Row['materials'][number]) => ({ seq, kind, title, pages, sha256, fileId })

/** What an approval is bound to. */
export const contentHash = (content: Content): string => sha256(canonicalJson(content))
export const snapshotHash = (snapshot: Snapshot | Version): string => sha256(canonicalJson(snapshot))
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The content with the letter that goes before it. */
export async function takeSnapshot({ tx, now }: Context, referral: Row, content: Content): Promise<Snapshot> {
  const letter = await tx.officialDocument.findFirst({
    where: { subjectType: 'referral', subjectId: referral.id, kind: { in: letterKindsOf(referral.kind) }, state: 'issued' },
    select: { number: true },
  })
  const letters = referral.materials.filter(({ kind }) => kind === 'transferLetter').map(asSent)
  return {
    ...content,
    letterNumber: letter?.number ?? null,
    deliveredAt: now.toISOString(),
    materials: [...letters, ...content.materials],
  }
}

/** The sender's case with its facts, each with its id: a choice names them by it. */
export async function caseToDisclose(tx: Tx, id: string) {
  const file = await tx.case.findUnique({
    where: { id },
    select: { number: true, partyName: true, cause: true, facts: standingFacts },
  })
  if (!file) return null
  return {
    ...file,
    facts: file.facts.map(
      (fact): DisclosableFact => ({
        id: fact.id,
        behaviour: fact.behaviour,
        actFrom: fromDateColumn(fact.actFrom),
        actTo: fromDateColumn(fact.actTo),
        law: fact.law,
        article: fact.article,
        billedFen: fact.billedFen.toString(),
        irregularFen: fact.irregularFen.toString(),
        fundLossFen: fact.fundLossFen.toString(),
      }),
    ),
  }
}

/** A stored version, and whether it is still what was hashed. `null` where it cannot be read as one. */
export function readVersion(stored: unknown, hash: string): { content: Version; intact: boolean } | null {
  const read = versionSchema.safeParse(stored)
  if (!read.success) return null
  // A json column holds nothing but JSON; the schema has just looked at its shape.
  const text = canonicalJson(stored as Parameters<typeof canonicalJson>[0])
  return { content: read.data, intact: sha256(text) === hash }
}
