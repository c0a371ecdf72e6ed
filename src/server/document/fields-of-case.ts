import 'server-only'
import { fieldsOfPenalty, type Typed } from '#documents/fields-of-penalties'
import type { PenaltyKind } from '#domain/document/kinds-of-penalties'
import type { Prisma } from '#platform/prisma/client'
import type { Context } from '../command'

export const caseOnPapers = {
  parties: { select: { id: true, name: true } },
  facts: { orderBy: { seq: 'asc' } },
  money: true,
  institution: { select: { creditCode: true, address: true } },
  agency: { select: { name: true, phone: true } },
  lead: { select: { number: true, source: true } },
} satisfies Prisma.CaseInclude
export type CaseOnPapers = Prisma.CaseGetPayload<{ include: typeof caseOnPapers }>

/** Reads what a paper of this kind says of the case as it stands now, with what was typed laid over it. */
export async function fieldsOfCase({ tx, now }: Pick<Context, 'tx' | 'now'>, kind: PenaltyKind, file: CaseOnPapers, typed: Typed) {
  const papers = await tx.officialDocument.findMany({
    where: { subjectType: 'case', subjectId: file.id, state: { not: 'voided' } },
    select: { kind: true, number: true, state: true, title: true, generatedAt: true, input: true },
    orderBy: { generatedAt: 'asc' },
  })
  const attached = await tx.attachment.findMany({
    where: { subjectType: 'case', subjectId: file.id, removedAt: null },
    select: { title: true },
    orderBy: { addedAt: 'asc' },
  })
  return fieldsOfPenalty(kind, { file, papers, evidence: attached.map(({ title }) => title), now }, typed)
}
