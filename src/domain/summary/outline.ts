import type { MetricId } from './metrics'

/** A stretch of a sentence: words, or the number of a metric. */
export type OutlineRun = string | { metric: MetricId }

export const reportSectionKeys = ['deployment', 'results', 'selfInspection', 'leads', 'departments', 'cases', 'problems', 'next'] as const
export type ReportSectionKey = (typeof reportSectionKeys)[number]

export type OutlineSection = { key: ReportSectionKey; title: string; sentences: readonly (readonly OutlineRun[])[]; hint: string }

export const reportTitle = (campaignName: string): string => `${campaignName}总结报告`

const of = (metric: MetricId): OutlineRun => ({ metric })

/**
 * The December report's sections: sentences that the numbers fill, and room for what people write. Numbers are never typed.
 */
export const reportOutline: readonly OutlineSection[] = [
  {
    key: 'deployment',
    title: '部署落实情况',
    sentences: [],
    hint: '写明会议部署、领导小组、方案印发和签收、督导情况。',
  },
  {
    key: 'results',
    title: '总体成效',
    sentences: [
      [
        '专项整治期间，共下发自查填报任务',
        of('filingsIssued'),
        '，已报送',
        of('filingsSubmitted'),
        '；登记疑点线索',
        of('leadsIssued'),
        '，尚未办结',
        of('leadsOpen'),
        '。',
      ],
      [
        '立案',
        of('casesFiled'),
        '，结案',
        of('casesClosed'),
        '；责令退回基金',
        of('moneyDemanded'),
        '，案件退回到账',
        of('moneyRecovered'),
        '，协议追回到账',
        of('moneyAgreementRecovered'),
        '。',
      ],
      ['罚款', of('moneyFined'), '，已缴纳', of('moneyFinePaid'), '，单独列示，不计入追回基金。'],
    ],
    hint: '补充与上年同期相比的变化和原因。',
  },
  {
    key: 'selfInspection',
    title: '重点领域自查自纠',
    sentences: [
      ['定点医药机构自查发现问题', of('findings'), '，涉及医疗费用', of('findingsBilled'), '，其中基金损失', of('findingsFundLoss'), '。'],
      [
        '机构申报退回',
        of('refundsDeclared'),
        '，经确认到账',
        of('refundsConfirmed'),
        '。抽查复查',
        of('spotChecks'),
        '，与自查不符',
        of('spotCheckDiscrepancies'),
        '。',
      ],
    ],
    hint: '按骨科、血透、心内、检查、检验、康复理疗分领域说明突出问题。',
  },
  {
    key: 'leads',
    title: '疑点线索核查',
    sentences: [
      [
        '线索',
        of('leadsIssued'),
        '逐条核查：查实',
        of('leadsSubstantiated'),
        '，部分查实',
        of('leadsPartlySubstantiated'),
        '，不属实',
        of('leadsUnsubstantiated'),
        '，无法核实',
        of('leadsUnverifiable'),
        '，并案',
        of('leadsMerged'),
        '，撤回',
        of('leadsWithdrawn'),
        '，未办结',
        of('leadsOpen'),
        '。',
      ],
      ['查实和部分查实线索核定基金损失', of('leadsFundLoss'), '。'],
    ],
    hint: '说明核查组织方式、未办结原因和完成时间。',
  },
  {
    key: 'departments',
    title: '部门协同',
    sentences: [
      [
        '向公安机关移送',
        of('referralsPolice'),
        '，公安机关立案',
        of('policeFiled'),
        '，不予立案',
        of('policeDeclined'),
        '；检察机关提起公诉',
        of('peopleIndicted'),
        '，人民法院判决',
        of('peopleJudged'),
        '。',
      ],
      [
        '向卫生健康部门移送',
        of('referralsHealth'),
        '，已反馈',
        of('healthAnswered'),
        '；送财政部门查验电子票据',
        of('billsSent'),
        '，已查验',
        of('billsVerified'),
        '，查出虚假票据',
        of('billsCounterfeit'),
        '。',
      ],
    ],
    hint: '说明会商、联合检查、数据共享情况。',
  },
  { key: 'cases', title: '典型案例与宣传', sentences: [], hint: '选取已结案件，隐去个人信息，说明手法、处理和警示意义。' },
  { key: 'problems', title: '存在的问题', sentences: [], hint: '写明工作短板和机制障碍。' },
  { key: 'next', title: '下一步打算', sentences: [], hint: '写明长效机制和具体措施。' },
]

/** The table of units: one line for each. `share` is how wide the column stands on paper beside the others. */
export const outlineTable: readonly { metric: MetricId; heading: string; share: number }[] = [
  { metric: 'filingsSubmitted', heading: '已报送自查', share: 13 },
  { metric: 'refundsConfirmed', heading: '自查退回到账', share: 17 },
  { metric: 'leadsIssued', heading: '线索总数', share: 15 },
  { metric: 'leadsOpen', heading: '未办结', share: 13 },
  { metric: 'leadsSubstantiated', heading: '查实', share: 13 },
  { metric: 'casesFiled', heading: '立案', share: 12 },
  { metric: 'referralsPolice', heading: '移送公安', share: 12 },
]
export const outlineUnitShare = 18

/** How the leads of each unit came out, as the chart shows it: the parts sum to all leads. */
export const outlineChart: readonly { metric: MetricId; label: string }[] = [
  { metric: 'leadsSubstantiated', label: '查实' },
  { metric: 'leadsPartlySubstantiated', label: '部分查实' },
  { metric: 'leadsUnsubstantiated', label: '不属实' },
  { metric: 'leadsUnverifiable', label: '无法核实' },
  { metric: 'leadsMerged', label: '并案' },
  { metric: 'leadsWithdrawn', label: '撤回' },
  { metric: 'leadsOpen', label: '未办结' },
]
export const outlineChartTitle = '各单位线索核查情况'

/** The metrics that the sentences of a section cite, in the order of reading. */
export const metricsCited = ({ sentences }: OutlineSection): MetricId[] => [
  ...new Set(sentences.flat().flatMap((run) => (typeof run === 'string' ? [] : [run.metric]))),
]

/** Every metric that is counted for the whole. */
export const outlineMetrics: readonly MetricId[] = [
  ...new Set([
    ...reportOutline.flatMap(metricsCited),
    ...outlineTable.map(({ metric }) => metric),
    ...outlineChart.map(({ metric }) => metric),
  ]),
]
/** Every metric that is counted for each reporting unit besides. */
export const unitMetrics: readonly MetricId[] = [...new Set([...outlineTable, ...outlineChart].map(({ metric }) => metric))]

/** What a city keeps in its own hands, beside what its counties have. */
export const ownLevelName = (regionName: string): string => `${regionName}本级`
export const outlineTableTitle = '各单位专项整治情况'
export const outlineUnitHeading = '单位'
/** Said on paper in a section that has neither numbers nor words yet. */
export const unwrittenSection = '（本节尚未撰写。）'
/** To whom a bureau's report goes. */
export const reportAddressee = (superiorName: string | null): string => superiorName ?? '本级人民政府'
