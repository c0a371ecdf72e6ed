import 'server-only'
import type { Actor } from '#domain/kernel/access'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import {
  proposeParametersInput,
  proposeRetirementInput,
  proposesVersions,
  type ScreeningVersionKind,
} from '#domain/screening/model-version'
import { audit } from '#platform/audit'
import { populationModels } from '#screening/population/catalogue'
import type { Model } from '#screening/population/model'
import { isWholeParameter, strangeParameters } from '#screening/population/with-parameters'
import { may } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { localInForce } from './models-in-use'

/**
 * Whether the actor proposes versions: a handler of an insurance bureau of a province or a city, where prices and payment are set. A county
 * screens by what they approved.
 */
export const proposesModels = (actor: Actor): boolean =>
  actor.regionNo % 100 === 0 &&
  may(actor, proposesVersions, 'screeningModelVersion', { agencyId: actor.agencyId, department: actor.department })

const builtIn = (code: string): Model => populationModels.find(({ id }) => id === code) ?? must(refuse('notFound'))

type Asked = { code: string; reason: string; beginsOn: string; endsOn: string; seen: number }
type Said = { title: string; kind: ScreeningVersionKind; builtOn: string; parameters: Record<string, number>; definition?: object }

/** Keeps what is said of a model as the bureau's next version of it. Refuses `notFound`, `periodOutOfOrder`, `changedMeanwhile`. */
export async function insertVersion(
  context: Context,
  { code, reason, beginsOn, endsOn, seen }: Asked,
  said: Said,
  state: 'draft' | 'review',
) {
  const { tx, actor, now } = context
  const agencyId = actor.agencyId
  if (!proposesModels(actor) || agencyId === null) return must(refuse('notFound'))
  if (endsOn !== '' && endsOn < beginsOn) must(refuse('periodOutOfOrder'))
  const newest = await tx.screeningModelVersion.aggregate({ where: { agencyId, code }, _max: { revision: true } })
  const revision = (newest._max.revision ?? 0) + 1
  if (revision !== seen + 1) must(refuse('changedMeanwhile'))
  const { id } = await tx.screeningModelVersion.create({
    data: {
      ...{ code, revision, kind: said.kind, state, builtOn: said.builtOn, parameters: said.parameters },
      ...(said.definition ? { definition: said.definition } : {}),
      ...{ agencyId, agencyName: actor.agencyName, regionNo: actor.regionNo },
      ...{ rangeLo: actor.regionLo ?? actor.regionNo, rangeHi: actor.regionHi ?? actor.regionNo },
      ...{ reason, beginsOn: toDateColumn(beginsOn), endsOn: endsOn === '' ? null : toDateColumn(endsOn) },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
    },
    select: { id: true },
  })
  return { id, revision }
}

/** Asks the bureau for the second person. */
export const askSecondPerson = (
  context: Context,
  { id, code, title, kind }: { id: string; code: string; title: string; kind: ScreeningVersionKind },
) =>
  notify(
    context,
    { agencyId: context.actor.agencyId ?? '' },
    {
      ...{ kind: 'modelVersionProposed', detail: { code, title, kind } },
      ...{ link: `/screening/models/${code}`, dedupeKey: `screening.propose:${id}` },
    },
  )

/** Keeps what is proposed, and asks for the second person. Refuses as `insertVersion`, and `alreadyExists` while another waits. */
async function keepProposal(context: Context, asked: Asked, said: Said): Promise<string> {
  const { tx, actor, now, requestId } = context
  const { id, revision } = await insertVersion(context, asked, said, 'review')
  await audit(tx, {
    ...{ at: now, actor, subject: { type: 'screeningModelVersion', id }, requestId },
    action: said.kind === 'retirement' ? 'screening.proposeRetirement' : 'screening.proposeParameters',
    change: { code: [null, asked.code], kind: [null, said.kind], revision: [null, revision], parameters: [null, said.parameters] },
  })
  await askSecondPerson(context, { id, code: asked.code, title: said.title, kind: said.kind })
  return id
}

/**
 * Proposes other values for parameters of a built-in model, for the own bureau's subtree; none at all is the model as it was built.
 *
 * Refuses as `keepProposal`, and `invalidInput` for a parameter that the model does not have or a sum of fen that is not whole.
 */
export const proposeParameters = command(
  'screening.proposeParameters',
  proposeParametersInput,
  async (context, { parameters, ...asked }) => {
    const model = builtIn(asked.code)
    const unfit = [
      ...strangeParameters(model, parameters),
      ...Object.entries(parameters).flatMap(([name, value]) => (isWholeParameter(name) && !Number.isInteger(value) ? [name] : [])),
    ]
    if (unfit.length > 0)
      must(refuse('invalidInput', { fields: unfit.map((name) => `parameters.${name}`), messages: unfit.map(() => 'parameter') }))
    const changed = Object.fromEntries(Object.entries(parameters).filter(([name, value]) => model.parameters[name]?.value !== value))
    return {
      versionId: await keepProposal(context, asked, {
        kind: 'parameters',
        title: model.title,
        builtOn: model.version,
        parameters: changed,
      }),
    }
  },
)

/** Proposes that a model rest (停用) in the own bureau's subtree. Refuses as `keepProposal`. */
export const proposeRetirement = command('screening.proposeRetirement', proposeRetirementInput, async (context, asked) => {
  const { title, version: builtOn } =
    populationModels.find(({ id }) => id === asked.code) ?? (await localInForce(context, asked.code)) ?? must(refuse('notFound'))
  return {
    versionId: await keepProposal(context, asked, { kind: 'retirement', title, builtOn, parameters: {} }),
  }
})
