import 'server-only'
import { z } from 'zod'
import type { Actor } from '#domain/kernel/access'
import { prisma } from '#platform/db'
import { currentTime } from '#platform/time'

const listed = 300

const shown = {
  id: true,
  login: true,
  name: true,
  disabledAt: true,
  lastSignInAt: true,
  totpConfirmedAt: true,
  posts: { select: { id: true, title: true, roles: true, validUntil: true, agency: { select: { name: true } }, institutionId: true } },
} as const

/** The accounts with their posts, for the security administrator, who reads no business data. `null` for everybody else. */
export async function listAccounts(actor: Actor, name: string) {
  if (!actor.roles.includes('securityAdmin')) return null
  return prisma.userAccount.findMany({
    where: name ? { OR: [{ name: { contains: name } }, { login: { contains: name.toLowerCase() } }] } : {},
    select: shown,
    orderBy: { login: 'asc' },
    take: listed,
  })
}

/** One account, for the security administrator; `now` tells which posts are over. */
export async function getAccount(actor: Actor, id: string) {
  if (!actor.roles.includes('securityAdmin') || !z.uuid().safeParse(id).success) return null
  const account = await prisma.userAccount.findUnique({ where: { id }, select: shown })
  return account && { ...account, now: currentTime() }
}
