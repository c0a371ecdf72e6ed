import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { beijingDay } from '#domain/kernel/civil-date'
import { type BillSettings, billSettingsOn, type SetVersion } from '#domain/screening/bill-settings'
import { billingModelIds } from '#domain/screening/hit'
import { type ScreeningVersionKind, versionName } from '#domain/screening/model-version'
import { currentTime } from '#platform/time'
import { populationModels } from '#screening/population/catalogue'
import { hotQuery } from '../query'
import { parametersOf } from './models-in-use'

/** The models whose rules bills are held against. */
export const modelsOfBills: readonly string[] = billingModelIds

/** A version as the database gives it. */
export type SettingRow = Omit<SetVersion, 'parameters'> & { kind: ScreeningVersionKind; parameters: unknown }

/** A model and the version of it that a bureau has approved. */
export type SetModel = { modelId: string; title: string; version: string }

/** By what bills are checked in a place on a day: the settings, the models with approved parameters, and those that rest. */
export type SettingsInForce = { settings: BillSettings; versions: SetModel[]; resting: SetModel[] }

export function settingsInForce(rows: readonly SettingRow[], on: string): SettingsInForce {
  const { settings, held } = billSettingsOn(
    rows.map((row) => ({ ...row, parameters: parametersOf(row.parameters) })),
    on,
  )
  const named = held.flatMap((row) => {
    const model = populationModels.find(({ id }) => id === row.code)
    return model ? [{ modelId: model.id, title: model.title, version: versionName(model.version, row) }] : []
  })
  const rests = ({ modelId }: SetModel) => settings.resting.includes(modelId)
  return { settings, versions: named.filter((one) => !rests(one)), resting: named.filter(rests) }
}

/** The same for the actor's own place: what the check in an institution's browser goes by. */
export async function billSettingsHere(actor: Actor, now: Date = currentTime()): Promise<SettingsInForce> {
  const values = [modelsOfBills, actor.regionNo]
  const { rows } = await hotQuery(actor, (client) =>
    client.query<SettingRow>({ name: 'bill-settings', text: 'SELECT * FROM model_settings_at($1::text[], $2::int)', values }),
  )
  return settingsInForce(rows, beijingDay(now))
}
