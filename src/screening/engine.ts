import type { FeeLine, FeeNeed } from '#domain/screening/fee-line'
import type { BillingModel, Hit, Rule, Scope } from '#domain/screening/hit'
import { personFrequencyModel, stayFrequencyModel } from './models/many-days'
import { ageModel, deathModel, indicationModel, priceModel, sexModel, stayModel, supplyModel } from './models/one-charge'
import { dayCapModel, dayPairModel, nursingModel, rehabModel, twiceModel } from './models/one-day'
import { netted } from './net-lines'

/** Every model that holds on one institution's own charges. */
export const billingModels: readonly BillingModel[] = [
  ...[sexModel, ageModel, indicationModel, supplyModel, stayModel, deathModel, priceModel],
  ...[dayPairModel, twiceModel, dayCapModel, nursingModel, rehabModel, stayFrequencyModel, personFrequencyModel],
]

export const billingRules: readonly Rule[] = billingModels.flatMap(({ rules }) => rules)

/** `skipped`: the rules that could not be looked at, each with what the file does not have. */
export type Screened = { hits: Hit[]; cancelledOut: number; skipped: { rule: Rule; lacks: FeeNeed[] }[] }

const keyOf: Record<Exclude<Scope, 'line'>, (line: FeeLine) => string> = {
  day: ({ visit, on }) => `${visit}|${on}`,
  visit: ({ visit }) => visit,
  person: ({ person }) => person,
}

/**
 * Holds every model against the charges of a file, those that were taken back left out. `told` hears how far it has come, from 0 to 1. The
 * order of the hits is that of the rows.
 */
export function screenCharges(
  lines: readonly FeeLine[],
  has: ReadonlySet<FeeNeed>,
  told: (share: number) => void = () => undefined,
): Screened {
  const { standing, cancelledOut } = netted(lines)
  const lacking = ({ needs }: BillingModel) => needs.filter((need) => !has.has(need))
  const able = billingModels.filter((model) => lacking(model).length === 0)
  const hits: Hit[] = []
  const scopes: readonly Scope[] = ['line', 'day', 'visit', 'person']
  for (const [place, scope] of scopes.entries()) {
    const models = able.filter((model) => model.scope === scope)
    const groups = scope === 'line' ? [standing] : grouped(standing, keyOf[scope])
    for (const group of groups) for (const model of models) hits.push(...model.check(group))
    told((place + 1) / scopes.length)
  }
  hits.sort((one, other) => firstRow(one) - firstRow(other))
  const skipped = billingModels.flatMap((model) => {
    const lacks = lacking(model)
    return lacks.length === 0 ? [] : model.rules.map((rule) => ({ rule, lacks }))
  })
  return { hits, cancelledOut, skipped }
}

const firstRow = ({ lines }: Hit) => lines[0]?.row ?? 0

function grouped(lines: readonly FeeLine[], keyOfLine: (line: FeeLine) => string): FeeLine[][] {
  const groups = new Map<string, FeeLine[]>()
  for (const line of lines) {
    const key = keyOfLine(line)
    const group = groups.get(key)
    if (group) group.push(line)
    else groups.set(key, [line])
  }
  return [...groups.values()]
}
