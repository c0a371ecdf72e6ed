import { metricsOf } from './metric'

/** Self-inspections, their refunds and the checks of both (自查自纠、抽查复查). */
export const filingMetrics = metricsOf('selfInspection', {
  filingsIssued: {
    nature: 'standing',
    unit: 'filing',
    name: '应自查机构数',
    wording: '本次专项整治下发了自查填报任务的定点医药机构，一家机构计一次。',
  },
  filingsSubmitted: {
    nature: 'flow',
    unit: 'filing',
    name: '已报送自查机构数',
    wording: '自查填报已提交（含审核通过）的机构，退回补正期间不计。',
  },
  filingsAccepted: { nature: 'flow', unit: 'filing', name: '审核通过机构数', wording: '自查填报经县级医保部门审核通过的机构。' },
  findings: { nature: 'flow', unit: 'finding', name: '自查发现问题数', wording: '机构在已提交的自查填报中登记的问题，按条计。' },
  findingsBilled: { nature: 'flow', unit: 'fen', name: '自查涉及金额', wording: '已提交自查填报中各问题涉及的医疗费用合计。' },
  findingsFundLoss: { nature: 'flow', unit: 'fen', name: '自查涉及基金', wording: '已提交自查填报中各问题造成的基金损失合计。' },
  refundsDeclared: {
    nature: 'flow',
    unit: 'fen',
    name: '自查已退回基金（申报）',
    wording: '机构申报的退回金额合计，含未经确认的，不含被驳回的。协议追回不计入。',
    version: 2,
  },
  refundsConfirmed: {
    nature: 'flow',
    unit: 'fen',
    name: '自查已退回基金（到账）',
    wording: '经医保部门确认到账的退回金额合计。罚款、协议追回不计入。',
    version: 2,
  },
  spotChecks: { nature: 'flow', unit: 'check', name: '抽查复查家次', wording: '已作出抽查复查结论的填报，按家次计。' },
  spotCheckDiscrepancies: { nature: 'flow', unit: 'check', name: '抽查发现不符家次', wording: '抽查复查结论为与自查不符的家次。' },
})
