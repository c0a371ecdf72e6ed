import type { Basis } from '../law/law'
import { basis } from '../law/law'
import { type ReferralKind, type ReferralState, referralKinds } from './kinds'
import { byReceiver, bySender, bySenderHead, type ReferralRelation, type ReferralStepRule } from './step'
import { billSteps, disciplineSteps, handBackSteps, healthSteps, otherSteps } from './steps-to-departments'
import { policeSteps } from './steps-to-police'

export type ReferralStep = keyof typeof policeSteps | keyof typeof healthSteps | keyof typeof billSteps | keyof typeof handBackSteps

/** One table of steps for each kind of referral (移送). */
export const referralSteps: Readonly<Record<ReferralKind, Partial<Record<ReferralStep, ReferralStepRule>>>> = {
  police: policeSteps,
  health: healthSteps,
  billVerification: billSteps,
  discipline: disciplineSteps,
  other: otherSteps,
  handBack: handBackSteps,
}

export const referralStepNames: readonly ReferralStep[] = [
  ...new Set(referralKinds.flatMap((kind) => Object.keys(referralSteps[kind]) as ReferralStep[])),
]

/** The kinds that know this step, each with its rule. */
export const kindsWithStep = (name: ReferralStep): { kind: ReferralKind; rule: ReferralStepRule }[] =>
  referralKinds.flatMap((kind) => {
    const rule = referralSteps[kind][name]
    return rule ? [{ kind, rule }] : []
  })

/** What may be written into a referral without its moving on: by whom, and in which states. */
export type ReferralRecordRule = {
  from: readonly ReferralState[]
  by: readonly { role: 'handler' | 'approver'; as: ReferralRelation }[]
  basis: Basis
}

const records = {
  /** Before approval only: what was approved is what goes. */
  addMaterial: { from: ['proposed'], by: bySender, basis: basis('crimeTransferRules', '第六条') },
  /** What of the matter goes to the other side, item by item. */
  disclose: { from: ['proposed'], by: bySender, basis: basis('campaignNotice2024', '部门协同要求') },
  /** What is supplied goes with two people, as the referral did. */
  proposeSupply: { from: ['moreAsked'], by: bySender, basis: basis('campaignNotice2024', '部门协同要求') },
  returnSupply: { from: ['moreAsked'], by: bySenderHead, basis: basis('campaignNotice2024', '部门协同要求') },
  /** For what the police gave back, item by item. */
  signReturned: {
    from: ['received', 'criminalCaseDeclined', 'criminalCaseOpened'],
    by: bySender,
    basis: basis('crimeTransferRules', '第八条'),
  },
  /** What is written against a refusal to file, for the head to issue. */
  draftRequest: { from: ['criminalCaseDeclined'], by: bySender, basis: basis('crimeTransferRules', '第九条') },
  draftAdvice: { from: ['criminalCaseDeclined'], by: bySender, basis: basis('crimeTransferRules', '第九条') },
  /** A penalty that was decided while the police have the matter (先罚后移). */
  copyPenalty: {
    from: ['delivered', 'received', 'criminalCaseOpened', 'criminalCaseDeclined'],
    by: bySender,
    basis: basis('transferOpinion2006', '处罚决定抄送要求'),
  },
  recordBillResults: { from: ['received'], by: byReceiver, basis: basis('campaignNotice2024', '财政部门职责分工') },
  recordProgress: {
    from: ['criminalCaseOpened'],
    by: [
      { role: 'handler', as: 'receiverAgency' },
      { role: 'handler', as: 'copyAgency' },
      { role: 'handler', as: 'courtAgency' },
    ],
    basis: basis('crimeTransferNotice', '案件办理情况通报要求'),
  },
  /** Whoever has the matter and lets it go without a sentence sends it back. */
  handBack: {
    from: ['criminalCaseOpened', 'criminalCaseDeclined'],
    by: [
      { role: 'handler', as: 'receiverAgency' },
      { role: 'handler', as: 'copyAgency' },
      { role: 'handler', as: 'courtAgency' },
    ],
    basis: basis('crimeTransferRules', '第十三条'),
  },
  readCopy: {
    from: ['delivered', 'received', 'criminalCaseOpened', 'criminalCaseDeclined'],
    by: [{ role: 'handler', as: 'copyAgency' }],
    basis: basis('crimeTransferRules', '第六条'),
  },
} satisfies Record<string, ReferralRecordRule>

export type ReferralRecord = keyof typeof records
export const referralRecords: Record<ReferralRecord, ReferralRecordRule> = records

/** Where a referral stands, as the inbox sorts it. */
export const inboxTabs = {
  toReceive: ['delivered'],
  toAnswer: ['received', 'accepted', 'moreAsked'],
  done: ['rejected', 'answered', 'criminalCaseOpened', 'criminalCaseDeclined', 'withdrawn'],
} as const satisfies Record<string, readonly ReferralState[]>
export type InboxTab = keyof typeof inboxTabs | 'sent'
