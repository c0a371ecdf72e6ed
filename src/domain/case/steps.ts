import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { type Basis, basis } from '../law/law'
import type { CaseState, TrackState } from './kinds'

/** As much of a case as its rules look at. */
export type Case = {
  state: CaseState
  proposedById: string
  officerAId: string
  officerBId: string
  facts: readonly unknown[]
  tracks: readonly { state: TrackState }[]
}

type CaseRelation = 'owned' | 'ownAgency'
type CaseStepRule = Step<Case, CaseRelation>

const byOfficer = [{ role: 'handler', as: 'ownAgency' }] as const
const byHead = [{ role: 'approver', as: 'ownAgency' }] as const
/** Whoever decides on a case has not worked on it (经办、审批分离). */
const notByOfficers = ['proposedById', 'officerAId', 'officerBId'] as const

const factsEstablished = ({ facts }: Case): Result<void> => (facts.length > 0 ? ok(undefined) : refuse('factsMissing'))

function tracksConcluded({ tracks }: Case): Result<void> {
  const running = tracks.filter(({ state }) => state === 'running').length
  return running === 0 ? ok(undefined) : refuse('tracksRunning', { count: running })
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
  decide: {
    from: ['investigating'],
    to: 'decided',
    by: byHead,
    notBy: notByOfficers,
    requires: factsEstablished,
    stops: ['CK03'],
    basis: basis('administrativePenaltyLaw', '第五十七条'),
  },
  close: {
    from: ['decided'],
    to: 'closed',
    by: byHead,
    notBy: notByOfficers,
    requires: tracksConcluded,
    basis: basis('penaltyProcedure', '结案条款'),
  },
} satisfies Record<string, CaseStepRule>

export type CaseStep = keyof typeof steps
export const caseSteps: Record<CaseStep, CaseStepRule> = steps
export const caseStepNames = Object.keys(steps) as CaseStep[]

/** What may be written into a case without its moving on: by whom, and in which states. */
type CaseRecordRule = { from: readonly CaseState[]; by: readonly { role: 'handler'; as: CaseRelation }[]; basis: Basis | null }

const records = {
  addFact: { from: ['filed', 'investigating'], by: byOfficer, basis: basis('penaltyProcedure', '第十四条') },
  setPenalty: { from: ['investigating'], by: byOfficer, basis: basis('discretionMeasures', '裁量基准适用要求') },
  postMoney: { from: ['filed', 'investigating', 'decided'], by: byOfficer, basis: basis('fundRegulation', '第四十五条') },
  runTrack: { from: ['filed', 'investigating', 'decided'], by: byOfficer, basis: basis('campaignNotice2024', '分类处置要求') },
} satisfies Record<string, CaseRecordRule>

export type CaseRecord = keyof typeof records
export const caseRecords: Record<CaseRecord, CaseRecordRule> = records
export const caseRecordNames = Object.keys(records) as CaseRecord[]
