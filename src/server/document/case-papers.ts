import 'server-only'
import { isDeepStrictEqual } from 'node:util'
import type { z } from 'zod'
import { isOfNoProcedure, oneSince, paperDue, papersAt } from '#domain/case/tracks/papers'
import { procedureSteps } from '#domain/case/tracks/procedure-steps'
import { blanksIn } from '#domain/document/blanks'
import { mayBeSignedBy, mayBeWrittenBy, mayIssue, mayWrite } from '#domain/document/case-papers'
import { draftPaperInput, fillPaperInput, paperInput } from '#domain/document/inputs'
import { isPenaltyKind, maskIsNoNumber, type PenaltyKind, penaltyFields, penaltyKinds } from '#domain/document/kinds-of-penalties'
import { sealedPart } from '#domain/document/paper-fields'
import { type Typed, typedAfter, typedOf } from '#domain/document/typed-parts'
import type { Grant } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { turns } from '#platform/turns'
import { whereMay } from '../access'
import { findProcedureFor } from '../case/track/take-procedure-step'
import { type Context, command } from '../command'
import { must } from '../refused'
import { type CaseOnPapers, caseOnPapers, fieldsOfCase } from './fields-of-case'
import { draftPaper, dropDraft, issueDraft, nextDocumentNumber, redraft } from './papers'
import { maskParts, openParts } from './sealed-parts'

/**
 * Drafts a paper of a case (起草文书) from what the case holds. Refuses `notFound`, `otherPerson` where it is the lawyers’, `wrongState`.
 * `alreadyExists` beside the one that stands. Commits together: the draft with its file, the audit entry.
 */
export const draftCasePaper = command('document.draft', draftPaperInput, async (context, { caseId, kind }) => ({
  documentId: await draftOfCase(context, caseId, kind, {}),
}))

/** The draft itself, with what is typed from the first. */
export async function draftOfCase(context: Context, caseId: string, kind: PenaltyKind, typed: Typed): Promise<string> {
  const file = await findCase(context, mayWrite(kind), caseId)
  must(mayBeWrittenBy(context.actor.userId, kind, file))
  if (!papersAt(file.state).includes(kind)) must(refuse('wrongState', { state: file.state }))
  await noneStands(context, kind, file)
  const input = await fieldsOfCase(context, { kind, typed }, file)
  const documentId = await draftPaper(context, kind, subjectOf(file), input, typed)
  await told(context, 'draft', file, { kind: [null, penaltyKinds[kind].name] })
  return documentId
}

/** Fills in a draft and takes up what the case holds by now (填写文书): only what a person changed is typed and stays. Refuses `notFound`, `unknownField`, `invalidInput` for a masked number, `changedMeanwhile`. */
export const fillCasePaper = command('document.fill', fillPaperInput, async (context, { documentId, version, ...filled }) => {
  const { paper, kind, file } = await findDraftToWrite(context, documentId)
  const names = partsOf(kind)
  const unknown = Object.keys(filled).filter((name) => !names.includes(name))
  if (unknown.length > 0) must(refuse('unknownField', { fields: unknown }))
  const typed = typedAfter(paper.typed, maskParts(paper.input), filled)
  must(numberIsWhole(paper.typed, typed))
  const input = await fieldsOfCase(context, { id: paper.id, kind, typed }, file)
  await redraft(context, { ...paper, kind, revision: version }, subjectOf(file), input, typed)
  await told(context, 'fill', file, { kind: [null, penaltyKinds[kind].name] })
})

/** A mask that is no longer the one shown, from an old page or a draft in the browser, would become the number. */
const numberIsWhole = (before: Typed, { [sealedPart]: after = '' }: Typed): Result<void> =>
  after !== before[sealedPart] && /[*＊]/u.test(after)
    ? refuse('invalidInput', { fields: [sealedPart], messages: [maskIsNoNumber] })
    : ok(undefined)

/**
 * Issues a draft (签发文书) with the act that it is of: a numbered paper by the head of the organ, never by its officers or whoever wrote it;
 * any other, and what was decided on the spot, by its officers. Refuses `notFound`, `samePerson`, `paperNotDue`, `owedTogether`, what bars the court of its
 * application, `fieldsMissing` with what is still to be filled in, `dataChanged` when the case has moved on from what
 * the draft says, `alreadyExists` beside the one of this act, `changedMeanwhile`. Commits together: number, file, state, the audit entry.
 */
const issueNow = command('document.issue', paperInput, async (context, paper) => ({ number: await issueOfCase(context, paper) }))

/** The issue itself; gives the number, where the paper bears one. */
export async function issueOfCase(context: Context, { documentId, version }: z.infer<typeof paperInput>): Promise<string | null> {
  const { paper, kind, file } = await findDraft(context, mayIssue, documentId)
  const { register } = penaltyKinds[kind]
  must(mayBeWrittenBy(context.actor.userId, kind, file))
  must(mayBeSignedBy(context.actor.userId, kind, paper, file))
  must(dueNow(kind, file))
  if (kind === 'enforcementApplication' && file.procedure?.stage === 'demanded') must(await mayBeAppliedFor(context, file.id))
  const drafted = paper.input
  if (paper.revision !== version) must(refuse('changedMeanwhile'))
  const missing = blanksIn(drafted)
  if (missing.length > 0) must(refuse('fieldsMissing', { fields: missing }))
  const now = await fieldsOfCase(context, { id: paper.id, kind, typed: paper.typed }, file)
  const changed = changedSince(drafted, now)
  if (changed.length > 0) must(refuse('dataChanged', { fields: changed }))
  await context.tx.$queryRaw`SELECT FROM case_file WHERE id = ${file.id}::uuid FOR UPDATE` // of two drafts at once, one
  await noneStands(context, kind, file)

  const subject = subjectOf(file)
  const number = register === null ? null : await nextDocumentNumber(context, file.agencyId, register, { kind, subject }, file.secrecy)
  const input = { ...drafted, issued: true, documentNumber: number, datedOn: beijingDay(context.now) }
  await issueDraft(context, { ...paper, kind, revision: version }, subject, number, input)
  await told(context, 'issue', file, { kind: [null, penaltyKinds[kind].name], number: [null, number] })
  return number
}

/** A paper is set while its transaction is open: a few at a time, so that the others wait with no connection in their hands. */
const inTurn = turns(4)
export const issueCasePaper: typeof issueNow = (actor, raw, now) => inTurn(() => issueNow(actor, raw, now))

/** Drops a draft that will not be issued (作废草稿). Refuses `notFound`, `changedMeanwhile`. */
export const dropCasePaper = command('document.drop', paperInput, async (context, { documentId, version }) => {
  const { paper, kind, file } = await findDraftToWrite(context, documentId)
  await dropDraft(context, { id: paper.id, revision: version })
  await told(context, 'drop', file, { kind: [null, penaltyKinds[kind].name] })
})

type CaseGrants = readonly Grant<'officerA' | 'officerB' | 'ownAgency'>[]

async function findCase({ tx, actor }: Context, by: CaseGrants, id: string): Promise<CaseOnPapers> {
  const file = await tx.case.findFirst({ where: { AND: [{ id }, whereMay(actor, by, 'case')] }, include: caseOnPapers })
  return file ?? must(refuse('notFound'))
}

async function findDraft(context: Context, by: (kind: PenaltyKind) => CaseGrants, id: string) {
  const found = await context.tx.officialDocument.findFirst({ where: { id, subjectType: 'case', state: 'draft' } })
  if (!found || !isPenaltyKind(found.kind)) return must(refuse('notFound'))
  const paper = { ...found, kind: found.kind, ...wordsKept(found.kind, found) }
  return { paper, kind: paper.kind, file: await findCase(context, by(paper.kind), paper.subjectId) }
}

async function findDraftToWrite(context: Context, id: string) {
  const draft = await findDraft(context, mayWrite, id)
  must(mayBeWrittenBy(context.actor.userId, draft.kind, draft.file))
  return draft
}

/** Whether the procedure of the case has come to this paper. Refuses `paperNotDue`. */
export function dueNow(kind: PenaltyKind, file: CaseOnPapers): Result<void> {
  const { procedure, notices, facts, suspensions } = file
  if (procedure === null || isOfNoProcedure(kind))
    return papersAt(file.state).includes(kind) && isOfNoProcedure(kind)
      ? ok(undefined)
      : refuse('paperNotDue', { paper: penaltyKinds[kind].name })
  const { stage: state, kind: course, outcome, suspendedAt } = procedure
  const halted = suspendedAt !== null
  const once = { halted, resumed: !halted && suspensions.length > 0, closingKind: procedure.closingKind }
  return paperDue(kind, { ...once, state, kind: course, outcome, facts, notice: notices[0] ?? null, papers: [] })
}

/** The court is written to when it may be asked, and not while the party may still pay or appeal. Refuses as the step does. */
async function mayBeAppliedFor(context: Context, caseId: string): Promise<Result<void>> {
  const { procedure } = await findProcedureFor(context, 'applyToCourt', caseId)
  return procedureSteps.applyToCourt.requires?.(procedure) ?? ok(undefined)
}

/** No act is issued under two numbers. Refuses `alreadyExists`. */
async function noneStands({ tx }: Context, kind: PenaltyKind, { id, procedure, notices }: CaseOnPapers): Promise<void> {
  const since = procedure && oneSince(kind, { ...procedure, noticedAt: notices[0]?.noticedAt ?? null })
  if (!since) return
  const where = { subjectType: 'case', subjectId: id, kind, state: 'issued' as const, generatedAt: { gte: since } }
  if (await tx.officialDocument.findFirst({ where, select: { id: true } })) must(refuse('alreadyExists'))
}

/** What a paper says and what of it was typed, opened. */
export const wordsKept = (kind: PenaltyKind, { subjectId, input, typed }: { subjectId: string; input: unknown; typed: unknown }) => ({
  input: openParts(subjectId, input),
  typed: typedOf(partsOf(kind), openParts(subjectId, typed)),
})

export const partsOf = (kind: PenaltyKind): string[] => penaltyFields(kind).map(({ name }) => name)

/** The names of the parts that the case would say otherwise today. */
export const changedSince = (drafted: Record<string, unknown>, now: Record<string, unknown>): string[] =>
  Object.keys(now).filter((name) => !ofIssue.has(name) && !isDeepStrictEqual(drafted[name] ?? null, now[name] ?? null))
/** What a paper is given with its issue, and no case holds. */
export const ofIssue: ReadonlySet<string> = new Set(['issued', 'documentNumber', 'datedOn'])

const subjectOf = ({ id, partyName, cause, secrecy }: CaseOnPapers) =>
  ({
    type: 'case',
    id,
    title: `${partyName}${cause.startsWith(partyName) ? cause.slice(partyName.length) : `，${cause}`}`,
    secrecy,
  }) as const

const told = (
  { tx, actor, now, requestId }: Context,
  step: string,
  file: { id: string },
  change: Record<string, readonly [unknown, unknown]>,
) => audit(tx, { at: now, actor, action: `document.${step}`, subject: { type: 'case', id: file.id }, change, requestId })
