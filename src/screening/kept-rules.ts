import type { InstitutionLevel } from '#domain/institution/levels'
import { daysBetween } from '#domain/kernel/civil-date'
import type { FeeLine } from '#domain/screening/fee-line'
import type { Hit, Rule } from '#domain/screening/hit'
import type { ItemRuleCells } from '#domain/screening/read-item-rules'
import { netted } from './net-lines'

const rule = (id: string, model: Rule['model'], title: string, grade: Rule['grade']): Rule => ({
  id,
  model,
  title,
  grade,
  confidence: 'V2',
})

/** What is looked for by the rules that bureaus keep, one for each type: the rules themselves are lists, by region and period. */
export const keptRules = {
  sex: rule('item.sex', 'M09', '本地规则：限性别项目', 'high'),
  age: rule('item.age', 'M10', '本地规则：限年龄项目', 'medium'),
  pair: rule('item.pair', 'M13', '本地规则：包含或互斥项目', 'high'),
  frequency: rule('item.frequency', 'M14', '本地规则：限频次项目', 'medium'),
  price: rule('item.price', 'M15', '本地规则：超过限价', 'high'),
  unit: rule('item.unit', 'M15', '本地规则：超过每日计价数量', 'high'),
} as const
type Type = keyof typeof keptRules
const isType = (type: string): type is Type => Object.hasOwn(keptRules, type)

type Found = Omit<Hit, 'rule'>
const amountOf = (lines: readonly FeeLine[]) => lines.reduce((sum, { amountFen }) => sum + amountFen, 0n)
const countOf = (lines: readonly FeeLine[]) => lines.reduce((sum, { count }) => sum + count, 0)
const standsOn = ({ begndate, enddate }: ItemRuleCells, on: string) => begndate <= on && (enddate === '' || on <= enddate)
const idOf = ({ rule_id }: ItemRuleCells) => `（规则 ${rule_id}）`

function groupedBy(lines: readonly FeeLine[], keyOf: (line: FeeLine) => string): FeeLine[][] {
  const groups = new Map<string, FeeLine[]>()
  for (const line of lines) groups.set(keyOf(line), [...(groups.get(keyOf(line)) ?? []), line])
  return [...groups.values()]
}

/** The share of a line's amount that lies above `allowed` of its units. */
const above = (lines: readonly FeeLine[], allowed: number): bigint => {
  const count = countOf(lines)
  return count <= 0 ? 0n : BigInt(Math.floor((Number(amountOf(lines)) * (count - allowed)) / count + 0.5))
}

const sexNames = { male: '男', female: '女' } as const

type Check = (lines: readonly FeeLine[], cells: ItemRuleCells, all: readonly FeeLine[]) => Found[]

const checks: Readonly<Record<Type, Check>> = {
  sex: (lines, cells) =>
    lines
      .filter(({ sex }) => sex !== null && sex !== (cells.sex_limit === 'F' ? 'female' : 'male'))
      .map((line) => ({
        lines: [line],
        why: `该项目限${cells.sex_limit === 'F' ? '女' : '男'}性，患者登记性别为${line.sex ? sexNames[line.sex] : ''}${idOf(cells)}。`,
        excessFen: line.amountFen,
      })),
  age: (lines, cells) =>
    lines
      .filter(
        ({ age }) =>
          age !== null && ((cells.age_lo !== '' && age < Number(cells.age_lo)) || (cells.age_hi !== '' && age > Number(cells.age_hi))),
      )
      .map((line) => ({
        lines: [line],
        why: `该项目限 ${cells.age_lo || '0'} 至 ${cells.age_hi || '不限'} 周岁，费用当日患者 ${line.age} 周岁${idOf(cells)}。`,
        excessFen: line.amountFen,
      })),
  price: (lines, cells) =>
    lines
      .filter(({ priceYuan, count }) => priceYuan !== null && count > 0 && priceYuan > Number(cells.price_cap))
      .map((line) => ({
        lines: [line],
        why: `单价 ${line.priceYuan} 元，高于限价 ${cells.price_cap} 元${idOf(cells)}。`,
        excessFen: BigInt(Math.floor(((line.priceYuan ?? 0) - Number(cells.price_cap)) * line.count * 100 + 0.5)),
      })),
  unit: (lines, cells) =>
    groupedBy(lines, ({ visit, on }) => `${visit}|${on}`)
      .filter((day) => countOf(day) > Number(cells.unit_cap))
      .map((day) => ({
        lines: day,
        why: `一天计 ${countOf(day)}${cells.unit || '个单位'}，最多 ${cells.unit_cap}${cells.unit || '个单位'}${idOf(cells)}。`,
        excessFen: above(day, Number(cells.unit_cap)),
      })),
  pair: (lines, cells, all) => {
    const others = all.filter(({ itemCode }) => itemCode === cells.pair_codg)
    const together = (one: FeeLine, other: FeeLine) => one.visit === other.visit && (cells.scope === 'same_stay' || one.on === other.on)
    const met = others.filter((other) => lines.some((line) => line !== other && together(line, other)))
    return groupedBy(met, ({ visit, on }) => (cells.scope === 'same_stay' ? visit : `${visit}|${on}`)).map((group) => ({
      lines: [...lines.filter((line) => group.some((other) => together(line, other))), ...group],
      why: `${cells.scope === 'same_stay' ? '同一次就诊' : '同一天'}同时收取“${lines[0]?.name ?? ''}”和“${group[0]?.name ?? ''}”，两项只能收一项${idOf(cells)}。`,
      excessFen: amountOf(group),
    }))
  },
  frequency: (lines, cells) => {
    const limit = Number(cells.limit_cnt)
    const per = { day: ({ visit, on }: FeeLine) => `${visit}|${on}`, stay: ({ visit }: FeeLine) => visit, month: monthOf }
    if (cells.limit_type === 'day' || cells.limit_type === 'stay' || cells.limit_type === 'month')
      return groupedBy(lines, per[cells.limit_type])
        .filter((group) => countOf(group) > limit)
        .map((group) => ({
          lines: group,
          why: `${{ day: '一天', stay: '一次就诊', month: '一个月' }[cells.limit_type as keyof typeof per]}计 ${countOf(group)} 次，最多 ${limit} 次${idOf(cells)}。`,
          excessFen: above(group, limit),
        }))
    return groupedBy(lines, ({ person }) => person).flatMap((group) => tooSoon(group, cells, limit))
  },
}

const monthOf = ({ person, on }: FeeLine) => `${person}|${on.slice(0, 7)}`

/** A line with which more than the limit fall within the window before it; for an interval, any within it on an earlier day. */
function tooSoon(lines: readonly FeeLine[], cells: ItemRuleCells, limit: number): Found[] {
  const days = Number(cells.window_days)
  const late = lines.filter((line, place) => {
    const before = lines.slice(0, place + 1).filter((one) => daysBetween(one.on, line.on) < days)
    return cells.limit_type === 'interval' ? before.some(({ on }) => on < line.on) : countOf(before) > limit
  })
  if (late.length === 0) return []
  const why =
    cells.limit_type === 'interval'
      ? `两次间隔不足 ${days} 天${idOf(cells)}。`
      : `${days} 天内超过 ${limit} 次${idOf(cells)}。只看本单据内的费用。`
  return [{ lines: late, why, excessFen: amountOf(late) }]
}

/** Levels as rules of bureaus name them. */
const levelNames = { tertiary: '三级', secondary: '二级', primary: '一级', ungraded: '' } as const satisfies Record<
  InstitutionLevel,
  string
>

/** What the kept rules have against the charges of one institution of this level. */
export function checkKeptRules(charges: readonly FeeLine[], rules: readonly ItemRuleCells[], level: InstitutionLevel): Hit[] {
  const { standing } = netted(charges)
  const byCode = new Map(groupedBy(standing, ({ itemCode }) => itemCode).map((lines) => [lines[0]?.itemCode ?? '', lines]))
  return rules.flatMap((cells) => {
    const type = cells.rule_type
    if (!isType(type) || (cells.hosp_lv !== '' && cells.hosp_lv.slice(0, 2) !== levelNames[level])) return []
    const lines = (byCode.get(cells.med_list_codg) ?? []).filter(({ on }) => standsOn(cells, on))
    return lines.length === 0 ? [] : checks[type](lines, cells, standing).map((found) => ({ ...found, rule: keptRules[type].id }))
  })
}
