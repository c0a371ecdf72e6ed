import { basis } from '../law/law'

/** A part of a paper that the case does not hold, and that a person writes. */
export type PaperField = { name: string; label: string; type: 'text' | 'prose' | 'date' }

export const text = (name: string, label: string): PaperField => ({ name, label, type: 'text' })
export const prose = (name: string, label: string): PaperField => ({ name, label, type: 'prose' })
export const date = (name: string, label: string): PaperField => ({ name, label, type: 'date' })

/** The part of a paper that may be a person's number: kept sealed, shown masked, and left in no browser. */
export const sealedPart = 'partyNumber'

/** Who the party is, as far as the register does not say. */
export const party = [
  text(sealedPart, '统一社会信用代码（证件号码）'),
  text('partyAddress', '住所（地址）'),
  text('partyHead', '法定代表人（负责人）'),
]
export const contacts = [text('contactName', '联系人'), text('contactPhone', '联系电话')]
export const account = [text('fundAccount', '医保基金退回账户'), text('fineAccount', '罚款缴款账户')]
export const remedies = [text('reviewOrgan', '行政复议机关'), text('court', '有管辖权的人民法院')]

export const made = { requiredFor: [], origin: 'house' } as const
export const penaltyLaw = (article: string) => basis('administrativePenaltyLaw', article)
