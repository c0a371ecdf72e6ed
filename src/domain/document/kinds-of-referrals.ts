import { basis } from '../law/law'

const made = { requiredFor: [], origin: 'house' } as const

/** What the sender writes to the police and the procuratorate after a suspected crime has gone to them. */
export const kindsAfterTransfer = {
  reconsiderationRequest: { ...made, code: 'E05', name: '提请复议书', basis: basis('crimeTransferRules', '第九条'), numbered: true },
  supervisionAdvice: { ...made, code: 'E05', name: '立案监督建议书', basis: basis('crimeTransferRules', '第九条'), numbered: true },
  handoverList: { ...made, code: 'E06', name: '案件材料交接清单', basis: basis('crimeTransferRules', '第十二条'), numbered: false },
} as const
