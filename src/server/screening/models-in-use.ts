import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { beijingDay, fromDateColumn } from '#domain/kernel/civil-date'
import { type ScreeningVersionKind, versionInForce, versionName } from '#domain/screening/model-version'
import type { Tx } from '#platform/db'
import { populationModels } from '#screening/population/catalogue'
import type { Model } from '#screening/population/model'
import { withParameters } from '#screening/population/with-parameters'
import { whereReadable } from '../access'
import type { Context } from '../command'
import { query } from '../query'
import { isLocalCode, localModelsIn } from './local-models'

const given = z.record(z.string(), z.number())
/** The values that a kept version gives, as the database has them. */
export const parametersOf = (kept: unknown): Record<string, number> => given.parse(kept)

const shown = {
  ...{ id: true, code: true, revision: true, builtOn: true, kind: true, parameters: true, regionNo: true, rangeLo: true, rangeHi: true },
  ...{ beginsOn: true, endsOn: true, definition: true },
} as const

type Kept = {
  id: string
  code: string
  revision: number
  kind: ScreeningVersionKind
  regionNo: number
  rangeLo: number
  rangeHi: number
  parameters: Record<string, number>
  beginsOn: string
  endsOn: string | null
  /** A bureau's own model, as `definitionOf` reads it. */
  definition: unknown
}

/** The approved versions that hold for the actor's own place, past ones too: what a bureau above says, and the own; not what one below says. */
export async function approvedVersions(tx: Tx, actor: Actor): Promise<Kept[]> {
  const rows = await tx.screeningModelVersion.findMany({
    where: {
      AND: [
        { state: 'inUse', rangeLo: { lte: actor.regionNo }, rangeHi: { gte: actor.regionNo } },
        whereReadable(actor, 'screeningModelVersion'),
      ],
    },
    select: shown,
  })
  return rows.map((row) => ({
    ...row,
    parameters: parametersOf(row.parameters),
    beginsOn: fromDateColumn(row.beginsOn),
    endsOn: row.endsOn && fromDateColumn(row.endsOn),
  }))
}

/** A built-in model as one version has it: its parameters, under the name that leads carry. */
export const modelOfVersion = (model: Model, row: Pick<Kept, 'regionNo' | 'revision' | 'parameters'>): Model =>
  withParameters(model, row.parameters, versionName(model.version, row))

/**
 * The models by which the actor's bureau screens on a day (`YYYY-MM-DD`), each with the parameters and the version name that hold there:
 * what the nearest bureau has approved, else the model as it was built; then the bureaus' own. Those that rest are left out.
 */
export async function modelsInUse(actor: Actor, on: string): Promise<readonly Model[]> {
  const rows = await query(actor, (tx) => approvedVersions(tx, actor))
  const builtIn = populationModels.flatMap((model) => {
    const held = versionInForce(
      rows.filter(({ code }) => code === model.id),
      on,
    )
    if (held?.kind === 'retirement') return []
    return [held ? modelOfVersion(model, held) : model]
  })
  return [...builtIn, ...localModelsIn(rows, on)]
}

/** A bureau's own model that holds for the actor's place today; `null`: there is none by this code. */
export async function localInForce({ tx, actor, now }: Pick<Context, 'tx' | 'actor' | 'now'>, code: string): Promise<Model | null> {
  if (!isLocalCode(code)) return null
  const rows = (await approvedVersions(tx, actor)).filter((row) => row.code === code)
  return localModelsIn(rows, beijingDay(now))[0] ?? null
}
