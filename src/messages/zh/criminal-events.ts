import type { ProgressKind } from '#domain/referral/criminal'

/** What is told of the criminal process. */
export const criminalEventNames = {
  filed: '立案侦查',
  detained: '拘留',
  arrested: '批准逮捕',
  indicted: '提起公诉',
  tried: '开庭审理',
  judged: '作出判决',
  bailed: '取保候审',
  residence: '监视居住',
  arrestRefused: '不批准逮捕',
  sentToProsecution: '移送审查起诉',
  caseDropped: '撤销案件',
  notIndicted: '不起诉',
  effective: '判决生效',
} satisfies Record<ProgressKind, string>

export const criminalEventText = {
  person: '人员',
  personHint: '如“嫌疑人甲”，涉及全部人员的留空。',
  sentence: '判处刑罚',
  fine: '罚金（元）',
  finedParty: '罚金判处对象',
  finedPartyHint: '按移送案件中的当事人名称填写，多人分别登记；留空视为涉及全部当事人。',
  recovered: '追缴、退赔（元）',
  fined: '罚金',
  returned: '追缴、退赔',
  judgmentOnly: '判决时填写',
  openTo: '同时告知',
  openToHint: '强制措施只在公安机关和检察机关之间可见，勾选后对方也能看到。',
  openToMI: '移送单位',
  openToCT: '人民法院',
  kept: '未向全部单位公开',
  corrected: '已更正',
  offset: (fine: string, offset: string) => `人民法院判处罚金 ${fine} 元，已缴罚款 ${offset} 元应当折抵罚金`,
  correct: '更正',
  correcting: '更正此项',
} as const
