import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { fromDateColumn } from '#domain/kernel/civil-date'
import { takeStep } from '#domain/kernel/workflow'
import { isVerified } from '#domain/law/confidence'
import { comesIntoUseOn, versionInForce, versionName, versionStepNames, versionSteps } from '#domain/screening/model-version'
import { misleads } from '#domain/screening/precision'
import type { Prisma } from '#platform/prisma/client'
import { modelsBeyondData, populationModels } from '#screening/population/catalogue'
import { renderSql } from '#screening/population/dialect'
import type { Model } from '#screening/population/model'
import { may, whereReadable } from '../access'
import { goesTo } from '../desk/navigation'
import { query } from '../query'
import { type ViewShown, viewsShown } from './documentation'
import { authorsOf, isLocalCode, localGround, whereShown } from './local-models'
import { localModels, localRows, localView, triedLoads } from './local-views'
import { precisionByModel } from './model-precision'
import { approvedVersions, modelOfVersion, parametersOf } from './models-in-use'
import { proposesModels } from './propose-version'

/** Who reads what the screening looks for: the insurance department and its operating agencies. What is looked for is not told to the looked at. */
export const seesModels = (actor: Actor): boolean => actor.department === 'MI' && actor.agencyId !== null && goesTo(actor, 'desk')

/** The tables that a bureau's own models and queries may use. `null`: not for this person. */
export const documentation = (actor: Actor): readonly ViewShown[] | null => (seesModels(actor) ? viewsShown : null)

/** How a model stands in a place on a day. */
export type ModelStanding = 'inUse' | 'ahead' | 'resting' | 'beyondData' | 'proposed' | 'draft'
type Approved = Awaited<ReturnType<typeof approvedVersions>>[number]
type Standing = { held: Approved | null; standing: ModelStanding; comesOn: string | null }

/** How a model stands by its approved versions; `without`: while none of them holds. */
function standingIn(rows: readonly Approved[], on: string, without: ModelStanding): Standing {
  const held = versionInForce(rows, on)
  if (held ? held.kind !== 'retirement' : without === 'inUse') return { held, standing: 'inUse', comesOn: null }
  const comesOn = comesIntoUseOn(rows, on)
  return { held, standing: comesOn ? 'ahead' : held ? 'resting' : without, comesOn }
}

/** A bureau's own model of which nothing holds stands as its newest definition does. */
const unheld = { draft: 'draft', review: 'proposed', inUse: 'resting', refused: 'resting', withdrawn: 'resting' } as const

const unverifiedOf = ({ parameters }: Model) => Object.values(parameters).filter(({ confidence }) => !isVerified(confidence)).length

/** Every model of the catalogue as it stands for the actor's place on a day. `null`: not for this person. */
export async function listModels(actor: Actor, on: string) {
  if (!seesModels(actor)) return null
  const [precision, { approved, waiting, own }] = await Promise.all([
    precisionByModel(actor),
    query(actor, async (tx) => ({
      approved: await approvedVersions(tx, actor),
      waiting: await tx.screeningModelVersion.findMany({
        where: { AND: [{ state: 'review' }, whereReadable(actor, 'screeningModelVersion')] },
        select: { code: true },
      }),
      own: await localRows(tx, actor),
    })),
  ])
  const standingOf = (code: string, without: ModelStanding) =>
    standingIn(
      approved.filter((row) => row.code === code),
      on,
      without,
    )
  const built = populationModels.map((model) => {
    const { held, standing, comesOn } = standingOf(model.id, 'inUse')
    const judged = precision.get(model.id)?.precision ?? null
    return {
      ...{ id: model.id, title: model.title, grade: model.grade, confidence: model.confidence, standing, comesOn },
      ...{
        version: versionName(model.version, held),
        unverified: unverifiedOf(model),
        waiting: waiting.some(({ code }) => code === model.id),
      },
      ...{ precision: judged, misleads: misleads(judged), local: false },
    }
  })
  const beyond = modelsBeyondData.map(({ id, title, grade, confidence, version }) => ({
    ...{ id, title, grade, confidence, version, standing: 'beyondData' as const, comesOn: null, unverified: 0, waiting: false },
    ...{ precision: null, misleads: false, local: false },
  }))
  const local = localModels(own).map(({ code, model, state }) => {
    const { held, standing, comesOn } = standingOf(code, unheld[state])
    const judged = precision.get(code)?.precision ?? null
    return {
      ...{ id: code, title: model.title, grade: model.grade, confidence: model.confidence, standing, comesOn },
      ...{ version: held ? versionName(localGround, held) : '', unverified: unverifiedOf(model) },
      ...{ waiting: waiting.some((one) => one.code === code), precision: judged, misleads: misleads(judged), local: true },
    }
  })
  return [...built, ...beyond, ...local].sort((one, other) => (one.id < other.id ? -1 : 1))
}
export type ModelRow = NonNullable<Awaited<ReturnType<typeof listModels>>>[number]

/** One model as it stands for the actor's place on a day, with what was proposed for it. `null`: there is none, or it is not for this person. */
export async function getModel(actor: Actor, code: string, on: string) {
  const builtIn = populationModels.find(({ id }) => id === code)
  const beyond = modelsBeyondData.find(({ id }) => id === code)
  if (!seesModels(actor) || !(builtIn || beyond || isLocalCode(code))) return null
  if (beyond) return { kind: 'beyond' as const, model: beyond }
  const [precision, { approved, kept, loads }] = await Promise.all([
    precisionByModel(actor, code),
    query(actor, async (tx) => {
      const kept = await tx.screeningModelVersion.findMany({ where: { AND: [{ code }, whereShown(actor)] }, orderBy: { id: 'desc' } })
      const approved = (await approvedVersions(tx, actor)).filter((row) => row.code === code)
      return { approved, kept, loads: await triedLoads(tx, actor, kept) }
    }),
  ])
  const { held, standing, comesOn } = standingIn(approved, on, builtIn ? 'inUse' : unheld[kept[0]?.state ?? 'draft'])
  const local = localView(actor, kept, held, loads)
  const built = builtIn ?? local?.model
  if (!built) return null
  const model = held && builtIn ? modelOfVersion(built, held) : built
  const judged = precision.get(code) ?? null
  return {
    kind: 'model' as const,
    ...{ built, model, local, precision: judged, misleads: misleads(judged?.precision ?? null) },
    ...{ standing, comesOn },
    sql: (local?.hides ? [] : built.parts).map(({ sql, shardKey }) => ({
      shardKey,
      text: renderSql(sql, 'duckdb', valuesOf(model)).trim(),
    })),
    proposes: proposesModels(actor),
    open: kept.some(({ state, agencyId }) => state === 'review' && agencyId === actor.agencyId),
    seen: Math.max(0, ...kept.filter(({ agencyId }) => agencyId === actor.agencyId).map(({ revision }) => revision)),
    versions: kept.map((row) => versionView(actor, row, held)),
  }
}
export type ModelView = Extract<NonNullable<Awaited<ReturnType<typeof getModel>>>, { kind: 'model' }>
export type VersionView = ModelView['versions'][number]

type KeptVersion = Prisma.ScreeningModelVersionGetPayload<object>

function versionView(actor: Actor, { definition, ...row }: KeptVersion, held: Approved | null) {
  return {
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
      const taken = takeStep(step, { ...row, authorIds: authorsOf(definition) }, actor)
      return [{ name, shut: taken.ok ? null : taken.refusal }]
    }),
  }
}

const valuesOf = ({ parameters }: Model) => Object.fromEntries(Object.entries(parameters).map(([name, { value }]) => [name, value]))
