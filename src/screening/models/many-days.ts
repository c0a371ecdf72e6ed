import { daysBetween } from '#domain/kernel/civil-date'
import type { FeeLine } from '#domain/screening/fee-line'
import type { BillingModel, Hit } from '#domain/screening/hit'
import { namedBy } from '../named'
import { type FrequencyRule, frequencyRules } from '../parameters/quantities'

const inStay = ({ within }: FrequencyRule) => within === 'stay'

/** 超频次: what comes again too soon, or too often in a month or a stay. Charges of one day are one time. */
export const frequencyModelOf = (scope: 'visit' | 'person', all: readonly FrequencyRule[]): BillingModel => {
  const rules = all.filter((rule) => inStay(rule) === (scope === 'visit'))
  const rulesOf = namedBy(rules)
  return {
    ...{ scope, needs: [], rules },
    check: (lines) => {
      const byRule = new Map<FrequencyRule, FeeLine[]>()
      for (const line of lines) for (const rule of rulesOf(line.name)) byRule.set(rule, [...(byRule.get(rule) ?? []), line])
      return [...byRule].flatMap(([rule, charges]) => timesOf(rule, charges).flatMap((times) => tooOften(rule, times)))
    },
  }
}
export const stayFrequencyModel = frequencyModelOf('visit', frequencyRules)
export const personFrequencyModel = frequencyModelOf('person', frequencyRules)

/** One time: the charges of one day. */
type Time = { on: string; lines: FeeLine[] }

/** The times that are counted together: of one item; of dialysis, whatever its way, in one month. */
function timesOf(rule: FrequencyRule, charges: readonly FeeLine[]): Time[][] {
  const groups = new Map<string, Map<string, Time>>()
  for (const line of charges) {
    const key = rule.within === 'month' ? line.on.slice(0, 7) : line.name
    const days = groups.get(key) ?? new Map<string, Time>()
    groups.set(key, days)
    const time = days.get(line.on) ?? { on: line.on, lines: [] }
    time.lines.push(line)
    days.set(line.on, time)
  }
  return [...groups.values()].map((days) => [...days.values()].sort((one, other) => (one.on < other.on ? -1 : 1)))
}

function tooOften(rule: FrequencyRule, times: readonly Time[]): Hit[] {
  const { within, most } = rule
  if (within === 'stay' || within === 'month') {
    if (times.length <= most) return []
    return [
      hit(
        rule,
        times,
        times.slice(most),
        `${within === 'stay' ? '一次就诊' : `${times[0]?.on.slice(0, 7)}月`}共${times.length}次，超过${most}次`,
      ),
    ]
  }
  return times.flatMap((time, place) => {
    const before = times[place - most]
    const apart = before ? daysBetween(before.on, time.on) : within.days
    return before && apart < within.days
      ? [hit(rule, [before, time], [time], `${before.on}做过，隔${apart}天又做，间隔应不少于${within.days}天`)]
      : []
  })
}

const hit = (rule: FrequencyRule, all: readonly Time[], excess: readonly Time[], said: string): Hit => ({
  rule: rule.id,
  lines: all.flatMap(({ lines }) => lines),
  why: `“${excess[0]?.lines[0]?.name}”${said}。`,
  excessFen: excess.flatMap(({ lines }) => lines).reduce((sum, { amountFen }) => sum + amountFen, 0n),
})
