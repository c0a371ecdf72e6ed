import 'server-only'
import { z } from 'zod'
import { grantDeciders, grantProposer } from '#domain/identity/grant-policy'
import { mayTry, windowStart } from '#domain/identity/throttle-policy'
import type { Actor } from '#domain/kernel/access'
import type { Tx } from '#platform/db'
import { currentTime } from '#platform/time'
import { query } from '../query'
import { namesOf } from './colleagues'
import { institutionNames } from './units'
import { homesIn, type Ward, wardOf } from './ward'

const listed = 300

const shownPost = {
  id: true,
  title: true,
  roles: true,
  clearance: true,
  validFrom: true,
  validUntil: true,
  agency: { select: { name: true } },
  institutionId: true,
} as const

const shown = {
  id: true,
  login: true,
  name: true,
  phone: true,
  disabledAt: true,
  disabledReason: true,
  lastSignInAt: true,
  totpConfirmedAt: true,
  secondFactorDue: true,
  mustChangePassword: true,
  initialPasswordUntil: true,
  createdAt: true,
  version: true,
  posts: { select: shownPost, orderBy: { validFrom: 'asc' } },
} as const

type Placed = { agency: { name: string } | null; institutionId: string | null }

/** Each post or grant with the name of its unit. */
async function named<T extends Placed>(tx: Tx, placed: readonly T[]): Promise<(T & { unitName: string })[]> {
  const ids = placed.flatMap(({ institutionId }) => institutionId ?? [])
  const institutions = new Map((ids.length > 0 ? await institutionNames(tx, [...new Set(ids)]) : []).map(({ id, name }) => [id, name]))
  return placed.map((one) => ({ ...one, unitName: one.agency?.name ?? institutions.get(one.institutionId ?? '') ?? '' }))
}

export type AccountFilter = { name: string; state: 'enabled' | 'disabled' | '' }

/** The accounts of the ward with their posts, for its security administrator, who reads no business data. `null` for everybody else. */
export async function listAccounts(actor: Actor, { name, state }: AccountFilter) {
  const now = currentTime()
  const ward = await wardOf(actor, [grantProposer], now)
  if (!ward) return null
  return query(actor, async (tx) => {
    const homes = new Map((await homesIn(tx, ward)).map((home) => [home.user_id, home.unit_name]))
    const where = {
      AND: [
        { id: { in: [...homes.keys()] } },
        name ? { OR: [{ name: { contains: name } }, { login: { contains: name.toLowerCase() } }] } : {},
        state === '' ? {} : { disabledAt: state === 'disabled' ? { not: null } : null },
      ],
    }
    const total = await tx.userAccount.count({ where })
    const accounts = await tx.userAccount.findMany({ where, select: shown, orderBy: { login: 'asc' }, take: listed })
    return {
      total,
      now,
      accounts: accounts.map((account) => ({
        ...account,
        unitName: homes.get(account.id) ?? '',
        posts: account.posts.filter(({ validUntil }) => validUntil === null || validUntil > now),
      })),
    }
  })
}

/** Each proposal with who made it and who decided on it: administrators that may be of another ward. */
async function signed<T extends { proposedById: string; decidedById: string | null }>(tx: Tx, grants: readonly T[]) {
  const names = await namesOf(
    tx,
    grants.flatMap(({ proposedById, decidedById }) => [proposedById, decidedById]),
  )
  const personOf = (id: string | null) => (id === null ? null : { name: names.get(id) ?? '' })
  return grants.map((grant) => ({
    ...grant,
    proposedBy: { name: names.get(grant.proposedById) ?? '' },
    decidedBy: personOf(grant.decidedById),
  }))
}

/** Whether wrong answers have shut an account out for now, as the sign-in counts them. */
async function isLocked(tx: Tx, login: string, now: Date): Promise<boolean> {
  const since = windowStart(now)
  const last = await tx.signInAttempt.findFirst({ where: { login, succeeded: true, at: { gt: since } }, orderBy: { at: 'desc' } })
  const ofAccount = await tx.signInAttempt.count({ where: { login, succeeded: false, clearedAt: null, at: { gt: last?.at ?? since } } })
  return !mayTry({ ofAccount, ofSource: 0 })
}

const shownGrant = {
  id: true,
  title: true,
  roles: true,
  clearance: true,
  validUntil: true,
  reason: true,
  state: true,
  proposedById: true,
  proposedAt: true,
  decidedAt: true,
  decisionReason: true,
  version: true,
  institutionId: true,
  agency: { select: { name: true, regionNo: true } },
  user: { select: { id: true, login: true, name: true } },
  decidedById: true,
} as const

/** One account of the ward, with what was proposed for it, for its security administrator; `now` tells which posts are over. */
export async function getAccount(actor: Actor, id: string) {
  const now = currentTime()
  const ward = await wardOf(actor, [grantProposer], now)
  if (!ward || !z.uuid().safeParse(id).success) return null
  return query(actor, async (tx) => {
    const home = (await homesIn(tx, ward)).find(({ user_id }) => user_id === id)
    const account = home && (await tx.userAccount.findUnique({ where: { id }, select: shown }))
    if (!account) return null
    const grants = await tx.postGrant.findMany({
      where: { userId: id, state: 'proposed' },
      select: shownGrant,
      orderBy: { proposedAt: 'desc' },
    })
    return {
      ...account,
      unitName: home.unit_name,
      now,
      own: id === actor.userId,
      locked: await isLocked(tx, account.login, now),
      posts: await named(tx, account.posts),
      grants: await named(tx, await signed(tx, grants)),
    }
  })
}

/** The agencies of the ward, for choosing one; `null` for whoever may not. */
export async function listUnits(actor: Actor) {
  const ward = await wardOf(actor, [grantProposer], currentTime())
  if (!ward) return null
  return query(actor, (tx) =>
    tx.agency.findMany({
      where: { regionNo: { gte: ward.lo, lte: ward.hi } },
      select: { id: true, name: true },
      orderBy: [{ regionNo: 'asc' }, { department: 'asc' }, { name: 'asc' }],
    }),
  )
}

/** Proposals in the ward, those that wait first, and the newest decisions, for whoever decides on them. `null` for everybody else. */
export async function listGrants(actor: Actor) {
  const ward = await wardOf(actor, grantDeciders, currentTime())
  if (!ward) return null
  return query(actor, async (tx) => {
    const waiting = await grantsIn(tx, ward, { state: 'proposed' })
    const decided = await grantsIn(tx, ward, { state: { not: 'proposed' } })
    return { waiting, decided }
  })
}

async function grantsIn(tx: Tx, ward: Ward, where: { state: 'proposed' | { not: 'proposed' } }) {
  const placed = { OR: [{ institutionId: { not: null } }, { agency: { regionNo: { gte: ward.lo, lte: ward.hi } } }] }
  const rows = await tx.postGrant.findMany({
    where: { AND: [where, placed] },
    select: shownGrant,
    orderBy: [{ decidedAt: 'desc' }, { proposedAt: 'desc' }],
    take: listed,
  })
  const institutions = await institutionNames(tx, [...new Set(rows.flatMap(({ institutionId }) => institutionId ?? []))])
  const regions = new Map(institutions.map(({ id, region_no }) => [id, region_no]))
  const inWard = rows.filter(({ agency, institutionId }) => {
    const regionNo = agency?.regionNo ?? regions.get(institutionId ?? '') ?? 0
    return ward.lo <= regionNo && regionNo <= ward.hi
  })
  return named(tx, await signed(tx, inWard))
}
