import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { ok, type Result, refuse } from '#domain/kernel/result'
import { type Answer, type AnswerProblem, problemOf, stepsOfAnswer } from '#domain/lead/answers/answer'
import { type LeadStep, leadSteps } from '#domain/lead/steps'
import type { Tx } from '#platform/db'
import { whereMay } from '../../access'
import { whereFileReadable } from '../../file/queries'
import { mergeTargets } from '../merge-targets'

/** An answer with the files that its evidence is. */
export type BoundAnswer = Answer & { fileIds: string[] }
const held = {
  ...{ id: true, number: true, state: true, version: true, handlerId: true, handlerName: true, conclusion: true, withdrawnAt: true },
  ...{ department: true, regionNo: true, secrecy: true },
} as const
export type HeldLead = Awaited<ReturnType<typeof findHeld>>[number]
/** What an answer brings about: its lead, the steps it takes, and what it goes on with. */
export type Fit = { lead: HeldLead; steps: LeadStep[]; mergedInto: { id: string; number: string } | null }
export type Checked = { lead: HeldLead | null; fit: Fit | null; problems: AnswerProblem[] }

type Moment = { tx: Tx; actor: Actor; now: Date }
const findHeld = ({ tx, actor }: Moment, numbers: string[]) =>
  tx.lead.findMany({
    where: { AND: [{ number: { in: numbers } }, whereMay(actor, leadSteps.submit.by, 'lead')] },
    select: held,
  })

/**
 * Holds answers against their leads as they are now, by the rules of a single submission, each on its own: one that is not the actor's, was
 * changed, or says too little is told why and leaves the others alone. In the order of the answers.
 */
export async function checkAnswers(moment: Moment, answers: readonly BoundAnswer[]): Promise<Checked[]> {
  const { tx, actor, now } = moment
  const leads = new Map(
    (
      await findHeld(
        moment,
        answers.map(({ number }) => number),
      )
    ).map((lead) => [lead.number, lead]),
  )
  const ids = [...leads.values()].map(({ id }) => id)
  const asked = await tx.leadStatement.findMany({
    where: { leadId: { in: ids }, state: 'asked', dueAt: { gt: now } },
    select: { leadId: true },
  })
  const awaiting = new Set(asked.map(({ leadId }) => leadId))
  const attached = await tx.attachment.groupBy({
    by: ['subjectId'],
    where: { subjectType: 'lead', subjectId: { in: ids }, removedAt: null },
    _count: true,
  })
  const evidence = new Map(attached.map(({ subjectId, _count }) => [subjectId, _count]))
  const merging = answers.flatMap((answer) => {
    const lead = answer.conclusion === 'merged' ? leads.get(answer.number) : undefined
    return lead ? [{ leadId: lead.id, number: answer.mergedInto }] : []
  })
  const targets = await mergeTargets(moment, merging)
  const files = await filesOf(moment, answers)

  return answers.map((answer) => {
    const lead = leads.get(answer.number)
    if (!lead) return { lead: null, fit: null, problems: [problemOf({ code: 'notFound' })] }
    const evidenceCount = (evidence.get(lead.id) ?? 0) + answer.fileIds.length
    const steps = stepsOfAnswer(lead, answer, { userId: actor.userId, evidenceCount, isAwaitingStatement: awaiting.has(lead.id) })
    const unfit = unfitFiles(answer, files)
    if (steps.ok && unfit.length > 0) return { lead, fit: null, problems: unfit }
    const fit = steps.ok ? withTarget({ lead, steps: steps.value }, answer, targets.get(lead.id)) : steps
    if (fit.ok) return { lead, fit: fit.value, problems: [] }
    const isOthers = fit.refusal.code === 'notFound' && lead.handlerName !== null
    return { lead, fit: null, problems: [isOthers ? othersLead(lead.handlerName ?? '') : problemOf(fit.refusal)] }
  })
}

/** The files that answers name, as far as the actor still reads them: whether each is of no matter yet. */
async function filesOf({ tx, actor }: Moment, answers: readonly BoundAnswer[]): Promise<ReadonlyMap<string, boolean>> {
  const ids = [...new Set(answers.flatMap(({ fileIds }) => fileIds))]
  const found = await tx.storedFile.findMany({
    where: { AND: [{ id: { in: ids }, uploadedById: actor.userId }, whereFileReadable(actor)] },
    select: { id: true, matterIds: true },
  })
  return new Map(found.map(({ id, matterIds }) => [id, matterIds.length === 0]))
}

/** Files that are there no longer, and files that were put to another matter since: each is named as the row names it. */
function unfitFiles({ evidence, fileIds }: BoundAnswer, files: ReadonlyMap<string, boolean>): AnswerProblem[] {
  const named = (fits: boolean | undefined) => evidence.filter((_name, at) => files.get(fileIds[at] ?? '') === fits)
  const [missing, taken] = [named(undefined), named(false)]
  return [
    ...(missing.length > 0 ? [{ field: 'evidence' as const, code: 'fileMissing' as const, detail: { names: missing } }] : []),
    ...(taken.length > 0 ? [{ field: 'evidence' as const, code: 'fileTaken' as const, detail: { names: taken } }] : []),
  ]
}

const othersLead = (handler: string): AnswerProblem => ({ field: 'number', code: 'othersLead', detail: { handler } })

function withTarget(
  taken: Omit<Fit, 'mergedInto'>,
  { conclusion }: Answer,
  target: Result<{ id: string; number: string }> | undefined,
): Result<Fit> {
  if (conclusion !== 'merged') return ok({ ...taken, mergedInto: null })
  const found = target ?? refuse('mergeTargetMissing')
  return found.ok ? ok({ ...taken, mergedInto: found.value }) : found
}
