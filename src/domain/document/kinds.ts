import { type Basis, basis } from '../law/law'
import { actKinds } from './kinds-of-acts'
import { meetingKinds } from './kinds-of-meetings'
import { isPenaltyKind, penaltyKinds } from './kinds-of-penalties'
import { kindsAfterTransfer, kindsBeforeTransfer, kindsOfOperators } from './kinds-of-referrals'
import { scoringKinds } from './kinds-of-scoring'

/** Where a paper must be at hand before the step may be taken. */
export const documentSteps = ['lead.assign', 'case.file', 'referral.deliver', 'bill.request', 'summary.sign'] as const
export type DocumentStep = (typeof documentSteps)[number]

export type DocumentKindRule = {
  /** Number in the list of papers of the field. */
  code: string
  name: string
  basis: Basis
  requiredFor: readonly DocumentStep[]
  /** `house`: this product writes it from committed data; `received`: another authority or the file holds it. */
  origin: 'house' | 'received'
  /** True when the paper carries a 文号 of the issuing organ. */
  numbered: boolean
}

const rows = {
  ...penaltyKinds,
  ...kindsBeforeTransfer,
  ...kindsAfterTransfer,
  ...kindsOfOperators,
  ...scoringKinds,
  publicationApproval: {
    code: 'D23',
    name: '行政处罚信息公开审批表',
    basis: basis('administrativePenaltyLaw', '第四十八条'),
    requiredFor: [],
    origin: 'house',
    numbered: false,
  },
  ...actKinds,
  ...meetingKinds,
  leadAssignment: {
    code: 'B02',
    name: '线索交办单',
    basis: basis('localPractice', '线索交办'),
    requiredFor: ['lead.assign'],
    origin: 'house',
    numbered: true,
  },
  caseFilingApproval: {
    code: 'D01',
    name: '立案审批表',
    basis: basis('penaltyProcedure', '第十四条'),
    requiredFor: ['case.file'],
    origin: 'house',
    numbered: true,
  },
  transferLetter: {
    code: 'E02',
    name: '涉嫌犯罪案件移送书',
    basis: basis('crimeTransferRules', '第六条'),
    requiredFor: ['referral.deliver'],
    origin: 'house',
    numbered: true,
  },
  investigationReport: {
    code: 'E03',
    name: '涉嫌犯罪案件情况的调查报告',
    basis: basis('crimeTransferRules', '第六条'),
    requiredFor: ['referral.deliver'],
    origin: 'house',
    numbered: false,
  },
  itemList: {
    code: 'E03',
    name: '涉案物品清单',
    basis: basis('crimeTransferRules', '第六条'),
    requiredFor: ['referral.deliver'],
    origin: 'house',
    numbered: false,
  },
  examinationReport: {
    code: 'E03',
    name: '检验报告或者鉴定意见',
    basis: basis('crimeTransferRules', '第六条'),
    requiredFor: [],
    origin: 'received',
    numbered: false,
  },
  departmentReferralLetter: {
    code: 'E07',
    name: '线索移送函',
    basis: basis('campaignNotice2024', '部门协同要求'),
    requiredFor: [],
    origin: 'house',
    numbered: true,
  },
  billVerificationLetter: {
    code: 'E13',
    name: '医疗收费电子票据协助查验函',
    basis: basis('campaignNotice2024', '财政部门职责分工'),
    requiredFor: ['bill.request'],
    origin: 'house',
    numbered: true,
  },
  policeDecision: {
    code: 'E04',
    name: '立案或者不予立案通知书',
    basis: basis('crimeTransferRules', '第八条'),
    requiredFor: [],
    origin: 'received',
    numbered: true,
  },
  summaryReport: {
    code: 'A10',
    name: '专项整治总结报告',
    basis: basis('campaignNotice2024', '总结上报要求'),
    requiredFor: ['summary.sign'],
    origin: 'house',
    numbered: true,
  },
  bulletin: {
    code: 'A12',
    name: '通报',
    basis: basis('campaignNotice2024', '宣传曝光要求'),
    requiredFor: [],
    origin: 'house',
    numbered: true,
  },
  agencyLetter: {
    code: 'E14',
    name: '建议、督办函件',
    basis: basis('localPractice', '建议、督办函件'),
    requiredFor: [],
    origin: 'house',
    numbered: true,
  },
  agencyReply: {
    code: 'E15',
    name: '建议、督办复函',
    basis: basis('localPractice', '建议、督办函件'),
    requiredFor: [],
    origin: 'house',
    numbered: true,
  },
} as const satisfies Record<string, DocumentKindRule>

export type DocumentKind = keyof typeof rows

export const documentKinds: Record<DocumentKind, DocumentKindRule> = rows

/** The papers this product writes itself, each by a template of the same name. */
export type HouseDocumentKind = { [Kind in DocumentKind]: (typeof rows)[Kind]['origin'] extends 'house' ? Kind : never }[DocumentKind]

export const isDocumentKind = (text: string): text is DocumentKind => Object.hasOwn(rows, text)
export const isHouseKind = (text: string): text is HouseDocumentKind => isDocumentKind(text) && documentKinds[text].origin === 'house'

/** A paper that bears a number, that people fill in, or that waits for the head's word is a draft first; any other is issued as it is written. */
export const isDraftFirst = (kind: DocumentKind): boolean =>
  documentKinds[kind].numbered || isPenaltyKind(kind) || kind === 'transferReport'

const allKinds = Object.keys(rows) as DocumentKind[]

/** What must be at hand for this step, in the order of the list. An `examinationReport` goes along only where there is one. */
export const documentsRequiredFor = (step: DocumentStep): readonly DocumentKind[] =>
  allKinds.filter((kind) => documentKinds[kind].requiredFor.includes(step))

/** What is still missing for this step among the papers at hand. */
export const documentsMissingFor = (step: DocumentStep, atHand: readonly DocumentKind[]): readonly DocumentKind[] =>
  documentsRequiredFor(step).filter((kind) => !atHand.includes(kind))
