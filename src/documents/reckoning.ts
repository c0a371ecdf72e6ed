import { formatYuan } from '#domain/kernel/money'
import { figureInWords } from './evidence-figures'

type Said = { subjectType: string; subjectMasked: string; period: string; involvedFen: bigint; irregularFen: bigint; fundLossFen: bigint }
type SaidModel = {
  id: string
  version: string
  title: string
  parameters: Readonly<Record<string, { value: number; meaning: string; confidence: string }>>
}

const subjects: Readonly<Record<string, string>> = {
  person: '参保人',
  institution: '机构',
  stay: '住院',
  settlement: '结算',
  trace_code: '追溯码',
  item: '项目',
  staff: '医务人员',
}

const listed = (values: readonly unknown[]) =>
  values
    .filter((one) => typeof one === 'string' && one !== '')
    .slice(0, 10)
    .join('、')

/** The figures of the reckoning: what evidence holds besides the keys of rows. Lists of values have Chinese names, lists of keys have not. */
export const figuresOf = (evidence: Readonly<Record<string, unknown>>): [string, string][] =>
  Object.entries(evidence).flatMap(([name, value]): [string, string][] => {
    if (Array.isArray(value)) return /\p{Script=Han}/u.test(name) && listed(value) !== '' ? [[name, listed(value)]] : []
    return typeof value === 'number' || (typeof value === 'string' && value !== '') ? [figureInWords(name, value)] : []
  })

const money = ({ involvedFen, irregularFen, fundLossFen }: Said) =>
  `涉及 ${formatYuan(involvedFen)} 元，违规 ${formatYuan(irregularFen)} 元，基金损失 ${formatYuan(fundLossFen)} 元（按结算的基金支付比例分摊，估算）`

const growthParts: ReadonlySet<string> = new Set(['growthFen', 'visitsFen', 'perVisitFen', 'priceFen'])

/** What a growth is made of, where the evidence splits it: the parts are the growth, to the fen. */
function growthOf({ growthFen, visitsFen, perVisitFen, priceFen }: Readonly<Record<string, unknown>>): string {
  const parts = [growthFen, visitsFen, perVisitFen, priceFen]
  if (!parts.every((part) => typeof part === 'number' && Number.isSafeInteger(part))) return ''
  const [growth, visits, perVisit, price] = parts.map((part) => formatYuan(BigInt(Number(part))))
  return `增长 ${growth} 元 = 人次 ${visits} 元 + 每人次用量 ${perVisit} 元 + 单价 ${price} 元（连环替代法：以上月为基数，依次换成本月的人次、每人次用量、单价）。`
}

export const reckoningText = {
  personNumber: '人员编号',
  subject: (type: string) => subjects[type] ?? type,
  note: (hit: Said) =>
    `模型疑点：${subjects[hit.subjectType] ?? hit.subjectType} ${hit.subjectMasked}${hit.period ? `，${hit.period}` : ''}`,
  batchName: (codes: readonly string[], months: readonly string[]) =>
    `模型筛查 ${codes.slice(0, 4).join('、')}${codes.length > 4 ? ` 等 ${codes.length} 个模型` : ''} ${months[0] ?? ''}${months.length > 1 ? ` 至 ${months.at(-1)}` : ''}`,
  parameters: ({ parameters }: SaidModel) =>
    Object.values(parameters)
      .map(({ meaning, value, confidence }) => `${meaning} = ${value}${confidence === 'M' ? '（未核实）' : ''}`)
      .join('；'),
  reasoning: (model: SaidModel, hit: Said, evidence: Readonly<Record<string, unknown>>) => {
    const growth = growthOf(evidence)
    const others = Object.entries(evidence).filter(([name]) => growth === '' || !growthParts.has(name))
    const figures = figuresOf(Object.fromEntries(others)).map(([name, value]) => `${name} = ${value}`)
    return [
      `模型 ${model.id}（${model.version}）“${model.title}”的条件：${reckoningText.parameters(model) || '无参数'}。`,
      figures.length > 0 ? `本例：${figures.join('，')}。` : '',
      growth,
      `金额：${money(hit)}。`,
    ].join('')
  },
  money,
} as const
