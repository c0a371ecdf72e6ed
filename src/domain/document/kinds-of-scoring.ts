import { basis } from '../law/law'

const made = { code: 'E10', requiredFor: [], origin: 'house', basis: basis('paymentQualification', '记分管理要求') } as const

/** What the operating agency writes of the scoring of a person (支付资格责任认定书、记分通知). */
export const scoringKinds = {
  scoringNotice: { ...made, name: '医保支付资格记分告知书', numbered: true },
  scoringDecision: { ...made, name: '医保支付资格责任认定和记分决定书', numbered: true },
  scoringCopy: { ...made, name: '医保支付资格处理情况抄送函', numbered: true },
} as const
