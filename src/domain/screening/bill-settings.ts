import { type VersionInForce, versionInForce } from './model-version'

/**
 * Figures of the rules for bills that are parameters of a model: by the rule, the model's own name for it. `figure`: what the rule takes of the
 * value, where that differs.
 */
export const billQuantities = {
  'supply.emergency': { model: 'M12', parameter: 'emergency_days' },
  'supply.outpatient': { model: 'M12', parameter: 'usual_days' },
  'supply.chronic': { model: 'M12', parameter: 'long_days' },
  'often.dialysis': { model: 'M18', parameter: 'sessions' },
  'often.rehabTest': { model: 'M19', parameter: 'evaluation_days' },
  // The model counts from so many kinds on, the rule more than so many.
  'rehab.stacking': { model: 'M19', parameter: 'items', figure: (items: number) => Math.ceil(items) - 1 },
  'time.afterDeath': { model: 'M24', parameter: 'grace_days' },
  'cap.monitoring': { model: 'M29', parameter: 'hours' },
  'cap.support': { model: 'M29', parameter: 'hours' },
  'cap.hours': { model: 'M29', parameter: 'hours' },
} as const satisfies Record<string, { model: string; parameter: string; figure?: (value: number) => number }>
export type BillQuantity = keyof typeof billQuantities
const quantityNames = Object.keys(billQuantities) as BillQuantity[] // the keys are the rules

/** Figures in the place of those that the rules were built with, and the models that rest (停用): their rules are not asked. */
export type BillSettings = { quantities: Readonly<Partial<Record<BillQuantity, number>>>; resting: readonly string[] }
export const asBuilt: BillSettings = { quantities: {}, resting: [] }

/** The approved version of a model in a place; a version by which it rests has no parameters. */
export type SetVersion = VersionInForce & { parameters: Readonly<Record<string, number>> }

/** By which settings bills are checked on a day, and the versions that they come from, by the approved versions of a place. */
export function billSettingsOn(versions: readonly SetVersion[], on: string): { settings: BillSettings; held: readonly SetVersion[] } {
  const codes = [...new Set(versions.map(({ code }) => code))].sort()
  const held = codes.flatMap((code) => {
    const rows = versions.filter((one) => one.code === code)
    return versionInForce(rows, on) ?? []
  })
  const quantities = quantityNames.flatMap((name) => {
    const { model, parameter, ...taken } = billQuantities[name]
    const value = held.find(({ code }) => code === model)?.parameters[parameter]
    return value === undefined ? [] : [[name, 'figure' in taken ? taken.figure(value) : value] as const]
  })
  const resting = held.flatMap(({ code, kind }) => (kind === 'retirement' ? [code] : []))
  return { settings: { quantities: Object.fromEntries(quantities), resting }, held }
}
