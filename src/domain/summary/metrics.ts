import type { Metric } from './metric'

type Row = Omit<Metric, 'id' | 'version'> & { version?: number }

const rows = {
  filingsIssued: {
    group: 'selfInspection',
    unit: 'filing',
    name: '应自查机构数',
    wording: '本次专项整治下发了自查填报任务的定点医药机构，一家机构计一次。',
  },
  filingsSubmitted: {
    group: 'selfInspection',
    unit: 'filing',
    name: '已报送自查机构数',
    wording: '自查填报已提交（含审核通过）的机构，退回补正期间不计。',
  },
  filingsAccepted: { group: 'selfInspection', unit: 'filing', name: '审核通过机构数', wording: '自查填报经县级医保部门审核通过的机构。' },
  findings: { group: 'selfInspection', unit: 'finding', name: '自查发现问题数', wording: '机构在已提交的自查填报中登记的问题，按条计。' },
  findingsBilled: { group: 'selfInspection', unit: 'fen', name: '自查涉及金额', wording: '已提交自查填报中各问题涉及的医疗费用合计。' },
  findingsFundLoss: { group: 'selfInspection', unit: 'fen', name: '自查涉及基金', wording: '已提交自查填报中各问题造成的基金损失合计。' },
  refundsDeclared: {
    group: 'selfInspection',
    unit: 'fen',
    name: '自查已退回基金（申报）',
    wording: '机构申报的退回金额合计，含未经确认的，不含被驳回的。协议追回不计入。',
    version: 2,
  },
  refundsConfirmed: {
    group: 'selfInspection',
    unit: 'fen',
    name: '自查已退回基金（到账）',
    wording: '经医保部门确认到账的退回金额合计。罚款、协议追回不计入。',
    version: 2,
  },
  spotChecks: { group: 'selfInspection', unit: 'check', name: '抽查复查家次', wording: '已作出抽查复查结论的填报，按家次计。' },
  spotCheckDiscrepancies: { group: 'selfInspection', unit: 'check', name: '抽查发现不符家次', wording: '抽查复查结论为与自查不符的家次。' },
  leadsIssued: { group: 'leads', unit: 'lead', name: '疑点线索总数', wording: '本次专项整治登记的全部疑点线索，逐条计，含已办结的。' },
  leadsOpen: { group: 'leads', unit: 'lead', name: '未办结线索数', wording: '尚未形成经复核的核查结论的线索。' },
  leadsSubstantiated: { group: 'leads', unit: 'lead', name: '查实线索数', wording: '核查结论为查实并经复核的线索。' },
  leadsPartlySubstantiated: { group: 'leads', unit: 'lead', name: '部分查实线索数', wording: '核查结论为部分查实并经复核的线索。' },
  leadsUnsubstantiated: { group: 'leads', unit: 'lead', name: '不属实线索数', wording: '核查结论为不属实并经复核的线索。' },
  leadsUnverifiable: { group: 'leads', unit: 'lead', name: '无法核实线索数', wording: '核查结论为无法核实并经复核的线索。' },
  leadsMerged: { group: 'leads', unit: 'lead', name: '并案线索数', wording: '与其他线索合并办理的线索。' },
  leadsWithdrawn: { group: 'leads', unit: 'lead', name: '撤回线索数', wording: '下发单位撤回的线索。' },
  leadsFundLoss: { group: 'leads', unit: 'fen', name: '线索核实基金损失', wording: '查实和部分查实线索核定的基金损失合计。' },
  casesFiled: { group: 'cases', unit: 'case', name: '立案数', wording: '经批准立案的案件，含已结案的。' },
  casesClosed: { group: 'cases', unit: 'case', name: '结案数', wording: '已经结案的案件。' },
  moneyFound: { group: 'money', unit: 'fen', name: '案件认定基金损失', wording: '各案件登记的认定金额合计，按案件计，不与线索金额相加。' },
  moneyDemanded: { group: 'money', unit: 'fen', name: '责令退回基金', wording: '各案件责令退回金额合计。' },
  moneyRecovered: { group: 'money', unit: 'fen', name: '案件退回到账', wording: '各案件退回基金实际到账合计，进基金专户。' },
  moneyAgreementRecovered: { group: 'money', unit: 'fen', name: '协议追回到账', wording: '经办机构按协议追回的到账金额合计，进基金专户。' },
  moneyFined: { group: 'money', unit: 'fen', name: '罚款金额', wording: '行政处罚决定的罚款合计，不计入追回基金。' },
  moneyFinePaid: { group: 'money', unit: 'fen', name: '罚款缴纳金额', wording: '已缴纳的罚款合计，进国库，不计入追回基金。' },
  referralsPolice: { group: 'referrals', unit: 'referral', name: '移送公安件数', wording: '已送达公安机关的涉嫌犯罪案件移送。' },
  policeFiled: { group: 'referrals', unit: 'referral', name: '公安立案件数', wording: '公安机关决定立案的移送，由公安机关登记。' },
  policeDeclined: {
    group: 'referrals',
    unit: 'referral',
    name: '公安不予立案件数',
    wording: '公安机关决定不予立案的移送，由公安机关登记。',
  },
  referralsHealth: { group: 'referrals', unit: 'referral', name: '移送卫健件数', wording: '已送达卫生健康部门的线索移送。' },
  healthAnswered: { group: 'referrals', unit: 'referral', name: '卫健已反馈件数', wording: '卫生健康部门已反馈处理结果的移送。' },
  billsSent: { group: 'referrals', unit: 'bill', name: '票据查验张数', wording: '已送达财政部门查验的医疗收费电子票据，按张计。' },
  billsVerified: { group: 'referrals', unit: 'bill', name: '票据已查验张数', wording: '财政部门已给出查验结果的票据。' },
  billsCounterfeit: { group: 'referrals', unit: 'bill', name: '查出虚假票据张数', wording: '查验结果为虚假的票据。' },
  peopleIndicted: { group: 'criminal', unit: 'person', name: '提起公诉人数', wording: '检察机关登记的提起公诉人数合计。' },
  peopleJudged: { group: 'criminal', unit: 'person', name: '判决人数', wording: '人民法院登记的判决人数合计。' },
} satisfies Record<string, Row>

export type MetricId = keyof typeof rows

/** Every metric, by id. */
export const metrics: Record<MetricId, Metric> = Object.fromEntries(
  Object.entries<Row>(rows).map(([id, row]) => [id, { version: 1, ...row, id }]),
) as Record<MetricId, Metric>

export const metricIds = Object.keys(rows) as MetricId[]
export const isMetricId = (id: string): id is MetricId => Object.hasOwn(rows, id)

/** A derived figure: a share of two metrics, in hundredths of a percent; `null` when there is nothing to divide by. */
export const shareBasisPoints = (part: bigint, whole: bigint): number | null => (whole === 0n ? null : Number((part * 10_000n) / whole))
