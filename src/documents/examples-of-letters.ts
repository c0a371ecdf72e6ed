import type { HandoverList, Objection } from './templates/after-transfer'
import type { AgencyLetter } from './templates/agency-letter'
import type { AgencyReply } from './templates/agency-reply'

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
