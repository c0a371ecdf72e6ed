import type { FeeLine } from '#domain/screening/fee-line'
import type { BillingModel, Hit, Rule } from '#domain/screening/hit'
import { namedBy } from '../named'
import { type PairRule, pairRules } from '../parameters/pairs'
import { type DayCapRule, dayCapRules, rehab } from '../parameters/quantities'

const sumOf = (lines: readonly FeeLine[]) => lines.reduce((sum, { amountFen }) => sum + amountFen, 0n)
const countOf = (lines: readonly FeeLine[]) => round(lines.reduce((sum, { count }) => sum + count, 0))
const round = (count: number) => Math.round(count * 100) / 100

const mains = namedBy(pairRules.map((rule) => ({ ...rule.main, rule })))
const others = namedBy(pairRules.map((rule) => ({ ...rule.other, rule })))

/** 互斥、包含项目对: both sides charged within the pair's own reach. What exceeds is the side that is contained. */
const pairModel = (within: PairRule['within']): BillingModel => ({
  ...{ scope: within, needs: [], rules: pairRules.filter((rule) => rule.within === within) },
  check: (lines) => {
    const sides = new Map<PairRule, { main: FeeLine[]; other: FeeLine[] }>()
    const sideOf = (rule: PairRule) => sides.get(rule) ?? sides.set(rule, { main: [], other: [] }).get(rule)
    for (const line of lines) {
      for (const { rule } of mains(line.name)) if (rule.within === within) sideOf(rule)?.main.push(line)
      for (const { rule } of others(line.name)) if (rule.within === within) sideOf(rule)?.other.push(line)
    }
    return [...sides]
      .filter(([, { main, other }]) => main.length > 0 && other.length > 0)
      .map(([rule, { main, other }]): Hit => {
        const why = `${within === 'day' ? '同一天' : '同一次就诊'}既收“${main[0]?.name}”又收“${other[0]?.name}”：${rule.note}。`
        return { rule: rule.id, lines: [...main, ...other], why, excessFen: sumOf(other) }
      })
  },
})
export const dayPairModel = pairModel('day')

const twice: Rule = { id: 'twice', model: 'M13', title: '同一笔费用重复计费', grade: 'medium', confidence: 'M' }

/** A batch is booked at midnight: no time of day to tell charges apart by. */
const hasTime = ({ at }: FeeLine) => at.length > 10 && !at.endsWith(' 00:00:00')

/** 重复计费: the same item in the same count for the same money at the same second. */
export const twiceModel: BillingModel = {
  ...{ scope: 'day', needs: [], rules: [twice] },
  check: (lines) => {
    const same = new Map<string, FeeLine[]>()
    for (const line of lines.filter(hasTime)) {
      const key = [line.visit, line.at, line.itemCode, line.name, line.count, line.amountFen].join('|')
      const held = same.get(key)
      if (held) held.push(line)
      else same.set(key, [line])
    }
    return [...same.values()]
      .filter((charges) => charges.length > 1)
      .map((charges) => {
        const why = `“${charges[0]?.name}”在${charges[0]?.at}同样数量、金额记了${charges.length}笔。`
        return { rule: twice.id, lines: charges, why, excessFen: sumOf(charges.slice(1)) }
      })
  },
}

/** 超计价单位: more of an item than a day has room for. */
export const dayCapModelOf = (rules: readonly DayCapRule[]): BillingModel => {
  const capsOf = namedBy(rules)
  return {
    ...{ scope: 'day', needs: [], rules },
    check: (lines) => {
      const byRule = new Map<DayCapRule, FeeLine[]>()
      for (const line of lines) {
        for (const rule of capsOf(line.name)) {
          if (rule.unit && line.unit !== '' && !rule.unit.test(line.unit)) continue
          byRule.set(rule, [...(byRule.get(rule) ?? []), line])
        }
      }
      return [...byRule].flatMap(([rule, all]) =>
        [...itemsOf(all).values()].flatMap((charges) => {
          const count = countOf(charges)
          if (count <= rule.most) return []
          const why = `“${charges[0]?.name}”一天共计${count}${rule.per}，超过${rule.most}${rule.per}。`
          return [{ rule: rule.id, lines: charges, why, excessFen: share(sumOf(charges), count - rule.most, count) }]
        }),
      )
    },
  }
}
export const dayCapModel = dayCapModelOf(dayCapRules)

function itemsOf(lines: readonly FeeLine[]): Map<string, FeeLine[]> {
  const items = new Map<string, FeeLine[]>()
  for (const line of lines) items.set(line.name, [...(items.get(line.name) ?? []), line])
  return items
}

/** What a part of the count comes to, in whole 分. */
const share = (whole: bigint, part: number, count: number) => (whole * BigInt(Math.round(part * 100))) / BigInt(Math.round(count * 100))

const nursing: Rule = {
  ...{ id: 'nursing', model: 'M32', title: '同日计收两个护理等级', grade: 'medium', confidence: 'M' },
  ...{ item: { code: 'GEN-08', words: /护理级别|护理等级/ } },
}
const levelNames = ['特级护理', '一级护理', '二级护理', '三级护理'] as const
const levels: readonly RegExp[] = [/特级?护理|特护/, /(Ⅰ|I|１|1|一)级护理/, /(Ⅱ|II|２|2|二)级护理/, /(Ⅲ|III|３|3|三)级护理/]
const levelOf = (name: string) => [3, 2, 1, 0].find((level) => levels[level]?.test(name)) ?? null

/** 护理等级: a stay has one level a day; the lower ones are what exceeds. */
export const nursingModel: BillingModel = {
  ...{ scope: 'day', needs: [], rules: [nursing] },
  check: (lines) => {
    const levelled = lines.flatMap((line) => {
      const level = /护/.test(line.name) ? levelOf(line.name) : null
      return level === null ? [] : [{ line, level }]
    })
    const found = [...new Set(levelled.map(({ level }) => level))].sort()
    const [highest] = found
    if (found.length < 2 || highest === undefined) return []
    const lower = levelled.filter(({ level }) => level !== highest).map(({ line }) => line)
    const why = `同一天计收${found.map((level) => levelNames[level]).join('、')}，等级护理一天只按一个等级收（等级医嘱当天变更的除外）。`
    return [{ rule: nursing.id, lines: levelled.map(({ line }) => line), why, excessFen: sumOf(lower) }]
  },
}

const stacking: Rule = {
  ...{ id: 'rehab.stacking', model: 'M19', title: '同日康复项目过多', grade: 'low', confidence: 'M' },
  ...{ item: { code: 'REHA-10', words: /项目过多|时长重叠/ } },
}

/** 康复同日多项: more different treatments than a day of training has room for. */
export const rehabModelOf = (most: number): BillingModel => ({
  ...{ scope: 'day', needs: [], rules: [stacking] },
  check: (lines) => {
    const treatments = itemsOf(lines.filter(({ name }) => rehab.words.test(name) && !rehab.never.test(name)))
    if (treatments.size <= most) return []
    const charges = [...treatments.values()]
    const why = `同一天计收${treatments.size}种康复理疗项目，超过${most}种，请核对治疗时长和记录。`
    return [{ rule: stacking.id, lines: charges.flat(), why, excessFen: sumOf(charges.slice(most).flat()) }]
  },
})
export const rehabModel = rehabModelOf(rehab.most)
