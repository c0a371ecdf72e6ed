/** What the stage report (阶段报告) counts, in the order of its columns. Money of different ledgers stands in columns of its own. */
export const closingMeasures = [
  'issued',
  'filed',
  'findings',
  'billed',
  'fundLoss',
  'refundDemanded',
  'refunded',
  'recoveryDemanded',
  'recovered',
  'checked',
  'discrepancies',
] as const
export type ClosingMeasure = (typeof closingMeasures)[number]

export const closingUnits = {
  issued: 'count',
  filed: 'count',
  findings: 'count',
  billed: 'fen',
  fundLoss: 'fen',
  refundDemanded: 'fen',
  refunded: 'fen',
  recoveryDemanded: 'fen',
  recovered: 'fen',
  checked: 'count',
  discrepancies: 'count',
} as const satisfies Record<ClosingMeasure, 'count' | 'fen'>

/** How the report is told apart. A filing is of one county and one kind, but of no one field: by field only findings and money are told. */
export const closingGroups = ['region', 'kind', 'field'] as const
export type ClosingGroup = (typeof closingGroups)[number]

const ofFilings = ['issued', 'filed', 'checked', 'discrepancies'] as const satisfies readonly ClosingMeasure[]
export const measuresBy = (group: ClosingGroup): readonly ClosingMeasure[] =>
  group === 'field' ? closingMeasures.filter((measure) => !(ofFilings as readonly ClosingMeasure[]).includes(measure)) : closingMeasures

export type ClosingLine = { key: string; name: string; values: Readonly<Record<ClosingMeasure, bigint>> }

/** The line 合计: the sum of the lines above it, column by column. */
export function totalLine(lines: readonly ClosingLine[]): Readonly<Record<ClosingMeasure, bigint>> {
  const sum = (measure: ClosingMeasure) => lines.reduce((total, { values }) => total + values[measure], 0n)
  return Object.fromEntries(closingMeasures.map((measure) => [measure, sum(measure)])) as Record<ClosingMeasure, bigint> // every measure is a key
}

/** How official papers call what is counted, and what it is counted in. */
export const closingFigureNames = {
  issued: { name: '应报机构', counted: '家' },
  filed: { name: '已报机构', counted: '家' },
  findings: { name: '发现问题', counted: '条' },
  billed: { name: '涉及金额', counted: '' },
  fundLoss: { name: '造成基金损失', counted: '' },
  refundDemanded: { name: '责令退回基金', counted: '' },
  refunded: { name: '退回基金到账', counted: '' },
  recoveryDemanded: { name: '协议追回通知', counted: '' },
  recovered: { name: '协议追回到账', counted: '' },
  checked: { name: '抽查复查', counted: '家次' },
  discrepancies: { name: '复查不符', counted: '家次' },
} as const satisfies Record<ClosingMeasure, { name: string; counted: string }>
