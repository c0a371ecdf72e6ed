import { type Basis, basis } from '../law/law'
import type { NumberedAs } from './organ-code'
import { made, penaltyLaw } from './paper-fields'

const evidenceRules = basis('penaltyProcedure', '调查取证条款')
const sealingRules = basis('penaltyProcedure', '第二十九条至第三十三条')
const unnumbered = { numbered: false, register: null } as const

type ActKindRule = { code: string; name: string; basis: Basis; register: NumberedAs | null }

/** The papers of the acts of an investigation (调查取证文书): written from the row of the act, and never filled in besides. */
export const actKinds = {
  inspectionNotice: { ...made, code: 'C02', name: '检查通知书', basis: penaltyLaw('第五十五条'), numbered: true, register: 'inspection' },
  inspectionRecord: { ...made, code: 'C03', name: '现场检查笔录', basis: penaltyLaw('第五十五条'), ...unnumbered },
  interviewRecord: { ...made, code: 'C04', name: '询问笔录', basis: penaltyLaw('第五十五条'), ...unnumbered },
  talkRecord: { ...made, code: 'D04', name: '约谈记录', basis: basis('fundRegulation', '第三十八条、第三十九条'), ...unnumbered },
  evidenceRequest: { ...made, code: 'C05', name: '调取证据通知书', basis: evidenceRules, numbered: true, register: 'evidence' },
  extractionRecord: { ...made, code: 'C06', name: '电子数据提取固定笔录', basis: evidenceRules, ...unnumbered },
  appraisalEntrustment: { ...made, code: 'C06', name: '抽样、鉴定委托书', basis: evidenceRules, numbered: true, register: 'appraisal' },
  registrationDecision: {
    ...{ ...made, code: 'C07', name: '先行登记保存证据决定书', basis: penaltyLaw('第五十六条'), numbered: true, register: 'registration' },
  },
  registrationDisposal: {
    ...{ ...made, code: 'C07', name: '先行登记保存证据处理决定书', basis: penaltyLaw('第五十六条'), numbered: true, register: 'disposal' },
  },
  sealingDecision: { ...made, code: 'C08', name: '封存决定书', basis: sealingRules, numbered: true, register: 'sealing' },
  sealingExtension: { ...made, code: 'C08', name: '延长封存期限决定书', basis: sealingRules, numbered: true, register: 'sealingExtension' },
  sealingLift: { ...made, code: 'C08', name: '解除封存决定书', basis: sealingRules, numbered: true, register: 'sealingLift' },
} as const satisfies Record<string, ActKindRule & { numbered: boolean }>

export type ActKind = keyof typeof actKinds
export const actKindNames = Object.keys(actKinds) as ActKind[] // the keys of the table are its kinds
