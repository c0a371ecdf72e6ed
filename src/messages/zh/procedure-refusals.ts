import type { Refusal, RefusalCode } from '#domain/kernel/result'
import { criminalEventNames } from './criminal-events'

type Detail = NonNullable<Refusal['detail']>

const eventName = ({ kind }: Detail) => (criminalEventNames as Readonly<Record<string, string>>)[String(kind)] ?? String(kind)

const named = (detail: Detail, key: string, fallback: string) => {
  const value = detail[key] ?? fallback
  return typeof value === 'object' ? value.join('、') : String(value)
}

/** Why a step of the procedure, or of what comes after the decision, cannot be taken. */
export const procedureRefusals = {
  noticeMissing: () => '还没有事先告知当事人，不得作出决定。请先经负责人批准告知，并登记告知书送达。',
  defenceRuns: (detail) =>
    `当事人陈述申辩或者要求听证的期限还没有届满（${named(detail, 'day', '见法定时限')}止）。请待期满，或者登记当事人的意见、书面放弃后再办理。`,
  noHearingRight: () => '本案没有告知听证权利，不能登记听证申请。应当听证的，请先重新调查并重新告知。',
  hearingOver: () => '要求听证的期限已经届满。当事人在期限内提出的，请按实际提出的日期登记。',
  hearingTooSoon: (detail) => `听证通知应在举行的七个工作日前送达，最迟 ${named(detail, 'day', '见日历')}。请改期或者核对送达日期。`,
  chairUnfit: () => '听证主持人不得是本案的调查、审核人员或者应当回避的人员。请另选一位。',
  aboveNotice: (detail) =>
    `有 ${named(detail, 'count', '若干')} 项事实的处理重于事先告知的内容。不得因陈述申辩加重；确需加重的，请重新调查并重新告知。`,
  discussionMissing: () => '情节复杂或者重大的案件应当经集体讨论。请先登记集体讨论，再作出决定。',
  summaryUnfit: (detail) =>
    `不适用简易程序：每名当事人的罚款应不超过 ${named(detail, 'limit', '法定限额')} 元，且不涉及暂停服务。请按普通程序办理。`,
  summaryWithLoss: (detail) =>
    `不适用简易程序：有 ${named(detail, 'loss', '')} 元基金损失还没有退回，责令退回须按普通程序作出决定。请开始调查取证，按普通程序办理。`,
  partiesUnserved: (detail) => `本案有多名当事人，另有 ${named(detail, 'count', '几')} 名还没有登记送达。请先逐名登记，再登记最后一名。`,
  paperMissing: (detail) =>
    `还没有签发：${named(detail, 'papers', '本环节的文书')}。请先在“文书”中起草、填写，由负责人签发后再办理这一步。`,
  paperServed: (detail) => `${named(detail, 'paper', '文书')}已经送达，不能作废；确有错误的，依法更正或者撤销，另行编号出具。`,
  limitedOutstanding: (detail) =>
    `超过处罚时效的基金损失还有 ${named(detail, 'left', '若干')} 元没有依协议追回，协议处理已经结束或者不予办理。确需结案的，请写明理由。`,
  paperPublished: (detail) =>
    `${named(detail, 'paper', '文书')}已经公告送达，不能作废；公告期满登记送达后，确有错误的，依法更正或者撤销，另行编号出具。`,
  paperNotDue: (detail) =>
    `案件目前的环节不能签发《${named(detail, 'paper', '这份文书')}》：须先办理它所对应的环节，或者该环节已经过去。请核对“程序”。`,
  warningMissing: () => '当场处罚应当有警告或者限额以内的罚款，有当事人两者都没有。请勾选“给予警告”；不予处罚的，请按普通程序办理。',
  nothingToSpread: () => '没有尚未缴纳的罚款，不需要分期。',
  spreadTooLate: (detail) =>
    `罚款的缴纳期限已于 ${named(detail, 'day', '法定期限届满日')} 届满，逾期的罚款不再分期，以免逾期的天数不计加处罚款。请登记催告。`,
  strikeOwesAgain: (detail) =>
    `注销后当事人还应退回 ${named(detail, 'refund', '0.00')} 元、缴纳罚款 ${named(detail, 'fine', '0.00')} 元，而案件已登记履行完毕，不能再催告和申请强制执行，所以不能注销。`,
  refundBeyondAgreement: (detail) =>
    `经办机构已决定依协议追回 ${named(detail, 'taken', '部分')} 元，同一损失不能责令退回两次：本案责令退回最多 ${named(detail, 'most', '0.00')} 元。请先调整退回金额。`,
  planDiffers: (detail) => `各期金额合计应等于罚款 ${named(detail, 'fine', '数额')} 元。请核对分期计划。`,
  decisionUnserved: () => '决定书还没有送达当事人，不能结案。请先登记送达。',
  dateBeforeAct: (detail) => `日期不能早于 ${named(detail, 'day', '前一环节')}，那是前一环节的日期。请核对后再提交。`,
  notOverdue: () => '缴款期限还没有届满，或者款项已经收齐，不需要催告。',
  demandRuns: (detail) => `催告期限还没有届满（${named(detail, 'day', '见法定时限')}止），期满后才能申请人民法院强制执行。`,
  remedyRuns: (detail) =>
    `当事人申请复议、提起诉讼的期限还没有届满（${named(detail, 'day', '见法定时限')}止），期满后才能申请人民法院强制执行。`,
  alreadyFinedByCourt: () => '人民法院已经对同一违法行为判处罚金，不得再给予罚款。请改为其他处理，或者写明不予罚款的理由。',
  opinionMissing: () => '还没有人提出意见，不能作出会商结论。',
  progressOutOfOrder: (detail) =>
    detail.how === 'stands'
      ? `已经登记“${eventName(detail)}”，不能再登记这一项。登记有误的，请先更正。`
      : `应先登记“${eventName(detail)}”，且日期不晚于这一项。请核对日期、人员和已经登记的进展。`,
  decisionNotServed: () => '决定书还没有送达这一当事人，不能登记其复议、诉讼。请先登记送达。',
  remedyOpen: () => '当事人申请的行政复议或者提起的行政诉讼还没有审结。请先登记结果或者撤回，再办理这一步。',
  owedTogether: (detail) =>
    `本案有几个当事人，各自应缴的金额没有分开，不能在一份《${named(detail, 'paper', '文书')}》里合并计算。请分别核定后线下制作。`,
  enforcementStayed: () => '复议机关或者人民法院已经决定停止执行，解除或者审结前不能催告，暂停不能开始执行、登记复核和恢复。',
  decisionOverturned: () => '决定已经被复议机关或者人民法院撤销，不再执行。请由负责人办理“撤销决定”。',
  aboveDecision: (detail) =>
    `变更后的金额不能高于原决定中这一当事人的部分：退回 ${named(detail, 'refund', '原数额')} 元，罚款 ${named(detail, 'fine', '原数额')} 元。请核对复议决定或者裁判文书。`,
  procedureSuspended: () => '本案程序已经中止，原因消除、恢复办理后才能继续。',
  procuratorateUnknown: () => '本地没有登记检察机关，也没有随移送抄送，不能出具立案监督建议书。请由管理员登记检察机关后再办理。',
  courtTooLate: (detail) => `申请人民法院强制执行的三个月期限已于 ${named(detail, 'day', '见法定时限')} 届满。请报负责人研究处理。`,
} satisfies Partial<Record<RefusalCode, (detail: Detail) => string>>
