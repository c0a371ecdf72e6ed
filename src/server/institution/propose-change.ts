import 'server-only'
import { proposeMergeInput, proposeMoveInput, registerGrants, setActiveInput } from '#domain/institution/register'
import { beijingDay, toDateColumn } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { notify } from '../notification/notify'
import { must } from '../refused'
import { addChange, auditChange, type Held, holdInstitutions, setInstitution, tellOf } from './change-rows'
import { regionsOf } from './upload-register'

/**
 * An institution that the actor keeps, held, as the person saw it. Refuses `notFound`, `changedMeanwhile`, `institutionEnded` (taken over
 * by another), `changeStands`.
 */
async function holdStanding(context: Context, institutionId: string, version: number): Promise<Held> {
  const held = await holdInstitutions(context, registerGrants.keep, [institutionId])
  const institution = held.get(institutionId) ?? must(refuse('notFound'))
  if (institution.version !== version) must(refuse('changedMeanwhile'))
  if (institution.mergedIntoId !== null) must(refuse('institutionEnded'))
  const standing = await context.tx.institutionChange.count({ where: { institutionId, state: 'proposed' } })
  if (standing > 0) must(refuse('changeStands'))
  return institution
}

/** Asks the approvers of the own bureau to look at it. */
async function askForSecond(context: Context, changeId: string, institution: Held, kind: 'move' | 'merge') {
  await setInstitution(context, institution, {})
  await notify(
    context,
    { agencyId: context.actor.agencyId ?? '' },
    {
      kind: 'institutionChangeProposed',
      detail: { name: institution.name, kind },
      link: `/institutions/${institution.id}`,
      dedupeKey: `register.propose:${changeId}`,
    },
  )
}

/**
 * Proposes that an institution belong to another region (变更属地) of the bureau's own subtree: a county cannot take one from its neighbour.
 *
 * Refuses as `holdStanding`, and `moveBeyond`.
 */
export const proposeMove = command(
  'register.proposeMove',
  proposeMoveInput,
  async (context, { institutionId, version, reason, regionCode }) => {
    const institution = await holdStanding(context, institutionId, version)
    const region = (await regionsOf(context.tx, context.actor)).find(({ code }) => code === regionCode)
    if (!region || region.code === institution.regionCode) return must(refuse('moveBeyond'))
    const changeId = await addChange(context, institution, { kind: 'move', reason, toRegionCode: region.code })
    await askForSecond(context, changeId, institution, 'move')
    await auditChange(context, 'register.proposeMove', institutionId, {
      region: [institution.regionCode, region.code],
      reason: [null, reason],
    })
    return { changeId }
  },
)

/**
 * Proposes that an institution go on as part of another (并入) of the bureau's own subtree.
 *
 * Refuses as `holdStanding`, `institutionEnded` also where it is stopped, and `mergeIntoUnfit`.
 */
export const proposeMerge = command(
  'register.proposeMerge',
  proposeMergeInput,
  async (context, { institutionId, version, reason, intoCode }) => {
    const { tx, actor } = context
    const institution = await holdStanding(context, institutionId, version)
    if (!institution.active) must(refuse('institutionEnded'))
    const into = await tx.institution.findFirst({
      where: { AND: [{ code: intoCode, active: true, mergedIntoId: null }, whereMay(actor, registerGrants.keep, 'institution')] },
      select: { id: true, code: true },
    })
    if (!into || into.id === institutionId) return must(refuse('mergeIntoUnfit', { code: intoCode }))
    const changeId = await addChange(context, institution, { kind: 'merge', reason, intoInstitutionId: into.id })
    await askForSecond(context, changeId, institution, 'merge')
    await auditChange(context, 'register.proposeMerge', institutionId, { mergedInto: [null, into.code], reason: [null, reason] })
    return { changeId }
  },
)

type Asked = { institutionId: string; version: number; reason: string; on: string }

async function setActive(context: Context, { institutionId, version, reason, on }: Asked, active: boolean) {
  const { actor, now } = context
  const institution = await holdStanding(context, institutionId, version)
  if (institution.active === active) must(refuse('institutionEnded'))
  if (on > beijingDay(now)) must(refuse('changeDayComing'))
  const step = active ? 'resume' : 'stop'
  const changeId = await addChange(context, institution, { kind: step, reason, effectiveOn: toDateColumn(on) })
  await setInstitution(context, institution, { active })
  await auditChange(context, `register.${step}`, institutionId, { active: [!active, active], on: [null, on], reason: [null, reason] })
  const detail = { from: actor.agencyName, name: institution.name, on, reason }
  await tellOf(
    context,
    { kind: active ? 'institutionResumed' : 'institutionStopped', detail, key: `register.${step}:${changeId}` },
    { regions: [institution.regionNo], institutions: [institutionId], link: `/institutions/${institutionId}` },
  )
  return { changeId }
}

/** Stops an institution (停用) from a day on: it is issued nothing new. Refuses as `holdStanding`, `institutionEnded` where it is stopped, `changeDayComing`. */
export const stopInstitution = command('register.stop', setActiveInput, (context, input) => setActive(context, input, false))

/** Takes a stopped institution up again (恢复). Refuses as `stopInstitution`. */
export const resumeInstitution = command('register.resume', setActiveInput, (context, input) => setActive(context, input, true))
