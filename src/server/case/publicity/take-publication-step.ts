import 'server-only'
import type { CaseRelation } from '#domain/case/grants'
import { type Publication, type PublicationStep, publicationSteps, withoutPersons } from '#domain/case/tracks/publicity'
import type { Grant } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import type { Prisma } from '#platform/prisma/client'
import { whereMay } from '../../access'
import { stopClocks } from '../../clock/turn-clocks'
import type { Context } from '../../command'
import { must } from '../../refused'
import { openPerson } from '../scoring/person'
import { type Change, clockSubject, moveOn, parts, recordInTrail } from '../take-step'

const withTexts = {
  ...{ ...parts, remedies: true, publications: { orderBy: { seq: 'asc' } } },
  inquiries: { select: { personName: true, witness: true } },
  holds: { select: { personName: true, keeper: true, witness: true } },
  scorings: { select: { id: true, nameCipher: true, codeCipher: true } },
} satisfies Prisma.CaseInclude
export type PublicCase = Prisma.CaseGetPayload<{ include: typeof withTexts }>
export type PublicationRow = PublicCase['publications'][number]

type Deciding = {
  procedure: Pick<Prisma.CaseProcedureGetPayload<object>, 'outcome' | 'stage'> | null
  facts: readonly { partyId: string }[]
  remedies: readonly Pick<Prisma.CaseRemedyGetPayload<object>, 'partyId' | 'outcome' | 'struckAt' | 'concludedAt'>[]
}

/** Whether there is a penalty to be made public, and a text of this moment still says what it came to. */
export function penaltyStands({ procedure, facts, remedies }: Deciding, draftedAt: Date | null = null): boolean {
  const heard = remedies.filter(({ struckAt }) => struckAt === null)
  const free = heard.flatMap(({ partyId, outcome }) => (outcome === 'revoked' ? [partyId] : []))
  const all = free.length > 0 && facts.every(({ partyId }) => free.includes(partyId))
  const since = heard.some(
    ({ outcome, concludedAt }) =>
      outcome !== null && outcome !== 'maintained' && draftedAt !== null && concludedAt !== null && concludedAt > draftedAt,
  )
  return procedure?.outcome === 'penalty' && procedure.stage !== 'revoked' && !all && !since
}

export const publicationOf = (file: Deciding, { stage, draftedById, draftedAt, publishedOn }: PublicationRow): Publication => ({
  ...{ state: stage, draftedById, stands: penaltyStands(file, draftedAt) },
  publishedOn: publishedOn && fromDateColumn(publishedOn),
})

/** The case with its texts, when the actor may act in them. Refuses `notFound`. */
export async function findPublicCase({ tx, actor }: Context, by: readonly Grant<CaseRelation>[], caseId: string): Promise<PublicCase> {
  const file = await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereMay(actor, by, 'case')] }, include: withTexts })
  return file ?? must(refuse('notFound'))
}

type Asked = { caseId: string; publicationId: string }
export type SeenText = { file: PublicCase; row: PublicationRow }

export async function findText(context: Context, step: PublicationStep, { caseId, publicationId }: Asked): Promise<SeenText> {
  const file = await findPublicCase(context, publicationSteps[step].by, caseId)
  return { file, row: file.publications.find(({ id }) => id === publicationId) ?? must(refuse('notFound')) }
}

type Taking = { at?: Date; set?: Prisma.CasePublicationUncheckedUpdateInput; change?: Change }

/** Whom no text of the case may name. */
export const personsOf = ({ parties, officerAName, officerBName, inquiries, holds, scorings }: PublicCase) => ({
  ...{ parties, officers: [officerAName, officerBName] },
  met: [
    ...inquiries.flatMap(({ personName, witness }) => [personName, witness]),
    ...holds.flatMap(({ personName, keeper, witness }) => [personName, keeper, witness]),
    ...scorings.map(openPerson).flatMap(({ name, code }) => [name, code]),
  ],
})

/** On these it goes out, or comes nearer to it: who is known of the case may have become more since it was drafted. */
const outward: readonly PublicationStep[] = ['approve', 'publish']

/**
 * The one way a text moves: rule, its row, clocks and audit. Refuses what the step refuses, what `withoutPersons` does, and `changedMeanwhile`.
 */
export async function takePublicationStep(
  context: Context,
  name: PublicationStep,
  { file, row }: SeenText,
  version: number,
  { at = context.now, set = {}, change = {} }: Taking = {},
): Promise<void> {
  const step = must(takeStep(publicationSteps[name], publicationOf(file, row), context.actor))
  if (outward.includes(name)) must(withoutPersons(row.text, personsOf(file)))
  await moveOn(context, file, version, {})
  await context.tx.casePublication.update({ where: { id: row.id }, data: { ...set, stage: step.to } })
  await stopClocks(context, clockSubject(file), step.stops ?? [], { at })
  await recordInTrail(context, file.id, `${name}Publication`, {
    publication: [row.seq, row.seq],
    publicationStage: [row.stage, step.to],
    ...change,
  })
}
