import { asBuilt, type BillSettings } from '#domain/screening/bill-settings'
import type { FeeLine, FeeNeed } from '#domain/screening/fee-line'
import type { BillingModel, Hit, Rule, Scope } from '#domain/screening/hit'
import { frequencyModelOf } from './models/many-days'
import {
  ageModel,
  deathGraceDays,
  deathModelOf,
  indicationModel,
  priceModel,
  sexModel,
  stayModel,
  supplyModelOf,
} from './models/one-charge'
import { dayCapModelOf, dayPairModel, nursingModel, rehabModelOf, twiceModel } from './models/one-day'
import { netted } from './net-lines'
import { dayCapRules, type FrequencyRule, frequencyRules, rehab, supplyRules } from './parameters/quantities'

/** A rule with another figure than it was built with, in its title too. */
const withFigure = <One extends Rule>(rule: One, built: number, figure: number): One => ({
  ...rule,
  title: rule.title.replace(String(built), String(figure)),
})
const withMost = <One extends Rule & { most: number }>(rules: readonly One[], quantities: BillSettings['quantities']): One[] =>
  rules.map((rule) => {
    const most = Object.entries(quantities).find(([id]) => id === rule.id)?.[1]
    return most === undefined ? rule : { ...withFigure(rule, rule.most, most), most }
  })
const withDays = (rules: readonly FrequencyRule[], { 'often.rehabTest': days }: BillSettings['quantities']): FrequencyRule[] =>
  rules.map((rule) => {
    if (rule.id !== 'often.rehabTest' || days === undefined || typeof rule.within !== 'object') return rule
    return { ...withFigure(rule, rule.within.days, days), within: { days } }
  })

/** A model without the rules of those that rest; none where nothing is left of it. */
function awake(model: BillingModel, resting: readonly string[]): BillingModel[] {
  const rules = model.rules.filter((rule) => !resting.includes(rule.model))
  if (rules.length === model.rules.length) return [model]
  const asked = new Set(rules.map(({ id }) => id))
  return rules.length === 0 ? [] : [{ ...model, rules, check: (lines) => model.check(lines).filter(({ rule }) => asked.has(rule)) }]
}

function modelsBy({ quantities, resting }: BillSettings): readonly BillingModel[] {
  const { 'often.rehabTest': _, ...counts } = quantities
  const often = withDays(withMost(frequencyRules, counts), quantities)
  const all = [
    ...[sexModel, ageModel, indicationModel, supplyModelOf(withMost(supplyRules, counts)), stayModel],
    ...[deathModelOf(quantities['time.afterDeath'] ?? deathGraceDays), priceModel],
    ...[dayPairModel, twiceModel, dayCapModelOf(withMost(dayCapRules, counts)), nursingModel],
    ...[rehabModelOf(quantities['rehab.stacking'] ?? rehab.most), frequencyModelOf('visit', often), frequencyModelOf('person', often)],
  ]
  return all.flatMap((model) => awake(model, resting))
}

const mostKept = 200
const kept = new Map<string, readonly BillingModel[]>()

/** Every model that holds on one institution's own charges, by the settings of its place. Made once for each. */
export function billingModelsBy(settings: BillSettings): readonly BillingModel[] {
  const key = JSON.stringify([Object.entries(settings.quantities).sort(), [...settings.resting].sort()])
  const known = kept.get(key)
  if (known) return known
  if (kept.size >= mostKept) kept.clear()
  const made = modelsBy(settings)
  kept.set(key, made)
  return made
}

/** The same as they were built. */
export const billingModels: readonly BillingModel[] = billingModelsBy(asBuilt)

export const rulesOf = (models: readonly BillingModel[]): readonly Rule[] => models.flatMap(({ rules }) => rules)
export const billingRules: readonly Rule[] = rulesOf(billingModels)

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
  models: readonly BillingModel[] = billingModels,
): Screened {
  const { standing, cancelledOut } = netted(lines)
  const lacking = ({ needs }: BillingModel) => needs.filter((need) => !has.has(need))
  const able = models.filter((model) => lacking(model).length === 0)
  const hits: Hit[] = []
  const scopes: readonly Scope[] = ['line', 'day', 'visit', 'person']
  for (const [place, scope] of scopes.entries()) {
    const ofScope = able.filter((model) => model.scope === scope)
    const groups = scope === 'line' ? [standing] : grouped(standing, keyOf[scope])
    for (const group of groups) for (const model of ofScope) hits.push(...model.check(group))
    told((place + 1) / scopes.length)
  }
  hits.sort((one, other) => firstRow(one) - firstRow(other))
  const skipped = models.flatMap((model) => {
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
