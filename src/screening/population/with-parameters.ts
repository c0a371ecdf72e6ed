import type { Model } from './model'

/** Names of parameters that are given and that the model does not have. */
export const strangeParameters = (model: Model, values: Readonly<Record<string, number>>): string[] =>
  Object.keys(values).filter((name) => !Object.hasOwn(model.parameters, name))

/** The parameters that hold whole numbers: sums of fen. */
export const isWholeParameter = (name: string): boolean => name.endsWith('_fen')

/** The model with other values in the place of defaults. A value for a parameter that it no longer has is left alone. */
export const withParameters = (model: Model, values: Readonly<Record<string, number>>, version: string): Model => ({
  ...model,
  version,
  parameters: Object.fromEntries(
    Object.entries(model.parameters).map(([name, parameter]) => [
      name,
      Object.hasOwn(values, name) ? { ...parameter, value: values[name] ?? parameter.value } : parameter,
    ]),
  ),
})
