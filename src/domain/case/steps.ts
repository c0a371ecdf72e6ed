import type { Grant } from '../kernel/access'
import { formatYuan } from '../kernel/money'
import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { type Basis, basis } from '../law/law'
import type { ReferralKind, ReferralState } from '../referral/kinds'
import type { CaseState, TrackState } from './kinds'
import { legalReviewDemand } from './legal-review'
import { awaitsConfirmation, moneyTotals, type Posting } from './money'

/** As much of a case as its rules look at. */
export type Case = {
  state: CaseState
  proposedById: string
  officerAId: string
  officerBId: string
  writerIds: readonly string[]
  institutionId: string | null
  reviewAskedAt: Date | null
  legalReviewedById: string | null
  legalAgreed: boolean | null
  facts: readonly { fineFen: bigint; disposedAt: Date | null }[]
  tracks: readonly { state: TrackState }[]
  money: readonly Posting[]
  referrals: readonly { kind: ReferralKind; state: ReferralState }[]
}

type CaseRelation = 'owned' | 'ownAgency' | 'handedTo' | 'officerA' | 'officerB'
type CaseStepRule = Step<Case, CaseRelation>

/** The two officers of the case, whichever of them and whatever their post is called. */
const byOfficer = [
  { role: 'handler', as: 'officerA' },
  { role: 'handler', as: 'officerB' },
  { role: 'reviewer', as: 'officerA' },
  { role: 'reviewer', as: 'officerB' },
] as const
const byHead = [{ role: 'approver', as: 'ownAgency' }] as const
const byReviewer = [{ role: 'reviewer', as: 'ownAgency' }] as const
/** The operating agency, of what was given to it to carry out. */
const byOperator = [
  { role: 'handler', as: 'handedTo' },
  { role: 'reviewer', as: 'handedTo' },
] as const
/** Whoever decides on a case has not worked on it (经办、审批分离): neither as its officer nor by writing into it. */
const notByOfficers = ['proposedById', 'officerAId', 'officerBId', 'writerIds'] as const

const factsEstablished = ({ facts }: Case): Result<void> => (facts.length > 0 ? ok(undefined) : refuse('factsMissing'))

/** It is said of every fact what becomes of it: a penalty, or none and why. */
function everyFactDisposed(file: Case): Result<void> {
  const open = file.facts.filter(({ disposedAt }) => disposedAt === null).length
  return open === 0 ? factsEstablished(file) : refuse('dispositionMissing', { count: open })
}

function readyForReview(file: Case): Result<void> {
  return file.reviewAskedAt === null ? everyFactDisposed(file) : refuse('reviewPending')
}

const reviewAsked = ({ reviewAskedAt, legalAgreed }: Case): Result<void> =>
  reviewAskedAt !== null && legalAgreed === null ? ok(undefined) : refuse('reviewNotAsked')

function readyToDecide(file: Case): Result<void> {
  const disposed = everyFactDisposed(file)
  if (!disposed.ok || legalReviewDemand(file) === null || file.legalAgreed === true) return disposed
  return refuse('legalReviewMissing')
}

/** The police have neither taken it on nor turned it down. */
const openToPolice: readonly ReferralState[] = ['proposed', 'approved', 'delivered', 'received', 'moreAsked', 'accepted']

function readyToClose({ tracks, referrals, money }: Case): Result<void> {
  const running = tracks.filter(({ state }) => state === 'running').length
  if (running > 0) return refuse('tracksRunning', { count: running })
  if (referrals.some(({ kind, state }) => kind === 'police' && openToPolice.includes(state))) return refuse('referralOpen')
  const waiting = money.filter(awaitsConfirmation).length
  return waiting === 0 ? ok(undefined) : refuse('moneyUnconfirmed', { count: waiting })
}

/** Whether the money of a case is settled, or it is said why it is closed without. Refuses `moneyOutstanding` with both accounts. */
export function moneySettled({ money }: Pick<Case, 'money'>, reason: string): Result<void> {
  const { fund, treasury } = moneyTotals(money)
  if (fund.outstandingFen + treasury.outstandingFen === 0n || reason !== '') return ok(undefined)
  return refuse('moneyOutstanding', { fund: formatYuan(fund.outstandingFen), treasury: formatYuan(treasury.outstandingFen) })
}

/** Every way a case (案件) moves from one state to the next. */
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
  investigate: { from: ['filed'], to: 'investigating', by: byOfficer, basis: basis('fundRegulation', '第二十九条') },
  askReview: {
    from: ['investigating'],
    to: 'investigating',
    by: byOfficer,
    requires: readyForReview,
    starts: ['CK09'],
    basis: basis('administrativePenaltyLaw', '第五十八条'),
  },
  legalReview: {
    from: ['investigating'],
    to: 'investigating',
    by: byReviewer,
    notBy: notByOfficers,
    requires: reviewAsked,
    stops: ['CK09'],
    basis: basis('administrativePenaltyLaw', '第五十八条'),
  },
  decide: {
    from: ['investigating'],
    to: 'decided',
    by: byHead,
    notBy: [...notByOfficers, 'legalReviewedById'],
    requires: readyToDecide,
    stops: ['CK03'],
    basis: basis('administrativePenaltyLaw', '第五十七条'),
  },
  close: {
    from: ['decided'],
    to: 'closed',
    by: byHead,
    notBy: notByOfficers,
    requires: readyToClose,
    basis: basis('penaltyProcedure', '结案条款'),
  },
} satisfies Record<string, CaseStepRule>

export type CaseStep = keyof typeof steps
export const caseSteps: Record<CaseStep, CaseStepRule> = steps
export const caseStepNames = Object.keys(steps) as CaseStep[]

/** What may be written into a case without its moving on: by whom, and in which states. */
type CaseRecordRule = { from: readonly CaseState[]; by: readonly Grant<CaseRelation>[]; basis: Basis }

const underWay = ['filed', 'investigating', 'decided'] as const
const records = {
  addFact: { from: ['filed', 'investigating'], by: byOfficer, basis: basis('penaltyProcedure', '第十四条') },
  setPenalty: { from: ['investigating'], by: byOfficer, basis: basis('discretionMeasures', '裁量基准适用要求') },
  postMoney: { from: underWay, by: byOfficer, basis: basis('fundRegulation', '第四十五条') },
  /** Never by whoever posted it. */
  confirmMoney: { from: underWay, by: [...byReviewer, ...byOperator], basis: basis('fundRegulation', '第四十五条') },
  runTrack: { from: underWay, by: byOfficer, basis: basis('campaignNotice2024', '分类处置要求') },
  /** The agreement is the operating agency's to handle: it says what came of it. */
  concludeAgreement: { from: underWay, by: [...byOfficer, ...byOperator], basis: basis('campaignNotice2024', '分类处置要求') },
  refer: { from: underWay, by: byOfficer, basis: basis('crimeTransferRules', '第五条') },
  /** Its own channel: somebody of the agency who is cleared for it, who need not be an officer of the case. */
  referToDiscipline: { from: underWay, by: [{ role: 'handler', as: 'ownAgency' }], basis: basis('crimeTransferRules', '第十九条') },
  replaceOfficer: { from: ['proposed', ...underWay], by: byHead, basis: basis('fundRegulation', '第二十九条') },
} satisfies Record<string, CaseRecordRule>

export type CaseRecord = keyof typeof records
export const caseRecords: Record<CaseRecord, CaseRecordRule> = records
export const caseRecordNames = Object.keys(records) as CaseRecord[]
