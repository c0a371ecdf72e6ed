import type { HouseDocumentKind } from '#domain/document/kinds'
import { actExamples } from './examples-of-acts'
import { jointNoticeExample } from './examples-of-joint-notices'
import {
  agencyLetterExample,
  agencyReplyExample,
  agreementDecisionExample,
  disciplineLetterExample,
  handoverExample,
  reconsiderationExample,
  supervisionExample,
  transferReportExample,
} from './examples-of-letters'
import { expertOpinionExample, leadingGroupExample, meetingMinutesExample } from './examples-of-meetings'
import { penaltyExamples } from './examples-of-penalties'
import { bulletinExample, summaryReportExample } from './examples-of-reports'
import { publicationApprovalExample, scoringCopyExample, scoringDecisionExample, scoringNoticeExample } from './examples-of-scoring'
import type { BillVerificationLetter } from './templates/bill-verification-letter'
import type { CaseFilingApproval } from './templates/case-filing-approval'
import type { DepartmentReferralLetter } from './templates/department-referral-letter'
import type { InvestigationReport } from './templates/investigation-report'
import type { ItemList } from './templates/item-list'
import type { LeadAssignment } from './templates/lead-assignment'
import type { TransferLetter } from './templates/transfer-letter'

const organ = '示例县医疗保障局'
const contact = { name: '周文', telephone: '0537-0000000' }
const officers = [
  { name: '张敏', certificateNumber: '37089901001' },
  { name: '李强', certificateNumber: '37089901002' },
]
const hospital = {
  name: '示例县清溪医院',
  identifier: { kind: '统一社会信用代码', number: '52370899MJD00002XC' },
  address: '示例县清溪路1号',
  representative: '王平',
}

const leadAssignment: LeadAssignment = {
  organ: '示例市医疗保障局',
  documentNumber: '示医保监〔2026〕12号',
  addressee: organ,
  datedOn: '2026-07-03',
  batch: 'PC-2026-07',
  source: '省局下发疑点数据',
  requirement: '核查应当调取病历、费用明细和进销存记录，金额按医疗费用、违规费用、基金损失分别核定。',
  answerBy: '2026-07-24',
  leads: [
    {
      leadNumber: 'XS-370899-2026-000017',
      institution: '示例县清溪医院',
      institutionCode: 'H37089900017',
      behaviour: '住院期间门诊重复结算',
      period: '2026年1月至3月',
      amountFen: '71200000',
    },
    { leadNumber: 'XS-370899-2026-000018', institution: '示例县康宁药店', behaviour: '药品追溯码重复销售', amountFen: null },
  ],
  contact,
}

const caseFilingApproval: CaseFilingApproval = {
  organ,
  documentNumber: '示医保立〔2026〕3号',
  cause: '清溪医院涉嫌虚构医药服务项目案',
  source: '省局下发疑点线索',
  foundOn: '2026-07-06',
  party: hospital,
  facts: '2026年1月至3月，该院为36名未住院人员办理住院手续并结算费用，病历中无护理记录和检查报告。',
  articles: ['《医疗保障基金使用监督管理条例》第四十条第一款第三项'],
  amounts: { billedFen: '98000000', irregularFen: '86000000', fundLossFen: '71200000' },
  officers,
  handlerOpinion: '初步事实清楚，符合立案条件，建议立案调查。',
  reviewerOpinion: { text: '同意。', name: '赵刚', on: '2026-07-14' },
  approverOpinion: null,
  lastDay: '2026-07-27',
  datedOn: '2026-07-14',
}

const transferLetter: TransferLetter = {
  organ,
  documentNumber: '示医保移〔2026〕4号',
  addressee: '示例县公安局',
  datedOn: '2026-09-10',
  copyTo: ['示例县人民检察院'],
  caseNumber: 'AJ-370899-2026-000003',
  cause: '清溪医院涉嫌虚构医药服务项目案',
  suspects: [hospital, { name: '陈某', identifier: { kind: '居民身份证', number: '37089919810512003X' }, address: '示例县清溪路2号' }],
  source: '省局下发疑点线索，经核查属实后立案。',
  facts: '2026年1月至3月，该院组织36名参保人员虚假住院，伪造病历和费用清单并结算。\n陈某负责召集人员并按人头领取报酬。',
  defraudedFen: '71200000',
  suspectedCrime: '诈骗罪',
  grounds: ['《中华人民共和国刑法》第二百六十六条', '《医疗保障基金使用监督管理条例》第四十条'],
  measures: '已要求经办机构暂停结算，责令退回基金31.2万元，其余尚未退回。',
  officers,
  approvedBy: '刘洋',
  approvedOn: '2026-09-09',
  materials: [
    { name: '涉嫌犯罪案件情况的调查报告', copies: 2, pages: 18 },
    { name: '涉案物品清单', copies: 2, pages: 1 },
    { name: '结算明细电子数据', copies: 1, pages: null, remarks: '光盘1张，附校验值' },
  ],
  contact,
  receipt: null,
}

const itemList: ItemList = {
  organ,
  cause: '清溪医院涉嫌虚构医药服务项目案',
  caseNumber: 'AJ-370899-2026-000003',
  transferNumber: '示医保移〔2026〕4号',
  items: [
    { name: '医保电子凭证扫码记录本', features: '红色封面，手写', quantity: '2本', source: '医院住院处', keptAt: '局证据室' },
    { name: '参保人员社会保障卡', quantity: '36张', source: '医院医保办公室', keptAt: '局证据室' },
  ],
  officers,
  datedOn: '2026-09-10',
}

const investigationReport: InvestigationReport = {
  organ,
  cause: '清溪医院涉嫌虚构医药服务项目',
  caseNumber: 'AJ-370899-2026-000003',
  source: '省局下发疑点线索，2026年7月14日立案。',
  investigation: '调查人员两次现场检查，询问12人，调取病历36份和费用明细4120条。',
  party: hospital,
  facts: [
    {
      behaviour: '虚构医药服务项目',
      actFrom: '2026-01-05',
      actTo: '2026-03-28',
      article: '《医疗保障基金使用监督管理条例》第四十条第一款第三项',
      billedFen: '90000000',
      irregularFen: '80000000',
      fundLossFen: '66200000',
    },
    {
      behaviour: '重复收费',
      actFrom: '2026-02-01',
      actTo: '2026-02-28',
      article: '《医疗保障基金使用监督管理条例》第三十八条第三项',
      billedFen: '8000000',
      irregularFen: '6000000',
      fundLossFen: '5000000',
    },
  ],
  narrative: '36名参保人员在院记录与其工作考勤、轨迹信息不符，病历由同一账号集中录入。',
  evidence: ['现场检查笔录2份', '询问笔录12份', '违规明细确认表1份', '结算明细电子数据及校验值'],
  qualification: '虚构住院适用第四十条，重复收费适用第三十八条，分别定性。',
  discretion: '案发后退回部分基金；组织者拒不说明资金去向。',
  recommendation: '责令退回基金，依法处罚；组织者涉嫌犯罪，移送公安机关。',
  officers,
  datedOn: '2026-08-28',
}

const departmentReferralLetter: DepartmentReferralLetter = {
  organ,
  documentNumber: '示医保函〔2026〕21号',
  addressee: '示例县卫生健康局',
  datedOn: '2026-09-15',
  receiver: 'HC',
  subject: '清溪医院病历书写不规范',
  facts: '核查发现该院骨科部分病历由他人代签，手术记录缺失。',
  grounds: ['《中华人民共和国医师法》第五十六条'],
  suggestion: '建议对有关医师的执业行为依法调查处理，并督促该院完善病历管理。',
  answerBy: '2026-10-30',
  leads: [
    {
      leadNumber: 'XS-370899-2026-000041',
      subject: '示例县清溪医院骨科',
      identifier: 'H37089900017',
      behaviour: '手术记录缺失、病历代签',
      amountFen: '1260050',
    },
  ],
  attachments: ['病历复印件12份'],
  copyTo: [],
  contact,
}

const billVerificationLetter: BillVerificationLetter = {
  organ,
  documentNumber: '示医保函〔2026〕22号',
  addressee: '示例县财政局',
  datedOn: '2026-09-16',
  reason: '我局在核查异地就医手工报销时，发现部分医疗收费电子票据疑似重复或者伪造。',
  bills: [
    {
      billCode: '37060126',
      billNumber: '0000012345',
      checkCode: 'a1b2c3',
      payer: '孙某',
      issuer: '示例市中心医院',
      issuedOn: '2026-03-02',
      amountFen: '356012',
    },
    {
      billCode: '37060126',
      billNumber: '0000012346',
      payer: '孙某',
      issuer: '示例市中心医院',
      issuedOn: '2026-03-09',
      amountFen: '1200000',
    },
  ],
  answerBy: '2026-10-15',
  contact,
}

/** An invented example of every paper: what a template looks like before there is a case, and what its tests render. */
export const examples = {
  leadAssignment,
  caseFilingApproval,
  transferLetter,
  investigationReport,
  itemList,
  departmentReferralLetter,
  billVerificationLetter,
  transferReport: transferReportExample,
  disciplineLetter: disciplineLetterExample,
  agreementDecision: agreementDecisionExample,
  reconsiderationRequest: reconsiderationExample,
  supervisionAdvice: supervisionExample,
  handoverList: handoverExample,
  publicationApproval: publicationApprovalExample,
  scoringNotice: scoringNoticeExample,
  scoringDecision: scoringDecisionExample,
  scoringCopy: scoringCopyExample,
  summaryReport: summaryReportExample,
  bulletin: bulletinExample,
  agencyLetter: agencyLetterExample,
  agencyReply: agencyReplyExample,
  ...penaltyExamples,
  ...actExamples,
  leadingGroupNotice: leadingGroupExample,
  meetingMinutes: meetingMinutesExample,
  expertOpinion: expertOpinionExample,
  jointNotice: jointNoticeExample,
} satisfies Record<HouseDocumentKind, unknown>
