import { ok, type RefusalCode, type Result, refuse } from '../../kernel/result'
import { takeStep } from '../../kernel/workflow'
import { type LeadConclusion, verificationComplete, type verifiedConclusions } from '../conclusions'
import { type Lead, type LeadStep, leadSteps } from '../steps'
import type { AnswerField } from './columns'

/** What a row of a working sheet says of its lead. Amounts in 分, as texts. */
export type Answer = {
  number: string
  version: number
  conclusion: (typeof verifiedConclusions)[number]
  account: string
  billedFen: string | null
  irregularFen: string | null
  fundLossFen: string | null
  isFraud: boolean
  peopleCount: number
  method: string
  mergedInto: string
  /** Names of files that were uploaded beside the workbook. */
  evidence: string[]
}

/** What is wrong with a cell by itself; what is wrong with an answer as a whole is a refusal of the field. */
export const answerProblems = [
  'formula',
  'faultyCell',
  'unfitText',
  'numberMissing',
  'versionWrong',
  'conclusionMissing',
  'conclusionUnknown',
  'amountUnread',
  'fraudUnknown',
  'countUnread',
  'methodMissing',
  'tooLong',
  'tooManyFiles',
  'sameRow',
  'fileMissing',
  'fileTwice',
  'fileTaken',
  'othersLead',
] as const
export type AnswerProblemCode = (typeof answerProblems)[number]
export type AnswerProblem = {
  field: AnswerField
  code: AnswerProblemCode | RefusalCode
  detail?: Record<string, string | number | readonly string[]>
}

/** The column that an officer mends when an answer is refused so. */
const fieldOf: Partial<Record<RefusalCode, AnswerField>> = {
  accountTooShort: 'account',
  evidenceMissing: 'evidence',
  fraudWithoutFacts: 'fraud',
  amountsMissing: 'billed',
  amountsOutOfOrder: 'irregular',
  mergeTargetMissing: 'mergedInto',
  mergeTargetUnfit: 'mergedInto',
  mergeTargetUnseen: 'mergedInto',
  mergedStand: 'conclusion',
  changedMeanwhile: 'version',
}
export const problemOf = ({ code, detail }: { code: RefusalCode; detail?: AnswerProblem['detail'] }): AnswerProblem => ({
  field: fieldOf[code] ?? 'number',
  code,
  ...(detail && { detail }),
})

const fen = (text: string | null) => (text === null ? null : BigInt(text))
export const verificationOf = ({ conclusion, account, isFraud, billedFen, irregularFen, fundLossFen }: Omit<Answer, 'version'>) => ({
  conclusion: conclusion satisfies LeadConclusion,
  account,
  isFraud,
  billedFen: fen(billedFen),
  irregularFen: fen(irregularFen),
  fundLossFen: fen(fundLossFen),
})

export type AnsweredLead = Lead & { version: number }
type Facts = { userId: string; evidenceCount: number; isAwaitingStatement: boolean }

/**
 * The steps by which an answer goes to review: what nobody has taken up is taken up by the same act. The rules are those of a single
 * submission. Refuses `wrongState`, `notFound` (another officer's), `changedMeanwhile`, `statementPending`, and as `verificationComplete`.
 */
export function stepsOfAnswer(
  lead: AnsweredLead,
  answer: Answer,
  { userId, evidenceCount, isAwaitingStatement }: Facts,
): Result<LeadStep[]> {
  const lies = leadSteps.takeUp.from.includes(lead.state)
  if (lead.version !== answer.version)
    return refuse(lead.state === 'toReview' || lead.state === 'concluded' ? 'wrongState' : 'changedMeanwhile')
  const held: AnsweredLead = lies ? { ...lead, state: leadSteps.takeUp.to, handlerId: userId } : lead
  if (!lies && lead.handlerId !== userId) return refuse('notFound')
  const step = takeStep(leadSteps.submit, held, { userId })
  if (!step.ok) return step
  if (isAwaitingStatement) return refuse('statementPending')
  const complete = verificationComplete({ ...verificationOf(answer), evidenceCount })
  return complete.ok ? ok(lies ? ['takeUp', 'submit'] : ['submit']) : complete
}
