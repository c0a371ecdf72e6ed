import type { Grant } from '../kernel/access'
import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import { type Step, takeRecord } from '../kernel/workflow'
import { type Basis, basis } from '../law/law'
import { byHead, byOfficer, byOperator, byReviewer, type CaseRelation, notByOfficers } from './grants'
import type { CaseState } from './kinds'
import { moneyTotals, owedToTreasury, type Posting } from './money'
import { type AdminStage, hearingOutStages, provableStages, rewritableStages } from './tracks/stages'

/** As much of a case as its own two steps look at; from its filing on its procedure moves it (`tracks/procedure-steps.ts`). */
export type Case = {
  state: CaseState
  proposedById: string
  officerAId: string
  officerBId: string
  writerIds: readonly string[]
  facts: readonly unknown[]
}

type CaseStepRule = Step<Case, CaseRelation>

const factsEstablished = ({ facts }: Case): Result<void> => (facts.length > 0 ? ok(undefined) : refuse('factsMissing'))

/** Whether the money of a case is settled, or it is said why it is closed without. Refuses `moneyOutstanding` with both accounts. */
export function moneySettled({ money }: { money: readonly Posting[] }, reason: string): Result<void> {
  const totals = moneyTotals(money)
  const [fund, treasury] = [totals.fund.outstandingFen, owedToTreasury(totals)]
  if (fund + treasury === 0n || reason !== '') return ok(undefined)
  return refuse('moneyOutstanding', { fund: formatYuan(fund), treasury: formatYuan(treasury) })
}

/** How a proposed case (案件) becomes one, or does not. */
const steps = {
  file: {
    from: ['proposed'],
    to: 'filed',
    by: byHead,
    notBy: notByOfficers,
    requires: factsEstablished,
    stops: ['CK01'],
    starts: ['CK03'],
    basis: basis('penaltyProcedure', '第十四条'),
  },
  refuse: {
    from: ['proposed'],
    to: 'notFiled',
    by: byHead,
    notBy: notByOfficers,
    stops: ['CK01'],
    basis: basis('penaltyProcedure', '第十四条'),
  },
} satisfies Record<string, CaseStepRule>

export type CaseStep = keyof typeof steps
export const caseSteps: Record<CaseStep, CaseStepRule> = steps
export const caseStepNames = Object.keys(steps) as CaseStep[]

/** What may be written into a case without its moving on: by whom, in which states and, where that matters, at which stages of its procedure. */
type CaseRecordRule = { from: readonly CaseState[]; at?: readonly AdminStage[]; by: readonly Grant<CaseRelation>[]; basis: Basis }

const underWay = ['filed', 'investigating', 'decided'] as const
const records = {
  addFact: { from: ['filed', 'investigating'], at: rewritableStages, by: byOfficer, basis: basis('penaltyProcedure', '第十四条') },
  changeFact: { from: ['filed', 'investigating'], at: rewritableStages, by: byOfficer, basis: basis('penaltyProcedure', '第十四条') },
  withdrawFact: { from: ['filed', 'investigating'], at: rewritableStages, by: byOfficer, basis: basis('penaltyProcedure', '第十四条') },
  keepParties: { from: ['filed', 'investigating'], at: rewritableStages, by: byOfficer, basis: basis('penaltyProcedure', '第十四条') },
  orderCorrection: {
    from: ['filed', 'investigating'],
    at: rewritableStages,
    by: byOfficer,
    basis: basis('administrativePenaltyLaw', '第二十八条'),
  },
  setPenalty: {
    from: ['filed', 'investigating'],
    /** After the defence only downwards, for what is decided is held against what the party was told; and the lawyers and the discussion see it anew. */
    at: [...rewritableStages, 'deliberating'],
    by: byOfficer,
    basis: basis('discretionMeasures', '裁量基准适用要求'),
  },
  /** A paper whose party cannot be found is published first; thirty days later it is served. */
  publishPaper: {
    from: underWay,
    at: ['noticed', 'decided', 'served', 'performing'],
    by: byOfficer,
    basis: basis('civilProcedureLaw', '公告送达条款'),
  },
  /** What came back of a service that is on record. */
  proveService: { from: underWay, by: byOfficer, basis: basis('administrativePenaltyLaw', '第六十一条') },
  /** That a case was ended, its decision taken back or a surcharge set is served too, also after it was closed. */
  serveLater: { from: ['decided', 'closed'], by: byOfficer, basis: basis('administrativePenaltyLaw', '第六十一条') },
  /** What was published of a decision that stands no longer is taken off, also where the appeal ended after the case was closed. */
  withdrawPublished: { from: [...underWay, 'closed'], by: byOfficer, basis: basis('administrativePenaltyLaw', '第四十八条') },
  postMoney: { from: underWay, by: byOfficer, basis: basis('fundRegulation', '第四十五条') },
  /** Never by whoever posted it. */
  confirmMoney: { from: underWay, by: [...byReviewer, ...byOperator], basis: basis('fundRegulation', '第四十五条') },
  runTrack: { from: underWay, by: byOfficer, basis: basis('campaignNotice2024', '分类处置要求') },
  refer: { from: underWay, by: byOfficer, basis: basis('crimeTransferRules', '第五条') },
  /** Its own channel: somebody of the agency who is cleared for it, who need not be an officer of the case. */
  referToDiscipline: { from: underWay, by: [{ role: 'handler', as: 'ownAgency' }], basis: basis('crimeTransferRules', '第十九条') },
  waiveEvidence: { from: underWay, by: byOfficer, basis: basis('crimeTransferRules', '第六条') },
  addEvidence: {
    from: ['filed', 'investigating'],
    /** As long as the party can still say something to it; later the investigation is opened again. */
    at: provableStages,
    by: byOfficer,
    basis: basis('administrativePenaltyLaw', '第四十六条'),
  },
  withdrawEvidence: {
    from: ['filed', 'investigating'],
    /** What a decision rests on stays with it. */
    at: [...rewritableStages, ...hearingOutStages, 'deliberating'],
    by: byOfficer,
    basis: basis('administrativePenaltyLaw', '第四十六条'),
  },
  /** An act of the investigation, and what it found. */
  inquire: {
    from: ['filed', 'investigating'],
    at: rewritableStages,
    by: byOfficer,
    basis: basis('administrativePenaltyLaw', '第五十五条'),
  },
  /** What was asked for is handed over, and a paper comes back signed, as long as what it proves may be entered. */
  finishInquiry: {
    from: ['filed', 'investigating'],
    at: provableStages,
    by: byOfficer,
    basis: basis('administrativePenaltyLaw', '第五十五条'),
  },
  /** What may be lost is kept. */
  hold: { from: ['filed', 'investigating'], at: rewritableStages, by: byOfficer, basis: basis('administrativePenaltyLaw', '第五十六条') },
  replaceOfficer: { from: ['proposed', ...underWay], by: byHead, basis: basis('fundRegulation', '第二十九条') },
} satisfies Record<string, CaseRecordRule>

export type CaseRecord = keyof typeof records
export const caseRecords: Record<CaseRecord, CaseRecordRule> = records
export const caseRecordNames = Object.keys(records) as CaseRecord[]

type Standing = { state: CaseState; procedure: { stage: AdminStage; suspendedAt?: Date | null } | null }

/**
 * Whether something may be written into a case as it and its procedure stand now: while that stands still, nothing of the investigation.
 * Refuses `wrongState`, `procedureSuspended`.
 */
export function takeCaseRecord(record: CaseRecord, file: Standing): Result<void> {
  const rule = caseRecords[record]
  const taken = takeRecord(rule, file)
  if (!taken.ok || !rule.at || !file.procedure) return taken
  if (file.procedure.suspendedAt) return refuse('procedureSuspended')
  if (rule.at.includes(file.procedure.stage)) return taken
  return refuse('wrongState', { state: file.procedure.stage })
}
