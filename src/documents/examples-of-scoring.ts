import type { PublicationApproval } from './templates/publication-approval'
import type { ScoringCopy, ScoringDecision, ScoringNotice } from './templates/scoring'

const common = {
  ...{ organ: '示例县医疗保险事业中心', datedOn: '2026-10-12', caseNumber: 'AJ-370899-2026-000003', institution: '清溪医院' },
  ...{ personName: '陈某', partyNumber: 'D370899000123', points: 9 },
  ...({ post: 'physician', degree: 'main' } as const),
  behaviour: '所在机构受到行政处罚，对违法行为负主要责任',
  ground: '2026年1月至3月，陈某为36名参保人员开具虚假住院医嘱，并在病历上签名。',
} as const

const outcome = { year: 2026, earlier: 1, effect: 'suspended', months: 3 } as const

export const scoringNoticeExample: ScoringNotice = { ...common, documentNumber: '示医保中心记分告〔2026〕2号', sayBy: '2026-10-19' }
export const scoringDecisionExample: ScoringDecision = {
  ...{ ...common, ...outcome, datedOn: '2026-11-02' },
  ...{ statement: '认可查实的问题，愿意改正。', documentNumber: '示医保中心记分〔2026〕2号' },
}
export const scoringCopyExample: ScoringCopy = {
  ...{ ...common, ...outcome, datedOn: '2026-11-04', decisionNumber: '示医保中心记分〔2026〕2号' },
  documentNumber: '示医保中心函〔2026〕7号',
  ...{ servedOn: '2026-11-04', endsOn: '2027-02-04', to: 'HC' },
}

export const publicationApprovalExample: PublicationApproval = {
  ...{ organ: '示例县医疗保障局', datedOn: '2026-09-22', caseNumber: 'AJ-370899-2026-000003', partyName: '清溪医院' },
  ...{ decisionNumber: '示医保罚〔2026〕4号', decidedOn: '2026-09-18', draftedBy: '张敏', draftedOn: '2026-09-21' },
  ...{ approvedBy: '刘洋', opinion: '同意公开。' },
  text: '清溪医院虚构医药服务项目骗取医疗保障基金，依据《医疗保障基金使用监督管理条例》第四十条，责令退回并处罚款。',
}
