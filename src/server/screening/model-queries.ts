import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { isVerified } from '#domain/law/confidence'
import { versionInForce, versionName, versionStepNames, versionSteps } from '#domain/screening/model-version'
import { misleads } from '#domain/screening/precision'
import { modelsBeyondData, populationModels } from '#screening/population/catalogue'
import { renderSql } from '#screening/population/dialect'
import type { Model } from '#screening/population/model'
import { may, whereReadable } from '../access'
import { goesTo } from '../desk/navigation'
import { query } from '../query'
import { precisionByModel } from './model-precision'
import { approvedVersions, modelOfVersion, parametersOf } from './models-in-use'
import { proposesModels } from './propose-version'

/** Who reads what the screening looks for: the insurance department and its operating agencies. What is looked for is not told to the looked at. */
export const seesModels = (actor: Actor): boolean => actor.department === 'MI' && actor.agencyId !== null && goesTo(actor, 'desk')

/** How a model stands in a place on a day. */
export type ModelStanding = 'inUse' | 'resting' | 'beyondData'

const unverifiedOf = ({ parameters }: Model) => Object.values(parameters).filter(({ confidence }) => !isVerified(confidence)).length

/** Every model of the catalogue as it stands for the actor's place on a day. `null`: not for this person. */
export async function listModels(actor: Actor, on: string) {
  if (!seesModels(actor)) return null
  const [precision, { approved, waiting }] = await Promise.all([
    precisionByModel(actor),
    query(actor, async (tx) => ({
      approved: await approvedVersions(tx, actor),
      waiting: await tx.screeningModelVersion.findMany({
        where: { AND: [{ state: 'review' }, whereReadable(actor, 'screeningModelVersion')] },
        select: { code: true },
      }),
    })),
  ])
  const held = (code: string) =>
    versionInForce(
      approved.filter((row) => row.code === code),
      on,
    )
  const built = populationModels.map((model) => {
    const row = held(model.id)
    const judged = precision.get(model.id)?.precision ?? null
    const standing: ModelStanding = row?.kind === 'retirement' ? 'resting' : 'inUse'
    return {
      ...{ id: model.id, title: model.title, grade: model.grade, confidence: model.confidence, standing },
      ...{
        version: versionName(model.version, row),
        unverified: unverifiedOf(model),
        waiting: waiting.some(({ code }) => code === model.id),
      },
      ...{ precision: judged, misleads: misleads(judged) },
    }
  })
  const beyond = modelsBeyondData.map(({ id, title, grade, confidence, version }) => ({
    ...{ id, title, grade, confidence, version, standing: 'beyondData' as const, unverified: 0, waiting: false },
    ...{ precision: null, misleads: false },
  }))
  return [...built, ...beyond].sort((one, other) => (one.id < other.id ? -1 : 1))
}
export type ModelRow = NonNullable<Awaited<ReturnType<typeof listModels>>>[number]

/** One model as it stands for the actor's place on a day, with what was proposed for it. `null`: there is none, or it is not for this person. */
export async function getModel(actor: Actor, code: string, on: string) {
  const built = populationModels.find(({ id }) => id === code)
  const beyond = modelsBeyondData.find(({ id }) => id === code)
  if (!seesModels(actor) || !(built || beyond)) return null
  if (!built) return beyond ? { kind: 'beyond' as const, model: beyond } : null
  const [precision, { approved, kept }] = await Promise.all([
    precisionByModel(actor, code),
    query(actor, async (tx) => ({
      approved: (await approvedVersions(tx, actor)).filter((row) => row.code === code),
      kept: await tx.screeningModelVersion.findMany({
        where: { AND: [{ code }, whereReadable(actor, 'screeningModelVersion')] },
        orderBy: { id: 'desc' },
        omit: { definition: true },
      }),
    })),
  ])
  const held = versionInForce(approved, on)
  const model = held ? modelOfVersion(built, held) : built
  const judged = precision.get(code) ?? null
  return {
    kind: 'model' as const,
    ...{ built, model, precision: judged, misleads: misleads(judged?.precision ?? null) },
    standing: held?.kind === 'retirement' ? ('resting' as const) : ('inUse' as const),
    sql: built.parts.map(({ sql, shardKey }) => ({ shardKey, text: renderSql(sql, 'duckdb', valuesOf(model)).trim() })),
    proposes: proposesModels(actor),
    open: kept.some(({ state, agencyId }) => state === 'review' && agencyId === actor.agencyId),
    seen: Math.max(0, ...kept.filter(({ agencyId }) => agencyId === actor.agencyId).map(({ revision }) => revision)),
    versions: kept.map((row) => ({
      ...row,
      parameters: parametersOf(row.parameters),
      name: versionName(row.builtOn, row),
      beginsOn: fromDateColumn(row.beginsOn),
      endsOn: row.endsOn && fromDateColumn(row.endsOn),
      inForce: held?.id === row.id,
      steps: versionStepNames.flatMap((name) => {
        const step = versionSteps[name]
        if (!step.from.includes(row.state) || !may(actor, step.by, 'screeningModelVersion', row)) return []
        if (name === 'withdraw' && row.proposedById !== actor.userId) return []
        const taken = takeStep(step, row, actor)
        return [{ name, shut: taken.ok ? null : taken.refusal }]
      }),
    })),
  }
}
export type ModelView = Extract<NonNullable<Awaited<ReturnType<typeof getModel>>>, { kind: 'model' }>
export type VersionView = ModelView['versions'][number]

const valuesOf = ({ parameters }: Model) => Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]))
