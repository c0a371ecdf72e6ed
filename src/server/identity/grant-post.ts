import 'server-only'
import { apartFrom, clearanceOf, grantDeciders, grantProposer, rolesFit } from '#domain/identity/grant-policy'
import { confirmPostInput, proposePostInput, refusePostInput, withdrawPostInput } from '#domain/identity/inputs'
import type { Role } from '#domain/kernel/access'
import { addDays, beijingMidnight } from '#domain/kernel/civil-date'
import { refuse } from '#domain/kernel/result'
import { audit } from '#platform/audit'
import { type Context, command } from '../command'
import { notifyAll } from '../notification/notify'
import { must } from '../refused'
import { administratorsOf } from './administrators'
import { mustBeFresh } from './fresh-proof'
import { institutionNames, mustFindUnit } from './units'
import { mustAdminister, mustHaveWard } from './ward'

/** Refuses `rolesApart` when this person would be an administrator and something else at the same time. */
async function mustStayApart({ tx, now }: Context, userId: string, wanted: { roles: readonly Role[]; validUntil: Date | null }) {
  const held = await tx.post.findMany({ where: { userId }, select: { roles: true, validFrom: true, validUntil: true } })
  must(apartFrom(held, { ...wanted, validFrom: now }))
}

/**
 * Proposes that a person be given a post (任职授权申请). It opens nothing before a second administrator confirms it.
 *
 * Refuses `notFound`, `ownAccount`, `proveAgain`, `accountDisabled`, `unitUnknown`, `roleNotOfPlace`, `rolesApart`,
 * `dueOnPast`, `changedMeanwhile`.
 */
export const proposePost = command('identity.proposePost', proposePostInput, async (context, input) => {
  const { tx, actor, now } = context
  const { sessionId, userId, version, title, roles, reason } = input
  const account = await mustAdminister(context, userId, [grantProposer])
  await mustBeFresh(context, sessionId)
  if (account.disabledAt !== null) must(refuse('accountDisabled'))
  const ward = await mustHaveWard(context, [grantProposer])
  const unit = await mustFindUnit(tx, ward, input)
  must(rolesFit(roles, unit.agencyId ? 'agency' : 'institution'))
  const validUntil = input.validUntil === '' ? null : beijingMidnight(addDays(input.validUntil, 1))
  if (validUntil && validUntil <= now) must(refuse('dueOnPast'))
  await mustStayApart(context, userId, { roles, validUntil })

  const seen = await tx.userAccount.updateMany({ where: { id: userId, version }, data: { version: { increment: 1 } } })
  if (seen.count === 0) must(refuse('changedMeanwhile'))
  const clearance = clearanceOf(roles, input.clearance)
  const place = { agencyId: unit.agencyId, institutionId: unit.institutionId }
  const grant = await tx.postGrant.create({
    data: { userId, ...place, title, roles, clearance, validUntil, reason, proposedById: actor.userId, proposedAt: now },
    select: { id: true },
  })
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.proposePost',
    subject: { type: 'account', id: userId },
    change: {
      grant: [null, grant.id],
      unit: [null, unit.name],
      roles: [null, roles.join(',')],
      clearance: [null, clearance],
      validUntil: [null, validUntil?.toISOString() ?? null],
      reason: [null, reason],
    },
  })
  const deciders = await administratorsOf(tx, grantDeciders, unit.regionNo, now)
  await notifyAll(
    context,
    deciders
      .filter((id) => id !== actor.userId && id !== userId)
      .map((id) => ({
        to: { userId: id },
        notice: { kind: 'grantProposed', detail: { name: account.name }, link: '/settings/grants', dedupeKey: `grant:${grant.id}:${id}` },
      })),
  )
  return { grantId: grant.id }
})

/** A proposal in the ward of an administrator who may decide on it, locked. Refuses `notFound`, `wrongState`. */
async function mustFindProposal(context: Context, grantId: string, by: readonly Role[]) {
  const { tx } = context
  const ward = await mustHaveWard(context, by)
  await tx.$queryRaw`SELECT FROM post_grant WHERE id = ${grantId}::uuid FOR UPDATE`
  const grant =
    (await tx.postGrant.findUnique({ where: { id: grantId }, include: { agency: { select: { regionNo: true, name: true } } } })) ??
    must(refuse('notFound'))
  const [institution] = grant.institutionId ? await institutionNames(tx, [grant.institutionId]) : []
  const regionNo = grant.agency?.regionNo ?? institution?.region_no ?? 0
  if (regionNo < ward.lo || ward.hi < regionNo) must(refuse('notFound'))
  if (grant.state !== 'proposed') must(refuse('wrongState', { state: grant.state }))
  return grant
}

type Proposal = Awaited<ReturnType<typeof mustFindProposal>>

async function decide({ tx, actor, now }: Context, grant: Proposal, version: number, data: object): Promise<void> {
  const decided = await tx.postGrant.updateMany({
    where: { id: grant.id, version, state: 'proposed' },
    data: { ...data, decidedById: actor.userId, decidedAt: now, version: { increment: 1 } },
  })
  if (decided.count === 0) must(refuse('changedMeanwhile'))
}

/**
 * Confirms a proposed post (确认授权): from the next request on the person may act in it. By another administrator than
 * the one who proposed it, and never for oneself.
 *
 * Refuses `notFound`, `wrongState`, `samePerson`, `ownAccount`, `proveAgain`, `accountDisabled`, `grantOver`,
 * `rolesApart`, `changedMeanwhile`.
 */
export const confirmPost = command('identity.confirmPost', confirmPostInput, async (context, { sessionId, grantId, version }) => {
  const { tx, actor, now } = context
  const grant = await mustFindProposal(context, grantId, grantDeciders)
  if (grant.proposedById === actor.userId) must(refuse('samePerson'))
  if (grant.userId === actor.userId) must(refuse('ownAccount'))
  await mustBeFresh(context, sessionId)
  await tx.$executeRaw`SELECT hold_account(${grant.userId}::uuid)`
  const account = await tx.userAccount.findUniqueOrThrow({ where: { id: grant.userId }, select: { disabledAt: true } })
  if (account.disabledAt !== null) must(refuse('accountDisabled'))
  if (grant.validUntil && grant.validUntil <= now) must(refuse('grantOver'))
  await mustStayApart(context, grant.userId, grant)

  const { userId, agencyId, institutionId, title, roles, clearance, validUntil } = grant
  const post = await tx.post.create({
    data: {
      ...{ userId, agencyId, institutionId, title, roles, clearance, validUntil, validFrom: now },
      ...{ grantedById: grant.proposedById, grantReason: grant.reason },
    },
    select: { id: true },
  })
  await decide(context, grant, version, { state: 'confirmed', postId: post.id })
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.confirmPost',
    subject: { type: 'account', id: userId },
    change: { grant: ['proposed', 'confirmed'], post: [null, post.id], roles: [null, roles.join(',')] },
  })
  return { postId: post.id }
})

/** Turns a proposal down (不予授权). Refuses `notFound`, `wrongState`, `samePerson`, `ownAccount`, `changedMeanwhile`. */
export const refusePost = command('identity.refusePost', refusePostInput, async (context, { grantId, version, reason }) => {
  const { tx, actor, now } = context
  const grant = await mustFindProposal(context, grantId, grantDeciders)
  if (grant.proposedById === actor.userId) must(refuse('samePerson'))
  if (grant.userId === actor.userId) must(refuse('ownAccount'))
  await decide(context, grant, version, { state: 'refused', decisionReason: reason })
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.refusePost',
    subject: { type: 'account', id: grant.userId },
    change: { grant: ['proposed', 'refused'], reason: [null, reason] },
  })
})

/** Takes one's own proposal back (撤回申请). Refuses `notFound`, also for another's, `wrongState`, `changedMeanwhile`. */
export const withdrawPost = command('identity.withdrawPost', withdrawPostInput, async (context, { grantId, version, reason }) => {
  const { tx, actor, now } = context
  const grant = await mustFindProposal(context, grantId, [grantProposer])
  if (grant.proposedById !== actor.userId) must(refuse('notFound'))
  await decide(context, grant, version, { state: 'withdrawn', decisionReason: reason })
  await audit(tx, {
    at: now,
    actor,
    action: 'identity.withdrawPost',
    subject: { type: 'account', id: grant.userId },
    change: { grant: ['proposed', 'withdrawn'], reason: [null, reason] },
  })
})
