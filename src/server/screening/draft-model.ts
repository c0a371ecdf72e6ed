import 'server-only'
import { toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import {
  type DraftStep,
  draftModelInput,
  draftSteps,
  type KeptDefinition,
  type LocalDefinition,
  redraftModelInput,
  submitModelInput,
} from '#domain/screening/local-model'
import { audit } from '#platform/audit'
import { clauseProblems } from '#screening/local/clauses'
import { compileLocal } from '#screening/local/compile'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { nextNumber } from '../numbering'
import { must } from '../refused'
import { composesModels, definitionOf, isLocalCode, localGround } from './local-models'
import { askSecondPerson, insertVersion } from './propose-version'

/** Refuses `invalidInput` with the places of the form that its view cannot answer. */
function mustCompile(form: LocalDefinition): void {
  const compiled = compileLocal(form, { code: '', version: '' })
  const problems = [...(compiled.ok ? [] : compiled.problems), ...clauseProblems(form.clause)]
  if (problems.length === 0) return
  must(refuse('invalidInput', { fields: problems.map(({ field }) => `form.${field}`), messages: problems.map(({ message }) => message) }))
}

const kept = (form: LocalDefinition, authorIds: readonly string[]): KeptDefinition => ({
  ...{ form, trial: null, authorIds: [...new Set(authorIds)] },
})

/** `L370800_2601`: the place, the year, and the how-many-eth of the place in it. */
async function nextCode(context: Context): Promise<string> {
  const { regionNo } = context.actor
  const { year, sequence } = await nextNumber(context, `LM-${regionNo}`)
  return `L${regionNo}_${year % 100}${String(sequence).padStart(2, '0')}`
}

/**
 * Drafts a model of the bureau's own, or another version of one. Nobody is screened by a draft.
 * Refuses `notFound` (whoever composes none, a code that is none of the bureau's), `invalidInput`, `periodOutOfOrder`, `changedMeanwhile`.
 */
export const draftModel = command('screening.draftModel', draftModelInput, async (context, { code: given, form, ...asked }) => {
  const { tx, actor, now, requestId } = context
  if (!composesModels(actor)) must(refuse('notFound'))
  mustCompile(form)
  if (given !== '') {
    const known = await tx.screeningModelVersion.findFirst({ where: { code: given, agencyId: actor.agencyId ?? '', kind: 'definition' } })
    if (!known || !isLocalCode(given)) must(refuse('notFound'))
  }
  const code = given === '' ? await nextCode(context) : given
  const said = {
    title: form.title,
    kind: 'definition' as const,
    builtOn: localGround,
    parameters: {},
    definition: kept(form, [actor.userId]),
  }
  const { id, revision } = await insertVersion(context, { code, ...asked }, said, 'draft')
  await audit(tx, {
    ...{ at: now, actor, action: 'screening.draftModel', subject: { type: 'screeningModelVersion', id }, requestId },
    change: { code: [null, code], revision: [null, revision], title: [null, form.title] },
  })
  return { versionId: id, code }
})

/** A draft of the actor's bureau that takes the step. Refuses `notFound`, `wrongState`. */
export async function findDraft({ tx, actor }: Pick<Context, 'tx' | 'actor'>, name: DraftStep, versionId: string) {
  const step = draftSteps[name]
  const where = { AND: [{ id: versionId, kind: 'definition' as const }, whereMay(actor, step.by, 'screeningModelVersion')] }
  const found = composesModels(actor) ? await tx.screeningModelVersion.findFirst({ where }) : null
  if (!found) return must(refuse('notFound'))
  must(takeStep(step, found, actor))
  return { ...found, kept: definitionOf(found.definition) ?? must(refuse('notFound')) }
}

/** Fills a draft in anew; what a trial of it showed is no longer said of it. Refuses as `findDraft`, `invalidInput`, `changedMeanwhile`. */
export const redraftModel = command(
  'screening.redraftModel',
  redraftModelInput,
  async (context, { versionId, version, form, ...asked }) => {
    const { tx, actor, now, requestId } = context
    const found = await findDraft(context, 'change', versionId)
    mustCompile(form)
    if (asked.endsOn !== '' && asked.endsOn < asked.beginsOn) must(refuse('periodOutOfOrder'))
    const set = await tx.screeningModelVersion.updateMany({
      where: { id: found.id, version, state: 'draft' },
      data: {
        ...{
          definition: kept(form, [...found.kept.authorIds, found.proposedById, actor.userId]),
          reason: asked.reason,
          version: { increment: 1 },
        },
        ...{ beginsOn: toDateColumn(asked.beginsOn), endsOn: asked.endsOn === '' ? null : toDateColumn(asked.endsOn) },
        ...{ proposedById: actor.userId, proposedByName: actor.name, proposedAt: now },
      },
    })
    if (set.count === 0) must(refuse('changedMeanwhile'))
    await audit(tx, {
      ...{ at: now, actor, action: 'screening.redraftModel', subject: { type: 'screeningModelVersion', id: found.id }, requestId },
      change: { code: [null, found.code], title: [found.kept.form.title, form.title] },
    })
    return { code: found.code }
  },
)

/**
 * Asks a second person to look the draft over. Refuses as `findDraft`, `trialMissing`, `alreadyExists` while another version of it waits,
 * `changedMeanwhile`.
 */
export const submitModel = command('screening.submitModel', submitModelInput, async (context, { versionId, version }) => {
  const { tx, actor, now, requestId } = context
  const found = await findDraft(context, 'submit', versionId)
  // Whoever filled it in answers for it, and cannot be the second person.
  if (found.proposedById !== actor.userId) must(refuse('notFound'))
  const { form, trial } = found.kept
  if (trial === null) must(refuse('trialMissing'))
  mustCompile(form)
  const set = await tx.screeningModelVersion.updateMany({
    where: { id: found.id, version, state: 'draft' },
    data: { state: 'review', proposedAt: now, version: { increment: 1 } },
  })
  if (set.count === 0) must(refuse('changedMeanwhile'))
  await audit(tx, {
    ...{ at: now, actor, action: 'screening.submitModel', subject: { type: 'screeningModelVersion', id: found.id }, requestId },
    change: { code: [null, found.code], state: ['draft', 'review'] },
  })
  await askSecondPerson(context, { id: found.id, code: found.code, title: form.title, kind: 'definition' })
  return null
})
