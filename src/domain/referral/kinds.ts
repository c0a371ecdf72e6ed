import type { Department } from '../department/department'
import { type Basis, basis } from '../law/law'

export const referralKinds = ['police', 'health', 'billVerification', 'discipline', 'other', 'handBack'] as const
export type ReferralKind = (typeof referralKinds)[number]

export const referralStates = [
  'proposed',
  'approved',
  'declined',
  'delivered',
  'received',
  'moreAsked',
  'accepted',
  'rejected',
  'answered',
  'criminalCaseOpened',
  'criminalCaseDeclined',
  'withdrawn',
] as const
export type ReferralState = (typeof referralStates)[number]

export type ReferralKindRule = {
  /** Who may be asked by a referral of this kind. */
  receivers: readonly Department[]
  /** Who may send it, where not everybody may. */
  senders?: readonly Department[]
  /** What it may be about. A `campaign` alone: something another department found, sent to the insurance bureau. A `referral`: what came from there goes back. */
  about: readonly ('case' | 'lead' | 'campaign' | 'referral')[]
  /** 0–3. Of secrecy 3, only those cleared for it know that it exists. */
  secrecy: number
  /** The receiver is asked to answer within so many days; `null` where the law sets the clocks. */
  answerDays: number | null
  basis: Basis
}

export const referralKindRules: Readonly<Record<ReferralKind, ReferralKindRule>> = {
  police: { receivers: ['PS'], about: ['case'], secrecy: 2, answerDays: null, basis: basis('crimeTransferRules', '第三条') },
  health: { receivers: ['HC'], about: ['case', 'lead'], secrecy: 2, answerDays: 30, basis: basis('campaignNotice2024', '部门协同要求') },
  billVerification: {
    receivers: ['FI'],
    about: ['case', 'lead'],
    secrecy: 2,
    answerDays: 15,
    basis: basis('campaignNotice2024', '财政部门职责分工'),
  },
  discipline: { receivers: ['DI'], about: ['case'], secrecy: 3, answerDays: null, basis: basis('crimeTransferRules', '第十九条') },
  other: {
    receivers: ['MI', 'MR', 'TX', 'AU', 'DA', 'TM'],
    about: ['case', 'lead', 'campaign'],
    secrecy: 2,
    answerDays: 30,
    basis: basis('campaignNotice2024', '部门协同要求'),
  },
  /** What is no crime, or is not prosecuted, and is still to be handled by the bureau (反向移送). */
  handBack: {
    receivers: ['MI'],
    senders: ['PS', 'PR', 'CT'],
    about: ['referral', 'campaign'],
    secrecy: 2,
    answerDays: 30,
    basis: basis('crimeTransferRules', '第十三条'),
  },
}

/** Whether this department may send a referral of this kind. */
export const maySend = (department: Department | null, kind: ReferralKind): boolean =>
  department !== null && (referralKindRules[kind].senders?.includes(department) ?? true)

export const billResults = ['pending', 'genuine', 'counterfeit', 'mismatch', 'notFound'] as const
export type BillResult = (typeof billResults)[number]
