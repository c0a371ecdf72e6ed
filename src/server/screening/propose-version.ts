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

/** Keeps what is proposed, and asks for the second person. Refuses `notFound`, `periodOutOfOrder`, `changedMeanwhile`, `alreadyExists` while another waits. */
export async function keepProposal(context: Context, { code, reason, beginsOn, endsOn, seen }: Asked, said: Said): Promise<string> {
  const { tx, actor, now, requestId } = context
  const agencyId = actor.agencyId
  if (!proposesModels(actor) || agencyId === null) return must(refuse('notFound'))
  if (endsOn !== '' && endsOn < beginsOn) must(refuse('periodOutOfOrder'))
  const newest = await tx.screeningModelVersion.aggregate({ where: { agencyId, code }, _max: { revision: true } })
  const revision = newest._max.revision ?? 0
  if (revision !== seen) must(refuse('changedMeanwhile'))
  const { id } = await tx.screeningModelVersion.create({
    data: {
      ...{ code, revision: revision + 1, kind: said.kind, builtOn: said.builtOn, parameters: said.parameters },
      ...(said.definition ? { definition: said.definition } : {}),
      ...{ agencyId, agencyName: actor.agencyName, regionNo: actor.regionNo },
      ...{ rangeLo: actor.regionLo ?? actor.regionNo, rangeHi: actor.regionHi ?? actor.regionNo },
      ...{ reason, beginsOn: toDateColumn(beginsOn), endsOn: endsOn === '' ? null : toDateColumn(endsOn) },
      ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
    },
    select: { id: true },
  })
  await audit(tx, {
    ...{
      at: now,
      actor,
      action: said.kind === 'retirement' ? 'screening.proposeRetirement' : 'screening.proposeParameters',
      subject: { type: 'screeningModelVersion', id },
      requestId,
    },
    change: { code: [null, code], kind: [null, said.kind], revision: [null, revision + 1], parameters: [null, said.parameters] },
  })
  await notify(
    context,
    { agencyId },
    {
      kind: 'modelVersionProposed',
      detail: { code, title: said.title, kind: said.kind },
      link: `/screening/models/${code}`,
      dedupeKey: `screening.propose:${id}`,
    },
  )
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
  const model = builtIn(asked.code)
  return {
    versionId: await keepProposal(context, asked, { kind: 'retirement', title: model.title, builtOn: model.version, parameters: {} }),
  }
})
