import { basis } from '../law/law'
import { courseKinds } from './kinds-of-course'
import { account, contacts, date, made, type PaperField, party, penaltyLaw, prose, remedies, text } from './paper-fields'

/** What is said to whoever sends the mask in place of the number. */
export const maskIsNoNumber = '这里显示的是隐去中间几位的号码，请填写完整号码；不改动时请保持原样。'

/** The papers of a penalty (行政处罚文书), written from the case. `register` is what their numbers are kept under; `null` where they bear none. */
export const penaltyKinds = {
  rectificationOrder: {
    ...made,
    code: 'D03',
    name: '责令改正通知书',
    basis: penaltyLaw('第二十八条'),
    numbered: true,
    register: 'rectification',
    fields: [...party, prose('demand', '改正内容和要求'), date('rectifyBy', '改正期限'), ...contacts],
  },
  investigationConclusion: {
    ...made,
    code: 'D05',
    name: '案件调查终结报告',
    basis: penaltyLaw('第五十七条'),
    numbered: false,
    register: null,
    fields: [
      ...party,
      prose('investigation', '调查经过'),
      prose('evidence', '证据（每行一项）'),
      prose('qualification', '定性和法律适用'),
      prose('discretion', '裁量情节'),
      prose('recommendation', '处理建议'),
    ],
  },
  legalReviewOpinion: {
    ...made,
    code: 'D06',
    name: '法制审核意见书',
    basis: penaltyLaw('第五十八条'),
    numbered: false,
    register: null,
    fields: [
      prose('onJurisdiction', '管辖和主体资格'),
      prose('onFacts', '事实和证据'),
      prose('onLaw', '法律适用'),
      prose('onProcedure', '程序'),
      prose('onDiscretion', '裁量'),
      prose('onPapers', '文书'),
    ],
  },
  discussionMinutes: {
    ...made,
    code: 'D07',
    name: '重大案件集体讨论笔录',
    basis: penaltyLaw('第五十七条第二款'),
    numbered: false,
    register: null,
    fields: [
      date('heldOn', '讨论日期'),
      text('place', '地点'),
      text('chair', '主持人'),
      text('present', '参加人'),
      text('recorder', '记录人'),
      prose('report', '承办人汇报'),
      prose('opinions', '讨论意见（每人一行，不同意见如实记录）'),
      prose('conclusion', '讨论结论'),
    ],
  },
  priorNotice: {
    ...made,
    code: 'D08',
    name: '行政处罚事先告知书',
    basis: penaltyLaw('第四十四条'),
    numbered: true,
    register: 'priorNotice',
    fields: [...party, prose('discretion', '裁量理由'), text('defenceDays', '陈述申辩期限（自收到之日起，如“5个工作日”）'), ...contacts],
  },
  hearingNotice: {
    ...made,
    code: 'D09',
    name: '行政处罚听证告知书',
    basis: penaltyLaw('第六十三条、第六十四条'),
    numbered: true,
    register: 'hearing',
    fields: [...party, prose('discretion', '裁量理由'), ...contacts],
  },
  hearingSummons: {
    ...made,
    code: 'D09',
    name: '行政处罚听证通知书',
    basis: penaltyLaw('第六十四条'),
    numbered: true,
    register: 'hearing',
    fields: [
      ...party,
      date('hearingOn', '听证日期'),
      text('hearingAt', '听证时间'),
      text('place', '听证地点'),
      text('chair', '听证主持人'),
      text('openness', '是否公开举行及理由'),
      ...contacts,
    ],
  },
  defenceReview: {
    ...made,
    code: 'D10',
    name: '陈述申辩复核意见书',
    basis: penaltyLaw('第四十五条'),
    numbered: false,
    register: null,
    fields: [
      date('saidOn', '陈述申辩日期'),
      prose('said', '陈述申辩内容'),
      prose('findings', '复核情况和理由'),
      text('adoption', '复核结论（采纳、部分采纳、不予采纳）'),
    ],
  },
  penaltyDecision: {
    ...made,
    code: 'D11',
    name: '行政处罚决定书',
    basis: penaltyLaw('第五十九条'),
    numbered: true,
    register: 'penalty',
    fields: [
      ...party,
      prose('investigation', '案件来源和调查经过'),
      prose('evidence', '证据（每行一项）'),
      prose('notice', '告知、陈述申辩和听证情况'),
      prose('discretion', '裁量理由'),
      text('fundAccount', '医保基金退回账户'),
      text('fineAccount', '罚款缴款账户'),
      ...remedies,
    ],
  },
  summaryDecision: {
    ...made,
    code: 'D12',
    name: '当场行政处罚决定书',
    basis: penaltyLaw('第五十一条、第五十二条'),
    numbered: true,
    register: 'summaryPenalty',
    fields: [...party, text('place', '处罚地点'), prose('said', '当事人陈述申辩'), text('fineAccount', '罚款缴款账户'), ...remedies],
  },
  handlingDecision: {
    ...made,
    code: 'D13',
    name: '行政处理决定书',
    basis: basis('fundRegulation', '第三十一条'),
    numbered: true,
    register: 'handling',
    fields: [
      ...party,
      prose('evidence', '证据（每行一项）'),
      text('fundAccount', '医保基金退回账户'),
      date('refundBy', '退回期限'),
      ...remedies,
    ],
  },
  noPenaltyDecision: {
    ...made,
    code: 'D14',
    name: '不予行政处罚决定书',
    basis: penaltyLaw('第三十三条'),
    numbered: true,
    register: 'noPenalty',
    fields: [
      ...party,
      prose('evidence', '证据（每行一项）'),
      prose('ground', '不予处罚的理由和依据'),
      prose('education', '教育和整改要求'),
      ...remedies,
    ],
  },
  serviceReceipt: {
    ...made,
    code: 'D16',
    name: '送达回证',
    basis: penaltyLaw('第六十一条'),
    numbered: false,
    register: null,
    fields: [text('served', '送达文书名称和文号'), text('receiver', '受送达人'), text('method', '送达方式'), text('place', '送达地点')],
  },
  instalmentApproval: {
    ...made,
    code: 'D17',
    name: '延期（分期）缴纳罚款批准书',
    basis: penaltyLaw('第六十六条第二款'),
    numbered: true,
    register: 'instalment',
    fields: [
      ...party,
      date('askedOn', '申请日期'),
      prose('ground', '申请理由'),
      prose('plan', '缴纳计划（每行一期：日期 金额元）'),
      text('fineAccount', '罚款缴款账户'),
    ],
  },
  demandNotice: {
    ...made,
    code: 'D18',
    name: '履行行政处罚决定催告书',
    basis: basis('administrativeCompulsionLaw', '第五十四条'),
    numbered: true,
    register: 'demand',
    fields: [
      ...party,
      text('decisionNumber', '行政处罚决定书文号'),
      date('decisionServedOn', '决定书送达日期'),
      date('dueOn', '缴款期限届满日'),
      date('countedOn', '加处罚款计算截止日'),
      ...account,
      ...contacts,
    ],
  },
  closingApproval: {
    ...made,
    code: 'D21',
    name: '结案审批表',
    basis: basis('penaltyProcedure', '结案条款'),
    numbered: false,
    register: null,
    fields: [
      text('decisionNumber', '处理决定文号'),
      prose('performance', '履行情况'),
      text('closingGround', '结案情形'),
      prose('followUp', '奖励、记分、信用、公开等后续事项'),
      prose('handlerOpinion', '承办人意见'),
    ],
  },
  ...courseKinds,
} as const

/**
 * How the bureau weighs a case within itself, and why it stands still: the operating agency, which reads the other papers of what it carries
 * out, does not. The database says the same.
 */
export const innerPapers: readonly PenaltyKind[] = [
  'legalReviewOpinion',
  'discussionMinutes',
  'suspensionDecision',
  'resumptionDecision',
  'extensionApproval',
]

export type PenaltyKind = keyof typeof penaltyKinds
export const isPenaltyKind = (kind: string): kind is PenaltyKind => Object.hasOwn(penaltyKinds, kind)
export const penaltyKindNames = Object.keys(penaltyKinds).filter(isPenaltyKind)
export const penaltyFields = (kind: PenaltyKind): readonly PaperField[] => penaltyKinds[kind].fields
