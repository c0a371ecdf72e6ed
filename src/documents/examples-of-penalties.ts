import type { PenaltyKind } from '#domain/document/kinds-of-penalties'
import type { PenaltyDecision } from './templates/penalties/decisions'

const parts = {
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
const unnumbered = { ...parts, documentNumber: null }
const party = { partyNumber: '52370899MJD00002XC', partyAddress: '示例县清溪路1号', partyHead: '王平' }
const contact = { contactName: '张敏', contactPhone: '0537-0000000' }
const remedies = { reviewOrgan: '示例县人民政府', court: '示例县人民法院' }
const accounts = {
  fundAccount: '示例县医疗保障基金财政专户（示例银行，0000 0000 0001）',
  fineAccount: '示例县非税收入专户（缴款码00000000）',
}

const fact = (behaviour: string, article: string, fundLossFen: bigint, fineTenths: number | null) => ({
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
const facts = [
  {
    ...fact('虚构医药服务项目，为36名未住院人员办理住院手续并结算费用', '第四十条第一款第三项', 71_200_000n, 20),
    ...{ fraudFen: '71200000', suspends: '暂停相关责任部门涉基金医药服务6个月' },
  },
  fact('重复收取血液透析耗材费用', '第三十八条第三项', 8_420_050n, 10),
  fact('超标准收取床位费', '第三十八条第三项', 120_000n, null),
]
const evidence = '现场检查笔录2份\n对院长王平等6人的询问笔录\n违规明细确认表1份，共36页\n结算数据提取固定笔录及SHA-256校验值'
const discretion =
  '当事人骗取医疗保障基金金额较大，且在调查中主动提供住院登记资料，积极退回部分基金。参照医疗保障行政处罚裁量基准，对骗取基金的行为处二倍罚款，对重复收费的行为处一倍罚款。'
const investigation =
  '省局下发疑点线索（线索编号XS-370899-2026-000017），经核查、复核后提请立案。我局于2026年7月14日立案，由执法人员张敏、李强调查，2026年9月2日调查终结。'

export const penaltyDecisionExample: PenaltyDecision = {
  ...parts,
  ...party,
  ...accounts,
  ...remedies,
  facts,
  investigation,
  evidence,
  notice:
    '我局于2026年9月10日以示医保罚告〔2026〕6号行政处罚事先告知书、示医保听告〔2026〕3号行政处罚听证告知书告知当事人拟作出处罚的内容、事实、理由、依据及其权利。当事人于2026年9月12日要求听证，我局于2026年9月28日公开举行听证；当事人认为重复收取耗材费用系系统设置错误，经复核，该意见不影响违法事实的认定，不予采纳。',
  discretion,
}

/** An invented example of every paper of a penalty. */
export const penaltyExamples = {
  rectificationOrder: {
    ...parts,
    ...party,
    ...contact,
    facts,
    documentNumber: '示医保责改〔2026〕5号',
    demand: '立即停止上述行为，退回造成的医疗保障基金损失。\n完善住院登记和收费核对制度，并组织全员培训。',
    rectifyBy: '2026-10-31',
  },
  investigationConclusion: {
    ...unnumbered,
    ...party,
    facts,
    investigation,
    evidence,
    discretion,
    qualification: '当事人的行为分别构成骗取医疗保障基金支出和重复收费、超标准收费。',
    recommendation: '建议按下列意见处理，并将骗取医疗保障基金支出的事实移送公安机关：',
  },
  legalReviewOpinion: {
    ...unnumbered,
    onJurisdiction: '本机关有管辖权，当事人主体适格。',
    onFacts: '事实清楚，证据确实、充分。',
    onLaw: '适用法律、法规准确。',
    onProcedure: '程序合法，两名执法人员持证办理，未超过法定期限。',
    onDiscretion: '裁量适当，符合裁量基准。',
    onPapers: '文书完备、规范。',
    verdict: '同意',
    opinion: '同意处罚建议，提请集体讨论。',
    reviewerName: '陈静',
    reviewedOn: '2026-09-06',
  },
  discussionMinutes: {
    ...unnumbered,
    heldOn: '2026-10-08',
    place: '局三楼会议室',
    chair: '刘洋',
    present: '刘洋、赵刚、陈静、孙伟、周文',
    recorder: '周文',
    report: '承办人张敏汇报案件事实、证据、当事人陈述申辩和听证情况及处理建议。',
    opinions: '赵刚：同意承办意见。\n陈静：同意，法制审核已通过。\n孙伟：建议对重复收费的行为从轻，处一倍以下罚款；其余同意。',
    conclusion: '多数意见同意承办人的处理建议，孙伟的不同意见记录在案。',
  },
  priorNotice: { ...parts, ...party, ...contact, facts, discretion, documentNumber: '示医保罚告〔2026〕6号', defenceDays: '5个工作日' },
  hearingNotice: { ...parts, ...party, ...contact, facts, discretion, documentNumber: '示医保听告〔2026〕3号' },
  hearingSummons: {
    ...parts,
    ...party,
    ...contact,
    documentNumber: '示医保听告〔2026〕4号',
    hearingOn: '2026-09-28',
    hearingAt: '上午9时',
    place: '示例县政务服务中心听证室',
    chair: '陈静（未参与本案调查）',
    openness: '公开举行',
  },
  defenceReview: {
    ...unnumbered,
    saidOn: '2026-09-12',
    said: '重复收取耗材费用系信息系统设置错误，并非故意，请求从轻处理。',
    findings: '经查阅系统日志，设置自2025年1月起即存在，院方曾收到提示而未更正。',
    adoption: '不予采纳',
  },
  penaltyDecision: penaltyDecisionExample,
  summaryDecision: {
    ...parts,
    ...party,
    ...remedies,
    documentNumber: '示医保当罚〔2026〕1号',
    facts: [fact('未按规定保管财务账目', '第三十九条第二项', 100_000n, 10)],
    place: '示例县清溪医院财务科',
    said: '当事人表示无异议。',
    fineAccount: accounts.fineAccount,
  },
  handlingDecision: {
    ...parts,
    ...party,
    ...remedies,
    documentNumber: '示医保处〔2026〕2号',
    facts: facts.slice(2),
    evidence,
    fundAccount: accounts.fundAccount,
    refundBy: '2026-10-31',
  },
  noPenaltyDecision: {
    ...parts,
    ...party,
    ...remedies,
    documentNumber: '示医保不罚〔2026〕1号',
    facts: facts.slice(2),
    evidence,
    ground: '当事人初次违法，危害后果轻微，并在我局责令后三日内改正、退回全部基金损失。',
    education: '请你单位引以为戒，严格执行价格和医保结算规定，于一个月内将整改情况书面报送我局。',
  },
  serviceReceipt: {
    ...unnumbered,
    served: '《行政处罚决定书》（示医保罚〔2026〕7号）',
    receiver: '示例县清溪医院',
    method: '直接送达',
    place: '示例县清溪路1号',
  },
  instalmentApproval: {
    ...parts,
    ...party,
    documentNumber: '示医保分缴〔2026〕1号',
    fineFen: '150820050',
    askedOn: '2026-10-20',
    ground: '一次缴纳将影响医务人员工资发放。',
    plan: '2026-11-30 500,000.00\n2026-12-31 500,000.00\n2027-01-31 508,200.50',
    fineAccount: accounts.fineAccount,
  },
  demandNotice: {
    ...parts,
    ...party,
    ...contact,
    ...accounts,
    documentNumber: '示医保催〔2026〕1号',
    decisionNumber: '示医保罚〔2026〕7号',
    decisionServedOn: '2026-10-14',
    dueOn: '2026-10-29',
    countedOn: '2026-11-10',
    refundOutstandingFen: '71200000',
    fineOutstandingFen: '150820050',
    surchargeFen: '54295218',
  },
  closingApproval: {
    ...unnumbered,
    decisionNumber: '示医保罚〔2026〕7号',
    filedOn: '2026-07-14',
    decidedOn: '2026-10-12',
    money: { demandedFen: '79740050', recoveredFen: '79740050', finedFen: '150820050', finePaidFen: '150820050' },
    performance: '已退回医疗保障基金797,400.50元，已缴罚款1,508,200.50元。',
    closingGround: '行政处罚决定执行完毕',
    followUp: '处罚信息已公开；按规定办理医保支付资格记分。',
    handlerOpinion: '处罚决定已全部履行，建议结案。',
  },
} satisfies Record<PenaltyKind, unknown>
