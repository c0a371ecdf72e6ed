import 'server-only'
import { beijingDay, fromDateColumn, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { answerQuestionInput, askAgainInput, askQuestionInput, settleQuestionInput } from '#domain/self-inspection/review-inputs'
import { type FilingQuestionState, filingGrants } from '#domain/self-inspection/steps'
import type { Tx } from '#platform/db'
import { whereMay } from '../access'
import { startClocks, stopClocks } from '../clock/turn-clocks'
import { type Context, command } from '../command'
import { attachFiles } from '../file/attach'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { auditFiling, type HeldFiling, holdFiling } from './take-step'

const rule = 'CK73'
const isUnsettled = { not: 'settled' } as const

/** How many questions on a filing the bureau has not settled. */
export const unsettledQuestions = (tx: Tx, filingId: string): Promise<number> =>
  tx.filingQuestion.count({ where: { filingId, state: isUnsettled } })

/** The questions on a filing with their threads and the files of each answer; what waits first. */
export async function loadQuestions(tx: Tx, filingId: string) {
  const questions = await tx.filingQuestion.findMany({
    where: { filingId },
    include: { item: { select: { code: true } }, lines: { orderBy: { at: 'asc' } } },
    orderBy: [{ settledAt: { sort: 'asc', nulls: 'first' } }, { askedAt: 'asc' }],
  })
  const files = await tx.attachment.findMany({
    where: { subjectType: 'filingQuestion', subjectId: { in: questions.map(({ id }) => id) }, removedAt: null },
    select: { id: true, subjectId: true, title: true, file: { select: { id: true, sha256: true } } },
    orderBy: { addedAt: 'asc' },
  })
  return questions.map((question) => ({
    ...question,
    dueOn: fromDateColumn(question.dueOn),
    lines: question.lines.map((line) => ({
      ...line,
      dueOn: fromDateColumn(line.dueOn),
      late: beijingDay(line.at) > fromDateColumn(line.dueOn),
    })),
    evidence: files.filter(({ subjectId }) => subjectId === question.id),
  }))
}

/**
 * Asks the institution about a filing or one item of it (审核询问), with a last day. Refuses `notFound` (also an item of another list),
 * `wrongState` (not submitted), `dueOnPast`. Commits together: question, first turn, clock, notice, audit entry.
 */
export const askQuestion = command('filing.askQuestion', askQuestionInput, async (context, { filingId, itemId, text, dueOn }) => {
  const { tx, now } = context
  const filing = await holdFiling(context, filingGrants.review, filingId)
  if (filing.state !== 'submitted') must(refuse('wrongState', { state: filing.state }))
  if (dueOn < beijingDay(now)) must(refuse('dueOnPast'))
  if (itemId !== null && (await tx.checklistItem.count({ where: { id: itemId, checklistId: filing.checklistId } })) === 0)
    must(refuse('notFound'))
  const { institutionId, regionNo } = filing
  const { id } = await tx.filingQuestion.create({
    data: { filingId, itemId, institutionId, regionNo, dueOn: toDateColumn(dueOn), askedAt: now },
    select: { id: true },
  })
  await addLine(context, filing, { questionId: id, side: 'bureau', text, dueOn })
  await turnClock(context, filing)
  await tellInstitution(context, filing, id, dueOn, 1)
  await auditFiling(context, 'filing.askQuestion', filingId, { question: [null, text], dueOn: [null, dueOn] })
  return { id }
})

/** Asks on after an answer, with a new last day. Refuses `notFound`, `wrongState` (open or settled), `dueOnPast`, `changedMeanwhile`. */
export const askAgain = command('filing.askAgain', askAgainInput, async (context, { questionId, version, text, dueOn }) => {
  const { question, filing } = await holdQuestion(context, filingGrants.review, questionId)
  if (dueOn < beijingDay(context.now)) must(refuse('dueOnPast'))
  await move(context, question, version, ['answered'], { state: 'open', dueOn: toDateColumn(dueOn) })
  await addLine(context, filing, { questionId, side: 'bureau', text, dueOn })
  await turnClock(context, filing)
  await tellInstitution(context, filing, questionId, dueOn, version + 1)
  await auditFiling(context, 'filing.askAgain', filing.id, { question: [null, text], dueOn: [null, dueOn] })
})

/**
 * Answers a question, late or not, with files. Refuses `notFound`, `wrongState` (nothing asked), `changedMeanwhile`.
 * Commits together: the turn, files, clock, notice to the bureau of the place, audit entry.
 */
export const answerQuestion = command(
  'filing.answerQuestion',
  answerQuestionInput,
  async (context, { questionId, version, text, evidenceFileIds }) => {
    const { tx, now } = context
    const { question, filing } = await holdQuestion(context, filingGrants.fill, questionId)
    await move(context, question, version, ['open'], { state: 'answered', answeredAt: now })
    const dueOn = fromDateColumn(question.dueOn)
    await addLine(context, filing, { questionId, side: 'institution', text, dueOn })
    const scope = { department: filing.department, regionNo: filing.regionNo, visibleToInstitutionId: filing.institutionId }
    await attachFiles(context, { type: 'filingQuestion', id: questionId }, scope, 'evidence', evidenceFileIds)
    await turnClock(context, filing)
    const bureau = await tx.agency.findFirst({
      where: { department: 'MI', kind: 'bureau', regionNo: filing.regionNo },
      select: { id: true },
    })
    if (bureau) {
      await notify(
        context,
        { agencyId: bureau.id },
        {
          kind: 'filingQuestionAnswered',
          detail: { from: filing.institutionName, number: filing.number },
          link: `/self-inspections/${filing.id}`,
          dedupeKey: `filing.answerQuestion:${questionId}:${version}`,
        },
      )
    }
    await auditFiling(context, 'filing.answerQuestion', filing.id, {
      answer: [null, text],
      late: [null, beijingDay(now) > dueOn ? 'true' : 'false'],
    })
  },
)

/** Has what it asked for, or asks no longer. Refuses `notFound`, `wrongState` (settled), `changedMeanwhile`. */
export const settleQuestion = command('filing.settleQuestion', settleQuestionInput, async (context, { questionId, version }) => {
  const { actor, now } = context
  const { question, filing } = await holdQuestion(context, filingGrants.review, questionId)
  await move(context, question, version, ['open', 'answered'], { state: 'settled', settledAt: now, settledByName: actor.name })
  await turnClock(context, filing)
  await auditFiling(context, 'filing.settleQuestion', filing.id, { state: [question.state, 'settled'] })
})

type Grants = Parameters<typeof holdFiling>[1]
type Question = { id: string; state: FilingQuestionState }

/** The question, and its filing held until the command has ended. */
async function holdQuestion(context: Context, grants: Grants, id: string) {
  const reached = await context.tx.filingQuestion.findFirst({
    where: { id, filing: whereMay(context.actor, grants, 'filing') },
    select: { filingId: true },
  })
  if (!reached) return must(refuse('notFound'))
  const filing = await holdFiling(context, grants, reached.filingId)
  const question = await context.tx.filingQuestion.findFirst({ where: { id } })
  return question ? { question, filing } : must(refuse('notFound'))
}

type Moved = Parameters<Tx['filingQuestion']['updateMany']>[0]['data']

async function move(
  { tx }: Context,
  question: Question,
  version: number,
  from: readonly FilingQuestionState[],
  data: Moved,
): Promise<void> {
  if (!from.includes(question.state)) must(refuse('wrongState', { state: question.state }))
  const moved = await tx.filingQuestion.updateMany({ where: { id: question.id, version }, data: { ...data, version: { increment: 1 } } })
  if (moved.count === 0) must(refuse('changedMeanwhile'))
}

type Line = { questionId: string; side: 'bureau' | 'institution'; text: string; dueOn: string }

const addLine = ({ tx, actor, now }: Context, { institutionId, regionNo }: HeldFiling, { dueOn, ...line }: Line) =>
  tx.filingQuestionLine.createMany({
    data: [{ ...line, institutionId, regionNo, byId: actor.userId, byName: actor.name, at: now, dueOn: toDateColumn(dueOn) }],
  })

/** One clock for all open questions of a filing: it runs to the earliest last day, and stops with the last answer. */
async function turnClock(context: Context, filing: HeldFiling): Promise<void> {
  const { tx } = context
  const earliest = await tx.filingQuestion.findFirst({
    where: { filingId: filing.id, state: 'open' },
    orderBy: { dueOn: 'asc' },
    select: { dueOn: true },
  })
  const running = await tx.statutoryClock.findFirst({
    where: { subjectType: 'filing', subjectId: filing.id, ruleId: rule, stoppedAt: null },
    select: { dueAt: true },
  })
  const dueOn = earliest && fromDateColumn(earliest.dueOn)
  // A clock ends at midnight after its last day.
  if (running && dueOn === beijingDay(new Date(running.dueAt.getTime() - 1))) return
  const isPast = dueOn !== null && dueOn < beijingDay(context.now)
  if (running && isPast) return // late already, and still not all answered
  await stopClocks(context, { type: 'filing', id: filing.id }, [rule])
  if (dueOn === null || isPast) return
  await startClocks(context, { type: 'filing', id: filing.id, number: filing.number, title: filing.institutionName, secrecy: 1 }, [rule], {
    responsible: { agencyId: null, department: null, regionNo: filing.regionNo },
    other: { department: 'MI', regionNo: filing.regionNo },
    institutionId: filing.institutionId,
    agreedOn: dueOn,
  })
}

const tellInstitution = (context: Context, filing: HeldFiling, questionId: string, dueOn: string, turn: number) =>
  notify(
    context,
    { institutionId: filing.institutionId },
    {
      kind: 'filingQuestioned',
      detail: { number: filing.number, dueOn },
      link: `/self-inspections/${filing.id}`,
      dedupeKey: `filing.askQuestion:${questionId}:${turn}`,
    },
  )
