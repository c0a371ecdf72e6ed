import { ok, type Result, refuse } from '../kernel/result'
import type { Step } from '../kernel/workflow'
import { basis, house } from '../law/law'

export const filingStates = ['notStarted', 'inProgress', 'submitted', 'returned', 'accepted', 'recalled'] as const
export type FilingState = (typeof filingStates)[number]

/** The states in which the institution has not filed (yet, or not again). */
export const unfiledStates = ['notStarted', 'inProgress', 'returned'] as const satisfies readonly FilingState[]

/** As much of a filing as its rules look at. `gaps` are the codes of items that are not answered in full, of `itemCount` that are asked. */
export type Filing = {
  state: FilingState
  submittedById: string | null
  gaps?: readonly string[]
  itemCount?: number
  openQuestions?: number
}

type FilingRelation = 'owned' | 'ownInstitution'
type FilingStepRule = Step<Filing, FilingRelation>

/** Without items and gaps in hand nobody can say that there are none, and where nothing is asked nothing is complete. */
const complete = ({ gaps, itemCount }: Filing): Result<void> => {
  if (gaps === undefined || itemCount === undefined) return refuse('incomplete', { missing: [] })
  if (itemCount === 0) return refuse('nothingAsked')
  return gaps.length > 0 ? refuse('incomplete', { missing: gaps }) : ok(undefined)
}

/** Without the questions in hand nobody can say that all are settled. */
const asked = ({ openQuestions }: Filing): Result<void> =>
  openQuestions === 0 ? ok(undefined) : refuse('questionsOpen', { count: openQuestions ?? 1 })

/** The bureau urges institutions on and looks at what they file (督促引导定点医药机构自查自纠). */
const urged = basis('campaignPlanJining2024', '四、工作举措（一）坚持宽严相济，依法分类处置')

/** Every way a filing (自查填报) moves from one state to the next. The institution fills and submits; the bureau reviews. */
const steps = {
  start: {
    from: ['notStarted'],
    to: 'inProgress',
    by: [{ role: 'complianceOfficer', as: 'ownInstitution' }],
    basis: basis('campaignPlanJining2024', '五、工作安排（二）自查自纠'),
  },
  submit: {
    from: ['inProgress'],
    to: 'submitted',
    by: [{ role: 'complianceOfficer', as: 'ownInstitution' }],
    requires: complete,
    basis: basis('fundRegulation', '第十四条'),
  },
  return: {
    from: ['submitted', 'accepted'],
    to: 'returned',
    by: [{ role: 'reviewer', as: 'owned' }],
    notBy: ['submittedById'],
    basis: urged,
  },
  accept: {
    from: ['submitted'],
    to: 'accepted',
    by: [{ role: 'reviewer', as: 'owned' }],
    notBy: ['submittedById'],
    requires: asked,
    basis: urged,
  },
  reopen: {
    from: ['returned'],
    to: 'inProgress',
    by: [{ role: 'complianceOfficer', as: 'ownInstitution' }],
    basis: house('What came back is taken up again by the institution.'),
  },
} satisfies Record<string, FilingStepRule>

export type FilingStep = keyof typeof steps
export const filingSteps: Record<FilingStep, FilingStepRule> = steps
/**
 * What the bureau that runs the campaign does to many filings at once: a version of the list is taken back, and the next one sent in its place.
 * What has been accepted stays accepted.
 */
export const issuingSteps = {
  recall: {
    from: ['notStarted', 'inProgress', 'submitted', 'returned'],
    to: 'recalled',
    by: [{ role: 'handler', as: 'owned' }],
    basis: house('A list that turns out wrong is taken back before more is filled in by it.'),
  },
  reissue: {
    from: ['recalled'],
    to: 'inProgress',
    by: [{ role: 'handler', as: 'owned' }],
    basis: basis('campaignPlanJining2024', '五、工作安排（二）自查自纠'),
  },
} as const satisfies Record<string, FilingStepRule>
export const filingStepNames = Object.keys(steps) as FilingStep[]

/** Who may do what around a filing without moving it. */
export const filingGrants = {
  fill: [{ role: 'complianceOfficer', as: 'ownInstitution' }],
  review: [{ role: 'reviewer', as: 'owned' }],
  settleRefund: [{ role: 'reviewer', as: 'owned' }],
  demandRefund: [{ role: 'handler', as: 'owned' }],
} as const

/** The list of the fund's account is taken in by whoever works for the agency that holds it; tying it to refunds confirms them. */
export const bankGrants = {
  import: [
    { role: 'handler', as: 'ownAgency' },
    { role: 'reviewer', as: 'ownAgency' },
  ],
  match: [{ role: 'reviewer', as: 'owned' }],
} as const

/** Issuing and drawing are acts of the bureau that runs the campaign. */
export const issueGrants = [{ role: 'handler', as: 'ownedAgency' }] as const
/** A list is issued by whoever keeps it, and below: not by whoever knows it from the filing of an institution that has moved. */
export const issuedListGrants = [
  { role: 'handler', as: 'owned' },
  { role: 'handler', as: 'below' },
] as const
/** An announced draw that cannot be made is given up by whoever approves, never by those who draw. */
export const giveUpDrawGrants = [{ role: 'approver', as: 'ownAgency' }] as const
/** The published number is held against its source by somebody else than who drew. */
export const checkDrawGrants = [
  { role: 'handler', as: 'ownAgency' },
  { role: 'reviewer', as: 'ownAgency' },
  { role: 'approver', as: 'ownAgency' },
] as const
export const drawGrants = [{ role: 'handler', as: 'ownAgency' }] as const

/** The refund's own states: declared by the institution, settled by the bureau once the money has arrived or has not. */
export const refundStates = ['declared', 'confirmed', 'rejected'] as const
export type RefundState = (typeof refundStates)[number]

/** A refund can be declared as soon as there is a finding, and later: money arrives when it arrives. */
export const refundableStates = ['inProgress', 'submitted', 'accepted'] as const satisfies readonly FilingState[]
export const settlingStates = ['submitted', 'accepted'] as const satisfies readonly FilingState[]

/** The bureau waits for an answer, looks at one, or has what it asked for. */
export const filingQuestionStates = ['open', 'answered', 'settled'] as const
export type FilingQuestionState = (typeof filingQuestionStates)[number]
export const questionSides = ['bureau', 'institution'] as const
export type QuestionSide = (typeof questionSides)[number]

export const spotCheckResults = ['pending', 'agrees', 'discrepancy'] as const
export type SpotCheckResult = (typeof spotCheckResults)[number]
