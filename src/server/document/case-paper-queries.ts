import 'server-only'
import { z } from 'zod'
import { isRecorded } from '#documents/fields-of-penalties'
import { blanksIn, isBlank } from '#domain/document/blanks'
import { mayBeSignedBy, mayBeWrittenBy, mayIssue, mayWrite } from '#domain/document/case-papers'
import { differencesOf } from '#domain/document/differences'
import { isPenaltyKind, type PenaltyKind, penaltyFields, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { mayBeVoided, mayVoid } from '#domain/document/voiding'
import type { Actor } from '#domain/kernel/access'
import { ok, type Refusal, type Result, refuse } from '#domain/kernel/result'
import { isUuid } from '#domain/kernel/uuid'
import type { Tx } from '#platform/db'
import { may, whereReadable } from '../access'
import { query } from '../query'
import { changedSince, dueNow, ofIssue, wordsKept } from './case-papers'
import { caseOnPapers, fieldsOfCase } from './fields-of-case'
import { maskParts } from './sealed-parts'
import { publicationsOf } from './void-paper'

/** A paper of a case as its page shows it. `null` when it does not exist for this person, or is not written from the case. */
export const getCasePaper = (actor: Actor, caseId: string, documentId: string, now: Date) =>
  query(actor, async (tx) => {
    if (!isUuid(caseId) || !isUuid(documentId)) return null
    const paper = await tx.officialDocument.findFirst({
      where: { AND: [{ id: documentId, subjectType: 'case', subjectId: caseId }, whereReadable(actor, 'officialDocument')] },
      include: { seal: true, file: { select: { sha256: true } } },
    })
    const file = await tx.case.findFirst({ where: { AND: [{ id: caseId }, whereReadable(actor, 'case')] }, include: caseOnPapers })
    if (!paper || !file || !isPenaltyKind(paper.kind)) return null
    const kind: PenaltyKind = paper.kind
    const { input, typed } = wordsKept(kind, paper)
    const shown = maskParts(input)
    const isDraft = paper.state === 'draft'
    const worded = { id: documentId, kind, typed }
    const today = isDraft || mayCompare(actor, paper) ? await fieldsOfCase({ tx, now }, worded, file) : input
    const isTheirs = mayBeWrittenBy(actor.userId, kind, file).ok
    const writes = isTheirs && may(actor, mayWrite(kind), 'case', file)
    const voids = paper.state === 'issued' && paper.number !== null && may(actor, mayVoid, 'case', file)
    const clocks = voids ? await publicationsOf({ tx }, caseId) : []
    const missing = isDraft ? blanksIn(input) : []
    return {
      ...paper,
      ...{ input: undefined, typed: undefined },
      name: penaltyKinds[kind].name,
      basis: penaltyKinds[kind].basis,
      case: { id: file.id, number: file.number, partyName: file.partyName },
      fields: penaltyFields(kind).map((field) => ({
        ...field,
        value: wordsOf(shown[field.name]),
        recorded: isRecorded(kind, field.name, file),
      })),
      missing,
      changed: isDraft ? changedSince(input, today) : [],
      since: isDraft ? [] : differencesOf(shown, maskParts(today), keptAsIssued),
      voiding: voids ? { shut: whyShut([mayBeVoided(kind, paper, { ...file, clocks }), dueNow(kind, file)]) } : null,
      wording: madeWith(input),
      voidReason: paper.state === 'voided' ? await whyVoided(tx, actor, paper.number) : null,
      mayFill: isDraft && writes,
      mayIssue: isDraft && isTheirs && may(actor, mayIssue(kind), 'case', file),
      shut: whyShut([
        mayBeSignedBy(actor.userId, kind, paper, file),
        dueNow(kind, file),
        missing.length === 0 ? ok(undefined) : refuse('fieldsMissing', { fields: missing }),
      ]),
    }
  })
export type CasePaperView = NonNullable<Awaited<ReturnType<typeof getCasePaper>>>

/** An issued paper keeps the words that it was made with, whichever are in force today. */
const keptAsIssued: ReadonlySet<string> = new Set([...ofIssue, 'wording'])

const madeWith = ({ wording }: { wording?: unknown }) =>
  z.object({ agencyName: z.string(), seq: z.number() }).safeParse(wording).data ?? null

async function whyVoided(tx: Tx, actor: Actor, number: string | null): Promise<string | null> {
  const where = { AND: [{ number: number ?? '', state: 'voided' as const }, whereReadable(actor, 'documentNumber')] }
  return (await tx.documentNumber.findFirst({ where, select: { voidReason: true } }))?.voidReason ?? null
}

/** What the case holds today is the bureau's: an operating agency has of it what was handed over. What was voided is compared with nothing. */
const mayCompare = ({ agencyKind }: Actor, { state }: { state: string }) => state === 'issued' && agencyKind === 'bureau'

/** The first of these that does not hold. */
function whyShut(asked: readonly Result<void>[]): Refusal | null {
  for (const one of asked) if (!one.ok) return one.refusal
  return null
}

const wordsOf = (value: unknown): string => (typeof value === 'string' && !isBlank(value) ? value : '')
