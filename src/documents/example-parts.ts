/** What the invented examples of the papers of a case share. */
export const parts = {
  organ: '示例县医疗保障局',
  issued: true,
  documentNumber: '示医保罚〔2026〕7号',
  caseNumber: 'AJ-370899-2026-000003',
  cause: '示例县清溪医院违法使用医疗保障基金案',
  partyName: '示例县清溪医院',
  officers: [
    { name: '张敏', certificateNumber: '37089901001' },
    { name: '李强', certificateNumber: '37089901002' },
  ],
  datedOn: '2026-10-12',
}
export const unnumbered = { ...parts, documentNumber: null }
export const party = { partyNumber: '52370899MJD00002XC', partyAddress: '示例县清溪路1号', partyHead: '王平' }
export const contact = { contactName: '张敏', contactPhone: '0537-0000000' }
export const remedies = { reviewOrgan: '示例县人民政府', court: '示例县人民法院' }
export const accounts = {
  fundAccount: '示例县医疗保障基金财政专户（示例银行，0000 0000 0001）',
  fineAccount: '示例县非税收入专户（缴款码00000000）',
}

export const fact = (behaviour: string, article: string, fundLossFen: bigint, fineTenths: number | null) => ({
  behaviour,
  actFrom: '2025-01-05',
  actTo: '2025-11-28',
  article: `《医疗保障基金使用监督管理条例》${article}`,
  billedFen: (fundLossFen * 2n).toString(),
  irregularFen: ((fundLossFen * 3n) / 2n).toString(),
  fundLossFen: fundLossFen.toString(),
  refundFen: fundLossFen.toString(),
  fineFen: fineTenths === null ? '0' : ((fundLossFen * BigInt(fineTenths)) / 10n).toString(),
  fineTenths,
  noPenaltyReason: fineTenths === null ? '初次违法且危害后果轻微并及时改正' : '',
})
export const facts = [
  {
    ...fact('虚构医药服务项目，为36名未住院人员办理住院手续并结算费用', '第四十条第一款第三项', 71_200_000n, 20),
    ...{ fraudFen: '71200000', suspends: '暂停相关责任部门涉基金医药服务6个月' },
  },
  fact('重复收取血液透析耗材费用', '第三十八条第三项', 8_420_050n, 10),
  fact('超标准收取床位费', '第三十八条第三项', 120_000n, null),
]
export const evidence = '现场检查笔录2份\n对院长王平等6人的询问笔录\n违规明细确认表1份，共36页\n结算数据提取固定笔录及SHA-256校验值'
export const discretion =
  '当事人骗取医疗保障基金金额较大，且在调查中主动提供住院登记资料，积极退回部分基金。参照医疗保障行政处罚裁量基准，对骗取基金的行为处二倍罚款，对重复收费的行为处一倍罚款。'
export const investigation =
  '省局下发疑点线索（线索编号XS-370899-2026-000017），经核查、复核后提请立案。我局于2026年7月14日立案，由执法人员张敏、李强调查，2026年9月2日调查终结。'
