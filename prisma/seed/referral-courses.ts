import type { TableRows } from './rows'

export type ReferralKind = TableRows['referral']['kind']
export type ReferralState = NonNullable<TableRows['referral']['state']>

/** How far a referral has come, with the hours or days ago of its last step: so that clocks are past, end today, or still have room. */
export type ReferralCourse = { kind: ReferralKind; state: ReferralState; lastDaysAgo: number; lastHoursAgo?: number }

const police = (state: ReferralState, lastDaysAgo: number, lastHoursAgo?: number): ReferralCourse => ({
  kind: 'police',
  state,
  lastDaysAgo,
  lastHoursAgo,
})
const health = (state: ReferralState, lastDaysAgo: number): ReferralCourse => ({ kind: 'health', state, lastDaysAgo })
const bills = (state: ReferralState, lastDaysAgo: number): ReferralCourse => ({ kind: 'billVerification', state, lastDaysAgo })

export const referralCourses: readonly ReferralCourse[] = [
  police('proposed', 3),
  police('proposed', 6),
  police('approved', 1, 20),
  police('approved', 1, 31),
  police('delivered', 1),
  police('delivered', 0),
  police('received', 3),
  police('received', 5),
  police('received', 1),
  police('received', 2),
  police('declined', 9),
  police('criminalCaseOpened', 2),
  police('criminalCaseOpened', 24),
  police('criminalCaseOpened', 41),
  police('criminalCaseOpened', 63),
  police('criminalCaseDeclined', 3),
  police('criminalCaseDeclined', 12),
  health('proposed', 2),
  health('approved', 1),
  health('delivered', 3),
  health('delivered', 1),
  health('received', 6),
  health('received', 10),
  health('moreAsked', 4),
  health('accepted', 15),
  health('accepted', 22),
  health('rejected', 18),
  health('answered', 12),
  health('answered', 33),
  health('answered', 47),
  bills('proposed', 1),
  bills('delivered', 2),
  bills('received', 4),
  bills('received', 8),
  bills('answered', 16),
  bills('answered', 29),
  bills('answered', 38),
  { kind: 'discipline', state: 'delivered', lastDaysAgo: 4 },
  { kind: 'discipline', state: 'received', lastDaysAgo: 20 },
  { kind: 'other', state: 'delivered', lastDaysAgo: 5 },
  { kind: 'other', state: 'answered', lastDaysAgo: 26 },
]

/** The steps that lead to a state, in order. */
const paths: Record<ReferralState, readonly ReferralState[]> = {
  proposed: [],
  declined: ['declined'],
  withdrawn: ['withdrawn'],
  approved: ['approved'],
  delivered: ['approved', 'delivered'],
  received: ['approved', 'delivered', 'received'],
  moreAsked: ['approved', 'delivered', 'received', 'moreAsked'],
  accepted: ['approved', 'delivered', 'received', 'accepted'],
  rejected: ['approved', 'delivered', 'received', 'rejected'],
  answered: ['approved', 'delivered', 'received', 'accepted', 'answered'],
  criminalCaseOpened: ['approved', 'delivered', 'received', 'criminalCaseOpened'],
  criminalCaseDeclined: ['approved', 'delivered', 'received', 'criminalCaseDeclined'],
}

/** A finance office verifies bills as it receives them: it does not accept first. */
export const pathTo = ({ kind, state }: ReferralCourse): readonly ReferralState[] =>
  kind === 'billVerification' ? paths[state].filter((step) => step !== 'accepted') : paths[state]
