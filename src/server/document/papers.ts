import 'server-only'
import { renderDocument } from '#documents/templates'
import type { Department } from '#domain/department/department'
import { type DocumentKind, documentKinds, type HouseDocumentKind, isDraftFirst } from '#domain/document/kinds'
import { type NumberedAs, organCode } from '#domain/document/organ-code'
import type { Typed } from '#domain/document/typed-parts'
import { refuse } from '#domain/kernel/result'
import type { Context } from '../command'
import { storeFile } from '../file/store-file'
import { type GivenTo, nextPaperNumber } from '../numbering'
import { must } from '../refused'
import { planSeal } from './seal-paper'
import { openParts, sealParts } from './sealed-parts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

type Subject = { type: 'case' | 'referral' | 'lead' | 'campaign'; id: string; title: string; secrecy: number }
export type Paper = { fileId: string; sha256: string }
/** A draft as it was seen. */
type Draft = { id: string; kind: HouseDocumentKind; revision: number }
type Input = Record<string, unknown>

/** `任医保移〔2024〕4号`: the next number of an agency's register and what it is given to, taken in the transaction, so that none is skipped. */
export async function nextDocumentNumber(context: Context, agencyId: string, as: NumberedAs, to: GivenTo, secrecy = 0): Promise<string> {
  const { region, ...agency } = await context.tx.agency.findUniqueOrThrow({
    where: { id: agencyId },
    select: { department: true, kind: true, regionNo: true, region: { select: { shortName: true, kind: true } } },
  })
  const { department, regionNo } = agency
  return nextPaperNumber(context, { agencyId, department, regionNo, prefix: organCode(region, agency, as, secrecy), secrecy }, to)
}

/**
 * Writes a paper of a subject from committed-to-be data and keeps it with the input it was made of, in the scope of the
 * actor's agency. A numbered kind stays a draft until `issuePaper`; the others are issued at once.
 */
export const writePaper = async (context: Context, kind: HouseDocumentKind, subject: Subject, input: Input): Promise<Paper> =>
  (await write(context, kind, subject, input)).file

/** The same for one of several drafts of a kind, by its own id. */
export const draftPaper = async (
  context: Context,
  kind: HouseDocumentKind,
  subject: Subject,
  input: Input,
  typed: Typed = {},
): Promise<string> => (await write(context, kind, subject, input, typed)).documentId

async function write(context: Context, kind: HouseDocumentKind, subject: Subject, input: Input, typed: Typed = {}) {
  const { tx, actor, now } = context
  const scope = scopeOf(context)
  const file = await keep(context, kind, subject, input)
  const { id: documentId } = await tx.officialDocument.create({
    data: {
      kind,
      title: titleOf(kind, subject),
      state: isDraftFirst(kind) ? 'draft' : 'issued',
      subjectType: subject.type,
      subjectId: subject.id,
      ...scope,
      secrecy: subject.secrecy,
      input: asKept(subject, input),
      typed: asKept(subject, typed),
      fileId: file.fileId,
      generatedById: actor.userId,
      generatedAt: now,
    },
    select: { id: true },
  })
  if (!isDraftFirst(kind)) await planSeal(context, documentId)
  return { file, documentId }
}

/**
 * Issues the draft of a numbered paper, or writes an issued one anew under its number: as a new revision beside it, which voids it, for
 * what was issued does not change. `change` is laid over the stored input. `null` when the subject has no such paper, as with matters taken over from another register.
 */
export async function issuePaper(
  context: Context,
  kind: HouseDocumentKind,
  subject: Subject,
  number: string | null,
  change: Input,
): Promise<Paper | null> {
  const { tx, actor, now } = context
  const paper = await findPaper(context, kind, subject)
  if (!paper) return null

  const { id, revision, state, ...kept } = paper
  const input = { ...openParts(subject.id, kept.input), ...change } // the template checks it again
  const file = await keep(context, kind, subject, input)
  const words = { input: asKept(subject, input), typed: asJson(kept.typed as Input) }
  const issued = { state: 'issued' as const, number, ...words, fileId: file.fileId, generatedAt: now, revision: revision + 1 }
  const anew = state === 'issued' ? await tx.officialDocument.create({ data: { ...kept, ...issued, generatedById: actor.userId } }) : null
  const moved = await tx.officialDocument.updateMany({
    where: { id, revision, state },
    data: state === 'draft' ? issued : { state: 'voided' },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
  await planSeal(context, anew?.id ?? id)
  return file
}

/** Writes a draft anew, in its next revision, with what of it was typed and by whom it was written last. Refuses `changedMeanwhile`. */
export async function redraft(context: Context, draft: Draft, subject: Subject, input: Input, typed: Typed): Promise<void> {
  const file = await keep(context, draft.kind, subject, input)
  const words = { input: asKept(subject, input), typed: asKept(subject, typed) }
  await moveDraft(context, draft, file, { ...words, revisedById: context.actor.userId })
}

/** Issues one draft among several of its kind, under its number where it bears one. Refuses `changedMeanwhile`. */
export async function issueDraft(context: Context, draft: Draft, subject: Subject, number: string | null, input: Input): Promise<void> {
  const file = await keep(context, draft.kind, subject, input)
  await moveDraft(context, draft, file, { input: asKept(subject, input), number, state: 'issued' })
  await planSeal(context, draft.id)
}

/** Voids one draft. Refuses `changedMeanwhile`. */
export const dropDraft = (context: Context, draft: Omit<Draft, 'kind'>) => moveDraft(context, draft, null, { state: 'voided' })

async function moveDraft({ tx, now }: Context, { id, revision }: Omit<Draft, 'kind'>, file: Paper | null, set: Moved): Promise<void> {
  const moved = await tx.officialDocument.updateMany({
    where: { id, revision, state: 'draft' },
    data: { ...set, ...(file ? { fileId: file.fileId } : {}), generatedAt: now, revision: { increment: 1 } },
  })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}
type Moved = {
  typed?: ReturnType<typeof asJson>
  revisedById?: string
  input?: ReturnType<typeof asJson>
  number?: string | null
  state?: 'issued' | 'voided'
}

/** Voids what was written for a matter that goes no further: its drafts, and what has a number with the number, which stays in the book with the reason. */
export async function voidPapers({ tx, actor, now }: Context, subject: Pick<Subject, 'type' | 'id'>, reason: string): Promise<void> {
  const of = { subjectType: subject.type, subjectId: subject.id }
  await tx.officialDocument.updateMany({ where: { ...of, state: 'draft' }, data: { state: 'voided' } })
  const numbers = await tx.documentNumber.findMany({ where: { ...of, state: 'given' }, select: { number: true } })
  await tx.documentNumber.updateMany({ where: { ...of, state: 'given' }, data: voided(actor, now, reason) })
  const where = { ...of, state: 'issued' as const, number: { in: numbers.map(({ number }) => number) } }
  await tx.officialDocument.updateMany({ where, data: { state: 'voided' } })
}

/** Voids one issued paper with its number. Refuses `changedMeanwhile`. */
export async function voidIssued({ tx, actor, now }: Context, paper: { id: string; number: string; revision: number }, reason: string) {
  const number = await tx.documentNumber.updateMany({ where: { number: paper.number, state: 'given' }, data: voided(actor, now, reason) })
  const where = { id: paper.id, revision: paper.revision, state: 'issued' as const }
  const moved = await tx.officialDocument.updateMany({ where, data: { state: 'voided' } })
  if (number.count === 0 || moved.count === 0) must(refuse('changedMeanwhile'))
}

const voided = (actor: Context['actor'], now: Date, voidReason: string) =>
  ({ state: 'voided', voidedById: actor.userId, voidedByName: actor.name, voidedAt: now, voidReason }) as const

/** The paper of this kind that a subject has, draft or issued. */
export const findPaper = ({ tx }: Pick<Context, 'tx'>, kind: DocumentKind, subject: Pick<Subject, 'type' | 'id'>) =>
  tx.officialDocument.findFirst({
    where: { kind, subjectType: subject.type, subjectId: subject.id, state: { not: 'voided' } },
    orderBy: { generatedAt: 'desc' },
  })

const titleOf = (kind: DocumentKind, subject: Subject) => `${documentKinds[kind].name}：${subject.title}`

async function keep(context: Context, kind: HouseDocumentKind, subject: Subject, input: Input): Promise<Paper> {
  const bytes = await renderDocument(kind, input)
  const { department, regionNo } = scopeOf(context)
  const name = `${titleOf(kind, subject)}.docx`
  const { id, sha256 } = await storeFile(context, { name, mediaType: docx, bytes }, { department, regionNo, secrecy: subject.secrecy })
  return { fileId: id, sha256 }
}

/** Papers are an agency's; nobody else writes them. */
function scopeOf({ actor }: Context): { department: Department; agencyId: string; regionNo: number } {
  const { department, agencyId, regionNo } = actor
  return department && agencyId ? { department, agencyId, regionNo } : must(refuse('notFound'))
}

const asJson = (input: Input) => JSON.parse(JSON.stringify(input))
const asKept = ({ id }: Pick<Subject, 'id'>, input: Input) => asJson(sealParts(id, input))
