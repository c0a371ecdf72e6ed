import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { isUuid } from '#domain/kernel/uuid'
import { populationModels } from '#screening/population/catalogue'
import type { Model } from '#screening/population/model'
import { whereReadable } from '../access'
import { query } from '../query'
import { localModelOf } from './local-models'
import { modelOfVersion, parametersOf } from './models-in-use'

/** What can be tried: what waits for the second person, and what was approved, for a day to come, for now or for one that is over. */
export const triedStates = ['review', 'inUse'] as const

/** Models as other versions have them than the one in use: by the version's id, or by the code of a built-in model as it was built. */
export async function trialModels(actor: Actor, versions: readonly string[]): Promise<readonly Model[]> {
  const asBuilt = populationModels.filter(({ id }) => versions.includes(id))
  const ids = versions.filter(isUuid)
  if (ids.length === 0) return asBuilt
  const rows = await query(actor, (tx) =>
    tx.screeningModelVersion.findMany({
      where: {
        AND: [
          { id: { in: ids }, state: { in: [...triedStates] }, kind: { not: 'retirement' } },
          { rangeLo: { lte: actor.regionNo }, rangeHi: { gte: actor.regionNo } },
          whereReadable(actor, 'screeningModelVersion'),
        ],
      },
    }),
  )
  const said = rows.flatMap((row) => {
    if (row.kind === 'definition') return localModelOf(row) ?? []
    const built = populationModels.find(({ id }) => id === row.code)
    return built ? [modelOfVersion(built, { ...row, parameters: parametersOf(row.parameters) })] : []
  })
  return [...asBuilt, ...said]
}
