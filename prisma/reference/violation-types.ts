import { type Basis, basis } from '#domain/law/law'

const at = (article: string) => basis('fundRegulation', article)

/** `fraud` falls under article 40 of the Regulation; `breach` under article 38, unless the aim was to defraud; `management` under article 39. */
export type ViolationGravity = 'fraud' | 'breach' | 'management'

type Row = { code: string; name: string; gravity: ViolationGravity; basis: readonly Basis[] }

/** What an institution can have done, in the order in which screens list it. */
export const violationTypes = [
  { code: 'inducement', name: '诱导虚假就医购药', gravity: 'fraud', basis: [at('第十五条'), at('第四十条第一款第一项')] },
  { code: 'impersonation', name: '冒名就医购药', gravity: 'fraud', basis: [at('第十五条'), at('第四十条第一款第一项')] },
  { code: 'forgery', name: '伪造变造资料', gravity: 'fraud', basis: [at('第二十条'), at('第四十条第一款第二项')] },
  { code: 'fabrication', name: '虚构医药服务项目', gravity: 'fraud', basis: [at('第二十条'), at('第四十条第一款第三项')] },
  { code: 'cashOut', name: '空刷套现', gravity: 'fraud', basis: [at('第四十条第一款第四项')] },
  { code: 'drugResale', name: '倒卖医保药品', gravity: 'fraud', basis: [at('第四十一条第一款第三项')] },
  { code: 'splitAdmission', name: '分解住院', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第一项')] },
  { code: 'hangingBed', name: '挂床住院', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第一项')] },
  { code: 'overTreatment', name: '过度诊疗', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第二项')] },
  { code: 'overExamination', name: '过度检查', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第二项')] },
  { code: 'noIndication', name: '无指征检查治疗', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第二项')] },
  { code: 'duplicateCharge', name: '重复收费', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第三项')] },
  { code: 'overCharge', name: '超标准收费', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第三项')] },
  { code: 'unbundling', name: '分解项目收费', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第三项')] },
  { code: 'substitution', name: '串换项目', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第四项')] },
  { code: 'outOfScope', name: '不属于医保支付范围', gravity: 'breach', basis: [at('第十五条'), at('第三十八条第六项')] },
  { code: 'upcoding', name: '高编高套', gravity: 'breach', basis: [at('第三十八条第七项'), at('第四十条第一款第二项')] },
  {
    code: 'shiftedCost',
    name: '转嫁费用',
    gravity: 'breach',
    basis: [at('第十五条'), at('第三十八条第七项'), basis('hospitalDesignation', '协议管理义务')],
  },
  { code: 'identityUnchecked', name: '未核验参保凭证', gravity: 'management', basis: [at('第十五条'), at('第三十九条')] },
  { code: 'other', name: '其他违法违规', gravity: 'breach', basis: [at('第三十八条第七项'), at('第四十条第一款第四项')] },
] as const satisfies readonly Row[]

export type ViolationCode = (typeof violationTypes)[number]['code']

/** The articles of these kinds of violation, each once. Where two kinds are named, the aim decides which one applies. */
export function basisOf(violations: readonly ViolationCode[]): Basis[] {
  const all = violationTypes.filter((type) => violations.includes(type.code)).flatMap((type): readonly Basis[] => type.basis)
  return all.filter((one, index) => all.findIndex((other) => other.article === one.article && other.law === one.law) === index)
}

/** What screens and documents call it. */
export const violationName = (code: ViolationCode): string => violationTypes.find((type) => type.code === code)?.name ?? code
