import 'server-only'
import { type ChangeStep, changeSteps, decideChangeInput, refuseChangeInput, registerGrants } from '#domain/institution/register'
import { refuse } from '#domain/kernel/result'
import { takeStep } from '#domain/kernel/workflow'
import { whereMay } from '../access'
import { type Context, command } from '../command'
import { must } from '../refused'
import { auditChange, type Held, holdInstitutions, setInstitution, tellOf } from './change-rows'
import { regionsOf } from './upload-register'

/** A proposal of the actor's bureau, held until the command has ended. Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
async function hold({ tx, actor }: Context, name: ChangeStep, changeId: string, version: number) {
  const where = { AND: [{ id: changeId }, whereMay(actor, changeSteps[name].by, 'institutionChange')] }
  if ((await tx.institutionChange.count({ where })) === 0) must(refuse('notFound'))
  await tx.$queryRaw`SELECT id FROM institution_change WHERE id = ${changeId}::uuid FOR NO KEY UPDATE`
  const found = (await tx.institutionChange.findFirst({ where })) ?? must(refuse('notFound'))
  must(takeStep(changeSteps[name], found, actor))
  if (found.version !== version) must(refuse('changedMeanwhile'))
  return found
}
type Proposal = Awaited<ReturnType<typeof hold>>

async function settle({ tx, actor, now }: Context, name: ChangeStep, found: Proposal, decisionReason = '') {
  await tx.institutionChange.updateMany({
    where: { id: found.id },
    data: {
      ...{ state: changeSteps[name].to, decisionReason, version: { increment: 1 } },
      ...{ decidedById: actor.userId, decidedByName: actor.name, decidedAt: now },
    },
  })
}

/**
 * Confirms a move or a merge: a second person of the bureau that reaches both sides. From here on the institution belongs there, with all
 * that it filed; or it goes on as part of the other, and what it filed stays under its own name.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`, `institutionEnded`, `moveBeyond`, `mergeIntoUnfit`.
 * Commits together: the institution with all that goes along, the proposal, an audit entry, notices to the bureaus and institutions.
 */
export const confirmChange = command('register.confirm', decideChangeInput, async (context, { changeId, version }) => {
  const found = await hold(context, 'confirm', changeId, version)
  const { institutionId, intoInstitutionId } = found
  const held = await holdInstitutions(context, registerGrants.confirm, [institutionId, ...(intoInstitutionId ? [intoInstitutionId] : [])])
  const institution = held.get(institutionId) ?? must(refuse('notFound'))
  if (institution.mergedIntoId !== null) must(refuse('institutionEnded'))
  await settle(context, 'confirm', found)
  if (found.kind === 'move') await move(context, found, institution)
  else await merge(context, found, institution, held.get(intoInstitutionId ?? ''))
})

async function move(context: Context, found: Proposal, institution: Held) {
  const regions = await regionsOf(context.tx, context.actor)
  const [from, to] = [institution.regionCode, found.toRegionCode].map((code) => regions.find((one) => one.code === code))
  if (!from || !to || from === to) return must(refuse('moveBeyond'))
  await setInstitution(context, institution, { regionCode: to.code, regionNo: to.regionNo })
  await auditChange(context, 'register.confirm', institution.id, { kind: [null, 'move'], region: [from.code, to.code] })
  const detail = { from: context.actor.agencyName, name: institution.name, place: from.name, to: to.name }
  const told = { kind: 'institutionMoved', detail, key: `register.confirm:${found.id}` } as const
  const link = `/institutions/${institution.id}`
  await tellOf(context, told, { regions: [to.regionNo], institutions: [institution.id], link })
  await tellOf(context, told, { regions: [from.regionNo], institutions: [], link: '/institutions' })
}

async function merge(context: Context, found: Proposal, institution: Held, into: Held | undefined) {
  if (!institution.active) must(refuse('institutionEnded'))
  if (!into?.active || into.mergedIntoId !== null) return must(refuse('mergeIntoUnfit', into ? { code: into.code } : undefined))
  await setInstitution(context, institution, { active: false, mergedIntoId: into.id })
  await auditChange(context, 'register.confirm', institution.id, { kind: [null, 'merge'], mergedInto: [null, into.code] })
  const detail = { from: context.actor.agencyName, name: institution.name, into: into.name }
  const told = { kind: 'institutionMerged', detail, key: `register.confirm:${found.id}` } as const
  for (const { id, regionNo } of [institution, into]) {
    await tellOf(context, told, { regions: [regionNo], institutions: [id], link: `/institutions/${id}` })
  }
}

/** Turns a proposal down (退回). Refuses `notFound`, `wrongState`, `samePerson`, `changedMeanwhile`. */
export const refuseChange = command('register.refuse', refuseChangeInput, async (context, { changeId, version, reason }) => {
  const found = await hold(context, 'refuse', changeId, version)
  await settle(context, 'refuse', found, reason)
  await auditChange(context, 'register.refuse', found.institutionId, { change: ['proposed', 'refused'], reason: [null, reason] })
})

/** Takes one's own proposal back (撤回). Refuses `notFound`, also for another's, `wrongState`, `changedMeanwhile`. */
export const withdrawChange = command('register.withdraw', decideChangeInput, async (context, { changeId, version }) => {
  const found = await hold(context, 'withdraw', changeId, version)
  if (found.proposedById !== context.actor.userId) must(refuse('notFound'))
  await settle(context, 'withdraw', found)
  await auditChange(context, 'register.withdraw', found.institutionId, { change: ['proposed', 'withdrawn'] })
})
