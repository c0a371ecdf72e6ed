import { basis } from '../law/law'

const made = { requiredFor: [], origin: 'house' } as const

/** What is written inside the sender before a suspected crime goes to the police, and what goes to discipline inspection. */
export const kindsBeforeTransfer = {
  transferReport: { ...made, code: 'E01', name: '移送涉嫌犯罪案件书面报告', basis: basis('crimeTransferRules', '第五条'), numbered: false },
  disciplineLetter: { ...made, code: 'E08', name: '问题线索移送函', basis: basis('crimeTransferRules', '第十九条'), numbered: true },
} as const

/** What the operating agency writes itself. */
export const kindsOfOperators = {
  agreementDecision: { ...made, code: 'E11', name: '协议处理决定书', basis: basis('implementingRules', '第十三条'), numbered: true },
} as const

/** What the sender writes to the police and the procuratorate after a suspected crime has gone to them. */
export const kindsAfterTransfer = {
  reconsiderationRequest: { ...made, code: 'E05', name: '提请复议书', basis: basis('crimeTransferRules', '第九条'), numbered: true },
  supervisionAdvice: { ...made, code: 'E05', name: '立案监督建议书', basis: basis('crimeTransferRules', '第九条'), numbered: true },
  handoverList: { ...made, code: 'E06', name: '案件材料交接清单', basis: basis('crimeTransferRules', '第十二条'), numbered: false },
} as const
