import { type Basis, basis } from '../law/law'

export type SheetRule = {
  /** Number in the list of papers of the field. */
  code: string
  name: string
  basis: Basis
}

const rows = {
  taskLedger: { code: 'A03', name: '专项整治任务分解台账', basis: basis('campaignNotice2024', '部门协同要求') },
  inspectionNotice: { code: 'A04', name: '自查自纠通知书', basis: basis('fundRegulation', '第十四条') },
  inspectionReport: { code: 'A05', name: '自查自纠情况报告', basis: basis('fundRegulation', '第十四条') },
  refundReceipt: { code: 'A06', name: '自查退回资金到账回执', basis: basis('fundRegulation', '第四十五条') },
  recheckRecord: { code: 'A07', name: '抽查复查记录表', basis: basis('fundRegulation', '第二十九条') },
  bulletinApproval: { code: 'A12', name: '通报（曝光）审批单', basis: basis('campaignNotice2024', '宣传曝光要求') },
  leadRegister: { code: 'B01', name: '线索登记表', basis: basis('penaltyProcedure', '第十四条') },
  leadFeedback: { code: 'B03', name: '线索核查反馈表', basis: basis('penaltyProcedure', '第十四条') },
  detailConfirmation: { code: 'B04', name: '疑点明细确认表', basis: basis('administrativePenaltyLaw', '第四十六条') },
  drawRecord: { code: 'C01', name: '随机抽取记录', basis: basis('fundRegulation', '第二十九条') },
  institutionStatement: { code: 'C11', name: '陈述材料', basis: basis('administrativePenaltyLaw', '第四十五条') },
  whistleRegister: { code: 'B05', name: '举报受理登记表', basis: basis('fundRegulation', '第三十五条') },
  whistleReply: { code: 'B06', name: '举报立案结果告知书', basis: basis('reportHandling', '举报处理结果告知条款') },
  whistleReward: { code: 'B07', name: '举报奖励审批表', basis: basis('rewardMeasures', '奖励领取条款') },
  creditNotice: { code: 'E12', name: '信用信息告知（修复、异议处理）书', basis: basis('fundRegulation', '第三十三条') },
  handBackReceipt: { code: 'E09', name: '反向移送接收单', basis: basis('crimeTransferRules', '第十三条') },
} as const satisfies Record<string, SheetRule>

/** A form that is printed of a row as it stands: it bears the number of its row, is no 文号 paper, and is kept by nobody but the row. */
export type SheetKind = keyof typeof rows
export const sheetKinds: Record<SheetKind, SheetRule> = rows
export const sheetKindNames = Object.keys(rows) as SheetKind[] // the keys of the table
export const isSheetKind = (text: string): text is SheetKind => Object.hasOwn(rows, text)
