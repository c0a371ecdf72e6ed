import type { HandoverList, Objection } from './templates/after-transfer'
import type { AgencyLetter } from './templates/agency-letter'
import type { AgencyReply } from './templates/agency-reply'
import type { AgreementDecision } from './templates/agreement-decision'
import type { DisciplineLetter, TransferReport } from './templates/before-transfer'

export const agencyLetterExample: AgencyLetter = {
  ...{ organ: '示例市中级人民法院', documentNumber: '示中法函〔2026〕3号', addressee: '示例市医疗保障局', datedOn: '2026-09-01' },
  ...{ name: '司法建议书', subject: '关于规范门诊慢特病结算管理的建议', about: '示例市中心医院' },
  problems: '审理中发现同类冒名就医案件多发，身份核验流于形式。\n有的机构长期不核对就诊记录。',
  suggestions: ['逐人核验就诊人员身份', '每月抽查门诊慢特病结算'],
  ...{ answerBy: null, answerWithin: '2个月', basis: '《最高人民法院关于综合治理类司法建议工作若干问题的规定》第八条' },
}

export const agencyReplyExample: AgencyReply = {
  ...{ organ: '示例市医疗保障局', documentNumber: '示医保函〔2026〕12号', addressee: '示例市中级人民法院', datedOn: '2026-09-20' },
  ...{ name: '司法建议书', answers: '示中法函〔2026〕3号', subject: '规范门诊慢特病结算管理', outcome: '采纳' },
  answer: '我局已组织全市定点医疗机构开展核验。',
  points: [
    { suggestion: '逐人核验就诊人员身份', measure: '已上线实名核验，覆盖全部定点医疗机构。' },
    { suggestion: '每月抽查门诊慢特病结算', measure: '已建立月抽查，首月抽查300人次。' },
  ],
  ...{ office: '基金监管科', becameRule: true },
}

export const transferReportExample: TransferReport = {
  ...{
    organ: '示例县医疗保障局',
    caseNumber: 'AJ-370899-2026-000003',
    cause: '清溪医院涉嫌骗取医疗保障基金案',
    source: '省局下发疑点线索。',
  },
  party: {
    ...{ name: '示例县清溪医院', address: '示例县清溪路1号', representative: '王平' },
    identifier: { kind: '统一社会信用代码', number: '52370899MJD00002XC' },
  },
  facts: '2026年1月至3月，该院组织36名参保人员虚假住院，伪造病历并结算。',
  ...{ defraudedFen: '71200000', suspectedCrime: '诈骗罪' },
  evidence: ['现场检查笔录2份', '询问笔录12份', '违规明细确认表1份'],
  measures: '已责令退回基金，暂停医保结算。',
  opinion: '虚构住院骗取基金，数额巨大，涉嫌诈骗罪，建议移送示例县公安局依法处理，抄送示例县人民检察院。',
  officers: [
    { name: '张敏', certificateNumber: '37089901001' },
    { name: '李强', certificateNumber: '37089901002' },
  ],
  reportedOn: '2026-09-13',
  decision: { approved: true, reason: '', name: '陈局长', on: '2026-09-14' },
}

export const disciplineLetterExample: DisciplineLetter = {
  ...{ organ: '示例县医疗保障局', documentNumber: '示医保函密〔2026〕2号', addressee: '示例县纪委监委', datedOn: '2026-09-16' },
  subject: '医保经办人员涉嫌违规审核',
  facts: '核查发现，某经办机构审核人员多次对同一机构的疑点单据不予核查即审核通过，并与该机构负责人有经济往来。',
  grounds: ['《行政执法机关移送涉嫌犯罪案件的规定》第十九条'],
  suggestion: '建议对有关公职人员的履职情况进行核查，并将处理结果按规定反馈我局。',
  matter: null,
  attachments: ['审核记录导出表', '核查情况说明'],
  contact: { name: '周文', telephone: '0537-0000000' },
}

export const agreementDecisionExample: AgreementDecision = {
  ...{ organ: '示例县医疗保险事业中心', documentNumber: '示医保中心协处〔2026〕3号', addressee: '示例县清溪医院', datedOn: '2026-09-10' },
  caseNumber: 'AJ-370899-2026-000003',
  facts: [{ behaviour: '重复收取护理费', actFrom: '2026-01-01', actTo: '2026-03-31', fundLossFen: '71200000' }],
  ...{ statement: '认可查实的问题，愿意退回。', statedOn: '2026-09-01', proposal: '该院多次出现同类问题，应当约谈负责人并追回费用。' },
  measures: [
    { kind: 'interview', clause: '服务协议第五十条', amountFen: null, days: null, months: null, note: '' },
    { kind: 'recover', clause: '服务协议第五十二条', amountFen: '71200000', days: null, months: null, note: '自收到之日起十五日内退回' },
    { kind: 'suspend', clause: '服务协议第五十四条', amountFen: null, days: 30, months: null, note: '' },
  ],
  copyTo: ['示例县医疗保障局'],
}

const objection: Objection = {
  ...{ organ: '示例县医疗保障局', documentNumber: '示医保函〔2026〕31号', addressee: '示例县公安局', datedOn: '2026-09-20' },
  ...{ police: '示例县公安局', subject: '清溪医院涉嫌骗取医疗保障基金案', transferNumber: '示医保移〔2026〕4号' },
  ...{ declineNumber: '示公不立字〔2026〕9号', declinedOn: '2026-09-18', declineReason: '认为没有犯罪事实。' },
  reason: '住院费用清单、病历和询问笔录相互印证，虚假住院36人次，骗取金额已达追诉标准。',
  attachments: ['不予立案通知书复印件'],
}
export const reconsiderationExample = objection
export const supervisionExample: Objection = { ...objection, addressee: '示例县人民检察院', documentNumber: '示医保函〔2026〕33号' }

export const handoverExample: HandoverList = {
  ...{ organ: '示例县医疗保障局', receiver: '示例县公安局', subject: '清溪医院涉嫌骗取医疗保障基金案' },
  ...{ transferNumber: '示医保移〔2026〕4号', filingNumber: '示公立字〔2026〕12号', listedBy: '张敏', datedOn: '2026-09-21' },
  lines: [
    { name: '住院病历原件', quantity: '36份', note: '' },
    { name: '收费系统导出数据光盘', quantity: '1张', note: '附校验值' },
  ],
}
