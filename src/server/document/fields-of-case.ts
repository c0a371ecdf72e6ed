import 'server-only'
import { fieldsOfPenalty } from '#documents/fields-of-penalties'
import { provingAttachment } from '#domain/case/attachments'
import type { PenaltyKind } from '#domain/document/kinds-of-penalties'
import type { Typed } from '#domain/document/typed-parts'
import type { KeptWording } from '#domain/document/wording'
import { beijingDay } from '#domain/kernel/civil-date'
import type { Prisma } from '#platform/prisma/client'
import { standingFacts } from '../case/standing-facts'
import { fineDueOn } from '../case/track/surcharge'
import { extendedBy, keptExclusions, movedParts } from '../clock/move-clock'
import type { Context } from '../command'
import { openParts } from './sealed-parts'
import { wordingInForce } from './wording/queries'

export const caseOnPapers = {
  parties: { select: { id: true, name: true, kind: true } },
  procedure: true,
  notices: { where: { withdrawnAt: null }, orderBy: { seq: 'asc' } },
  hearings: { where: { withdrawnAt: null }, orderBy: { seq: 'asc' } },
  discussions: { where: { withdrawnAt: null }, orderBy: { seq: 'asc' } },
  services: { orderBy: [{ servedOn: 'asc' }, { recordedAt: 'asc' }] },
  instalments: { orderBy: { seq: 'asc' } },
  suspensions: { orderBy: { seq: 'asc' } },
  remedies: {
    where: { struckAt: null },
    select: { partyId: true, kind: true, body: true, outcome: true, receivedOn: true, concludedOn: true },
    orderBy: { seq: 'asc' },
  },
  facts: standingFacts,
  money: true,
  institution: { select: { creditCode: true, address: true } },
  agency: { select: { name: true, phone: true } },
  lead: { select: { number: true, source: true } },
} satisfies Prisma.CaseInclude
export type CaseOnPapers = Prisma.CaseGetPayload<{ include: typeof caseOnPapers }>

/** A paper as far as its words depend on it: a new one has no id yet. */
type Worded = { id?: string; kind: PenaltyKind; typed: Typed; wording?: KeptWording }

/** Reads what a paper says of the case as it stands now, with what was typed laid over it. What it says itself is no source of its words. */
export async function fieldsOfCase({ tx, now }: Pick<Context, 'tx' | 'now'>, { id, kind, typed, wording }: Worded, file: CaseOnPapers) {
  const papers = await tx.officialDocument.findMany({
    where: { subjectType: 'case', subjectId: file.id, state: { not: 'voided' }, ...(id ? { id: { not: id } } : {}) },
    select: { kind: true, number: true, state: true, title: true, generatedAt: true, input: true },
    orderBy: { generatedAt: 'asc' },
  })
  const told = papers.map((paper) => ({ ...paper, input: openParts(file.id, paper.input) }))
  const unpaid = await tx.statutoryClock.findFirst({
    where: { subjectType: 'case', subjectId: file.id, ruleId: 'CK16', stoppedAt: null },
    select: { dueAt: true },
    orderBy: { dueAt: 'asc' },
  })
  const words = wording ?? (await wordingInForce(tx, kind, file.regionNo, beijingDay(now)))
  const held = {
    file: { ...file, payBy: unpaid?.dueAt ?? null, fineDueOn: await fineDueOn(tx, file.id), handling: await handlingOf(tx, file.id) },
    papers: told,
    evidence: await evidenceOf(tx, file.id),
    now,
    wording: words,
  }
  return fieldsOfPenalty(kind, held, typed)
}

/** The time in which the case is to be handled, with what has moved it. */
async function handlingOf(tx: Context['tx'], caseId: string) {
  const clock = await tx.statutoryClock.findFirst({
    where: { subjectType: 'case', subjectId: caseId, ruleId: 'CK03' },
    include: movedParts,
    orderBy: { startedAt: 'desc' },
  })
  return clock && { ...clock, exclusions: keptExclusions(clock), extendedBy: extendedBy(clock) }
}

/** The titles of what proves the facts, in the order of its entry; of a case in which no evidence was entered, of what was attached to it. */
async function evidenceOf(tx: Context['tx'], caseId: string): Promise<string[]> {
  const pieces = await tx.evidence.findMany({ where: { caseId }, select: { title: true, state: true }, orderBy: { seq: 'asc' } })
  if (pieces.length > 0) return pieces.flatMap(({ title, state }) => (state === 'held' ? [title] : []))
  const attached = await tx.attachment.findMany({
    // What was signed, why time stands still and what an appeal brought prove nothing of the facts.
    where: { subjectType: 'case', subjectId: caseId, removedAt: null, kind: provingAttachment },
    select: { title: true },
    orderBy: { addedAt: 'asc' },
  })
  return attached.map(({ title }) => title)
}
