import { type PackColumn, packHeadings } from './columns'

/** Why a row of a pack cannot be taken over, and how to mend it. The reader's own words for a cell are in `#domain/table/problems`. */
const sentences = {
  answerWord: '只能填“有”“无”或“不适用”，请从下拉中选择',
  reasonMissing: '选“不适用”的，请写明原因',
  reasonUnasked: '只有选“不适用”才填原因，请改选或清空原因',
  findingDenied: '填了问题明细，但结论不是“有”，请改为“有”或清空明细',
  findingsStand: '该条目在系统中已登记问题，不能改为“无”或“不适用”，请先在网页上移除问题',
  findingCleared: '已登记的问题不能在离线包里清空，请在网页上移除',
  codeMissing: '没有选择条目编号，请从下拉中选择',
  codeUnknown: '条目编号不在本节清单里，请从下拉中选择',
  codeMoved: '与这一行已登记的条目不同，不能改到别的条目，请改回原条目，或先在网页上移除该问题',
  codeDenied: '对应条目的结论不是“有”，请改结论或清空本行',
  findingElsewhere: '该条目在补充行填了问题明细，结论应为“有”，请改结论或清空补充行',
  demandStands: '该问题已有退款通知，基金损失和截止日期不能改动，请联系医保部门撤回通知',
  splitStands: '医保部门已把该问题拆分为两本账，不能改动截止日期，也不能把基金损失改到少于两年以前的部分，请联系医保部门撤销拆分',
  missing: '登记问题时必填，没有的金额填 0',
  number: '应为整数，如 12',
  order: '金额关系不对，应为涉及金额 ≥ 违规金额 ≥ 基金损失',
  period: '期间不对，应在自查回溯范围内、起始不晚于截止、不晚于今天',
  refundPartial: '退回金额、缴款日期、缴款凭证号要一起填写',
  refundZero: '退回金额应大于 0',
  refundWithoutFinding: '没有问题明细，不能申报退回',
  refundBeyond: '退回金额超过该问题尚未退回的基金损失；分属退回基金和协议追回两本账的，请在网页上分别申报',
  refundFuture: '缴款日期不能晚于今天',
  voucherUsed: '该凭证号已经用过，同一凭证只能用一次',
  lossBelowRefund: '基金损失不能少于已申报退回的金额',
  tooLong: '文字过长，请精简',
} as const
export type PackProblem = keyof typeof sentences

/** A cell that cannot be taken over: a problem of the pack, or the table reader's own sentence about the cell. */
export type PackFault = { column: PackColumn | 'code'; reason: string }

export const faultOf = (column: PackColumn | 'code', problem: PackProblem): PackFault => ({
  column,
  reason: `“${column === 'code' ? '条目编号' : packHeadings[column]}”${sentences[problem]}。`,
})
