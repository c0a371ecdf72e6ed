import { priceList } from '#messages/zh/demo-settlement-items'
import { levels } from '#messages/zh/demo-settlement-names'
import { askingPrice } from './accounts'
import { item, nationalCode, quoted } from './catalogue'
import { tableColumns } from './columns'

type Rule = {
  type: string
  key: string
  area?: string
  from?: string
  to?: string
  level?: string
  sex?: 'F' | 'M'
  ages?: readonly [number, number]
  pair?: string
  scope?: string
  limit?: readonly [type: string, count: number, days: number | null]
  cap?: string
  unit?: string
  unitCap?: number
  days?: number
  minutes?: number
  bundle?: readonly [code: string, price: number]
  category?: string
  value?: string
}

const nameOf = (key: string) => priceList[item(key) - 1]?.name ?? ''
const each = (type: string, keys: string, more: Omit<Rule, 'type' | 'key'> = {}): Rule[] =>
  keys.split(' ').map((key) => ({ type, key, ...more }))

const minutes: Readonly<Record<string, number>> = {
  motion: 45,
  occupation: 45,
  balance: 40,
  walking: 40,
  hand: 40,
  speech: 45,
  swallow: 40,
  current: 30,
  joint: 40,
  wax: 30,
}
const capped = ['chestCt', 'headCt', 'mri', 'abdUs', 'heartUs', 'cbc', 'liver', 'ecg', 'dialysis', 'bed', 'nurse2']
const levelRanks = [
  [levels.third, '3'],
  [levels.second, '2'],
  [levels.first, '1'],
] as const

/** The rules that the planted cases break and the honest keep. */
const rules: readonly Rule[] = [
  ...each('sex', 'wombUs smear gynSupp womb caesarean', { sex: 'F' }),
  ...each('sex', 'prostateUs psa prostCap', { sex: 'M' }),
  ...each('age', 'digestKid kidsCough scale', { ages: [0, 14] }),
  ...each('age', 'newborn', { ages: [0, 1] }),
  { type: 'pair', key: 'chestCt', pair: 'chestCtPlus', scope: 'same_day' },
  { type: 'pair', key: 'appendix', pair: 'adhesion', scope: 'same_operation' },
  { type: 'pair', key: 'nurse1', pair: 'nurse2', scope: 'same_day' },
  { type: 'pair', key: 'massage', pair: 'joint', scope: 'same_day' },
  { type: 'frequency', key: 'hba1c', limit: ['window', 1, 90] },
  { type: 'frequency', key: 'hcv', limit: ['stay', 1, null] },
  { type: 'frequency', key: 'headCt', limit: ['interval', 1, 7] },
  { type: 'frequency', key: 'thyroid', limit: ['day', 1, null] },
  ...capped.flatMap((key) =>
    levelRanks.map(([level, rank]): Rule => {
      const { price, charge } = priceList[item(key) - 1] ?? { price: 0, charge: '' }
      return { type: 'price', key, level, cap: askingPrice(`${price}`, quoted(charge), rank, '0') }
    }),
  ),
  // A former cap, lower, is no longer in force; another holds only in a prefecture elsewhere.
  { type: 'price', key: 'xray', cap: '20.00', from: '2019-01-01', to: '2023-12-31' },
  { type: 'price', key: 'gastro', cap: '60.00', area: '370100' },
  { type: 'unit', key: 'oxygen', unitCap: 24 },
  { type: 'unit', key: 'monitor', unitCap: 24 },
  { type: 'unit', key: 'bed', unitCap: 1 },
  { type: 'unit', key: 'acupuncture', unitCap: 1 },
  ...each('bundle', 'panelA panelB panelC', { bundle: [nationalCode('panelAll'), 80] }),
  ...priceList.flatMap(({ key, daysPerUnit }): Rule[] => (daysPerUnit === null ? [] : [{ type: 'ddd', key, days: daysPerUnit }])),
  ...Object.entries(minutes).map(([key, value]): Rule => ({ type: 'rehab', key, minutes: value })),
  { type: 'rehab_eval', key: 'rehabEval', limit: ['interval', 1, 14] },
  { type: 'dialysis_session', key: 'dialysis', limit: ['month', 14, null] },
  { type: 'dialyzer', key: 'dialyzer' },
  { type: 'plate', key: 'plate', value: '8' },
  { type: 'screw', key: 'screw' },
  { type: 'stent', key: 'stent', value: '2' },
  { type: 'dcb', key: 'dcb' },
  { type: 'balloon', key: 'balloon' },
  { type: 'rotablation', key: 'rotation' },
  { type: 'burr', key: 'burr' },
  ...priceList.flatMap(({ key, watch }): Rule[] =>
    watch === null ? [] : [{ type: 'watch', key, category: watch.category, value: watch.number }],
  ),
]

const cells = (rule: Rule, index: number): Readonly<Record<string, string>> => {
  const text = (value: string | number | null | undefined) => (value === undefined || value === null ? 'NULL' : quoted(String(value)))
  return {
    rule_id: quoted(`R${String(index + 1).padStart(4, '0')}`),
    rule_type: quoted(rule.type),
    med_list_codg: quoted(nationalCode(rule.key)),
    item_name: quoted(nameOf(rule.key)),
    admdvs: quoted(rule.area ?? '370800'),
    begndate: `DATE '${rule.from ?? '2024-01-01'}'`,
    enddate: `DATE '${rule.to ?? '2099-12-31'}'`,
    hosp_lv: text(rule.level),
    sex_limit: text(rule.sex),
    age_lo: `${rule.ages?.[0] ?? 'NULL'}::INTEGER`,
    age_hi: `${rule.ages?.[1] ?? 'NULL'}::INTEGER`,
    pair_codg: text(rule.pair && nationalCode(rule.pair)),
    pair_name: text(rule.pair && nameOf(rule.pair)),
    scope: text(rule.scope),
    limit_type: text(rule.limit?.[0]),
    limit_cnt: `${rule.limit?.[1] ?? 'NULL'}::INTEGER`,
    window_days: `${rule.limit?.[2] ?? 'NULL'}::INTEGER`,
    price_cap: `(${rule.cap ?? 'NULL'})::DECIMAL(12,2)`,
    unit: text(rule.unit),
    unit_cap: `${rule.unitCap ?? 'NULL'}::INTEGER`,
    days_per_unit: `${rule.days ?? 'NULL'}::INTEGER`,
    std_minutes: `${rule.minutes ?? 'NULL'}::INTEGER`,
    bundle_codg: text(rule.bundle?.[0]),
    bundle_price: `${rule.bundle?.[1] ?? 'NULL'}::DECIMAL(12,2)`,
    category: text(rule.category),
    value: text(rule.value),
  }
}

export const ruleQuery = (): string => {
  const columns = tableColumns.item_rule.split(', ')
  const rows = rules.map(cells).map((row) => `(${columns.map((column) => row[column] ?? 'NULL').join(', ')})`)
  return `SELECT * FROM (VALUES ${rows.join(', ')}) AS t(${columns.join(', ')})`
}
