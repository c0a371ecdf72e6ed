import { formatYuan } from '#domain/kernel/money'
import type { RiskLevel } from '#domain/lead/steps'
import { verifyingEffort } from '#domain/screening/issuing'
import type { Judged, Precision } from '#domain/screening/precision'

const share = (value: number) => `${(value * 100).toFixed(1)}%`

export const backTestText = {
  title: '回测：各模型的疑点',
  grades: '高/中/低',
  already: '已下发',
  judged: '已核查：属实/部分/不属实',
  precision: '查实率（95% 区间）',
  choose: (name: string) => `选择 ${name}`,
  gradeCounts: (grades: Readonly<Record<RiskLevel, number>> | undefined) =>
    grades ? `${grades.high}/${grades.medium}/${grades.low}` : '0/0/0',
  judgedCounts: (judged: Judged | undefined) => (judged ? `${judged.substantiated}/${judged.partly}/${judged.unsubstantiated}` : '0/0/0'),
  precisionOf: (precision: Precision | null) =>
    precision ? `${share(precision.share)}（${share(precision.from)}～${share(precision.to)}）` : '还没有核查过的',
  note: '查实率按您看得到的已办结线索计算：同一疑点此前下发的，或同一人在同一机构的。无法核实、并案、撤回的不计入。基金损失按结算的基金支付比例估算。',
  places: '核查工作量（待处理的疑点）',
  place: '地区',
  left: '疑点',
  open: '在办线索',
  hours: '合计需要工时',
  staff: '经办人数',
  available: '每月可用工时',
  enough: '人手',
  tooMuch: '不够',
  within: '够用',
  effort: `按每条 ${verifyingEffort.hoursPerLead.value} 小时、每人每月 ${verifyingEffort.hoursPerPersonAndMonth.value} 小时估算（未核实的参数），连同当地还没有办结和待分派的线索一起计算。`,
  compare: '与另一次筛查比较',
  compareWith: '选择另一次筛查',
  both: '两次都有',
  onlyHere: '只在本次',
  onlyThere: '只在那次',
  countAndMoney: (count: number, fen: string) => `${count.toLocaleString('zh-CN')} 条，${formatYuan(BigInt(fen))} 元`,
  noDifference: '那一次没有疑点可以比较，或者您看不到它。',
  issue: '下发为线索',
  issueHint: '在上面的表里勾选模型。按等级和金额从高到低取，已下发、已搁置的不取。',
  campaign: '专项',
  gradesToIssue: '等级',
  gradeNames: { high: '高', medium: '中', low: '低' },
  dueOn: '核查期限',
  most: '最多条数',
  mostHint: '从高等级、大金额开始取，一次最多 2500 条。',
  capacityReason: '超出核查能力时的理由',
  noCampaign: '没有正在开展的专项，不能下发。请先在“专项整治”里建立或接收专项。',
} as const
